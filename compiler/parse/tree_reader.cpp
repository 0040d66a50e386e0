#include "compiler/parse/tree_reader.h"

#include <algorithm>

#include "compiler/parse/token_window.h"

namespace aixc::parse {
namespace {

const Lexeme& lexeme_of(const antlr4::Token& token) {
  return static_cast<const WordToken&>(token).lexeme();
}

// A token, good or bad, and no rule.
bool is_word(const antlr4::tree::ParseTree* tree) {
  return typeid(*tree) == typeid(antlr4::tree::TerminalNodeImpl) ||
         typeid(*tree) == typeid(antlr4::tree::ErrorNodeImpl);
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// The offset of the first byte of the line that holds `offset`, if only blanks stand between.
std::optional<size_t> line_begin(std::string_view text, size_t offset) {
  while (offset > 0 && is_blank(text[offset - 1])) {
    --offset;
  }
  if (offset == 0 || text[offset - 1] == '\n') {
    return offset;
  }
  return std::nullopt;
}

}  // namespace

const antlr4::Token* token_of(antlr4::tree::ParseTree* child) {
  if (typeid(*child) != typeid(antlr4::tree::TerminalNodeImpl)) {
    return nullptr;
  }
  return dynamic_cast<antlr4::tree::TerminalNodeImpl*>(child)->getSymbol();  // a virtual base
}

const antlr4::Token* token_in(const antlr4::ParserRuleContext& tree, size_t type) {
  for (antlr4::tree::ParseTree* child : tree.children) {
    const antlr4::Token* token = token_of(child);
    if (token != nullptr && token->getType() == type) {
      return token;
    }
  }
  return nullptr;
}

ast::Span TreeReader::span_of(const Context& tree) const {
  const Lexeme& first = lexeme_of(*tree.start);
  if (tree.stop == nullptr || tree.stop->getTokenIndex() < tree.start->getTokenIndex()) {
    return {file_, first.begin, first.begin};
  }
  return {file_, first.begin, lexeme_of(*tree.stop).end};
}

ast::Name TreeReader::name_at(const antlr4::Token& token) const {
  const Lexeme& lexeme = lexeme_of(token);
  return {text_.substr(lexeme.begin, lexeme.end - lexeme.begin), span_of(lexeme)};
}

std::optional<ast::Name> TreeReader::name(const Context* tree) const {
  if (tree == nullptr || tree->exception != nullptr || tree->children.empty()) {
    return std::nullopt;
  }
  return name_at(*tree->start);
}

std::optional<ast::Path> TreeReader::path(AisysParser::PathContext* tree) const {
  if (tree == nullptr) {
    return std::nullopt;
  }
  ast::Path result;
  if (auto first = name(child_of<AisysParser::NameContext>(*tree))) {
    result.parts.push_back(*first);
  } else {
    return std::nullopt;
  }
  for (const auto* word : children_of<AisysParser::WordContext>(*tree)) {
    if (auto part = name(word)) {
      result.parts.push_back(*part);
    }
  }
  result.span = cover(result.parts.front().span, result.parts.back().span);
  return result;
}

std::vector<ast::Name> TreeReader::names(AisysParser::NamesContext* tree) const {
  std::vector<ast::Name> result;
  if (tree == nullptr) {
    return result;
  }
  for (const auto* child : children_of<AisysParser::NameContext>(*tree)) {
    if (auto found = name(child)) {
      result.push_back(*found);
    }
  }
  return result;
}

std::optional<ast::Text> TreeReader::text_in(const Context* tree) const {
  if (tree == nullptr) {
    return std::nullopt;
  }
  const antlr4::Token* token = token_in(*tree, AisysParser::STRING);
  if (token == nullptr) {
    token = token_in(*tree, AisysParser::TEXT);
  }
  if (token == nullptr) {
    return std::nullopt;
  }
  const ast::Name raw = name_at(*token);
  return ast::Text{raw.text, raw.span};
}

std::string_view TreeReader::doc_above(uint32_t offset) const {
  auto line = line_begin(text_, offset);
  auto comment = std::ranges::upper_bound(comments_, offset, {}, &Lexeme::end);
  uint32_t begin = offset;
  uint32_t end = offset;
  // Upwards, line by line, as long as a `///` alone fills the line above.
  while (line && *line > 0 && comment != comments_.begin()) {
    --comment;
    size_t above_end = *line - 1;
    while (above_end > 0 && text_[above_end - 1] == '\r') {
      --above_end;
    }
    line = line_begin(text_, comment->begin);
    if (comment->type != AisysParser::DOC || comment->end < above_end || !line) {
      break;
    }
    begin = comment->begin;
    end = end == offset ? comment->end : end;
  }
  return begin == offset ? std::string_view() : text_.substr(begin, end - begin);
}

std::optional<ast::Statement> TreeReader::statement(AisysParser::StatementContext& tree) {
  using P = AisysParser;
  if (tree.children.empty() || is_word(tree.children.front())) {
    return std::nullopt;
  }
  auto& form = static_cast<Context&>(*tree.children.front());
  switch (form.getRuleIndex()) {
    case P::RuleOpened:
      return opened(static_cast<P::OpenedContext&>(form));
    case P::RuleImportStmt:
      if (auto file = text_in(&form)) {
        return ast::Import{*file, span_of(tree)};
      }
      return std::nullopt;
    case P::RuleExtendStmt:
      return extend(static_cast<P::ExtendStmtContext&>(form));
    case P::RuleTreatment:
      return treatment(static_cast<P::TreatmentContext&>(form));
    case P::RuleTransferStmt:
      return transfer(static_cast<P::TransferStmtContext&>(form));
    case P::RuleRelationStmt:
      return relation(static_cast<P::RelationStmtContext&>(form));
    case P::RulePathStmt:
      return path_class(static_cast<P::PathStmtContext&>(form));
    case P::RuleRuleStmt:
      return rule(static_cast<P::RuleStmtContext&>(form));
    case P::RuleRateStmt:
      return rate(static_cast<P::RateStmtContext&>(form));
    case P::RuleDeriveStmt:
      return derivation(static_cast<P::DeriveStmtContext&>(form));
    case P::RulePolicyStmt:
      return policy(static_cast<P::PolicyStmtContext&>(form));
    case P::RuleTestStmt:
      return test(static_cast<P::TestStmtContext&>(form));
    default:
      return std::nullopt;
  }
}

}  // namespace aixc::parse
