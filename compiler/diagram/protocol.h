#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/engine.h"

// What goes through the pipes of the layout worker: numbers in text, one record a line. Both ends
// are the same program, so there are no versions; but whatever comes back is checked, because the
// other end may have died in the middle of a line.
namespace aixc::diagram {

// Whether a request or a reply has come to its end.
bool is_complete(std::string_view text);

std::string write_request(const std::vector<EngineGraph>& graphs);
// Empty if the text is no complete request.
std::optional<std::vector<EngineGraph>> read_request(std::string_view text);

// A reply is a record for each graph, in order, each sent as soon as it is known, and an end.
std::string write_layout(const std::optional<EngineLayout>& layout);
std::string write_end(std::string_view error);

// Fewer layouts than were asked for if the text ends early; a layout that does not have as many
// parts as its graph counts as failed.
std::vector<std::optional<EngineLayout>> read_reply(std::string_view text,
                                                    const std::vector<EngineGraph>& graphs,
                                                    std::string& error);

}  // namespace aixc::diagram
