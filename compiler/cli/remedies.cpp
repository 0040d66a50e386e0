#include "compiler/cli/remedies.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using rules::Finding;
using rules::Status;

constexpr int MostTries = 60;  // assessments for one finding

class Trying {
 public:
  Trying(model::Model& model, const rules::Assessment& assessment, const Finding& finding,
         const rules::AssessOptions& options)
      : model_(model), assessment_(assessment), finding_(finding), what_if_(model, options) {}

  void values() {
    for (const rules::Dependency& about : leaves()) {
      const model::AttributeDeclaration& attribute = model_.attributes[about.attribute];
      for (const model::Value& value : values_to_try(attribute)) {
        if (++tries_ > MostTries) {
          return;
        }
        add(what_if_.with_value(about, value),
            fmt::format("`{}: {}` on {}", model_.text(attribute.name),
                        rules::value_text(model_, value), rules::path_of(model_, about.entity)));
      }
    }
  }

  // What we can do first, then what we can only ask a supplier for.
  void controls() {
    std::vector<std::pair<const rules::FindingControl*, std::string>> of_suppliers;
    for (const rules::FindingControl& control : finding_.controls) {
      if (control.state == rules::ControlState::InPlace ||
          control.relation > rules::ControlRelation::Inherited) {
        continue;
      }
      const rules::Responsibility who = rules::responsible_for(model_, finding_, control);
      if (who.who == rules::Responsible::Supplier) {
        of_suppliers.emplace_back(&control, ", which is not up to us: " + who.because);
      } else {
        implement(control, "");
      }
    }
    for (const auto& [control, note] : of_suppliers) {
      implement(*control, note);
    }
  }

  std::vector<Remedy> best_first() {
    std::ranges::stable_sort(remedies_, {}, &Remedy::left);
    return std::move(remedies_);
  }

 private:
  void implement(const rules::FindingControl& control, std::string_view note) {
    if (++tries_ > MostTries) {
      return;
    }
    add(what_if_.with_control(control.control, finding_.element),
        fmt::format("`implement {} on {} {{ status: in_place }}`{}",
                    model_.name_of(model_.controls[control.control].entity),
                    rules::path_of(model_, finding_.element), note));
  }

  // Keeps the change if the finding is better off in the other assessment.
  void add(const rules::Assessment& then, std::string change) {
    const Finding* now = find_finding(then, finding_.id);
    if (now == nullptr || now->status == Status::NotApplicable) {
      remedies_.push_back({std::move(change), "it does not apply", 0});
      return;
    }
    const std::string level = rules::level_text(now->risk.residual);
    const int left = now->risk.residual.high;
    if (finding_.status == Status::Open) {
      if (now->status == Status::Applies) {
        remedies_.push_back({std::move(change), fmt::format("it applies, {}", level), left});
      }
    } else if (now->status == Status::Countered) {
      remedies_.push_back({std::move(change), fmt::format("countered, {} is left", level), left});
    } else if (left < finding_.risk.residual.high) {
      const bool same = level == rules::level_text(finding_.risk.residual);
      remedies_.push_back({std::move(change),
                           fmt::format("{}{}, {} instead of {}", same ? "still " : "", level,
                                       rules::number_text(now->risk.residual),
                                       rules::number_text(finding_.risk.residual)),
                           left});
    }
  }

  // The attributes of the drawing that the verdict rests on: what a person gave, what was assumed,
  // what is unknown.
  std::vector<rules::Dependency> leaves() const {
    std::vector<rules::Dependency> leaves = finding_.depends_on;
    std::set<rules::FactId> seen;
    std::vector<rules::FactId> open;
    for (const rules::Verdict& verdict : finding_.raised) {
      open.insert(open.end(), verdict.reason.facts.begin(), verdict.reason.facts.end());
    }
    while (!open.empty()) {
      const rules::FactId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) {
        continue;
      }
      const rules::Fact& fact = assessment_.facts[id];
      const rules::Dependency about = {fact.entity, fact.attribute};
      if (fact.origin != rules::Origin::Derived &&
          std::ranges::find(leaves, about) == leaves.end()) {
        leaves.push_back(about);
      }
      open.insert(open.end(), fact.reason.facts.begin(), fact.reason.facts.end());
    }
    return leaves;
  }

  model::Model& model_;
  const rules::Assessment& assessment_;
  const Finding& finding_;
  WhatIf what_if_;
  int tries_ = 0;
  std::vector<Remedy> remedies_;
};

}  // namespace

std::vector<Remedy> remedies_of(model::Model& model, const rules::Assessment& assessment,
                                const Finding& finding, const rules::AssessOptions& options) {
  if (finding.status != Status::Applies && finding.status != Status::Open) {
    return {};
  }
  Trying trying(model, assessment, finding, options);
  trying.values();
  if (finding.status == Status::Applies) {
    trying.controls();
  }
  return trying.best_first();
}

std::vector<Remedy> values_that_help(model::Model& model, const rules::Assessment& assessment,
                                     const Finding& finding, const rules::AssessOptions& options) {
  Trying trying(model, assessment, finding, options);
  trying.values();
  return trying.best_first();
}

}  // namespace aixc::cli
