#include "compiler/ast/dump_expression.h"

#include <fmt/format.h>

namespace aixc::ast {
namespace {

// The items, each written by `write`, with `separator` between.
template <typename T, typename Write>
std::string join(const std::vector<T>& items, std::string_view separator, Write write) {
  std::string result;
  for (const T& item : items) {
    if (!result.empty()) {
      result += separator;
    }
    result += write(item);
  }
  return result;
}

std::string dotted(const std::vector<Name>& parts) {
  return join(parts, ".", [](const Name& part) { return std::string(part.text); });
}

std::string_view sign(CompareOp op) {
  switch (op) {
    case CompareOp::Equal:
      return "==";
    case CompareOp::NotEqual:
      return "!=";
    case CompareOp::Less:
      return "<";
    case CompareOp::LessEqual:
      return "<=";
    case CompareOp::Greater:
      return ">";
    case CompareOp::GreaterEqual:
      return ">=";
    case CompareOp::In:
      return "in";
    case CompareOp::Is:
      return "is";
  }
  return "?";
}

std::string text_of(const ErrorExpr&) {
  return "<error>";
}
std::string text_of(const Literal& literal) {
  return std::string(literal.raw);
}
std::string text_of(const Reference& reference) {
  return dotted(reference.parts);
}

std::string text_of(const Call& call) {
  return fmt::format("{}({})", dotted(call.function), join(call.arguments, ", ", dump_expr));
}

std::string text_of(const List& list) {
  return fmt::format("[{}]", join(list.items, ", ", dump_expr));
}

std::string text_of(const Map& map) {
  const auto entry = [](const MapEntry& item) {
    const Name* name = std::get_if<Name>(&item.key);
    return fmt::format("{}: {}", name != nullptr ? name->text : std::get<Text>(item.key).raw,
                       dump_expr(item.value));
  };
  return map.entries.empty() ? "{}" : fmt::format("{{ {} }}", join(map.entries, ", ", entry));
}

std::string text_of(const Not& negation) {
  return fmt::format("(not {})", dump_expr(*negation.operand));
}

std::string text_of(const Logic& logic) {
  return fmt::format(
      "({})", join(logic.operands, logic.op == Logic::Op::And ? " and " : " or ", dump_expr));
}

std::string text_of(const Comparison& comparison) {
  return fmt::format("({} {} {})", dump_expr(*comparison.left), sign(comparison.op),
                     dump_expr(*comparison.right));
}

std::string text_of(const Quantified& quantified) {
  const std::string where =
      quantified.where ? " where " + dump_expr(**quantified.where) : std::string();
  return fmt::format("{} {{ {}{} }}", quantified.op == Quantified::Op::Exists ? "exists" : "count",
                     join(quantified.patterns, ", ", dump_pattern), where);
}

std::string dump_node(const NodePattern& node) {
  std::string result = "(";
  if (node.variable) {
    result += node.variable->text;
  }
  if (node.kind) {
    result += fmt::format("{}{}", node.variable ? ": " : ":", node.kind->text);
  }
  return result + ")";
}

// What stands in the brackets of an edge.
std::string edge_body(const EdgePattern& edge) {
  std::string result;
  if (edge.variable) {
    result += fmt::format("{}: ", edge.variable->text);
  }
  if (edge.relation) {
    result += edge.relation->text;
  }
  if (edge.repeat) {
    result += "*";
    if (edge.repeat->most) {
      result += fmt::format("{}..{}", *edge.repeat->least, *edge.repeat->most);
    }
  }
  if (edge.where) {
    result += " where " + dump_expr(**edge.where);
  }
  return result;
}

}  // namespace

std::string dump_path(const Path& path) {
  return dotted(path.parts);
}

std::string dump_paths(const std::vector<Path>& paths) {
  return join(paths, ", ", dump_path);
}

std::string dump_names(const std::vector<Name>& names) {
  return join(names, ", ", [](const Name& name) { return std::string(name.text); });
}

std::string dump_type(const Type& type) {
  switch (type.form) {
    case Type::Form::Plain:
      return std::string(type.name.text);
    case Type::Form::YesNo:
      return "yes/no";
    case Type::Form::OneOf:
      return fmt::format("one of [{}]", join(type.values, ", ", dump_expr));
    case Type::Form::SomeOf:
      return fmt::format("some of [{}]", join(type.values, ", ", dump_expr));
    case Type::Form::ListOf:
      return fmt::format("list of {}", type.name.text);
  }
  return {};
}

std::string dump_expr(const Expr& expr) {
  return std::visit([](const auto& form) { return text_of(form); }, expr.node);
}

std::string dump_edge(const EdgePattern& edge) {
  const std::string body = edge_body(edge);
  const bool left = edge.direction != Direction::Forward;
  const bool right = edge.direction != Direction::Backward;
  if (body.empty()) {
    return left && right ? "<->" : left ? "<-" : "->";
  }
  return fmt::format("{}[{}]{}", left ? "<-" : "-", body, right ? "->" : "-");
}

std::string dump_pattern(const Pattern& pattern) {
  std::string result = dump_node(pattern.first);
  for (const PatternStep& step : pattern.steps) {
    const EdgePattern* edge = std::get_if<EdgePattern>(&step.via);
    result +=
        fmt::format(" {} {}", edge != nullptr ? dump_edge(*edge) : "inside", dump_node(step.node));
  }
  return result;
}

std::string dump_targets(const std::vector<Target>& targets) {
  return join(targets, ", ", [](const Target& target) {
    return target.edge && target.to ? fmt::format("{} {} {}", dump_path(target.path),
                                                  dump_edge(*target.edge), dump_path(*target.to))
                                    : dump_path(target.path);
  });
}

}  // namespace aixc::ast
