#include "compiler/render/plan.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/render/markdown_text.h"
#include "compiler/render/plan_words.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using plan::Goal;
using plan::Plan;
using plan::Step;

constexpr size_t StepIndent = 6;  // number, then the text
const std::vector<WayOut> NoWays;

const std::vector<WayOut>& ways_of(const PlanInput& input, rules::FindingId finding) {
  const auto found = input.ways_out.find(finding);
  return found == input.ways_out.end() ? NoWays : found->second;
}

class PlanText {
 public:
  PlanText(const PlanInput& input, const Paint& paint)
      : input_(input), plan_(input.plan), words_(input), paint_(paint) {}

  std::string write() {
    text_ = paragraph("",
                      fmt::format("{}: {}", paint_.bold(input_.model.label_of(input_.model.system)),
                                  words_.headline()),
                      0);
    for (size_t i = 0; i < plan_.steps.size(); ++i) {
      step(i + 1, plan_.steps[i]);
    }
    goals();
    left();
    notes();
    return std::move(text_);
  }

 private:
  void line(const std::string& text) {
    text_ += paragraph(std::string(StepIndent, ' '), text, StepIndent);
  }

  void step(size_t number, const Step& step) {
    text_ += fmt::format("\n{:>4}  ", number);
    text_ += paragraph("",
                       fmt::format("{} {}", paint_.bold(words_.title(step)),
                                   paint_.muted(fmt::format("({})", words_.price(step)))),
                       StepIndent);
    line(step.treatment ? "now " + words_.statement(step) : words_.statement(step));
    for (const plan::Change& change : step.changes) {
      line(fmt::format("−{}  {}: {}", change.before - change.after, words_.title(change.finding),
                       words_.change(change.before, change.after)));
    }
    if (step.changes.empty()) {
      line("lowers nothing by itself, and is needed beside the others");
    }
  }

  void goals() {
    if (plan_.goals.empty()) {
      return;
    }
    text_ += "\nWhat becomes of what is above the target:\n";
    for (const Goal& goal : plan_.goals) {
      const std::string change = words_.change(goal.before, goal.after);
      text_ += "  ";
      text_ += padded(change, 24) + words_.title(goal.finding) + "\n";
    }
  }

  void left() {
    for (const Goal& goal : plan_.goals) {
      if (plan_.is_reached(goal)) {
        continue;
      }
      text_ += "\n" + paragraph("",
                                fmt::format("{} {}", paint_.bold(words_.title(goal.finding)),
                                            words_.why_left(goal)),
                                0);
      if (!plan_.is_out_of_reach(goal)) {
        continue;
      }
      for (const WayOut& way : ways_of(input_, goal.finding)) {
        text_ += paragraph("  ", fmt::format("{}: {}", way.change, way.result), 4);
      }
      for (const std::string& treatment : words_.treatments(goal)) {
        text_ += paragraph("  ", "or " + treatment, 4);
      }
    }
  }

  void notes() {
    const auto notes = words_.notes();
    text_ += notes.empty() ? "" : "\n";
    for (const std::string& note : notes) {
      text_ += paragraph("", paint_.muted(note), 0);
    }
  }

  const PlanInput& input_;
  const Plan& plan_;
  PlanWords words_;
  const Paint& paint_;
  std::string text_;
};

// What stays above the target, and what else can be done about it.
std::string markdown_left(const PlanInput& input) {
  const PlanWords words(input);
  std::string text;
  for (const Goal& goal : input.plan.goals) {
    if (input.plan.is_reached(goal)) {
      continue;
    }
    text += fmt::format("\n**{}** {}.\n", markdown_text(words.title(goal.finding)),
                        words.why_left(goal));
    if (!input.plan.is_out_of_reach(goal)) {
      continue;
    }
    text += "\n";
    for (const WayOut& way : ways_of(input, goal.finding)) {
      text += fmt::format("- {}: {}\n", way.change, way.result);
    }
    for (const std::string& treatment : words.treatments(goal)) {
      text += fmt::format("- or `{}`\n", treatment);
    }
  }
  return text;
}

std::string markdown_notes(const PlanWords& words) {
  std::string text;
  for (const std::string& note : words.notes()) {
    text += fmt::format("\n{}.\n", note);
  }
  return text;
}

std::string id(const PlanInput& input, rules::FindingId finding) {
  return input.assessment.findings[finding].id;
}

Json ids(const PlanInput& input, const std::vector<rules::FindingId>& findings) {
  Json json = Json::array();
  for (const rules::FindingId finding : findings) {
    json.push_back(id(input, finding));
  }
  return json;
}

Json level(int score) {
  return {{"score", score}, {"level", rules::word(rules::band_of(score))}};
}

Json step_json(const PlanInput& input, const Step& step) {
  const PlanWords words(input);
  Json json = {{"control", input.model.name_of(input.model.controls[step.control].entity)},
               {"title", words.title(step)},
               {"relation", rules::word(step.relation)}};
  json["at"] = step.at ? Json(rules::path_of(input.model, step.at)) : Json();
  json["planned"] = static_cast<bool>(step.treatment);
  json["statement"] = words.statement(step);
  json["cost"] = step.price.amount;
  json["cost_estimated"] = step.price.estimated;
  json["removed"] = step.removed;
  json["changes"] = Json::array();
  for (const plan::Change& change : step.changes) {
    json["changes"].push_back({{"finding", id(input, change.finding)},
                               {"before", level(change.before)},
                               {"after", level(change.after)}});
  }
  return json;
}

Json goal_json(const PlanInput& input, const Goal& goal) {
  Json json = {{"finding", id(input, goal.finding)},
               {"before", level(goal.before)},
               {"after", level(goal.after)},
               {"least", level(goal.least)},
               {"reached", input.plan.is_reached(goal)},
               {"reachable", !input.plan.is_out_of_reach(goal)}};
  json["ways_out"] = Json::array();
  for (const WayOut& way : ways_of(input, goal.finding)) {
    json["ways_out"].push_back({{"change", way.change}, {"result", way.result}});
  }
  return json;
}

}  // namespace

std::string plan_text(const PlanInput& input, const Paint& paint) {
  return PlanText(input, paint).write();
}

Json plan_json(const PlanInput& input) {
  const Plan& plan = input.plan;
  Json json = {{"system", input.model.label_of(input.model.system)},
               {"target", rules::word(plan.target)},
               {"reached", plan.is_reached()},
               {"cost", plan.cost},
               {"removed", plan.removed}};
  json["budget"] = plan.budget ? Json(*plan.budget) : Json();
  json["cost_without_budget"] = plan.cost_of_all;
  json["steps"] = Json::array();
  for (const Step& step : plan.steps) {
    json["steps"].push_back(step_json(input, step));
  }
  json["findings"] = Json::array();
  for (const Goal& goal : plan.goals) {
    json["findings"].push_back(goal_json(input, goal));
  }
  json["open"] = ids(input, plan.open);
  json["treated"] = ids(input, plan.treated);
  json["notes"] = PlanWords(input).notes();
  return json;
}

std::string plan_markdown(const PlanInput& input) {
  const Plan& plan = input.plan;
  const PlanWords words(input);
  const auto title = [&](rules::FindingId id) { return markdown_text(words.title(id)); };
  std::string text =
      fmt::format("## Plan for {}\n\n{}.\n",
                  markdown_text(input.model.label_of(input.model.system)), words.headline());
  if (!plan.steps.empty()) {
    text += "\n| | step | cost | risk that it removes |\n| ---: | --- | --- | --- |\n";
  }
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    std::string changes;
    for (const plan::Change& change : step.changes) {
      changes += fmt::format("{}{}: {}", changes.empty() ? "" : "; ", title(change.finding),
                             words.change(change.before, change.after));
    }
    text += fmt::format("| {} | {} | {}{} | {} |\n", i + 1, markdown_text(words.title(step)),
                        amount(step.price.amount), step.price.estimated ? " (estimated)" : "",
                        changes.empty() ? "needed beside the others" : changes);
  }
  if (!plan.goals.empty()) {
    text += "\n| threat | now → with the plan |\n| --- | --- |\n";
  }
  for (const Goal& goal : plan.goals) {
    text +=
        fmt::format("| {} | {}{} |\n", title(goal.finding), words.change(goal.before, goal.after),
                    plan.is_reached(goal) ? "" : ", **above the target**");
  }
  return text + markdown_left(input) + markdown_notes(words);
}

}  // namespace aixc::render
