// The places of a tree's parts, flat.
#pragma once

#include <vector>

#include "compiler/ast/ast.h"

namespace aixc::lsp {

struct Node {
  enum class Role : uint8_t {
    Import,
    Statement,
    Block,
    Attribute,
    Name,
    Value,
    Choice,
    Text,
    List,
    Map
  };
  source::Span span;
  Role role = Role::Statement;
};

// Outer parts come before those in them; a `Choice` is a bare word that is given as a value.
std::vector<Node> nodes_of(const ast::File& file);

}  // namespace aixc::lsp
