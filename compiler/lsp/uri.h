// `file:` addresses and paths (RFC 8089, RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace aixc::lsp {

// The path that a `file:` address means; any other address stands for itself (`untitled:Untitled-1`
// is a text that has no file).
std::string path_of_uri(std::string_view uri);

// The `file:` address of an absolute path; anything else stands for itself.
std::string uri_of_path(std::string_view path);

}  // namespace aixc::lsp
