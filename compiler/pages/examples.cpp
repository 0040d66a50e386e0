#include "compiler/pages/examples.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/words.h"

namespace aixc::pages {

class Examples::Adding {
 public:
  Adding(Examples& examples, const model::Model& model, const std::string& path)
      : uses_(examples.uses_), model_(model), path_(path) {}

  void finding(const rules::Finding& finding) {
    const bool found = finding.status != rules::Status::NotApplicable;
    const auto& verdicts = found ? finding.raised : finding.dismissed;
    const std::string because = verdicts.empty() ? "" : verdicts.front().because;
    const std::string what = fmt::format("{}{}{}", on(finding.element, rules::word(finding.status)),
                                         because.empty() ? "" : ": ", because);
    if (found) {
      threat(finding.threat, what);
      for (const model::ThreatId variant : finding.variants) {
        threat(variant, what);
      }
    }
    for (const auto* list : {&finding.raised, &finding.dismissed}) {
      for (const rules::Verdict& verdict : *list) {
        rule(verdict, finding.element);
      }
    }
    for (const rules::Factor& factor : finding.risk.factors) {
      if (factor.truth == rules::Truth::True) {
        use(Subject::What::Rate, model_.text(model_.rates[factor.rate].name),
            on(finding.element, model_.title(finding.threat)) + ": " + factor.because);
      }
    }
  }

  void scenario(const rules::Scenario& scenario) {
    const bool sure = scenario.truth == rules::Truth::True;
    threat(scenario.threat, fmt::format("{}{}{}", on(scenario.element, sure ? "applies" : "open"),
                                        scenario.because.empty() ? "" : ": ", scenario.because));
  }

  void kind(model::EntityId element) {
    const model::Entity& entity = model_.entities[element];
    use(Subject::What::Kind, model_.text(model_.kinds[entity.kind].name), entity.label);
  }

  void treatment(const model::Treatment& treatment) {
    if (treatment.verb != model::Treatment::Verb::Implement || !treatment.targets[0].entity) {
      return;
    }
    const model::EntityId control = model_.controls[treatment.control].entity;
    std::string status = rules::treatment_text(model_, treatment, "status");
    std::ranges::replace(status, '_', ' ');
    use(Subject::What::Control, model_.name_of(control),
        on(treatment.targets[0].entity, status.empty() ? "in place" : status));
  }

 private:
  std::string on(model::EntityId element, std::string_view what) const {
    return fmt::format("{} on {}", what, model_.label_of(element));
  }

  void threat(model::ThreatId id, const std::string& what) {
    use(Subject::What::Threat, model_.name_of(model_.threats[id].entity), what);
  }

  void rule(const rules::Verdict& verdict, model::EntityId element) {
    if (verdict.truth == rules::Truth::True) {
      use(Subject::What::Rule, model_.text(model_.rules[verdict.rule].name),
          verdict.because.empty() ? std::string(model_.label_of(element)) : verdict.because);
    }
  }

  void use(Subject::What what, std::string_view name, std::string words) {
    std::vector<Use>& uses = uses_[{what, std::string(name)}];
    if (uses.empty() || uses.back().path != path_) {
      uses.push_back({path_, model_.label_of(model_.system), std::move(words)});
    }
  }

  std::map<Subject, std::vector<Use>>& uses_;
  const model::Model& model_;
  const std::string& path_;
};

void Examples::add(const model::Model& model, const rules::Assessment& assessment,
                   const std::string& path) {
  Adding adding(*this, model, path);
  for (const rules::Finding& finding : assessment.findings) {
    adding.finding(finding);
  }
  for (const rules::Scenario& scenario : assessment.scenarios) {
    adding.scenario(scenario);
  }
  for (const model::EntityId element : model.elements) {
    adding.kind(element);
  }
  for (const model::Treatment& treatment : model.treatments) {
    adding.treatment(treatment);
  }
}

const std::vector<Use>& Examples::of(const Subject& subject) const {
  static const std::vector<Use> None;
  const auto found = uses_.find(subject);
  return found == uses_.end() ? None : found->second;
}

}  // namespace aixc::pages
