#include <charconv>
#include <limits>

#include "compiler/parse/tree_reader.h"

namespace aixc::parse {

std::optional<ast::Statement> TreeReader::relation(AisysParser::RelationStmtContext& tree) {
  auto declared = name(child_of<AisysParser::NameContext>(tree));
  ast::RelationDeclaration result;
  result.from = names(child_of<AisysParser::NamesContext>(tree, 0));
  result.to = names(child_of<AisysParser::NamesContext>(tree, 1));
  if (!declared) {
    return std::nullopt;
  }
  result.name = *declared;
  result.label = text_in(&tree);
  result.block = optional_block(tree);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Statement> TreeReader::path_class(AisysParser::PathStmtContext& tree) {
  auto declared = name(child_of<AisysParser::NameContext>(tree));
  if (!declared) {
    return std::nullopt;
  }
  ast::PathDeclaration result;
  result.name = *declared;
  result.label = text_in(&tree);
  std::vector<ast::Name>* clause = nullptr;
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (const antlr4::Token* token = token_of(child)) {
      const size_t word = token->getType();
      clause = word == AisysParser::KW_FROM      ? &result.from
               : word == AisysParser::KW_TO      ? &result.to
               : word == AisysParser::KW_THROUGH ? &result.through
               : word == AisysParser::KW_OVER    ? &result.over
                                                 : nullptr;
    } else if (typeid(*child) == typeid(AisysParser::NamesContext) && clause != nullptr) {
      *clause = names(static_cast<AisysParser::NamesContext*>(child));
    }
  }
  result.where = optional_expr(tree);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

void TreeReader::read_reasons(const Context& tree, std::optional<ast::Text>& because,
                              std::optional<ast::Text>& source) const {
  std::optional<ast::Text>* clause = nullptr;
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (const antlr4::Token* token = token_of(child)) {
      clause = token->getType() == AisysParser::KW_BECAUSE  ? &because
               : token->getType() == AisysParser::KW_SOURCE ? &source
                                                            : nullptr;
    } else if (typeid(*child) == typeid(AisysParser::TextContext) && clause != nullptr) {
      *clause = text_in(static_cast<AisysParser::TextContext*>(child));
    }
  }
}

std::optional<ast::Statement> TreeReader::rule(AisysParser::RuleStmtContext& tree) {
  auto declared = name(child_of<AisysParser::NameContext>(tree, 0));
  auto threat = path(child_of<AisysParser::PathContext>(tree));
  auto target_name = name(child_of<AisysParser::NameContext>(tree, 1));
  auto* match = child_of<AisysParser::MatchClauseContext>(tree);
  if (!declared || !threat || !target_name || match == nullptr) {
    return std::nullopt;
  }
  ast::Rule result;
  result.name = *declared;
  result.label = text_in(&tree);
  result.patterns = patterns(*match);
  result.where = optional_expr(tree);
  result.verdict = token_in(tree, AisysParser::KW_DISMISS) != nullptr ? ast::Rule::Verdict::Dismiss
                                                                      : ast::Rule::Verdict::Raise;
  result.threat = std::move(*threat);
  result.target = *target_name;
  read_reasons(tree, result.because, result.source);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Statement> TreeReader::rate(AisysParser::RateStmtContext& tree) {
  auto declared = name(child_of<AisysParser::NameContext>(tree, 0));
  auto target_name = name(child_of<AisysParser::NameContext>(tree, 1));
  auto* match = child_of<AisysParser::MatchClauseContext>(tree);
  const antlr4::Token* factor = token_in(tree, AisysParser::ID);
  const antlr4::Token* level = token_in(tree, AisysParser::INT);
  if (!declared || !target_name || match == nullptr || factor == nullptr || level == nullptr) {
    return std::nullopt;
  }
  ast::Rate result;
  result.name = *declared;
  result.label = text_in(&tree);
  result.patterns = patterns(*match);
  result.where = optional_expr(tree);
  result.factor = name_at(*factor);
  result.bound = token_in(tree, AisysParser::LE) != nullptr ? ast::CompareOp::LessEqual
                                                            : ast::CompareOp::GreaterEqual;
  result.level = whole_number(name_at(*level).text);
  result.level_span = name_at(*level).span;
  for (auto* child : children_of<AisysParser::PathContext>(tree)) {
    if (auto threat = path(child)) {
      result.threats.push_back(std::move(*threat));
    }
  }
  result.target = *target_name;
  read_reasons(tree, result.because, result.source);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Statement> TreeReader::derivation(AisysParser::DeriveStmtContext& tree) {
  auto variable = name(child_of<AisysParser::NameContext>(tree));
  auto attribute = name(child_of<AisysParser::WordContext>(tree));
  if (!variable || !attribute) {
    return std::nullopt;
  }
  ast::Derivation result;
  result.assumed = tree.start->getType() == AisysParser::KW_ASSUME;
  result.variable = *variable;
  result.attribute = *attribute;
  const bool has_value = token_in(tree, AisysParser::ASSIGN) != nullptr;
  const bool has_when = token_in(tree, AisysParser::KW_WHEN) != nullptr;
  if (has_value) {
    result.value = expr(child_of<AisysParser::ExprContext>(tree));
  }
  if (has_when) {
    result.when = expr(child_of<AisysParser::ExprContext>(tree, has_value ? 1 : 0));
  }
  result.patterns = patterns(tree);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Statement> TreeReader::policy(AisysParser::PolicyStmtContext& tree) {
  auto declared = name(child_of<AisysParser::NameContext>(tree));
  auto* match = child_of<AisysParser::MatchClauseContext>(tree);
  auto message = text_in(child_of<AisysParser::TextContext>(tree));
  if (!declared || match == nullptr || !message) {
    return std::nullopt;
  }
  ast::Policy result;
  result.verb = tree.start->getType() == AisysParser::KW_REQUIRE ? ast::Policy::Verb::Require
                                                                 : ast::Policy::Verb::Forbid;
  result.name = *declared;
  result.label = text_in(&tree);
  result.patterns = patterns(*match);
  result.where = optional_expr(tree);
  result.level = token_in(tree, AisysParser::KW_WARNING) != nullptr ? ast::Policy::Level::Warning
                                                                    : ast::Policy::Level::Error;
  result.message = *message;
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Statement> TreeReader::test(AisysParser::TestStmtContext& tree) {
  auto declared = name(child_of<AisysParser::NameContext>(tree));
  if (!declared) {
    return std::nullopt;
  }
  ast::Test result;
  result.name = *declared;
  result.label = text_in(&tree);
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (typeid(*child) == typeid(AisysParser::StatementContext)) {
      if (auto found = statement(*static_cast<AisysParser::StatementContext*>(child))) {
        result.statements.push_back(std::move(*found));
      }
    } else if (typeid(*child) == typeid(AisysParser::ExpectStmtContext)) {
      if (auto found = expectation(*static_cast<AisysParser::ExpectStmtContext*>(child))) {
        result.expectations.push_back(std::move(*found));
      }
    }
  }
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Expectation> TreeReader::expectation(AisysParser::ExpectStmtContext& tree) {
  auto status = name(child_of<AisysParser::NameContext>(tree, 0));
  auto threat = name(child_of<AisysParser::NameContext>(tree, 1));
  if (!status || !threat) {
    return std::nullopt;
  }
  return ast::Expectation{*status, *threat, targets(tree), span_of(tree)};
}

// A number above the limit stays at the limit; the binder has its own bounds.
uint32_t whole_number(std::string_view digits) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc::result_out_of_range ? std::numeric_limits<uint32_t>::max() : value;
}

}  // namespace aixc::parse
