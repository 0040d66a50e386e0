#include "compiler/lsp/uri.h"

#include <cctype>
#include <optional>

namespace aixc::lsp {
namespace {

constexpr std::string_view Scheme = "file://";

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0');
  }
  const auto low = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low >= 'a' && low <= 'f' ? std::optional(static_cast<unsigned>(low - 'a') + 10)
                                  : std::nullopt;
}

// Characters that stand for themselves in a path.
bool is_plain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("-._~/!$&'()*+,;=@").find(c) != std::string_view::npos;
}

}  // namespace

std::string path_of_uri(std::string_view uri) {
  if (!uri.starts_with(Scheme)) {
    return std::string(uri);
  }
  // The name of a host, `localhost` say, stands before the first slash.
  const std::string_view rest = uri.substr(Scheme.size());
  const std::string_view encoded = rest.substr(std::min(rest.find('/'), rest.size()));
  std::string path;
  for (size_t i = 0; i < encoded.size(); ++i) {
    const auto high =
        i + 2 < encoded.size() && encoded[i] == '%' ? hex_digit(encoded[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(encoded[i + 2]) : std::nullopt;
    if (low) {
      path += static_cast<char>(*high << 4U | *low);
      i += 2;
    } else {
      path += encoded[i];
    }
  }
  return path;
}

std::string uri_of_path(std::string_view path) {
  if (!path.starts_with('/')) {
    return std::string(path);
  }
  constexpr std::string_view Digits = "0123456789ABCDEF";
  std::string uri(Scheme);
  for (const char c : path) {
    if (is_plain(c)) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += Digits[byte >> 4U];
      uri += Digits[byte & 0xFU];
    }
  }
  return uri;
}

}  // namespace aixc::lsp
