// The well-known slips in flows: what flows in the wrong place, arrows of other languages.
#include <fmt/format.h>

#include "compiler/parse/slip.h"

namespace aixc::parse {
namespace {

// Whether the path that ends at word `last`, such as `net.web`, is the end of a flow.
bool ends_flow(const Slip& slip, size_t last) {
  size_t first = last;
  while (first > 1 && slip.words[first - 1].type == AisysLexer::DOT) {
    first -= 2;
  }
  return first > 0 && is_arrow(slip.words[first - 1].type);
}

// `a -> b "question"`
bool payload_without_colon(const Slip& slip) {
  if (slip.type() != AisysLexer::STRING || slip.at == slip.start || !is_name(slip.type(-1)) ||
      !ends_flow(slip, slip.at - 1)) {
    return false;
  }
  if (auto report =
          slip.reporter.syntax(slip.span(slip.at, slip.at), "what flows stands behind a `:`")) {
    report->help(fmt::format("write `: {}`", slip.text(slip.at)))
        .fix(slip.reporter.span(slip.word().begin, slip.word().begin), ": ");
  }
  return true;
}

// `a -> b { encrypted: yes } : "question"`
bool payload_behind_block(const Slip& slip) {
  if (slip.type() != AisysLexer::COLON || slip.type(-1) != AisysLexer::RBRACE) {
    return false;
  }
  size_t open = slip.at - 1;
  for (size_t depth = 1; depth > 0 && open > 0;) {
    --open;
    depth += slip.words[open].type == AisysLexer::RBRACE ? 1U : 0U;
    depth -= slip.words[open].type == AisysLexer::LBRACE ? 1U : 0U;
  }
  if (open == 0 || !is_name(slip.words[open - 1].type) || !ends_flow(slip, open - 1)) {
    return false;
  }
  if (auto report = slip.reporter.syntax(slip.span(slip.at, slip.at),
                                         "what flows stands before the braces")) {
    report->help("write `a -> b : \"what flows\" { … }`");
  }
  return true;
}

// `a - b`, `a - > b`
bool arrow_without_head(const Slip& slip) {
  if (slip.type(-1) != AisysLexer::MINUS || !is_name(slip.type(-2))) {
    return false;
  }
  const size_t last = slip.type() == AisysLexer::GT ? slip.at : slip.at - 1;
  const source::Span place = slip.span(slip.at - 1, last);
  if (auto report = slip.reporter.syntax(place, "a flow is drawn with an arrow")) {
    report->help("write `->`").fix(place, "->");
  }
  return true;
}

// `-- a comment`, as SQL and Lua have it.
bool comment_of_dashes(const Slip& slip) {
  if (slip.type() != AisysLexer::MINUS || slip.type(1) != AisysLexer::MINUS ||
      slip.word().end != slip.word(1).begin || !slip.first_on_line(slip.at)) {
    return false;
  }
  const source::Span place = slip.span(slip.at, slip.at + 1);
  if (auto report = slip.reporter.syntax(place, "`--` begins no comment")) {
    report->help("a comment begins with `//`").fix(place, "//");
  }
  return true;
}

}  // namespace

bool explain_flow_slip(const Slip& slip) {
  return payload_without_colon(slip) || payload_behind_block(slip) || arrow_without_head(slip) ||
         comment_of_dashes(slip);
}

}  // namespace aixc::parse
