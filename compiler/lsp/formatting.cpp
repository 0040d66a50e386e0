// `textDocument/formatting` and `rangeFormatting`: the formatter's text, as edits of the lines that
// change, so that editors keep carets and folds elsewhere.
#include <fmt/core.h>

#include "compiler/format/diff.h"
#include "compiler/format/format.h"
#include "compiler/lsp/features.h"

namespace aixc::lsp {
namespace {

// The edits that touch the range; all of them where there is none.
Reply edits(Session& session, const Json& params, const std::optional<Range>& wanted) {
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
  const PositionMap& positions = place->positions;
  Json list = Json::array();
  for (const format::Change& change : format::changes(sources.file(place->file).text, *formatted)) {
    const Range range =
        positions.range(static_cast<uint32_t>(change.begin), static_cast<uint32_t>(change.end));
    if (!wanted || (range.start <= wanted->end && wanted->start <= range.end)) {
      list.push_back({{"range", to_json(range)}, {"newText", change.text}});
    }
  }
  return list;
}

}  // namespace

Reply formatting(Session& session, const Json& params) {
  return edits(session, params, std::nullopt);
}

Reply range_formatting(Session& session, const Json& params) {
  return edits(session, params, range_from(params.at("range")));
}

}  // namespace aixc::lsp
