// The nodes of a tree, field by field, for whatever goes through a whole tree.
//
// `io(a, node)` gives each part of `node` to the archive `a`: numbers to `number`, places to
// `place` and views into the source to `view`. An archive with `Reading` makes the parts of an
// empty node from what it has; any other finds them as they are.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "compiler/ast/ast.h"

namespace aixc::ast {

// ---- the parts that everything is made of -------------------------------------------------------

template <typename A, typename T>
requires std::unsigned_integral<T> || std::is_enum_v<T>
void io(A& a, T& value) {
  if constexpr (A::Reading) {
    value = static_cast<T>(a.number());
  } else {
    a.number(static_cast<uint64_t>(value));
  }
}

void io(auto& a, Span& span) {
  a.place(span);
}
void io(auto& a, std::string_view& view) {
  a.view(view);
}

template <typename A, typename T>
void io(A& a, std::vector<T>& items);
template <typename A, typename T>
void io(A& a, std::optional<T>& item);
template <typename A, typename T>
void io(A& a, Box<T>& item);
template <typename A, typename... Ts>
void io(A& a, std::variant<Ts...>& item);

// ---- the nodes, field by field ------------------------------------------------------------------

void io(auto& a, std::monostate&) {
  static_cast<void>(a);
}
void io(auto& a, ErrorExpr&) {
  static_cast<void>(a);
}
void io(auto& a, bool& it) {
  auto number = static_cast<uint32_t>(it);
  io(a, number);
  it = number != 0;
}
void io(auto& a, Name& it) {
  io(a, it.text), io(a, it.span);
}
void io(auto& a, Path& it) {
  io(a, it.parts), io(a, it.span);
}
void io(auto& a, Text& it) {
  io(a, it.raw), io(a, it.span);
}
void io(auto& a, Literal& it) {
  io(a, it.kind), io(a, it.raw);
}
void io(auto& a, Reference& it) {
  io(a, it.parts);
}
void io(auto& a, Call& it) {
  io(a, it.function), io(a, it.arguments);
}
void io(auto& a, List& it) {
  io(a, it.items);
}
void io(auto& a, Map& it) {
  io(a, it.entries);
}
void io(auto& a, MapEntry& it) {
  io(a, it.key), io(a, it.value);
}
void io(auto& a, Not& it) {
  io(a, it.operand);
}
void io(auto& a, Logic& it) {
  io(a, it.op), io(a, it.operands);
}
void io(auto& a, Comparison& it) {
  io(a, it.op), io(a, it.left), io(a, it.right);
}
void io(auto& a, Quantified& it) {
  io(a, it.op), io(a, it.patterns), io(a, it.where);
}
void io(auto& a, Expr& it) {
  io(a, it.span), io(a, it.node);
}
void io(auto& a, NodePattern& it) {
  io(a, it.variable), io(a, it.kind), io(a, it.span);
}
void io(auto& a, Repeat& it) {
  io(a, it.span), io(a, it.least), io(a, it.most);
}
void io(auto& a, EdgePattern& it) {
  io(a, it.direction), io(a, it.variable), io(a, it.relation), io(a, it.repeat), io(a, it.where);
  io(a, it.span);
}
void io(auto& a, Inside& it) {
  io(a, it.span);
}
void io(auto& a, PatternStep& it) {
  io(a, it.via), io(a, it.node);
}
void io(auto& a, Pattern& it) {
  io(a, it.first), io(a, it.steps), io(a, it.span);
}
void io(auto& a, Attribute& it) {
  io(a, it.name), io(a, it.value), io(a, it.span);
}
void io(auto& a, Type& it) {
  io(a, it.form), io(a, it.name), io(a, it.values), io(a, it.span);
}
void io(auto& a, AttributeDeclaration& it) {
  io(a, it.name), io(a, it.type), io(a, it.ask), io(a, it.doc), io(a, it.span);
}
void io(auto& a, FlowStep& it) {
  io(a, it.edge), io(a, it.to);
}
void io(auto& a, FlowStatement& it) {
  io(a, it.first), io(a, it.steps), io(a, it.payload), io(a, it.block), io(a, it.doc);
  io(a, it.span);
}
void io(auto& a, Declaration& it) {
  io(a, it.keyword), io(a, it.name), io(a, it.label), io(a, it.base), io(a, it.group);
  io(a, it.party), io(a, it.block), io(a, it.doc), io(a, it.span);
}
void io(auto& a, Block& it) {
  io(a, it.members), io(a, it.span);
}
void io(auto& a, Extend& it) {
  io(a, it.target), io(a, it.block), io(a, it.span);
}
void io(auto& a, Import& it) {
  io(a, it.path), io(a, it.span);
}
void io(auto& a, Target& it) {
  io(a, it.path), io(a, it.edge), io(a, it.to), io(a, it.span);
}
void io(auto& a, Treatment& it) {
  io(a, it.verb), io(a, it.subject), io(a, it.targets), io(a, it.party), io(a, it.block);
  io(a, it.doc), io(a, it.span);
}
void io(auto& a, RelationDeclaration& it) {
  io(a, it.name), io(a, it.label), io(a, it.from), io(a, it.to), io(a, it.block), io(a, it.doc);
  io(a, it.span);
}
void io(auto& a, PathDeclaration& it) {
  io(a, it.name), io(a, it.label), io(a, it.from), io(a, it.to), io(a, it.through);
  io(a, it.over), io(a, it.where), io(a, it.doc), io(a, it.span);
}
void io(auto& a, Rule& it) {
  io(a, it.name), io(a, it.label), io(a, it.patterns), io(a, it.where), io(a, it.verdict);
  io(a, it.threat), io(a, it.target), io(a, it.because), io(a, it.source), io(a, it.doc);
  io(a, it.span);
}
void io(auto& a, Rate& it) {
  io(a, it.name), io(a, it.label), io(a, it.patterns), io(a, it.where), io(a, it.factor);
  io(a, it.bound), io(a, it.level), io(a, it.level_span), io(a, it.threats), io(a, it.target);
  io(a, it.because), io(a, it.source), io(a, it.doc), io(a, it.span);
}
void io(auto& a, Derivation& it) {
  io(a, it.assumed), io(a, it.variable), io(a, it.attribute), io(a, it.value), io(a, it.patterns);
  io(a, it.when), io(a, it.doc), io(a, it.span);
}
void io(auto& a, Policy& it) {
  io(a, it.verb), io(a, it.name), io(a, it.label), io(a, it.patterns), io(a, it.where);
  io(a, it.level), io(a, it.message), io(a, it.doc), io(a, it.span);
}
void io(auto& a, Expectation& it) {
  io(a, it.status), io(a, it.threat), io(a, it.targets), io(a, it.span);
}
void io(auto& a, Test& it) {
  io(a, it.name), io(a, it.label), io(a, it.statements), io(a, it.expectations), io(a, it.doc);
  io(a, it.span);
}
void io(auto& a, Comment& it) {
  io(a, it.span);
}
void io(auto& a, File& it) {
  io(a, it.statements), io(a, it.comments);
}

// ---- the containers -----------------------------------------------------------------------------

// A value to read into; boxes have no empty state.
template <typename T>
struct Fresh {
  static T make() { return T{}; }
};
template <typename T>
struct Fresh<Box<T>> {
  static Box<T> make() { return Box<T>(Fresh<T>::make()); }
};
template <>
struct Fresh<Not> {
  static Not make() { return {Box<Expr>(Expr{})}; }
};
template <>
struct Fresh<Comparison> {
  static Comparison make() { return {CompareOp::Equal, Box<Expr>(Expr{}), Box<Expr>(Expr{})}; }
};

template <typename A, typename T>
void io(A& a, std::vector<T>& items) {
  if constexpr (A::Reading) {
    const uint64_t count = a.number();
    for (uint64_t i = 0; i < count && !a.failed(); ++i) {
      items.push_back(Fresh<T>::make());
      io(a, items.back());
    }
  } else {
    a.number(items.size());
    for (T& item : items) {
      io(a, item);
    }
  }
}

template <typename A, typename T>
void io(A& a, std::optional<T>& item) {
  bool there = item.has_value();
  io(a, there);
  if constexpr (A::Reading) {
    if (there) {
      item.emplace(Fresh<T>::make());
    }
  }
  if (there) {
    io(a, *item);
  }
}

template <typename A, typename T>
void io(A& a, Box<T>& item) {
  io(a, *item);
}

// Makes `item` hold its alternative number `index`.
template <size_t I = 0, typename... Ts>
void emplace(std::variant<Ts...>& item, size_t index) {
  if constexpr (I < sizeof...(Ts)) {
    if (index == I) {
      using T = std::variant_alternative_t<I, std::variant<Ts...>>;
      item.template emplace<I>(Fresh<T>::make());
    } else {
      emplace<I + 1>(item, index);
    }
  }
}

template <typename A, typename... Ts>
void io(A& a, std::variant<Ts...>& item) {
  auto index = static_cast<uint32_t>(item.index());
  io(a, index);
  if constexpr (A::Reading) {
    emplace(item, index);
  }
  std::visit([&](auto& alternative) { io(a, alternative); }, item);
}

}  // namespace aixc::ast
