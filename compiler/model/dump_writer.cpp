#include "compiler/model/dump_writer.h"

#include "compiler/base/overloaded.h"
#include "compiler/model/type_text.h"

namespace aixc::model {
namespace {

std::string_view operator_text(CompareOp op) {
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
      break;
  }
  return "in";
}

}  // namespace

std::string DumpWriter::type(const Type& it) const {
  return type_text(model_, it);
}

std::string DumpWriter::filter(const NodeFilter& it) const {
  switch (it.form) {
    case NodeFilter::Form::Kind:
      return kind(it.kind);
    case NodeFilter::Form::Attribute:
      return std::string(model_.text(it.attribute));
    case NodeFilter::Form::Any:
      break;
  }
  return "";
}

// Variables without a name are told apart by their place in the list.
std::string DumpWriter::variable(VariableIndex it, std::span<const Variable> variables) const {
  const Symbol name = variables[it].name;
  return name ? std::string(model_.text(name)) : fmt::format("_{}", it);
}

std::string DumpWriter::reference(const AttributeReference& it,
                                  std::span<const Variable> variables) const {
  std::string result = it.variable ? variable(*it.variable, variables) : "system";
  for (const Access& access : it.accesses) {
    result += fmt::format(".{}", model_.text(access.name));
  }
  return result;
}

std::string DumpWriter::expression(const Expression& it,
                                   std::span<const Variable> variables) const {
  const auto inner = [&](const Expression& expr) { return expression(expr, variables); };
  return std::visit(
      Overloaded{
          [&](const Constant& node) { return value(node.value); },
          [&](const EntityConstant& node) { return std::string(entity_name(node.entity)); },
          [&](const AttributeReference& node) { return reference(node, variables); },
          [&](const NotExpression& node) { return fmt::format("not {}", inner(*node.operand)); },
          [&](const LogicExpression& node) {
            return fmt::format("({})",
                               joined(node.operands, inner, node.conjunction ? " and " : " or "));
          },
          [&](const CompareExpression& node) {
            return fmt::format("({} {} {})", inner(*node.left), operator_text(node.op),
                               inner(*node.right));
          },
          [&](const IsExpression& node) {
            return fmt::format("({} is {})", inner(*node.operand), filter(node.filter));
          },
          [&](const IsUnknownExpression& node) {
            return fmt::format("({} is unknown)", inner(*node.operand));
          },
          [&](const ListExpression& node) {
            return fmt::format("[{}]", joined(node.items, inner));
          },
          [&](const CallExpression& node) { return call(node, variables); },
          [&](const QuantifiedExpression& node) { return quantified(node, variables); },
      },
      it.node);
}

std::string DumpWriter::call(const CallExpression& it, std::span<const Variable> variables) const {
  const auto inner = [&](const Expression& expr) { return expression(expr, variables); };
  const std::string arguments = joined(it.arguments, inner);
  switch (it.function) {
    case Function::Near:
      return fmt::format("near({})", arguments);
    case Function::Crosses:
      break;
  }
  return fmt::format("crosses({}, {})", arguments, it.kind ? kind(it.kind) : "party");
}

std::string DumpWriter::quantified(const QuantifiedExpression& it,
                                   std::span<const Variable> variables) const {
  std::string result = it.count ? "count { " : "exists { ";
  result += pattern(it.pattern, variables);
  if (it.where) {
    result += " where " + expression(*it.where, variables);
  }
  return result + " }";
}

std::string DumpWriter::node(VariableIndex it, std::span<const Variable> variables) const {
  const std::string kind_text = filter(variables[it].filter);
  return fmt::format("({}{}{})", variable(it, variables), kind_text.empty() ? "" : ": ", kind_text);
}

std::string DumpWriter::step(const Step& it, std::span<const Variable> variables) const {
  const auto end = [&](VariableIndex index) {
    return fmt::format("({})", variable(index, variables));
  };
  if (it.form == Step::Form::Inside) {
    return fmt::format("{} inside {}", end(it.from), end(it.to));
  }
  std::string what;
  if (it.path) {
    what = model_.text(model_.paths[it.path].name);
  } else if (it.form == Step::Form::Reference) {
    what = fmt::format("attribute {}", model_.text(it.attribute));
  } else if (it.relation) {
    what = model_.text(model_.relations[it.relation].name);
  }
  if (it.form == Step::Form::Path && !it.path) {
    what += "*";
  }
  if (it.least && it.most) {
    what += fmt::format("{}..{}", *it.least, *it.most);
  }
  if (it.flow) {
    what = fmt::format("{}: {}", variable(*it.flow, variables), what);
  }
  if (it.where) {
    what += " where " + expression(*it.where, variables);
  }
  return fmt::format("{} {}[{}]-> {}", end(it.from), it.both ? "<-" : "-", what, end(it.to));
}

// The nodes that are bound here, then the steps that join them.
std::string DumpWriter::pattern(const MatchPattern& it, std::span<const Variable> variables) const {
  std::string result =
      joined(it.nodes, [&](VariableIndex index) { return node(index, variables); });
  for (const Step& next : it.steps) {
    result += (result.empty() ? "" : ", ") + step(next, variables);
  }
  return result;
}

std::string DumpWriter::text(const Template& it, std::span<const Variable> variables) const {
  std::string result = "\"";
  for (const Template::Part& part : it.parts) {
    if (part.reference) {
      result += fmt::format("{{{}}}", reference(*part.reference, variables));
    } else if (part.path) {
      result += fmt::format("{{{}}}", variable(*part.path, variables));
    } else {
      result += part.witness ? "{path}" : part.text;
    }
  }
  return result + "\"";
}

}  // namespace aixc::model
