// The half of JsonParts that speaks of findings and their reasons.
#include "compiler/render/json_parts.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;

Json interval(rules::Interval levels) {
  return {levels.low, levels.high};
}

std::string band_at(int score) {
  return std::string(rules::word(rules::band_of(score > 0 ? score : 1)));
}

}  // namespace

Json JsonParts::witness(const rules::Witness& witness) const {
  Json steps = Json::array();
  if (witness.empty()) {
    return steps;
  }
  steps.push_back({{"element", rules::path_of(model_, witness.start)}});
  for (const rules::WitnessStep& step : witness.steps) {
    if (step.flow) {
      steps.push_back({{"flow", step.flow.value}});
    }
    steps.push_back({{"element", rules::path_of(model_, step.to)}});
  }
  return steps;
}

size_t JsonParts::index_of(rules::FactId fact) {
  const auto [entry, added] = fact_indices_.try_emplace(fact, facts_.size());
  if (added) {
    facts_.push_back(fact);
  }
  return entry->second;
}

Json JsonParts::reason(const rules::Reason& reason) {
  Json bindings = Json::object();
  for (const rules::Binding& binding : reason.bindings) {
    if (binding.variable) {
      bindings[std::string(model_.text(binding.variable))] = rules::path_of(model_, binding.entity);
    }
  }
  Json facts = Json::array();
  for (const rules::FactId fact : reason.facts) {
    facts.push_back(index_of(fact));
  }
  return {{"bindings", bindings}, {"witness", witness(reason.witness)}, {"facts", facts}};
}

Json JsonParts::fact(const rules::Fact& fact) {
  Json json = {{"element", rules::path_of(model_, fact.entity)},
               {"attribute", model_.text(model_.attributes[fact.attribute].name)}};
  json["value"] = fact.origin == rules::Origin::Unknown ? Json("unknown") : value(fact.value);
  json["origin"] = rules::word(fact.origin);
  json["at"] = place(fact.place);
  if (fact.derivation) {
    json["because"] = reason(fact.reason);
  }
  return json;
}

Json JsonParts::facts() {
  Json list = Json::array();
  // Grows while it is walked: a fact refers to those that it was derived from.
  for (size_t i = 0; i < facts_.size(); ++i) {
    list.push_back(fact(assessment_.facts[facts_[i]]));
  }
  return list;
}

Json JsonParts::verdict(const rules::Verdict& verdict) {
  const model::Rule& rule = model_.rules[verdict.rule];
  const std::string_view threat = model_.name_of(model_.threats[rule.threat].entity);
  Json json = {{"rule", model_.text(rule.name)},
               {"verb", rule.dismiss ? "dismiss" : "raise"},
               {"threat", threat},
               {"holds", rules::word(verdict.truth)},
               {"because", verdict.because},
               {"source", rule.source}};
  json.update(reason(verdict.reason));
  json["at"] = place(rule.name_span);
  return json;
}

Json JsonParts::risk(const rules::Risk& risk) const {
  Json factors = Json::array();
  for (const rules::Factor& factor : risk.factors) {
    const model::Rate& rate = model_.rates[factor.rate];
    factors.push_back({{"rate", model_.text(rate.name)},
                       {"factor", rate.impact ? "impact" : "likelihood"},
                       {"bound", rate.at_most ? "at most" : "at least"},
                       {"level", rate.level},
                       {"holds", rules::word(factor.truth)},
                       {"because", factor.because},
                       {"source", rate.source}});
  }
  return {{"likelihood", interval(risk.likelihood)},
          {"impact", interval(risk.impact)},
          {"score", interval(risk.score)},
          {"level", band_at(risk.score.high)},
          {"range", {band_at(risk.score.low), band_at(risk.score.high)}},
          {"residual_likelihood", interval(risk.residual_likelihood)},
          {"residual_impact", interval(risk.residual_impact)},
          {"residual_score", interval(risk.residual)},
          {"residual", band_at(risk.residual.high)},
          {"residual_range", {band_at(risk.residual.low), band_at(risk.residual.high)}},
          {"factors", factors}};
}

Json JsonParts::treatment(model::TreatmentId id) const {
  if (!id) {
    return nullptr;
  }
  const model::Treatment& treatment = model_.treatments[id];
  Json json = {{"verb", rules::word(treatment.verb)}};
  json["to"] = treatment.party ? Json(model_.name_of(treatment.party)) : Json();
  json["attributes"] = attributes(treatment.attributes);
  json["at"] = place(treatment.span);
  return json;
}

Json JsonParts::control(const rules::Finding& finding, const rules::FindingControl& control) const {
  const model::Control& declared = model_.controls[control.control];
  const rules::Responsibility who = rules::responsible_for(model_, finding, control);
  std::string owner;
  if (control.treatment) {
    owner = rules::treatment_text(model_, model_.treatments[control.treatment], "owner");
  }
  Json json = {{"id", model_.name_of(declared.entity)},
               {"slug", declared.slug},
               {"title", model_.label_of(declared.entity)},
               {"state", rules::id_of(rules::word(control.state))},
               {"relation", rules::word(control.relation)},
               {"responsible", rules::word(who.who)},
               {"responsible_because", who.because},
               {"owner", owner},
               {"strength", control.strength},
               {"weight", control.weight}};
  json["on"] = control.at ? Json(rules::path_of(model_, control.at)) : Json();
  json["coverage"] = control.coverage;
  json["treatment"] = treatment(control.treatment);
  return json;
}

Json JsonParts::finding(const rules::Finding& finding) {
  const model::Threat& threat = model_.threats[finding.threat];
  const auto& verdicts = finding.raised.empty() ? finding.dismissed : finding.raised;
  Json json = {{"id", finding.id},
               {"number", finding.number},
               {"threat", model_.name_of(threat.entity)},
               {"slug", threat.slug},
               {"title", model_.label_of(threat.entity)},
               {"element", rules::path_of(model_, finding.element)}};
  json["variants"] = Json::array();
  for (const model::ThreatId variant : finding.variants) {
    json["variants"].push_back(model_.name_of(model_.threats[variant].entity));
  }
  json["status"] = rules::id_of(rules::word(finding.status));
  json["conventional"] = finding.conventional;
  json["verify"] = finding.verify;
  json["assumed"] = dependencies(finding.assumed);
  json["rule"] = Json();
  json["because"] = json["source"] = "";
  json["witness"] = Json::array();
  if (!verdicts.empty()) {
    const model::Rule& rule = model_.rules[verdicts.front().rule];
    json["rule"] = model_.text(rule.name);
    json["because"] = verdicts.front().because;
    json["source"] = rule.source;
    json["witness"] = witness(verdicts.front().reason.witness);
  }
  json["depends_on"] = dependencies(finding.depends_on);
  json["risk"] = risk(finding.risk);
  json["controls"] = Json::array();
  for (const rules::FindingControl& one : finding.controls) {
    json["controls"].push_back(control(finding, one));
  }
  json["treatment"] = treatment(finding.treatment);
  json["responsible"] = rules::word(finding.responsible.who);
  const EntityId party = finding.responsible.party;
  json["responsible_party"] = party ? Json(rules::path_of(model_, party)) : Json();
  json["responsible_because"] = finding.responsible.because;
  json["url"] = model_.text_of(threat.entity, "url");
  json["raised"] = Json::array();
  for (const rules::Verdict& one : finding.raised) {
    json["raised"].push_back(verdict(one));
  }
  json["dismissed"] = Json::array();
  for (const rules::Verdict& one : finding.dismissed) {
    json["dismissed"].push_back(verdict(one));
  }
  json["at"] = place(model_.entities[finding.element].name_span);
  return json;
}

Json JsonParts::scenario(const rules::Scenario& scenario) const {
  Json steps = Json::array();
  for (const rules::ScenarioStep& step : scenario.steps) {
    Json json = {{"from", rules::path_of(model_, step.from)},
                 {"to", rules::path_of(model_, step.to)}};
    json["flow"] = step.flow ? Json(step.flow.value) : Json();
    json["text"] = step.text;
    steps.push_back(json);
  }
  const model::EntityId threat = model_.threats[scenario.threat].entity;
  return {{"id", model_.name_of(threat)},
          {"title", model_.label_of(threat)},
          {"element", rules::path_of(model_, scenario.element)},
          {"status", scenario.truth == rules::Truth::True ? "applies" : "open"},
          {"because", scenario.because},
          {"steps", steps},
          {"depends_on", dependencies(scenario.depends_on)}};
}

Json JsonParts::to_verify(const rules::ToVerify& row, const rules::FindingIndex& findings) const {
  const model::Threat& threat = model_.threats[row.threat];
  const rules::Finding* finding = findings.of(row);
  return {{"party", rules::path_of(model_, row.party)},
          {"threat", model_.name_of(threat.entity)},
          {"slug", threat.slug},
          {"element", rules::path_of(model_, row.element)},
          {"because", row.because},
          {"silent", finding != nullptr && finding->verify},
          {"ways", finding != nullptr ? rules::ways_without_word(model_, *finding) : ""}};
}

Json JsonParts::violation(const rules::Violation& violation) {
  Json json = {{"policy", model_.text(model_.policies[violation.policy].name)},
               {"level", violation.error ? "error" : "warning"},
               {"message", violation.message}};
  json.update(reason(violation.reason));
  json["at"] = place(violation.place);
  return json;
}

Json JsonParts::ledger_row(const rules::LedgerRow& row) const {
  const model::Threat& threat = model_.threats[row.threat];
  Json findings = Json::array();
  for (const rules::FindingId id : row.findings) {
    findings.push_back(assessment_.findings[id].id);
  }
  return {{"threat", model_.name_of(threat.entity)},
          {"slug", threat.slug},
          {"title", model_.label_of(threat.entity)},
          {"status", rules::id_of(rules::word(row.status))},
          {"because", row.because},
          {"findings", findings}};
}

}  // namespace aixc::render
