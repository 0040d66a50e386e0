#include "compiler/render/html/content_hash.h"

#include <array>
#include <cstdint>

#include <sha256.h>  // libmd

namespace aixc::render {
namespace {

// RFC 4648, section 4, with padding.
std::string base64(const std::array<uint8_t, SHA256_DIGEST_LENGTH>& bytes) {
  constexpr std::string_view Digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = bytes.size() - i;
    const uint32_t three = static_cast<uint32_t>(bytes[i]) << 16U |
                           (left > 1 ? static_cast<uint32_t>(bytes[i + 1]) << 8U : 0U) |
                           (left > 2 ? static_cast<uint32_t>(bytes[i + 2]) : 0U);
    text += Digits[three >> 18U];
    text += Digits[three >> 12U & 63U];
    text += left > 1 ? Digits[three >> 6U & 63U] : '=';
    text += left > 2 ? Digits[three & 63U] : '=';
  }
  return text;
}

}  // namespace

std::string content_hash(std::string_view text) {
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, reinterpret_cast<const uint8_t*>(text.data()), text.size());
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest{};
  SHA256Final(digest.data(), &context);
  return "'sha256-" + base64(digest) + "'";
}

}  // namespace aixc::render
