#include "compiler/parse/explain.h"

#include <fmt/format.h>

#include "compiler/base/utf8.h"
#include "compiler/parse/slip.h"
#include "grammar/AisysParser.h"

namespace aixc::parse {
namespace {

using P = grammar::AisysParser;
using Context = antlr4::ParserRuleContext;

constexpr size_t MaxQuoted = 24;  // bytes of the source in a message

const Context* parent_of(const Context& tree) {
  return static_cast<const Context*>(tree.parent);
}

bool is_item(size_t rule) {
  return rule == P::RuleMember || rule == P::RuleStatement || rule == P::RuleExpectStmt;
}

// As quoted in a message: not too long, and on one line.
std::string quoted(std::string_view text) {
  size_t end = std::min(text.size(), text.find('\n'));
  if (end > MaxQuoted) {
    end = MaxQuoted;
    while (!is_code_point_boundary(text, end)) {
      ++end;
    }
  }
  return fmt::format("`{}{}`", text.substr(0, end), end < text.size() ? "…" : "");
}

// From the first word of the construct whose block this is to the word before the `{`.
source::Span header_of(const Context& block, const std::vector<Lexeme>& words,
                       const Reporter& reporter) {
  const Context* tree = parent_of(block);
  while (tree != nullptr && !is_item(tree->getRuleIndex())) {
    tree = parent_of(*tree);
  }
  if (tree == nullptr || block.start->getTokenIndex() == 0) {
    return {};
  }
  const size_t last = block.start->getTokenIndex() - 1;
  return reporter.span(static_cast<uint32_t>(tree->start->getStartIndex()), words[last].end);
}

Slip slip_at(antlr4::Parser& parser, const std::vector<Lexeme>& words, size_t at,
             Reporter& reporter) {
  Slip slip{words,   at, at, false, false, {}, expected_at(parser, words, at, reporter.text()),
            reporter};
  bool item_seen = false;
  for (const Context* tree = parser.getContext(); tree != nullptr; tree = parent_of(*tree)) {
    const size_t rule = tree->getRuleIndex();
    if (is_item(rule) && !item_seen) {
      item_seen = true;
      slip.start = std::min(at, tree->start->getTokenIndex());
    } else if (rule == P::RuleBlock) {
      item_seen = true;  // between two members: what begins at `at` is a new one
      slip.in_block = true;
      slip.block_header = header_of(*tree, words, reporter);
      break;
    } else if (rule == P::RuleTestStmt) {
      slip.in_test = true;
      break;
    }
  }
  return slip;
}

void explain_expected(const Slip& slip) {
  const bool at_end = slip.type() == Lexeme::EndOfText;
  const bool has_previous = slip.at > slip.start;
  // Something is missing at the end of a line: point there, not at the next line.
  const bool missing =
      has_previous && !slip.expected.may_end && (at_end || slip.first_on_line(slip.at));
  std::string message = "expected " + join_alternatives(slip.expected.alternatives);
  if (has_previous && !slip.expected.may_end) {
    message += " after " + quoted(slip.text(slip.at - 1));
  }
  const uint32_t previous_end = slip.at > 0 ? slip.word(-1).end : 0;
  source::Span place = slip.span(slip.at, slip.at);
  if (at_end) {
    message += ", but the file ends";
    place = slip.reporter.span(previous_end, previous_end);
  } else if (missing) {
    place = slip.reporter.span(previous_end, previous_end);
  } else {
    message += ", found " + quoted(slip.text(slip.at));
  }
  auto report = slip.reporter.syntax(place, message);
  if (report && slip.block_header &&
      slip.reporter.line_begin(slip.block_header.begin) != slip.reporter.line_begin(place.begin)) {
    report->note(
        slip.block_header,
        fmt::format("in the block of {}", quoted(slip.reporter.text().substr(
                                              slip.block_header.begin,
                                              slip.block_header.end - slip.block_header.begin))));
  }
}

}  // namespace

void explain_error(antlr4::Parser& parser, const std::vector<Lexeme>& words, size_t at,
                   Reporter& reporter) {
  Slip slip = slip_at(parser, words, at, reporter);
  const bool begins_statement = at == slip.start && !slip.in_block && !slip.in_test;
  if (begins_statement) {  // instead of all words that open one
    slip.expected.alternatives = {"a statement", "an element", "a flow"};
  } else if (slip.expected.alternatives.empty()) {
    slip.expected.alternatives.emplace_back("a statement");
  }
  if (!explain_known_slip(slip)) {
    explain_expected(slip);
  }
}

}  // namespace aixc::parse
