#include "compiler/ast/dump.h"

#include <fmt/format.h>

#include "compiler/ast/dump_expression.h"
#include "compiler/base/overloaded.h"

namespace aixc::ast {
namespace {

class Dumper {
 public:
  std::string text;

  void statement(const Statement& statement) {
    std::visit([this](const auto& form) { write(form); }, statement);
  }

 private:
  void line(std::string_view content) { text += fmt::format("{:{}}{}\n", "", depth_ * 2, content); }

  // ` "Label"`
  static std::string label(const std::optional<Text>& label) {
    return label ? " " + std::string(label->raw) : "";
  }

  // Documentation stands above what it documents, as in the source, but with its indent removed.
  void doc(std::string_view doc) {
    while (!doc.empty()) {
      const size_t end = doc.find('\n');
      std::string_view row = doc.substr(0, end);
      row.remove_prefix(std::min(row.find('/'), row.size()));
      while (row.ends_with('\r')) {
        row.remove_suffix(1);
      }
      line(row);
      doc = end == std::string_view::npos ? std::string_view() : doc.substr(end + 1);
    }
  }

  void block(const Block& block) {
    ++depth_;
    for (const Member& member : block.members) {
      std::visit([this](const auto& form) { write(form); }, member);
    }
    --depth_;
  }

  void block(const std::optional<Box<Block>>& boxed) {
    if (boxed) {
      block(**boxed);
    }
  }

  void block(const std::optional<Block>& optional) {
    if (optional) {
      block(*optional);
    }
  }

  void write(const Attribute& attribute) {
    line(fmt::format("{}: {}", attribute.name.text, dump_expr(attribute.value)));
  }

  void write(const AttributeDeclaration& declared) {
    doc(declared.doc);
    std::string content = fmt::format("attr {}: {}", declared.name.text, dump_type(declared.type));
    if (declared.ask) {
      content += fmt::format(" ask {}", declared.ask->raw);
    }
    line(content);
  }

  void write(const Declaration& declaration) {
    doc(declaration.doc);
    std::string content = fmt::format("declare {} {}{}", declaration.keyword.text,
                                      declaration.name.text, label(declaration.label));
    if (declaration.base) {
      content += fmt::format(" is {}", declaration.base->text);
    }
    if (declaration.group) {
      content += " in " + dump_path(*declaration.group);
    }
    if (declaration.party) {
      content += " by " + dump_path(*declaration.party);
    }
    line(content);
    block(declaration.block);
  }

  void write(const FlowStatement& flow) {
    doc(flow.doc);
    std::string content = "flow " + dump_path(flow.first);
    for (const FlowStep& step : flow.steps) {
      content += fmt::format(" {} {}", dump_edge(step.edge), dump_path(step.to));
    }
    std::visit(Overloaded{
                   [](std::monostate) {},
                   [&](const Text& payload) { content += fmt::format(" : {}", payload.raw); },
                   [&](const std::vector<Path>& data) { content += " : " + dump_paths(data); },
               },
               flow.payload);
    line(content);
    block(flow.block);
  }

  void write(const Import& import) { line(fmt::format("import {}", import.path.raw)); }

  void write(const Extend& extend) {
    line("extend " + dump_path(extend.target));
    block(extend.block);
  }

  void write(const Treatment& treatment) {
    static constexpr std::string_view Verbs[] = {"implement", "accept", "transfer", "avoid"};
    doc(treatment.doc);
    std::string content = fmt::format("{} {} on {}", Verbs[static_cast<size_t>(treatment.verb)],
                                      treatment.subject.text, dump_targets(treatment.targets));
    if (treatment.party) {
      content += " to " + dump_path(*treatment.party);
    }
    line(content);
    block(treatment.block);
  }

  void write(const RelationDeclaration& relation) {
    doc(relation.doc);
    line(fmt::format("relation {}{} from {} to {}", relation.name.text, label(relation.label),
                     dump_names(relation.from), dump_names(relation.to)));
    block(relation.block);
  }

  void write(const PathDeclaration& path) {
    doc(path.doc);
    std::string content = fmt::format("path {}{} from {} to {}", path.name.text, label(path.label),
                                      dump_names(path.from), dump_names(path.to));
    if (!path.through.empty()) {
      content += " through " + dump_names(path.through);
    }
    if (!path.over.empty()) {
      content += " over " + dump_names(path.over);
    }
    line(content);
    condition("where", path.where);
  }

  // A clause of a rule on a line of its own.
  void clause(std::string_view content) {
    ++depth_;
    line(content);
    --depth_;
  }

  void condition(std::string_view keyword, const std::optional<Expr>& condition) {
    if (condition) {
      clause(fmt::format("{} {}", keyword, dump_expr(*condition)));
    }
  }

  void matches(std::string_view keyword, const std::vector<Pattern>& patterns) {
    for (const Pattern& pattern : patterns) {
      clause(fmt::format("{} {}", keyword, dump_pattern(pattern)));
    }
  }

  void reasons(const std::optional<Text>& because, const std::optional<Text>& source) {
    if (because) {
      clause(fmt::format("because {}", because->raw));
    }
    if (source) {
      clause(fmt::format("source {}", source->raw));
    }
  }

  void write(const Rule& rule) {
    doc(rule.doc);
    line(fmt::format("rule {}{}", rule.name.text, label(rule.label)));
    matches("match", rule.patterns);
    condition("where", rule.where);
    clause(fmt::format("{} {} on {}", rule.verdict == Rule::Verdict::Raise ? "raise" : "dismiss",
                       dump_path(rule.threat), rule.target.text));
    reasons(rule.because, rule.source);
  }

  void write(const Rate& rate) {
    doc(rate.doc);
    line(fmt::format("rate {}{}", rate.name.text, label(rate.label)));
    matches("match", rate.patterns);
    condition("where", rate.where);
    clause(fmt::format("{} {} {} of {} on {}", rate.factor.text,
                       rate.bound == CompareOp::LessEqual ? "<=" : ">=", rate.level,
                       dump_paths(rate.threats), rate.target.text));
    reasons(rate.because, rate.source);
  }

  void write(const Derivation& derivation) {
    doc(derivation.doc);
    std::string content = fmt::format("{} {}.{}", derivation.assumed ? "assume" : "derive",
                                      derivation.variable.text, derivation.attribute.text);
    if (derivation.value) {
      content += " = " + dump_expr(*derivation.value);
    }
    line(content);
    matches("for", derivation.patterns);
    condition("when", derivation.when);
  }

  void write(const Policy& policy) {
    doc(policy.doc);
    line(fmt::format("{} {}{}", policy.verb == Policy::Verb::Require ? "require" : "forbid",
                     policy.name.text, label(policy.label)));
    matches("match", policy.patterns);
    condition("where", policy.where);
    clause(fmt::format("{} {}", policy.level == Policy::Level::Error ? "error" : "warning",
                       policy.message.raw));
  }

  void write(const Test& test) {
    doc(test.doc);
    line(fmt::format("test {}{}", test.name.text, label(test.label)));
    ++depth_;
    for (const Statement& inner : test.statements) {
      statement(inner);
    }
    for (const Expectation& expectation : test.expectations) {
      line(fmt::format("expect {} {} on {}", expectation.status.text, expectation.threat.text,
                       dump_targets(expectation.targets)));
    }
    --depth_;
  }

  size_t depth_ = 0;
};

}  // namespace

std::string dump(const File& file) {
  Dumper dumper;
  for (const Statement& statement : file.statements) {
    dumper.statement(statement);
  }
  return std::move(dumper.text);
}

}  // namespace aixc::ast
