#include "compiler/serve/guard.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/core.h>

namespace aixc::serve {
namespace {

constexpr int Forbidden = 403;
std::string_view header(const Request& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string_view() : found->second;
}

bool is_from_elsewhere(const Request& request) {
  const std::string_view site = header(request, "sec-fetch-site");
  const bool is_link = request.path == "/" && header(request, "sec-fetch-mode") == "navigate";
  return !site.empty() && site != "same-origin" && site != "none" && !is_link;
}

}  // namespace

int refusal_of(const Request& request, uint16_t port) {
  const bool is_for_us = std::ranges::any_of(
      std::to_array<std::string_view>({"127.0.0.1", "localhost"}), [&](std::string_view name) {
        const std::string ours = fmt::format("{}:{}", name, port);
        return header(request, "host") == ours && (!request.headers.contains("origin") ||
                                                   header(request, "origin") == "http://" + ours);
      });
  if (!is_for_us || is_from_elsewhere(request)) {
    return Forbidden;
  }
  return request.method == "GET" || request.method == "HEAD" ? 0 : MethodNotAllowed;
}

const std::vector<std::pair<std::string_view, std::string_view>>& security_headers() {
  static const std::vector<std::pair<std::string_view, std::string_view>> All = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src "
       "data:; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cache-Control", "no-store"},
  };
  return All;
}

}  // namespace aixc::serve
