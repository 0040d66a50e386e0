#include "compiler/lsp/transport.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/core.h>

namespace aixc::lsp {
namespace {

constexpr size_t MaxMessageBytes = size_t{256} * 1024 * 1024;
constexpr size_t MaxHeaderBytes = size_t{8} * 1024;
constexpr std::string_view HeaderEnd = "\r\n\r\n";
constexpr std::string_view LengthField = "content-length:";

// The number behind `Content-Length:`; nothing if the line is another one or has none.
std::optional<size_t> length_in(std::string_view line) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  if (line.size() < LengthField.size() ||
      !std::ranges::equal(line.substr(0, LengthField.size()), LengthField, same)) {
    return std::nullopt;
  }
  line.remove_prefix(LengthField.size());
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  size_t length = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length);
  const bool whole = end == line.data() + line.size();
  return error == std::errc() && whole && length <= MaxMessageBytes ? std::optional(length)
                                                                    : std::nullopt;
}

std::optional<size_t> length_of(std::string_view header) {
  std::optional<size_t> length;
  while (!header.empty()) {
    const size_t end = std::min(header.find("\r\n"), header.size());
    if (const auto found = length_in(header.substr(0, end))) {
      length = found;
    }
    header.remove_prefix(std::min(end + 2, header.size()));
  }
  return length;
}

}  // namespace

std::optional<std::string> Inbox::next() {
  const std::string_view all = std::string_view(waiting_).substr(done_);
  const size_t header = all.find(HeaderEnd);
  if (broken_ || header == std::string_view::npos) {
    broken_ = broken_ || all.size() > MaxHeaderBytes;
    return std::nullopt;
  }
  const auto length = length_of(all.substr(0, header));
  if (!length) {
    broken_ = true;
    return std::nullopt;
  }
  const size_t begin = header + HeaderEnd.size();
  if (all.size() - begin < *length) {
    return std::nullopt;
  }
  std::string content(all.substr(begin, *length));
  done_ += begin + *length;
  if (done_ == waiting_.size()) {
    waiting_.clear();
    done_ = 0;
  }
  return content;
}

std::string framed(std::string_view content) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", content.size(), content);
}

}  // namespace aixc::lsp
