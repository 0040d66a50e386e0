#include "compiler/render/reasons.h"

#include <fmt/core.h>

#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {

using rules::Origin;
using rules::Status;
using rules::Truth;

Tree Reasons::finding(const rules::Finding& finding) {
  const bool applies = finding.status != Status::NotApplicable;
  const std::string on =
      finding.element == model_.system ? "" : " on " + rules::path_of(model_, finding.element);
  Tree tree;
  tree.text = model_.title(finding.threat) + on;
  if (finding.status == Status::NotApplicable) {
    tree.text += " does not apply";
  } else if (finding.status == Status::Applies) {
    tree.text += " applies";
  } else {
    tree.text += fmt::format(" is {}", rules::word(finding.status));
  }
  const std::string level = rules::level_text(finding.risk.residual);
  if (applies && !level.empty()) {
    tree.text += fmt::format("  [{}: likelihood {} × impact {}]", level,
                             rules::number_text(finding.risk.residual_likelihood),
                             rules::number_text(finding.risk.residual_impact));
  }
  for (const model::ThreatId variant : finding.variants) {
    tree.add(fmt::format("in the form of {}", rules::lower_first(model_.title(variant))));
  }
  // What decided comes first.
  for (const auto* verdicts : {applies ? &finding.raised : &finding.dismissed,
                               applies ? &finding.dismissed : &finding.raised}) {
    for (const rules::Verdict& verdict : *verdicts) {
      add_verdict(tree, verdict);
    }
  }
  add_open(tree, finding.depends_on);
  if (applies) {
    add_risk(tree, finding.risk);
    add_controls(tree, finding);
    if (!finding.responsible.because.empty()) {
      add_unconfirmed(tree.add("responsible: " + finding.responsible.because), finding);
    }
  }
  return tree;
}

Tree Reasons::scenario(const rules::Scenario& scenario) const {
  Tree tree;
  tree.text = fmt::format("{} on {} {}", model_.title(scenario.threat),
                          rules::path_of(model_, scenario.element),
                          scenario.truth == Truth::True ? "applies" : "is open");
  if (!scenario.because.empty()) {
    tree.add("because " + scenario.because);
  }
  for (size_t i = 0; i < scenario.steps.size(); ++i) {
    const rules::ScenarioStep& step = scenario.steps[i];
    const std::string place =
        step.flow ? rules::line_of(sources_, model_.flows[step.flow].edge_span) : std::string();
    tree.add(fmt::format("step {}: {}{}", i + 1, step.text,
                         place.empty() ? "" : fmt::format(" ({})", place)));
  }
  add_open(tree, scenario.depends_on);
  return tree;
}

void Reasons::add_verdict(Tree& tree, const rules::Verdict& verdict) {
  const model::Rule& rule = model_.rules[verdict.rule];
  std::string lead = rule.dismiss ? "dismissed, because" : "because";
  if (verdict.truth == Truth::Unknown) {
    lead = rule.dismiss ? "dismissed, if it turns out that" : "it would apply, because";
  }
  Tree& node = tree.add(
      fmt::format("{} {}", lead,
                  verdict.because.empty() ? std::string(model_.text(rule.name)) : verdict.because));
  const std::string place = rules::line_of(sources_, rule.name_span);
  node.add(fmt::format("rule {}{}{}", model_.text(rule.name),
                       place.empty() ? "" : fmt::format(" ({})", place),
                       rule.source.empty() ? "" : ", after " + rule.source));
  if (!verdict.reason.witness.empty() && !verdict.reason.witness.steps.empty()) {
    add_steps(node.add("path: " + rules::way_text(model_, verdict.reason.witness)),
              verdict.reason.witness);
  }
  add_facts(node, verdict.reason.facts);
}

std::string Reasons::step_text(model::EntityId from, const rules::WitnessStep& step) const {
  std::string text = fmt::format("{} → {}", model_.label_of(from), model_.label_of(step.to));
  if (!step.flow) {
    return text;
  }
  const model::Flow& flow = model_.flows[step.flow];
  std::string payload = flow.payload_label;
  for (const model::EntityId data : flow.payload) {
    payload += (payload.empty() ? "" : ", ") + model_.label_of(data);
  }
  if (!payload.empty()) {
    text += ": " + payload;
  }
  const std::string place = rules::line_of(sources_, flow.edge_span);
  return place.empty() ? text : fmt::format("{} ({})", text, place);
}

void Reasons::add_steps(Tree& tree, const rules::Witness& witness) const {
  model::EntityId from = witness.start;
  for (const rules::WitnessStep& step : witness.steps) {
    tree.add(step_text(from, step));
    from = step.to;
  }
}

void Reasons::add_facts(Tree& tree, const std::vector<rules::FactId>& facts) {
  for (const rules::FactId fact : facts) {
    add_fact(tree, fact);
  }
}

void Reasons::add_fact(Tree& tree, rules::FactId id) {
  const rules::Fact& fact = assessment_.facts[id];
  const bool new_here = told_.insert(id).second;
  const bool has_more = !fact.reason.facts.empty() || !fact.reason.witness.empty();
  Tree& node = tree.add(fact_text(fact) + (!new_here && has_more ? ", see above" : ""));
  if (!new_here) {
    return;
  }
  if (!fact.reason.witness.empty() && !fact.reason.witness.steps.empty()) {
    add_steps(node, fact.reason.witness);
  }
  add_facts(node, fact.reason.facts);
}

// Where an assumed value comes from: a default of the kind or of one above, or an `assume`.
std::string Reasons::assumption_text(const rules::Fact& fact) const {
  if (fact.derivation) {
    const std::string place = rules::line_of(sources_, fact.place);
    return place.empty() ? "assumed" : "assumed, " + place;
  }
  for (model::KindId kind = model_.entities[fact.entity].kind; kind;
       kind = model_.kinds[kind].parent) {
    for (const model::Assignment& assigned : model_.kinds[kind].defaults) {
      if (assigned.attribute == fact.attribute) {
        return fmt::format("assumed: default of kind {}", model_.text(model_.kinds[kind].name));
      }
    }
  }
  return "assumed";
}

std::string Reasons::fact_text(const rules::Fact& fact) const {
  const std::string_view attribute = model_.text(model_.attributes[fact.attribute].name);
  const std::string name = rules::attribute_path(model_, fact.entity, fact.attribute);
  const std::string place = rules::line_of(sources_, fact.place);
  const std::string at = place.empty() ? "" : ", " + place;
  switch (fact.origin) {
    case Origin::Given:
      return fmt::format("{} is {} (given{})", name, rules::value_text(model_, fact.value), at);
    case Origin::Derived:
      return fmt::format("{} is {} ({}{})", name, rules::value_text(model_, fact.value),
                         fact.derivation ? "derived" : "nothing drawn makes it so", at);
    case Origin::Assumed:
      return fmt::format("{} is {} ({}; write `{}: …` on {} if it is otherwise)", name,
                         rules::value_text(model_, fact.value), assumption_text(fact), attribute,
                         rules::path_of(model_, fact.entity));
    case Origin::Unknown:
      return fmt::format("{} is unknown (write `{}: …` on {})", name, attribute,
                         rules::path_of(model_, fact.entity));
  }
  return {};
}

void Reasons::add_risk(Tree& tree, const rules::Risk& risk) const {
  if (risk.score.high <= 0) {
    return;
  }
  std::string text = fmt::format("risk without controls: likelihood {} × impact {}, {}",
                                 rules::number_text(risk.likelihood),
                                 rules::number_text(risk.impact), rules::level_text(risk.score));
  Tree& node = tree.add(std::move(text));
  for (const rules::Factor& factor : risk.factors) {
    const model::Rate& rate = model_.rates[factor.rate];
    node.add(fmt::format("{} at {} {}{}{}{}", rate.impact ? "impact" : "likelihood",
                         rate.at_most ? "most" : "least", static_cast<int>(rate.level),
                         factor.truth == Truth::Unknown ? ", perhaps" : "",
                         factor.because.empty() ? "" : ": " + factor.because,
                         rate.source.empty() ? "" : fmt::format(" ({})", rate.source)));
  }
}

void Reasons::add_controls(Tree& tree, const rules::Finding& finding) const {
  Tree node;
  node.text = "controls";
  for (const rules::FindingControl& control : finding.controls) {
    if (control.state == rules::ControlState::Missing) {
      continue;
    }
    std::string text =
        fmt::format("{}: {}", model_.title(control.control), rules::word(control.state));
    if (control.at) {
      text += " on " + rules::path_of(model_, control.at);
    }
    if (!control.coverage.empty()) {
      text += ", " + control.coverage;
    }
    const rules::Responsibility who = rules::responsible_for(model_, finding, control);
    if (who.who != rules::Responsible::Us) {
      text += fmt::format("; {}: {}", rules::word(who.who), who.because);
    }
    if (control.state == rules::ControlState::InPlace) {
      text +=
          fmt::format("; takes away {:.0f}% of the risk", 100 * control.strength * control.weight);
    }
    node.add(std::move(text));
  }
  if (!node.children.empty()) {
    tree.children.push_back(std::move(node));
  }
}

// What a supplier has not confirmed, and what is left then.
void Reasons::add_unconfirmed(Tree& tree, const rules::Finding& finding) const {
  for (const rules::ToVerify& row : assessment_.to_verify) {
    if (row.threat == finding.threat && row.element == finding.element) {
      tree.add("to be verified: " + row.because);
      if (const std::string ways = rules::ways_without_word(model_, finding); !ways.empty()) {
        tree.add(ways);
      }
    }
  }
}

void Reasons::add_open(Tree& tree, const std::vector<rules::Dependency>& depends_on) const {
  if (depends_on.empty()) {
    return;
  }
  Tree& node = tree.add("it depends on");
  for (const rules::Dependency& about : depends_on) {
    node.add(rules::attribute_path(model_, about.entity, about.attribute));
  }
}

}  // namespace aixc::render
