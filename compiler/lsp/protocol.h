// What answers are made of (JSON-RPC 2.0; LSP 3.17, Base Protocol).
#pragma once

#include <string>
#include <variant>

#include "compiler/lsp/json.h"

namespace aixc::lsp {

enum class ErrorCode : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  ServerNotInitialized = -32002,
  RequestFailed = -32803,
  RequestCancelled = -32800,
  ContentModified = -32801,
};

struct Refusal {
  ErrorCode code = ErrorCode::RequestFailed;
  std::string message;
};

// The result of a request (`null` where there is nothing to tell), or why there is none.
using Reply = std::variant<Json, Refusal>;

}  // namespace aixc::lsp
