#include "compiler/parse/calendar.h"
#include "compiler/parse/tree_reader.h"

namespace aixc::parse {
namespace {

using ast::CompareOp;

std::optional<CompareOp> compare_op(size_t type) {
  switch (type) {
    case AisysParser::EQ:
      return CompareOp::Equal;
    case AisysParser::NE:
      return CompareOp::NotEqual;
    case AisysParser::LT:
      return CompareOp::Less;
    case AisysParser::LE:
      return CompareOp::LessEqual;
    case AisysParser::GT:
      return CompareOp::Greater;
    case AisysParser::GE:
      return CompareOp::GreaterEqual;
    case AisysParser::KW_IN:
      return CompareOp::In;
    case AisysParser::KW_IS:
      return CompareOp::Is;
    default:
      return std::nullopt;
  }
}

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<ast::Expr> TreeReader::optional_expr(const Context& tree) {
  auto* found = child_of<AisysParser::ExprContext>(tree);
  if (found == nullptr) {
    return std::nullopt;
  }
  return expr(found);
}

ast::Expr TreeReader::expr(AisysParser::ExprContext* tree) {
  if (tree == nullptr) {
    return {};
  }
  std::vector<ast::Expr> operands;
  for (auto* child : children_of<AisysParser::AndExprContext>(*tree)) {
    operands.push_back(and_expr(*child));
  }
  if (operands.size() == 1) {
    return std::move(operands[0]);
  }
  if (operands.empty()) {
    return {span_of(*tree), ast::ErrorExpr{}};
  }
  return {span_of(*tree), ast::Logic{ast::Logic::Op::Or, std::move(operands)}};
}

ast::Expr TreeReader::and_expr(AisysParser::AndExprContext& tree) {
  std::vector<ast::Expr> operands;
  for (auto* child : children_of<AisysParser::NotExprContext>(tree)) {
    operands.push_back(not_expr(*child));
  }
  if (operands.size() == 1) {
    return std::move(operands[0]);
  }
  if (operands.empty()) {
    return {span_of(tree), ast::ErrorExpr{}};
  }
  return {span_of(tree), ast::Logic{ast::Logic::Op::And, std::move(operands)}};
}

ast::Expr TreeReader::not_expr(AisysParser::NotExprContext& tree) {
  if (auto* compared = child_of<AisysParser::ComparisonContext>(tree)) {
    return comparison(*compared);
  }
  if (auto* negated = child_of<AisysParser::NotExprContext>(tree)) {
    return {span_of(tree), ast::Not{not_expr(*negated)}};
  }
  return {span_of(tree), ast::ErrorExpr{}};
}

ast::Expr TreeReader::comparison(AisysParser::ComparisonContext& tree) {
  auto* left = child_of<AisysParser::OperandContext>(tree, 0);
  if (left == nullptr) {
    return {span_of(tree), ast::ErrorExpr{}};
  }
  std::optional<CompareOp> op;
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (const antlr4::Token* token = token_of(child)) {
      op = compare_op(token->getType());
    }
  }
  if (!op) {
    return operand(*left);
  }
  ast::Expr right;
  if (auto* value_tree = child_of<AisysParser::OperandContext>(tree, 1)) {
    right = operand(*value_tree);
  } else if (auto kind = name(child_of<AisysParser::NameContext>(tree))) {
    right = {kind->span, ast::Reference{{*kind}}};
  }
  return {span_of(tree), ast::Comparison{*op, operand(*left), std::move(right)}};
}

ast::Expr TreeReader::operand(AisysParser::OperandContext& tree) {
  if (auto* literal_tree = child_of<AisysParser::LiteralContext>(tree)) {
    return literal(*literal_tree);
  }
  if (auto* ref = child_of<AisysParser::RefContext>(tree)) {
    return reference(*ref, child_of<AisysParser::RefTailContext>(*ref));
  }
  if (auto* list_tree = child_of<AisysParser::ListContext>(tree)) {
    return list(*list_tree);
  }
  if (auto* inner = child_of<AisysParser::ExprContext>(tree)) {
    return expr(inner);
  }
  if (auto* body = child_of<AisysParser::SubpatternContext>(tree)) {
    return quantified(ast::Quantified::Op::Exists, tree, *body);
  }
  if (auto* count = child_of<AisysParser::CountOrRefContext>(tree)) {
    if (auto* counted = child_of<AisysParser::SubpatternContext>(*count)) {
      return quantified(ast::Quantified::Op::Count, *count, *counted);
    }
    return reference(*count, child_of<AisysParser::RefTailContext>(*count));
  }
  return {span_of(tree), ast::ErrorExpr{}};
}

ast::Expr TreeReader::literal(AisysParser::LiteralContext& tree) {
  using Kind = ast::Literal::Kind;
  if (tree.exception != nullptr || tree.children.empty()) {
    return {span_of(tree), ast::ErrorExpr{}};
  }
  const ast::Name word = name_at(*tree.start);
  const auto as = [&](Kind kind) { return ast::Expr{word.span, ast::Literal{kind, word.text}}; };
  switch (tree.start->getType()) {
    case AisysParser::INT:
      // A bad number, already reported, comes as an integer.
      return all_digits(word.text) ? as(Kind::Integer) : ast::Expr{word.span, ast::ErrorExpr{}};
    case AisysParser::DECIMAL:
      return as(Kind::Decimal);
    case AisysParser::PERCENT:
      return as(Kind::Percent);
    case AisysParser::DURATION:
      return as(Kind::Duration);
    case AisysParser::DATE:
      if (!is_calendar_day(word.text)) {
        reporter_.report(diagnostics::Kind::BadDate, word.span, word.text);
        return {word.span, ast::ErrorExpr{}};
      }
      return as(Kind::Date);
    default:
      return as(Kind::String);
  }
}

ast::Expr TreeReader::reference(const Context& tree, AisysParser::RefTailContext* tail) {
  if (tree.exception != nullptr || tree.children.empty()) {
    return {span_of(tree), ast::ErrorExpr{}};
  }
  std::vector<ast::Name> parts = {name_at(*tree.start)};
  if (tail == nullptr) {
    return {parts[0].span, ast::Reference{std::move(parts)}};
  }
  for (auto* word : children_of<AisysParser::WordContext>(*tail)) {
    if (auto part = name(word)) {
      parts.push_back(*part);
    }
  }
  if (token_in(*tail, AisysParser::LPAREN) == nullptr) {
    const ast::Span span = cover(parts.front().span, parts.back().span);
    return {span, ast::Reference{std::move(parts)}};
  }
  ast::Call call{std::move(parts), {}};
  for (auto* argument : children_of<AisysParser::ExprContext>(*tail)) {
    call.arguments.push_back(expr(argument));
  }
  return {span_of(tree), std::move(call)};
}

ast::Expr TreeReader::quantified(ast::Quantified::Op op, const Context& tree,
                                 AisysParser::SubpatternContext& body) {
  ast::Quantified result{op, patterns(body), {}};
  if (auto where = optional_expr(body)) {
    result.where = std::move(*where);
  }
  return {span_of(tree), std::move(result)};
}

std::vector<ast::Expr> TreeReader::list_items(AisysParser::ListContext& tree) {
  std::vector<ast::Expr> items;
  for (auto* item : children_of<AisysParser::ListItemContext>(tree)) {
    if (auto* map_tree = child_of<AisysParser::MapContext>(*item)) {
      items.push_back(map(*map_tree));
    } else {
      items.push_back(expr(child_of<AisysParser::ExprContext>(*item)));
    }
  }
  return items;
}

ast::Expr TreeReader::list(AisysParser::ListContext& tree) {
  return {span_of(tree), ast::List{list_items(tree)}};
}

ast::Expr TreeReader::map(AisysParser::MapContext& tree) {
  ast::Map result;
  for (auto* entry : children_of<AisysParser::MapEntryContext>(tree)) {
    ast::Expr entry_value = value(child_of<AisysParser::AttrValueContext>(*entry));
    if (auto key = name(child_of<AisysParser::WordContext>(*entry))) {
      result.entries.push_back({*key, std::move(entry_value)});
    } else if (auto text = text_in(entry)) {
      result.entries.push_back({*text, std::move(entry_value)});
    }
  }
  return {span_of(tree), std::move(result)};
}

ast::Expr TreeReader::value(AisysParser::AttrValueContext* tree) {
  if (tree == nullptr) {
    return {};
  }
  if (auto* map_tree = child_of<AisysParser::MapContext>(*tree)) {
    return map(*map_tree);
  }
  if (auto* found = child_of<AisysParser::ExprContext>(*tree)) {
    return expr(found);
  }
  return {span_of(*tree), ast::ErrorExpr{}};
}

}  // namespace aixc::parse
