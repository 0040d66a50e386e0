// The threat map as a Mermaid flowchart, which GitHub, GitLab and many docs tools draw themselves.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_mermaid(const RenderInput& input);

// The flowchart alone, for a Markdown fence: no line of it is a fence.
std::string mermaid_map(const model::Model& model, const rules::Assessment& assessment,
                        bool to_the_right);

}  // namespace aixc::render
