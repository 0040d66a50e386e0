// The well-known slips in names and labels.
#include <fmt/format.h>

#include "compiler/parse/repair.h"
#include "compiler/parse/slip.h"

namespace aixc::parse {
namespace {

// `app in "Inbox"`
bool reserved_word_as_name(const Slip& slip) {
  const auto& expected = slip.expected.alternatives;
  if (!is_reserved(slip.type()) || expected.empty() || expected.front() != "a name") {
    return false;
  }
  // In `implement on x` a name is missing; here the word stands where the name should.
  const int32_t next = slip.type(1);
  if (next != Lexeme::EndOfText && (is_value(next) || next == AisysLexer::LPAREN) &&
      next != AisysLexer::STRING && !slip.first_on_line(slip.at + 1)) {
    return false;
  }
  const std::string_view word = slip.text(slip.at);
  const bool after_kind = slip.at > slip.start && is_name(slip.type(-1));
  report_reserved_name(slip.reporter, slip.span(slip.at, slip.at), word,
                       after_kind ? slip.text(slip.at - 1) : std::string_view());
  return true;
}

// `accept "Agent escape" on x`
bool title_for_name(const Slip& slip) {
  const std::string_view verb = slip.text(slip.start);
  const bool control = verb == "implement";
  if (slip.type() != AisysLexer::STRING || !slip.ends_at_once() ||
      !(control || verb == "accept" || verb == "transfer" || verb == "avoid")) {
    return false;
  }
  const std::string_view what = control ? "control" : "threat";
  if (auto report = slip.reporter.syntax(slip.span(slip.at, slip.at),
                                         fmt::format("a {} is named by its id", what))) {
    report->help(fmt::format("`aixc list {}s` prints ids and titles", what));
  }
  return true;
}

void report_label(const Slip& slip, size_t first, size_t last) {
  report_unquoted_label(slip.reporter, slip.span(first, last));
}

// `app web Help centre desk {`: the names up to here are one too many to be declarations.
bool unquoted_label(const Slip& slip) {
  if (slip.at == 0 || !is_name(slip.type(-1)) || !slip.same_line(slip.at - 1, slip.at) ||
      !(slip.type() == AisysLexer::LBRACE || slip.type() == AisysLexer::KW_BY)) {
    return false;
  }
  const size_t last = slip.at - 1;
  const size_t first = slip.first_of_names(last);
  if (last - first < 2) {
    return false;
  }
  report_label(slip, first + 2, last);
  return true;
}

// A declaration whose kind ends one line and whose name begins the next: nobody writes that, so the
// slip is on the first of the two lines.
bool name_on_next_line(const Slip& slip) {
  for (const size_t kind : {slip.start, slip.start - 2}) {
    if (kind + 1 > slip.at || kind >= slip.words.size() ||
        slip.words[kind].type != AisysLexer::ID || !is_name(slip.words[kind + 1].type) ||
        !slip.first_on_line(kind + 1)) {
      continue;
    }
    const size_t first = slip.first_of_names(kind);
    const bool begins =
        first == 0 || !is_value(slip.words[first - 1].type) || slip.first_on_line(first);
    if (!begins) {
      continue;
    }
    if (kind - first >= 2) {
      report_label(slip, first + 2, kind);
    } else {
      const uint32_t end = slip.words[kind].end;
      slip.reporter.syntax(slip.reporter.span(end, end),
                           fmt::format("expected a name after `{}`", slip.text(kind)));
    }
    return true;
  }
  return false;
}

}  // namespace

bool explain_label_slip(const Slip& slip) {
  return name_on_next_line(slip) || unquoted_label(slip);
}

bool explain_name_slip(const Slip& slip) {
  return reserved_word_as_name(slip) || title_for_name(slip);
}

}  // namespace aixc::parse
