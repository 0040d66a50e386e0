// The JSON of the protocol. Members keep the order in which they are written, so that transcripts
// compare.
#pragma once

#include <nlohmann/json.hpp>

namespace aixc::lsp {

using Json = nlohmann::ordered_json;

}  // namespace aixc::lsp
