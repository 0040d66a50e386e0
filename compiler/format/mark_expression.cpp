#include <algorithm>

#include "compiler/base/check.h"
#include "compiler/base/overloaded.h"
#include "compiler/format/layout.h"
#include "compiler/format/marker.h"

namespace aixc::format {

size_t Marker::word_before(ast::Span span) const {
  size_t word = words_.first_of(span) - 1;
  while (words_[word].text == "(") {
    --word;
  }
  return word;
}

void Marker::expr(const ast::Expr& one, uint32_t base) {
  std::visit(Overloaded{
                 [](const ast::ErrorExpr&) {},
                 [](const ast::Literal&) {},
                 [](const ast::Reference&) {},
                 [&](const ast::Call& it) { call(it, base); },
                 [&](const ast::List& it) {
                   list(words_.first_of(one.span), words_.last_of(one.span), it.items, base);
                 },
                 [&](const ast::Map& it) { map(it, one.span, base); },
                 [&](const ast::Not& it) { expr(*it.operand, base); },
                 [&](const ast::Logic& it) { logic(it, one.span, base); },
                 [&](const ast::Comparison& it) {
                   expr(*it.left, base);
                   expr(*it.right, base);
                 },
                 [&](const ast::Quantified& it) { quantified(it, one.span, base); },
             },
             one.node);
}

// Breaks before each `and`, or before each `or`.
void Marker::logic(const ast::Logic& logic, ast::Span span, uint32_t base) {
  const std::string_view word = logic.op == ast::Logic::Op::And ? "and" : "or";
  open(words_.first_of(span), Mark::Kind::OpenTogether);
  for (size_t i = 0; i < logic.operands.size(); ++i) {
    const ast::Expr& operand = logic.operands[i];
    if (i > 0) {
      const size_t joint = word_before(operand.span);
      AIXC_CHECK(words_[joint].text == word);
      line(joint, base + IndentWidth);
    }
    expr(operand, base + IndentWidth);
  }
  close(words_.last_of(span));
}

void Marker::call(const ast::Call& call, uint32_t base) {
  words_[words_.first_of(call.function.back().span) + 1].glued = true;
  for (const ast::Expr& argument : call.arguments) {
    expr(argument, base);
  }
}

// A map: on one line only if it was.
void Marker::map(const ast::Map& map, ast::Span span, uint32_t base) {
  std::vector<Item> items;
  for (const ast::MapEntry& entry : map.entries) {
    const ast::Span key = std::visit([](const auto& one) { return one.span; }, entry.key);
    items.push_back(
        {cover(key, entry.value.span), true, [&](uint32_t inner) { expr(entry.value, inner); }});
  }
  braces(words_.first_of(span), words_.last_of(span), items, base, /*is_map=*/true);
}

void Marker::quantified(const ast::Quantified& quantified, ast::Span span, uint32_t base) {
  const size_t brace = words_.first_of(span) + 1;
  const size_t last = words_.last_of(span);
  open(brace, Mark::Kind::OpenTogether);
  line(brace + 1, base + IndentWidth);
  patterns(quantified.patterns, base + IndentWidth);
  if (quantified.where) {
    line(word_before((*quantified.where)->span), base + IndentWidth);
    expr(**quantified.where, base + IndentWidth);
  }
  end_items(last, base, Blanks::None, false);
  close(last);
}

void Marker::patterns(const std::vector<ast::Pattern>& patterns, uint32_t base) {
  open(words_.first_of(patterns.front().span), Mark::Kind::OpenTogether);
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (i > 0) {
      line(words_.first_of(patterns[i].span), base + IndentWidth);
    }
    pattern(patterns[i], base + IndentWidth);
  }
  close(words_.last_of(patterns.back().span));
}

void Marker::pattern(const ast::Pattern& pattern, uint32_t base) {
  open(words_.first_of(pattern.span), Mark::Kind::OpenFill);
  for (const ast::PatternStep& step : pattern.steps) {
    const ast::Span via = std::visit([](const auto& one) { return one.span; }, step.via);
    line(words_.first_of(via), base + IndentWidth);
    const auto* edge = std::get_if<ast::EdgePattern>(&step.via);
    if (edge != nullptr && edge->where) {
      expr(**edge->where, base + IndentWidth);
    }
  }
  close(words_.last_of(pattern.span));
}

}  // namespace aixc::format
