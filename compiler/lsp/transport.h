// Messages as bytes: a header with the length, an empty line, the JSON (LSP 3.17, Base Protocol).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aixc::lsp {

// Takes bytes as they come, and gives the messages in them.
class Inbox {
 public:
  void feed(std::string_view bytes) { waiting_ += bytes; }
  // The content of the next message that is there as a whole. Fields of the header other than the
  // length are passed over.
  std::optional<std::string> next();
  // What came is no message, and nobody can tell where the next one would begin.
  bool broken() const { return broken_; }

 private:
  std::string waiting_;
  size_t done_ = 0;  // bytes at the front that were given out
  bool broken_ = false;
};

// The content with its header.
std::string framed(std::string_view content);

}  // namespace aixc::lsp
