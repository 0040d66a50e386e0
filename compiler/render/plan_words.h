// The sentences of a plan, the same in every format.
#pragma once

#include <string>
#include <vector>

#include "compiler/render/plan.h"

namespace aixc::render {

class PlanWords {
 public:
  explicit PlanWords(const PlanInput& input) : input_(input), plan_(input.plan) {}

  // `3 steps at a cost of 7 bring 4 of 4 threats within medium, and take away 32 points of risk`
  std::string headline() const;
  // `Direct prompt injection on vpc.triage`
  std::string title(rules::FindingId finding) const;
  // `Oversight on vpc.triage`
  std::string title(const plan::Step& step) const;
  // `cost 3, estimated`
  std::string price(const plan::Step& step) const;
  // `high 16 → medium 8`
  std::string change(int before, int after) const;
  // `implement OVERSIGHT on vpc.triage { status: in_place }`, or where the statement is that says
  // so.
  std::string statement(const plan::Step& step) const;
  // `stays at high 12: all controls that help against it leave high 12`
  std::string why_left(const plan::Goal& goal) const;
  // The statements that treat it otherwise, to be copied.
  std::vector<std::string> treatments(const plan::Goal& goal) const;
  // What the plan does not speak of, and how it was chosen.
  std::vector<std::string> notes() const;

 private:
  std::string target() const;

  const PlanInput& input_;
  const plan::Plan& plan_;
};

// `7`, `2.5`
std::string amount(double value);

}  // namespace aixc::render
