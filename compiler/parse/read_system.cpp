#include "compiler/parse/token_window.h"
#include "compiler/parse/tree_reader.h"

namespace aixc::parse {

using source::cover;

std::optional<ast::Statement> TreeReader::opened(AisysParser::OpenedContext& tree) {
  if (auto* tail = child_of<AisysParser::DeclTailContext>(tree)) {
    if (auto found = declaration(*tree.start, *tail)) {
      return std::move(*found);
    }
  } else if (auto* flow_tail = child_of<AisysParser::FlowTailContext>(tree)) {
    if (auto found = flow(tree, *flow_tail)) {
      return std::move(*found);
    }
  }
  return std::nullopt;
}

std::optional<ast::Declaration> TreeReader::declaration(const antlr4::Token& keyword,
                                                        AisysParser::DeclTailContext& tail) {
  std::vector<AisysParser::NameContext*> names = children_of<AisysParser::NameContext>(tail);
  auto name_of_it = names.empty() ? std::nullopt : name(names[0]);
  if (!name_of_it) {
    return std::nullopt;
  }
  ast::Declaration result;
  result.keyword = name_at(keyword);
  result.name = *name_of_it;
  result.label = text_in(&tail);
  result.base = names.size() > 1 ? name(names[1]) : std::nullopt;
  bool is_group = false;
  for (antlr4::tree::ParseTree* child : tail.children) {
    if (const antlr4::Token* token = token_of(child)) {
      is_group = token->getType() == AisysParser::KW_IN;
    } else if (typeid(*child) == typeid(AisysParser::PathContext)) {
      (is_group ? result.group : result.party) =
          path(static_cast<AisysParser::PathContext*>(child));
    }
  }
  result.block = boxed_block(tail);
  result.doc = doc_above(result.keyword.span.begin);
  result.span = cover(result.keyword.span, span_of(tail));
  return result;
}

std::optional<ast::FlowStatement> TreeReader::flow(const Context& tree,
                                                   AisysParser::FlowTailContext& tail) {
  ast::FlowStatement result;
  result.first.parts.push_back(name_at(*tree.start));
  for (const auto* word : children_of<AisysParser::WordContext>(tree)) {
    if (auto part = name(word)) {
      result.first.parts.push_back(*part);
    }
  }
  result.first.span = cover(result.first.parts.front().span, result.first.parts.back().span);

  AisysParser::EdgeContext* edge_tree = nullptr;
  for (antlr4::tree::ParseTree* child : tail.children) {
    if (typeid(*child) == typeid(AisysParser::EdgeContext)) {
      edge_tree = static_cast<AisysParser::EdgeContext*>(child);
    } else if (typeid(*child) == typeid(AisysParser::PathContext) && edge_tree != nullptr) {
      if (auto to = path(static_cast<AisysParser::PathContext*>(child))) {
        result.steps.push_back({edge(*edge_tree), std::move(*to)});
      }
    }
  }
  if (result.steps.empty()) {
    return std::nullopt;
  }
  if (auto* payload = child_of<AisysParser::PayloadContext>(tail)) {
    if (auto label = text_in(payload)) {
      result.payload = *label;
    } else {
      std::vector<ast::Path> data;
      for (auto* item : children_of<AisysParser::PathContext>(*payload)) {
        if (auto found = path(item)) {
          data.push_back(std::move(*found));
        }
      }
      result.payload = std::move(data);
    }
  }
  result.block = boxed_block(tail);
  result.doc = doc_above(result.first.span.begin);
  result.span = cover(result.first.span, span_of(tail));
  return result;
}

ast::Block TreeReader::block(AisysParser::BlockContext& tree) {
  ast::Block result;
  result.span = span_of(tree);
  for (antlr4::tree::ParseTree* child : tree.children) {
    if (typeid(*child) == typeid(AisysParser::MemberContext)) {
      if (auto found = member(*static_cast<AisysParser::MemberContext*>(child))) {
        result.members.push_back(std::move(*found));
      }
    }
  }
  return result;
}

std::optional<ast::Block> TreeReader::optional_block(const Context& tree) {
  auto* found = child_of<AisysParser::BlockContext>(tree);
  if (found == nullptr) {
    return std::nullopt;
  }
  return block(*found);
}

std::optional<ast::Box<ast::Block>> TreeReader::boxed_block(const Context& tree) {
  auto* found = child_of<AisysParser::BlockContext>(tree);
  if (found == nullptr) {
    return std::nullopt;
  }
  return ast::Box<ast::Block>(block(*found));
}

std::optional<ast::Member> TreeReader::member(AisysParser::MemberContext& tree) {
  if (tree.children.empty()) {
    return std::nullopt;
  }
  if (auto* tail = child_of<AisysParser::DeclTailContext>(tree)) {
    if (auto found = declaration(*tree.start, *tail)) {
      return std::move(*found);
    }
    return std::nullopt;
  }
  if (auto* flow_tail = child_of<AisysParser::FlowTailContext>(tree)) {
    if (auto found = flow(tree, *flow_tail)) {
      return std::move(*found);
    }
    return std::nullopt;
  }
  if (child_of<AisysParser::AttrNameContext>(tree) != nullptr) {
    if (auto found = attribute_declaration(tree)) {
      return std::move(*found);
    }
    return std::nullopt;
  }
  if (token_in(tree, AisysParser::COLON) != nullptr) {
    ast::Attribute attribute{
        name_at(*tree.start), value(child_of<AisysParser::AttrValueContext>(tree)), {}};
    attribute.span = cover(attribute.name.span, attribute.value.span);
    return attribute;
  }
  return std::nullopt;
}

std::optional<ast::AttributeDeclaration> TreeReader::attribute_declaration(
    AisysParser::MemberContext& tree) {
  auto* declared = child_of<AisysParser::AttrNameContext>(tree);
  auto declared_type = type(child_of<AisysParser::TypeContext>(tree));
  if (declared->children.empty() || !declared_type) {
    return std::nullopt;
  }
  ast::AttributeDeclaration result;
  result.name = name_at(*declared->start);
  result.type = std::move(*declared_type);
  result.ask = text_in(&tree);
  result.span = cover(name_at(*tree.start).span, result.ask ? result.ask->span : result.type.span);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Type> TreeReader::type(AisysParser::TypeContext* tree) {
  if (tree == nullptr || tree->exception != nullptr || tree->children.empty()) {
    return std::nullopt;
  }
  ast::Type result;
  result.span = span_of(*tree);
  result.name = name_at(*tree->start);
  if (tree->children.size() == 1) {
    return result;
  }
  const antlr4::Token* last = token_of(tree->children.back());
  const std::string_view word = result.name.text;
  auto* values = child_of<AisysParser::ListContext>(*tree);
  if (values != nullptr && (word == "one" || word == "some")) {
    result.form = word == "one" ? ast::Type::Form::OneOf : ast::Type::Form::SomeOf;
    result.values = list_items(*values);
    return result;
  }
  if (last != nullptr && word == "list" && token_in(*tree, AisysParser::KW_OF) != nullptr) {
    result.form = ast::Type::Form::ListOf;
    result.name = name_at(*last);
    return result;
  }
  if (last != nullptr && word == "yes" && name_at(*last).text == "no") {
    result.form = ast::Type::Form::YesNo;
    return result;
  }
  reporter_.syntax(
      result.span,
      "expected a type: `yes/no`, `text`, `number`, `one of [a, b]`, `some of [a, b]`, "
      "`list of text` or a kind");
  return std::nullopt;
}

std::optional<ast::Statement> TreeReader::extend(AisysParser::ExtendStmtContext& tree) {
  auto extended = path(child_of<AisysParser::PathContext>(tree));
  auto body = optional_block(tree);
  if (!extended || !body) {
    return std::nullopt;
  }
  return ast::Extend{std::move(*extended), std::move(*body), span_of(tree)};
}

std::optional<ast::Target> TreeReader::target(AisysParser::TargetContext& tree) {
  auto first = path(child_of<AisysParser::PathContext>(tree));
  if (!first) {
    return std::nullopt;
  }
  ast::Target result;
  result.path = std::move(*first);
  result.span = span_of(tree);
  if (auto* edge_tree = child_of<AisysParser::EdgeContext>(tree)) {
    result.to = path(child_of<AisysParser::PathContext>(tree, 1));
    if (!result.to) {
      return std::nullopt;
    }
    result.edge = edge(*edge_tree);
  }
  return result;
}

std::vector<ast::Target> TreeReader::targets(const Context& tree) {
  std::vector<ast::Target> result;
  for (auto* child : children_of<AisysParser::TargetContext>(tree)) {
    if (auto found = target(*child)) {
      result.push_back(std::move(*found));
    }
  }
  return result;
}

std::optional<ast::Statement> TreeReader::treatment(AisysParser::TreatmentContext& tree) {
  auto subject = name(child_of<AisysParser::NameContext>(tree));
  ast::Treatment result;
  result.targets = targets(tree);
  if (!subject || result.targets.empty()) {
    return std::nullopt;
  }
  result.subject = *subject;
  const size_t verb = tree.start->getType();
  result.verb = verb == AisysParser::KW_IMPLEMENT ? ast::Treatment::Verb::Implement
                : verb == AisysParser::KW_ACCEPT  ? ast::Treatment::Verb::Accept
                                                  : ast::Treatment::Verb::Avoid;
  result.block = optional_block(tree);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

std::optional<ast::Statement> TreeReader::transfer(AisysParser::TransferStmtContext& tree) {
  auto subject = name(child_of<AisysParser::NameContext>(tree));
  ast::Treatment result;
  result.targets = targets(tree);
  result.party = path(child_of<AisysParser::PathContext>(tree));
  if (!subject || result.targets.empty() || !result.party) {
    return std::nullopt;
  }
  result.subject = *subject;
  result.verb = ast::Treatment::Verb::Transfer;
  result.block = optional_block(tree);
  result.span = span_of(tree);
  result.doc = doc_above(result.span.begin);
  return result;
}

}  // namespace aixc::parse
