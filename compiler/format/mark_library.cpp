#include "compiler/format/layout.h"
#include "compiler/format/marker.h"

namespace aixc::format {

// The clause whose first word stands right before `span`.
void Marker::clause_before(ast::Span span, uint32_t base) {
  line(word_before(span), base + IndentWidth);
}

void Marker::text_clause(const std::optional<ast::Text>& text, uint32_t base) {
  if (text) {
    clause_before(text->span, base);
  }
}

void Marker::match_clause(const std::vector<ast::Pattern>& matched, uint32_t base) {
  // Patterns begin with a parenthesis of their own.
  line(words_.first_of(matched.front().span) - 1, base + IndentWidth);
  patterns(matched, base + IndentWidth);
}

void Marker::condition_clause(const std::optional<ast::Expr>& condition, uint32_t base) {
  if (condition) {
    clause_before(condition->span, base);
    expr(*condition, base + IndentWidth);
  }
}

void Marker::names_clause(const std::vector<ast::Name>& names, uint32_t base) {
  if (!names.empty()) {
    clause_before(names.front().span, base);
    open(words_.first_of(names.front().span), Mark::Kind::OpenFill);
    fill(names, base + 2 * IndentWidth);
    close(words_.last_of(names.back().span));
  }
}

void Marker::mark(const ast::RelationDeclaration& relation, uint32_t base) {
  documented(relation.span, relation.doc);
  open(words_.first_of(relation.span), Mark::Kind::OpenTogether);
  names_clause(relation.from, base + IndentWidth);
  names_clause(relation.to, base + IndentWidth);
  close(words_.last_of(relation.to.back().span));
  block(relation.block, base);
}

void Marker::mark(const ast::PathDeclaration& path, uint32_t base) {
  documented(path.span, path.doc);
  const size_t first = words_.first_of(path.span);
  const size_t last = words_.last_of(path.span);
  open(first, Mark::Kind::OpenTogether, words_.breaks_between(first, last));
  names_clause(path.from, base);
  names_clause(path.to, base);
  names_clause(path.through, base);
  names_clause(path.over, base);
  condition_clause(path.where, base);
  close(last);
}

void Marker::mark(const ast::Rule& rule, uint32_t base) {
  documented(rule.span, rule.doc);
  open(words_.first_of(rule.span), Mark::Kind::OpenTogether, /*forced=*/true);
  match_clause(rule.patterns, base);
  condition_clause(rule.where, base);
  clause_before(rule.threat.span, base);
  text_clause(rule.because, base);
  text_clause(rule.source, base);
  close(words_.last_of(rule.span));
}

void Marker::mark(const ast::Rate& rate, uint32_t base) {
  documented(rate.span, rate.doc);
  open(words_.first_of(rate.span), Mark::Kind::OpenTogether, /*forced=*/true);
  match_clause(rate.patterns, base);
  condition_clause(rate.where, base);
  const size_t factor = words_.first_of(rate.factor.span);
  line(factor, base + IndentWidth);
  open(factor, Mark::Kind::OpenFill);
  fill(rate.threats, base + 2 * IndentWidth);
  close(words_.last_of(rate.target.span));
  text_clause(rate.because, base);
  text_clause(rate.source, base);
  close(words_.last_of(rate.span));
}

void Marker::mark(const ast::Derivation& derivation, uint32_t base) {
  documented(derivation.span, derivation.doc);
  const size_t first = words_.first_of(derivation.span);
  const size_t last = words_.last_of(derivation.span);
  open(first, Mark::Kind::OpenTogether, words_.breaks_between(first, last));
  if (derivation.value) {
    expr(*derivation.value, base);
  }
  patterns(derivation.patterns, base + IndentWidth);
  condition_clause(derivation.when, base);
  close(last);
}

void Marker::mark(const ast::Policy& policy, uint32_t base) {
  documented(policy.span, policy.doc);
  open(words_.first_of(policy.span), Mark::Kind::OpenTogether, /*forced=*/true);
  match_clause(policy.patterns, base);
  condition_clause(policy.where, base);
  text_clause(policy.message, base);
  close(words_.last_of(policy.span));
}

}  // namespace aixc::format
