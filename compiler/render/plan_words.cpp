#include "compiler/render/plan_words.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using plan::Goal;
using plan::Step;

std::string level_word(int score) {
  return fmt::format("{} {}", rules::word(rules::band_of(score)), score);
}

}  // namespace

std::string amount(double value) {
  return fmt::format("{}", value);
}

std::string PlanWords::target() const {
  return std::string(rules::word(plan_.target));
}

std::string PlanWords::headline() const {
  const size_t goals = plan_.goals.size();
  const auto reached = static_cast<size_t>(
      std::ranges::count_if(plan_.goals, [&](const Goal& goal) { return plan_.is_reached(goal); }));
  if (goals == 0) {
    return fmt::format("nothing to plan: no threat that applies is above {}", target());
  }
  if (plan_.steps.empty()) {
    return fmt::format("no step helps: {} above {}",
                       goals == 1 ? "1 threat stays" : fmt::format("{} threats stay", goals),
                       target());
  }
  return fmt::format("{} at a cost of {} {} {} of {} within {}, and {} away {} of risk",
                     rules::counted(plan_.steps.size(), "step"), amount(plan_.cost),
                     plan_.steps.size() == 1 ? "brings" : "bring", reached,
                     rules::counted(goals, "threat"), target(),
                     plan_.steps.size() == 1 ? "takes" : "take",
                     rules::counted(static_cast<size_t>(plan_.removed), "point"));
}

std::string PlanWords::title(rules::FindingId id) const {
  const rules::Finding& finding = input_.assessment.findings[id];
  const std::string& threat = input_.model.title(finding.threat);
  return finding.element == input_.model.system
             ? threat
             : fmt::format("{} on {}", threat, rules::path_of(input_.model, finding.element));
}

std::string PlanWords::title(const Step& step) const {
  const std::string& control = input_.model.title(step.control);
  if (!step.at) {
    return control + " on a flow";
  }
  return step.at == input_.model.system
             ? control + " for the whole system"
             : fmt::format("{} on {}", control, rules::path_of(input_.model, step.at));
}

std::string PlanWords::price(const Step& step) const {
  return fmt::format("cost {}{}", amount(step.price.amount),
                     step.price.estimated ? ", estimated" : ", stated");
}

std::string PlanWords::change(int before, int after) const {
  return fmt::format("{} → {}", level_word(before), level_word(after));
}

std::string PlanWords::statement(const Step& step) const {
  const std::string_view control = input_.model.name_of(input_.model.controls[step.control].entity);
  if (!step.treatment) {
    return fmt::format("implement {} on {} {{ status: planned }}", control,
                       rules::path_of(input_.model, step.at));
  }
  const model::Treatment& treatment = input_.model.treatments[step.treatment];
  std::string text = rules::treatment_text(input_.model, treatment, "status");
  for (const std::string_view attribute : {"owner", "due"}) {
    const std::string given = rules::treatment_text(input_.model, treatment, attribute);
    text += given.empty() ? "" : fmt::format(", {} {}", attribute, given);
  }
  return text;
}

std::string PlanWords::why_left(const Goal& goal) const {
  if (plan_.is_out_of_reach(goal)) {
    return fmt::format("stays at {}: all that we can do against it leaves {}",
                       level_word(goal.after), level_word(goal.least));
  }
  return fmt::format("stays at {}: the budget of {} does not reach", level_word(goal.after),
                     amount(plan_.budget.value_or(0)));
}

std::vector<std::string> PlanWords::treatments(const Goal& goal) const {
  const rules::Finding& finding = input_.assessment.findings[goal.finding];
  return rules::decisions(input_.model, finding.threat, finding.element);
}

std::vector<std::string> PlanWords::notes() const {
  std::vector<std::string> notes;
  const auto is_range = [&](const Goal& goal) {
    const rules::Interval score = input_.assessment.findings[goal.finding].risk.residual;
    return score.low != score.high;
  };
  if (const auto ranges = std::ranges::count_if(plan_.goals, is_range); ranges > 0) {
    notes.push_back(fmt::format(
        "{} above the target {} because something is unknown; the plan is made for the upper end",
        rules::counted(static_cast<size_t>(ranges), "threat"),
        ranges == 1 ? "is a range" : "are ranges"));
  }
  if (!plan_.open.empty()) {
    notes.push_back(fmt::format(
        "{} could be above the target and wait{} for answers (`aixc questions`); "
        "`--open` plans for them too",
        rules::counted(plan_.open.size(), "open threat"), plan_.open.size() == 1 ? "s" : ""));
  }
  if (!plan_.treated.empty()) {
    notes.push_back(fmt::format(
        "{} above the target {} accepted, transferred or avoided, and {} left",
        rules::counted(plan_.treated.size(), "threat"), plan_.treated.size() == 1 ? "is" : "are",
        plan_.treated.size() == 1 ? "is" : "are"));
  }
  if (plan_.budget && plan_.cost_of_all > *plan_.budget) {
    notes.push_back(
        fmt::format("without a budget the plan would cost {}", amount(plan_.cost_of_all)));
  }
  if (std::ranges::any_of(plan_.steps, [](const Step& it) { return it.price.estimated; })) {
    notes.push_back(
        "estimated costs are the library's classes, counted by `control_cost` of the system; "
        "`cost` of an `implement` states one");
  }
  if (!plan_.steps.empty()) {
    notes.push_back(
        "proved to be the cheapest; of equal ones that which removes most risk, then the one of "
        "fewest steps, then what is planned already, then the order of library and model");
  }
  return notes;
}

}  // namespace aixc::render
