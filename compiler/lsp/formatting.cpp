// `textDocument/formatting`: the formatter's text, as one edit between the first and the last line
// that change.
#include <fmt/core.h>

#include "compiler/format/format.h"
#include "compiler/lsp/features.h"

namespace aixc::lsp {

Reply formatting(Session& session, const Json& params) {
  const auto place = document_of(session, params);
  if (!place) {
    return Json();
  }
  const source::SourceMap& sources = place->analysis.sources();
  diagnostics::Sink sink;
  const auto formatted = format::format(sources, place->file, sink);
  if (!formatted) {
    const diagnostics::Diagnostic first = sink.sorted().front();
    return Refusal{ErrorCode::RequestFailed,
                   fmt::format("the text cannot be formatted: line {}: {}",
                               sources.begin(first.span).line, first.message)};
  }
  const std::string_view before = sources.file(place->file).text;
  const std::string_view after = *formatted;
  if (before == after) {
    return Json::array();
  }
  // Whole lines that stay, at either end, are left out: editors keep carets and folds there.
  size_t head = 0;
  for (size_t i = 0; i < before.size() && i < after.size() && before[i] == after[i]; ++i) {
    head = before[i] == '\n' ? i + 1 : head;
  }
  size_t tail = 0;
  const size_t most = std::min(before.size(), after.size()) - head;
  for (size_t i = 1; i <= most && before[before.size() - i] == after[after.size() - i]; ++i) {
    const bool line = before.size() > i && before[before.size() - i - 1] == '\n' &&
                      after.size() > i && after[after.size() - i - 1] == '\n';
    tail = line ? i : tail;
  }
  const auto end = static_cast<uint32_t>(before.size() - tail);
  return Json::array({{{"range", to_json(place->positions.range(static_cast<uint32_t>(head), end))},
                       {"newText", after.substr(head, after.size() - head - tail)}}});
}

}  // namespace aixc::lsp
