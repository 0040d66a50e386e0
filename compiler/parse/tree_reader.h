// Parse tree → AST, one statement at a time. Trees may be broken anywhere: what cannot be read is
// left out, or stands as an `ErrorExpr`; the error strategy has reported it.
#pragma once

#include <optional>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/ast/ast.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"
#include "grammar/AisysParser.h"

namespace aixc::parse {

using grammar::AisysParser;

class TreeReader {
 public:
  // `comments` in order; both must outlive the reader.
  TreeReader(Reporter& reporter, source::FileId file, const std::vector<Lexeme>& comments)
      : reporter_(reporter), file_(file), text_(reporter.text()), comments_(comments) {}

  std::optional<ast::Statement> statement(AisysParser::StatementContext& tree);

 private:
  using Context = antlr4::ParserRuleContext;

  // ---- any part of a tree (tree_reader.cpp) ----
  ast::Span span_of(const Lexeme& lexeme) const { return {file_, lexeme.begin, lexeme.end}; }
  ast::Span span_of(const Context& tree) const;
  ast::Name name_at(const antlr4::Token& token) const;
  std::optional<ast::Name> name(const Context* tree) const;  // of a `name` or `word`
  std::optional<ast::Path> path(AisysParser::PathContext* tree) const;
  std::vector<ast::Name> names(AisysParser::NamesContext* tree) const;
  // The string or text that stands directly in `tree`.
  std::optional<ast::Text> text_in(const Context* tree) const;
  // The `///` lines right above `offset`.
  std::string_view doc_above(uint32_t offset) const;

  // ---- statements of a system (read_system.cpp) ----
  std::optional<ast::Statement> opened(AisysParser::OpenedContext& tree);
  std::optional<ast::Declaration> declaration(const antlr4::Token& keyword,
                                              AisysParser::DeclTailContext& tail);
  std::optional<ast::FlowStatement> flow(const Context& tree, AisysParser::FlowTailContext& tail);
  ast::Block block(AisysParser::BlockContext& tree);
  std::optional<ast::Block> optional_block(const Context& tree);
  std::optional<ast::Box<ast::Block>> boxed_block(const Context& tree);
  std::optional<ast::Member> member(AisysParser::MemberContext& tree);
  std::optional<ast::AttributeDeclaration> attribute_declaration(AisysParser::MemberContext& tree);
  std::optional<ast::Type> type(AisysParser::TypeContext* tree);
  std::optional<ast::Statement> extend(AisysParser::ExtendStmtContext& tree);
  std::optional<ast::Target> target(AisysParser::TargetContext& tree);
  std::vector<ast::Target> targets(const Context& tree);
  std::optional<ast::Statement> treatment(AisysParser::TreatmentContext& tree);
  std::optional<ast::Statement> transfer(AisysParser::TransferStmtContext& tree);

  // ---- statements of a library (read_library.cpp) ----
  std::optional<ast::Statement> relation(AisysParser::RelationStmtContext& tree);
  std::optional<ast::Statement> path_class(AisysParser::PathStmtContext& tree);
  std::optional<ast::Statement> rule(AisysParser::RuleStmtContext& tree);
  std::optional<ast::Statement> rate(AisysParser::RateStmtContext& tree);
  std::optional<ast::Statement> derivation(AisysParser::DeriveStmtContext& tree);
  std::optional<ast::Statement> policy(AisysParser::PolicyStmtContext& tree);
  std::optional<ast::Statement> test(AisysParser::TestStmtContext& tree);
  std::optional<ast::Expectation> expectation(AisysParser::ExpectStmtContext& tree);
  // The `because` and `source` of a rule.
  void read_reasons(const Context& tree, std::optional<ast::Text>& because,
                    std::optional<ast::Text>& source) const;

  // ---- expressions (read_expression.cpp) ----
  ast::Expr expr(AisysParser::ExprContext* tree);
  std::optional<ast::Expr> optional_expr(const Context& tree);
  ast::Expr and_expr(AisysParser::AndExprContext& tree);
  ast::Expr not_expr(AisysParser::NotExprContext& tree);
  ast::Expr comparison(AisysParser::ComparisonContext& tree);
  ast::Expr operand(AisysParser::OperandContext& tree);
  ast::Expr literal(AisysParser::LiteralContext& tree);
  ast::Expr reference(const Context& tree, AisysParser::RefTailContext* tail);
  ast::Expr quantified(ast::Quantified::Op op, const Context& tree,
                       AisysParser::SubpatternContext& body);
  ast::Expr list(AisysParser::ListContext& tree);
  std::vector<ast::Expr> list_items(AisysParser::ListContext& tree);
  ast::Expr map(AisysParser::MapContext& tree);
  ast::Expr value(AisysParser::AttrValueContext* tree);

  // ---- patterns (read_pattern.cpp) ----
  std::vector<ast::Pattern> patterns(const Context& tree);
  std::optional<ast::Pattern> pattern(AisysParser::PatternContext& tree);
  ast::NodePattern node(AisysParser::NodeContext& tree);
  ast::EdgePattern edge(AisysParser::EdgeContext& tree);
  ast::Repeat repeat(AisysParser::StarContext& tree) const;

  Reporter& reporter_;
  source::FileId file_;
  std::string_view text_;
  const std::vector<Lexeme>& comments_;
};

// The n-th child that is a `T`, or null. The generated contexts have no subclasses, so comparing
// types is enough, and much quicker than the runtime's own search by `dynamic_cast`.
template <typename T>
T* child_of(const antlr4::ParserRuleContext& tree, size_t n = 0) {
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (typeid(*child) == typeid(T) && n-- == 0) {
      return static_cast<T*>(child);
    }
  }
  return nullptr;
}

template <typename T>
std::vector<T*> children_of(const antlr4::ParserRuleContext& tree) {
  std::vector<T*> result;
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (typeid(*child) == typeid(T)) {
      result.push_back(static_cast<T*>(child));
    }
  }
  return result;
}

// The token of `child` if it is one that was read as the grammar wants it, else null.
const antlr4::Token* token_of(antlr4::tree::ParseTree* child);
// The first such token of `type` directly in `tree`, or null.
const antlr4::Token* token_in(const antlr4::ParserRuleContext& tree, size_t type);
// At most what the type can hold.
uint32_t whole_number(std::string_view digits);

}  // namespace aixc::parse
