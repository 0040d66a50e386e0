#include "compiler/parse/tree_reader.h"

namespace aixc::parse {

std::vector<ast::Pattern> TreeReader::patterns(const Context& tree) {
  std::vector<ast::Pattern> result;
  for (auto* child : children_of<AisysParser::PatternContext>(tree)) {
    if (auto found = pattern(*child)) {
      result.push_back(std::move(*found));
    }
  }
  return result;
}

std::optional<ast::Pattern> TreeReader::pattern(AisysParser::PatternContext& tree) {
  auto* first = child_of<AisysParser::NodeContext>(tree);
  if (first == nullptr) {
    return std::nullopt;
  }
  ast::Pattern result;
  result.first = node(*first);
  result.span = span_of(tree);
  const auto nodes = children_of<AisysParser::NodeContext>(tree);
  const auto steps = children_of<AisysParser::PatternStepContext>(tree);
  for (size_t i = 0; i < steps.size() && i + 1 < nodes.size(); ++i) {
    if (auto* edge_tree = child_of<AisysParser::EdgeContext>(*steps[i])) {
      result.steps.push_back({edge(*edge_tree), node(*nodes[i + 1])});
    } else {
      result.steps.push_back({ast::Inside{span_of(*steps[i])}, node(*nodes[i + 1])});
    }
  }
  return result;
}

ast::NodePattern TreeReader::node(AisysParser::NodeContext& tree) {
  ast::NodePattern result;
  result.span = span_of(tree);
  bool behind_colon = false;
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (const antlr4::Token* token = token_of(child)) {
      behind_colon = behind_colon || token->getType() == AisysParser::COLON;
    } else if (typeid(*child) == typeid(AisysParser::NameContext)) {
      (behind_colon ? result.kind : result.variable) =
          name(static_cast<AisysParser::NameContext*>(child));
    }
  }
  return result;
}

ast::EdgePattern TreeReader::edge(AisysParser::EdgeContext& tree) {
  ast::EdgePattern result;
  result.span = span_of(tree);
  const bool left = token_in(tree, AisysParser::LARROW) != nullptr;
  const bool right = token_in(tree, AisysParser::ARROW) != nullptr;
  const bool both = token_in(tree, AisysParser::BIARROW) != nullptr || (left && right);
  result.direction = both   ? ast::Direction::Both
                     : left ? ast::Direction::Backward
                            : ast::Direction::Forward;
  auto* body = child_of<AisysParser::EdgeBodyContext>(tree);
  if (body == nullptr) {
    return result;
  }
  // `[name]` is a relation, `[name: …]` a variable.
  auto first = name(child_of<AisysParser::NameContext>(*body));
  auto* star = child_of<AisysParser::StarContext>(*body);
  if (token_in(*body, AisysParser::COLON) != nullptr) {
    result.variable = first;
    if (auto* kind = child_of<AisysParser::EdgeKindContext>(*body)) {
      result.relation = name(child_of<AisysParser::NameContext>(*kind));
      star = child_of<AisysParser::StarContext>(*kind);
    }
  } else {
    result.relation = first;
  }
  if (star != nullptr) {
    result.repeat = repeat(*star);
  }
  if (auto where = optional_expr(*body)) {
    result.where = std::move(*where);
  }
  return result;
}

ast::Repeat TreeReader::repeat(AisysParser::StarContext& tree) const {
  ast::Repeat result;
  result.span = span_of(tree);
  for (antlr4::tree::ParseTree* child : tree.children) {
    const antlr4::Token* token = token_of(child);
    if (token != nullptr && token->getType() == AisysParser::INT) {
      (result.least ? result.most : result.least) = whole_number(name_at(*token).text);
    }
  }
  if (!result.most) {
    result.least.reset();
  }
  return result;
}

}  // namespace aixc::parse
