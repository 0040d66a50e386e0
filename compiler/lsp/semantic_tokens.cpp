// `textDocument/semanticTokens/full`: what each name turned out to mean.
#include <algorithm>
#include <array>

#include "compiler/lsp/features.h"
#include "compiler/lsp/nodes.h"

namespace aixc::lsp {
namespace {

enum class TokenType : uint32_t {
  Type,
  Variable,
  Property,
  EnumMember,
  Event,
  Method,
  Namespace,
  Function
};
constexpr auto TypeNames = std::to_array<std::string_view>(
    {"type", "variable", "property", "enumMember", "event", "method", "namespace", "function"});
constexpr uint32_t Declaration = 1;  // the first modifier

struct Token {
  source::Span span;
  TokenType type;
  uint32_t modifiers = 0;
};

TokenType type_of(const model::Model& model, const model::Named& named) {
  struct Visitor {
    const model::Model& all;
    TokenType operator()(model::KindId) const { return TokenType::Type; }
    TokenType operator()(model::AttributeId) const { return TokenType::Property; }
    TokenType operator()(model::RelationId) const { return TokenType::Function; }
    TokenType operator()(model::PathClassId) const { return TokenType::Function; }
    TokenType operator()(model::EntityId id) const {
      const model::Family family = all.kinds[all.entities[id].kind].family;
      return family == model::Family::Threat    ? TokenType::Event
             : family == model::Family::Control ? TokenType::Method
             : family == model::Family::Party   ? TokenType::Namespace
                                                : TokenType::Variable;
    }
  };
  return std::visit(Visitor{model}, named);
}

}  // namespace

Json semantic_token_types() {
  return TypeNames;
}

Reply semantic_tokens(Session& session, const Json& params) {
  const auto place = document_of(session, params);
  if (!place) {
    return Json();
  }
  std::vector<Token> tokens;
  for (const Occurrence& one : place->analysis.occurrences_in(place->file)) {
    tokens.push_back(
        {one.span, type_of(place->analysis.model(), one.named), one.declares ? Declaration : 0});
  }
  for (const Node& node : nodes_of(place->analysis.tree(place->file))) {
    if (node.role == Node::Role::Choice) {
      tokens.push_back({node.span, TokenType::EnumMember});
    }
  }
  // A name that stands for an element is that, and no word of a list; no two may overlap.
  std::ranges::stable_sort(tokens, {}, [](const Token& token) { return token.span.begin; });
  Json data = Json::array();
  Position last;
  uint32_t end = 0;
  for (const Token& token : tokens) {
    const Position at = place->positions.position(token.span.begin);
    if (token.span.begin < end || token.span.begin == token.span.end) {
      continue;
    }
    end = token.span.end;
    data.push_back(at.line - last.line);
    data.push_back(at.line == last.line ? at.character - last.character : at.character);
    data.push_back(place->positions.units(token.span.begin, token.span.end));
    data.push_back(static_cast<uint32_t>(token.type));
    data.push_back(token.modifiers);
    last = at;
  }
  return Json{{"data", std::move(data)}};
}

}  // namespace aixc::lsp
