// Who may ask, and what a page of ours may do: a browser also carries out what pages of other sites
// want from this machine.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/serve/server.h"

namespace aixc::serve {

inline constexpr int MethodNotAllowed = 405;

// 0 if the request may be answered, else the status to refuse it with. `Host` must be the loopback
// address with our port, so that a foreign name that was pointed here (DNS rebinding) gets nothing;
// `Origin` and `Sec-Fetch-Site`, if there, must tell of our own page, but a link may lead to it.
// Nothing but reading is answered.
int refusal_of(const Request& request, uint16_t port);

// Of every response: nothing may be loaded or run but what this server sends, nobody may frame or
// keep it.
const std::vector<std::pair<std::string_view, std::string_view>>& security_headers();

}  // namespace aixc::serve
