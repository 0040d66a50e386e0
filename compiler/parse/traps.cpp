// The well-known slips, each with its own message. A trap looks at a few words around the place.
#include <array>

#include <fmt/format.h>

#include "compiler/base/edit_distance.h"
#include "compiler/parse/repair.h"
#include "compiler/parse/slip.h"

namespace aixc::parse {
namespace {

// Words that open a statement, and what else a statement is called.
constexpr auto StatementWords = std::to_array<std::string_view>(
    {"import", "extend", "implement", "accept", "transfer", "avoid", "relation", "rule", "rate",
     "path", "derive", "assume", "require", "forbid", "test", "expect"});

bool opens_statement(std::string_view word) {
  return std::ranges::find(StatementWords, word) != StatementWords.end();
}

// The statement word that `word` was meant to be, or "".
std::string_view meant_statement(std::string_view word) {
  const size_t limit = word.size() <= 5 ? 1 : 2;
  for (const std::string_view candidate : StatementWords) {
    if (word.size() >= 3 && edit_distance(word, candidate, limit) <= limit) {
      return candidate;
    }
  }
  return {};
}

// "say "hi" now": the quote in the middle ended the string.
bool quote_within_string(const Slip& slip) {
  if (slip.type(-1) != AisysLexer::STRING || slip.word(-1).end != slip.word().begin ||
      !is_name(slip.type())) {
    return false;
  }
  if (auto report =
          slip.reporter.syntax(slip.span(slip.at, slip.at), "the string ends before this word")) {
    report->help("a quote within a string is written `\\\"`");
  }
  return true;
}

// `owner: "x"` where no block is open.
bool attribute_outside_blocks(const Slip& slip) {
  if (slip.type() != AisysLexer::COLON || slip.in_block || !is_name(slip.type(-1)) ||
      !slip.ends_at_once()) {
    return false;
  }
  auto report = slip.reporter.syntax(
      slip.span(slip.start, slip.at),
      fmt::format("the attribute `{}` stands in no block", slip.text(slip.start)));
  if (!report) {
    return true;
  }
  if (slip.start > 0 && slip.type(-2) == AisysLexer::RBRACE) {
    report->note(slip.span(slip.start - 1, slip.start - 1), "the block before it ends here");
  }
  report->help("attributes stand between the braces of what they describe");
  return true;
}

// `app web: "Chat"`
bool colon_before_label(const Slip& slip) {
  if (slip.type() != AisysLexer::COLON || slip.type(1) != AisysLexer::STRING ||
      slip.at != slip.start + 2) {
    return false;
  }
  if (auto report = slip.reporter.syntax(slip.span(slip.at, slip.at),
                                         "a label stands right behind the name")) {
    report->help("leave the `:` out")
        .fix(slip.reporter.span(slip.word(-1).end, slip.word().end), "");
  }
  return true;
}

// `"owner": "x"`, as JSON has it.
bool quoted_attribute_name(const Slip& slip) {
  if (!slip.in_block || slip.type() != AisysLexer::STRING || slip.type(1) != AisysLexer::COLON) {
    return false;
  }
  const std::string_view raw = slip.text(slip.at);
  const std::string name(raw.substr(1, raw.size() - 2));
  if (auto report = slip.reporter.syntax(slip.span(slip.at, slip.at),
                                         "the name of an attribute stands without quotes")) {
    if (name.find_first_of(" .\\\"") == std::string::npos && !name.empty()) {
      report->help(fmt::format("write `{}:`", name)).fix(slip.span(slip.at, slip.at), name);
    }
  }
  return true;
}

// `implement X on y` between braces.
bool statement_in_block(const Slip& slip) {
  const std::string_view word = slip.text(slip.start);
  if (!slip.in_block || !slip.ends_at_once() || !opens_statement(word) ||
      !(is_name(slip.type()) || slip.type() == AisysLexer::STRING)) {
    return false;
  }
  const bool expect = word == "expect";
  auto report = slip.reporter.syntax(
      slip.span(slip.start, slip.start),
      expect ? "`expect` stands in a `test` only"
             : fmt::format("`{}` stands at the top level of a file, not in a block", word));
  if (report && slip.block_header) {
    report->note(slip.block_header, "this is the block");
    report->help("move it behind the `}` of the block");
  }
  return true;
}

// `source feed "Web"`: no kind can have the name of a clause.
bool kind_named_like_clause(const Slip& slip) {
  if (!slip.ends_at_once() || !is_soft(slip.words[slip.start].type) ||
      opens_statement(slip.text(slip.start)) || !is_name(slip.type())) {
    return false;
  }
  const int32_t next = slip.type(1);
  if (next != AisysLexer::STRING && next != AisysLexer::LBRACE && next != AisysLexer::KW_BY &&
      next != Lexeme::EndOfText && !slip.first_on_line(slip.at + 1)) {
    return false;
  }
  const std::string_view word = slip.text(slip.start);
  if (auto report = slip.reporter.syntax(
          slip.span(slip.start, slip.start),
          fmt::format("`{}` cannot be a kind: it is a word of the language", word))) {
    report->help(fmt::format("give the kind another name, such as `{}_kind`", word));
  }
  return true;
}

// `raise x on m` where no rule is open, often because `rule` is misspelt above.
bool clause_without_statement(const Slip& slip) {
  const size_t clause = slip.start;
  const int32_t type = slip.words[clause].type;
  const bool reserved = is_reserved(type) && slip.at == clause;
  const bool soft = is_soft(type) && !opens_statement(slip.text(clause)) && slip.ends_at_once();
  if (slip.in_block || (!reserved && !soft)) {
    return false;
  }
  auto report = slip.reporter.syntax(
      slip.span(clause, clause),
      fmt::format("`{}` continues a statement, but none is open here", slip.text(clause)));
  if (!report || clause == 0) {
    return true;
  }
  // The line before, or the word that opens what stands before on this line.
  size_t opener = slip.first_of_names(clause - 1);
  while (opener > 0 && !slip.first_on_line(opener)) {
    --opener;
  }
  const std::string_view meant = meant_statement(slip.text(opener));
  if (!meant.empty() && slip.words[opener].type == AisysLexer::ID) {
    report->help(fmt::format("did you mean `{}` in place of `{}`?", meant, slip.text(opener)))
        .fix(slip.span(opener, opener), std::string(meant));
  }
  return true;
}

// `implment X on y`
bool misspelt_statement(const Slip& slip) {
  if (slip.in_block || slip.at == slip.start || slip.at > slip.start + 4 ||
      slip.words[slip.start].type != AisysLexer::ID) {
    return false;
  }
  const std::string_view word = slip.text(slip.start);
  const std::string_view meant = meant_statement(word);
  const bool fits = slip.type() == AisysLexer::STRING || slip.type() == AisysLexer::DOT ||
                    is_reserved(slip.type()) || slip.type() == AisysLexer::KW_MATCH;
  if (meant.empty() || !fits) {
    return false;
  }
  const source::Span place = slip.span(slip.start, slip.start);
  if (auto report =
          slip.reporter.syntax(place, fmt::format("no statement begins with `{}`", word))) {
    report->help(fmt::format("did you mean `{}`?", meant)).fix(place, std::string(meant));
  }
  return true;
}

// `app web { … },`
bool separating_comma(const Slip& slip) {
  if (slip.type() != AisysLexer::COMMA || !slip.expected.may_end) {
    return false;
  }
  const source::Span place = slip.span(slip.at, slip.at);
  if (auto report = slip.reporter.syntax(place, "nothing needs a comma behind it here")) {
    report->help("leave the `,` out").fix(place, "");
  }
  return true;
}

// `import acme/kinds.aisys`
bool unquoted_path(const Slip& slip) {
  if (slip.words[slip.start].type != AisysLexer::KW_IMPORT || !slip.ends_at_once() ||
      !slip.same_line(slip.start, slip.at)) {
    return false;
  }
  size_t last = slip.at;
  while (slip.words[last + 1].type != Lexeme::EndOfText && slip.same_line(slip.at, last + 1)) {
    ++last;
  }
  const source::Span place = slip.span(slip.at, last);
  if (auto report = slip.reporter.syntax(place, "the path of an import stands in quotes")) {
    const auto path = slip.reporter.text().substr(place.begin, place.end - place.begin);
    if (path.find_first_of(" \"") == std::string_view::npos) {
      report->help(fmt::format("write `import \"{}\"`", path))
          .fix(place, fmt::format("\"{}\"", path));
    }
  }
  return true;
}

using Trap = bool (*)(const Slip&);
// In order: the first that reports wins.
constexpr auto Traps = std::to_array<Trap>({
    quote_within_string,
    explain_label_slip,
    attribute_outside_blocks,
    colon_before_label,
    explain_flow_slip,
    quoted_attribute_name,
    statement_in_block,
    kind_named_like_clause,
    misspelt_statement,
    explain_name_slip,
    clause_without_statement,
    separating_comma,
    unquoted_path,
});

}  // namespace

bool explain_known_slip(const Slip& slip) {
  return std::ranges::any_of(Traps, [&](Trap trap) { return trap(slip); });
}

}  // namespace aixc::parse
