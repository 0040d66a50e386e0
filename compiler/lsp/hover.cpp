// `textDocument/hover`: the page of whatever a name stands for.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/lsp/features.h"
#include "compiler/lsp/pages.h"

namespace aixc::lsp {
namespace {

// Of several flows that one arrow stands for the first.
const model::Flow* flow_at(const Analysis& analysis, source::FileId file, uint32_t offset) {
  for (const model::Flow& flow : analysis.model().flows) {
    const source::Span span = flow.edge_span;
    if (span.file == file && span.begin <= offset && offset <= span.end) {
      return &flow;
    }
  }
  return nullptr;
}

// Markdown without its marks, for clients that show the text as it is.
std::string plain(std::string_view markdown) {
  std::string text;
  for (size_t i = 0; i < markdown.size(); ++i) {
    const bool mark = markdown[i] == '*' || markdown[i] == '`';
    const bool escape = markdown[i] == '\\' && i + 1 < markdown.size() &&
                        std::string_view("\\*_`[]<>#").find(markdown[i + 1]) != std::string::npos;
    if (escape) {
      ++i;
    }
    if (escape || !mark) {
      text += markdown[i];
    }
  }
  return text;
}

}  // namespace

Reply hover(Session& session, const Json& params) {
  const auto place = place_of(session, params, true);
  if (!place) {
    return Json();
  }
  const Pages pages(place->analysis);
  std::string text;
  source::Span span;
  if (const Occurrence* found = place->analysis.occurrence_at(place->file, place->offset)) {
    text = pages.of(found->named);
    span = found->span;
  } else if (const model::Flow* flow = flow_at(place->analysis, place->file, place->offset)) {
    text = pages.of(*flow);
    span = flow->edge_span;
  }
  if (text.empty()) {
    return Json();
  }
  const bool markdown = session.client.markdown;
  return Json{
      {"contents",
       {{"kind", markdown ? "markdown" : "plaintext"}, {"value", markdown ? text : plain(text)}}},
      {"range", to_json(place->positions.range(span.begin, span.end))}};
}

}  // namespace aixc::lsp
