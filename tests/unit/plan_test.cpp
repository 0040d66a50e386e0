// Plans against brute force, and against the assessment that they speak of.
#include "compiler/plan/plan.h"

#include <algorithm>
#include <climits>
#include <filesystem>
#include <fstream>
#include <random>
#include <tuple>

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "compiler/plan/cbc_solver.h"
#include "compiler/plan/mps.h"
#include "compiler/plan/problem.h"
#include "tests/support/plan_world.h"

namespace aixc::test {
namespace {

using plan::Answer;
using plan::CbcSolver;
using plan::cost;
using plan::Goal;
using plan::levels;
using plan::Plan;
using plan::PlanEnd;
using plan::PlanOptions;
using plan::pose;
using plan::Problem;
using rules::Band;
using testing::ElementsAre;
using testing::HasSubstr;
using Taken = std::vector<bool>;

Compilation compiled(const std::string& text) {
  source::MemoryFileSystem disk;
  disk.files["lib/library.aisys"] = text.substr(0, text.find("system s"));
  disk.files["model.aisys"] = text.substr(text.find("system s"));
  CompileOptions options;
  options.load.stdlib_directory = "lib";
  return compile("model.aisys", "", disk, options);
}

Plan planned(const Compilation& compilation, const PlanOptions& options) {
  CbcSolver solver;
  Plan plan = make_plan(compilation.model, *compilation.assessment, options, solver);
  EXPECT_EQ(plan.end, PlanEnd::Made) << plan.message;
  return plan;
}

// ---- brute force --------------------------------------------------------------------------------

// What is compared between two plans, the less the better: what is left above the target, the cost,
// what is left of what was above it, the number of steps, and how late the first differing step
// comes.
using Worth = std::tuple<int, double, int, long, long>;

class BruteForce {
 public:
  BruteForce(const Problem& problem, int limit) : problem_(problem), limit_(limit) {
    const Taken nothing(problem.choices.size(), false);
    for (size_t i = 0; i < problem.stakes.size(); ++i) {
      if (levels(problem, i, nothing).score() > limit) {
        above_.push_back(i);
      }
    }
    for (size_t bits = 0; bits < size_t{1} << problem_.choices.size(); ++bits) {
      Taken taken;
      for (size_t i = 0; i < problem_.choices.size(); ++i) {
        taken.push_back((bits >> i & 1U) != 0);
      }
      worths_.push_back(worth_of(taken));
    }
  }

  Worth best(double budget) const {
    Worth least{INT_MAX, 0, 0, 0, 0};
    for (const Worth& worth : worths_) {
      if (std::get<1>(worth) <= budget + 1e-9) {
        least = std::min(least, worth);
      }
    }
    return least;
  }

  Worth worth_of(const Taken& taken) const {
    int excess = 0;
    int rest = 0;
    for (const size_t stake : above_) {
      const int score = levels(problem_, stake, taken).score();
      excess += std::max(score - limit_, 0);
      rest += score;
    }
    long early = 0;
    for (const bool one : taken) {
      early = 2 * early + (one ? 1 : 0);
    }
    return {excess, cost(problem_, taken), rest, std::ranges::count(taken, true), -early};
  }

 private:
  const Problem& problem_;
  int limit_;
  std::vector<size_t> above_;
  std::vector<Worth> worths_;
};

Taken taken_by(const Plan& plan, const Problem& problem) {
  Taken taken;
  for (const plan::Choice& choice : problem.choices) {
    taken.push_back(std::ranges::any_of(plan.steps, [&](const plan::Step& step) {
      return std::tie(step.control, step.at, step.treatment) ==
             std::tie(choice.control, choice.at, choice.treatment);
    }));
  }
  return taken;
}

TEST(Plan, IsTheBestOfAll) {
  constexpr int Systems = 24;
  int with_steps = 0;
  for (int seed = 0; seed < Systems; ++seed) {
    const std::string text = random_plan_world(static_cast<uint64_t>(seed));
    const Compilation compilation = compiled(text);
    ASSERT_FALSE(compilation.sink.has_errors()) << text;
    const Band target = seed % 3 == 0 ? Band::Low : Band::Medium;
    PlanOptions options{target, std::nullopt, false, {}};
    const Problem problem = pose(compilation.model, *compilation.assessment, options);
    ASSERT_LE(problem.choices.size(), 16U) << text;
    const Plan plan = planned(compilation, options);
    const BruteForce brute(problem, plan.limit());
    const auto worth = [&](const Plan& of) { return brute.worth_of(taken_by(of, problem)); };
    EXPECT_EQ(worth(plan), brute.best(plan::Infinity)) << text;
    with_steps += plan.steps.empty() ? 0 : 1;
    // Half the money, and a little.
    for (const double budget : {plan.cost / 2, 1.5}) {
      options.budget = budget;
      const Plan cheaper = planned(compilation, options);
      EXPECT_EQ(worth(cheaper), brute.best(budget)) << text;
      EXPECT_LE(cheaper.cost, budget + 1e-9);
    }
    if (HasFailure()) {
      return;
    }
  }
  EXPECT_GT(with_steps, Systems / 2);
}

// Puts what is taken into the model as statements that are in place.
void carry_out(model::Model& model, const Problem& problem, const Taken& taken) {
  const model::KindId implement = model.find_kind("implement");
  const model::AttributeId status = model.attribute(implement, model.names.find("status"));
  for (size_t i = 0; i < taken.size(); ++i) {
    const plan::Choice& choice = problem.choices[i];
    if (!taken[i]) {
      continue;
    }
    if (!choice.treatment) {
      model::Treatment treatment;
      treatment.control = choice.control;
      treatment.targets.push_back({choice.at, {}, {}});
      model.treatments.add(treatment);
      continue;
    }
    std::erase_if(model.treatments[choice.treatment].attributes,
                  [&](const model::Assignment& it) { return it.attribute == status; });
  }
}

TEST(Plan, LevelsAreThoseOfTheAssessment) {
  constexpr int Systems = 40;
  std::mt19937 random(7);
  for (int seed = 0; seed < Systems; ++seed) {
    const std::string text = random_plan_world(static_cast<uint64_t>(seed));
    Compilation compilation = compiled(text);
    ASSERT_FALSE(compilation.sink.has_errors()) << text;
    const Problem problem = pose(compilation.model, *compilation.assessment, {});
    Taken taken;
    for (size_t i = 0; i < problem.choices.size(); ++i) {
      taken.push_back(random() % 2 == 0);
    }
    carry_out(compilation.model, problem, taken);
    diagnostics::Sink sink;
    const rules::Assessment then = rules::assess(compilation.model, {}, sink);
    for (size_t i = 0; i < problem.stakes.size(); ++i) {
      const auto& id = compilation.assessment->findings[problem.stakes[i].finding].id;
      const auto now = std::ranges::find(then.findings, id, &rules::Finding::id);
      ASSERT_NE(now, then.findings.end());
      const plan::Levels left = levels(problem, i, taken);
      EXPECT_EQ(left.likelihood, now->risk.residual_likelihood.high) << id << "\n" << text;
      EXPECT_EQ(left.impact, now->risk.residual_impact.high) << id << "\n" << text;
    }
    if (HasFailure()) {
      return;
    }
  }
}

// ---- by hand ------------------------------------------------------------------------------------

std::string world(const std::string& controls, const std::string& controls_of_threat,
                  const std::string& statements = "") {
  return plan_library() + controls +
         fmt::format(
             "threat t \"T\" {{ likelihood: 5  impact_level: 4  controls: [{}] }}\n"
             "rule r match (g: agent) raise t on g because \"so it is\"\n",
             controls_of_threat) +
         "system s \"S\" { appetite: medium }\n"
         "user u\napp web\nagent a\nu -> web -> a : q\n" +
         statements;
}

std::string control(std::string_view name, std::string_view strength, std::string_view cost,
                    std::string_view covers = "self") {
  return fmt::format(
      "control {} \"{}\" {{ strength: {}  cost: {}  covers: {}  reduces: [likelihood] }}\n", name,
      name, strength, cost, covers);
}

std::vector<std::string> steps_of(const Compilation& compilation, const Plan& plan) {
  std::vector<std::string> steps;
  for (const plan::Step& step : plan.steps) {
    steps.push_back(fmt::format("{} on {} for {}", compilation.model.title(step.control),
                                compilation.model.name_of(step.at), step.price.amount));
  }
  return steps;
}

// 5 × 4 = 20 has to come to 9, so the likelihood to 2: a quarter of what is above 1 may be left.
TEST(Plan, TakesTheCheapestThatSuffices) {
  const Compilation compilation =
      compiled(world(control("ONE", "75%", "high") + control("TWO", "50%", "low") +
                         control("THREE", "50%", "medium") + control("FOUR", "49%", "low"),
                     "ONE, TWO, THREE, FOUR"));
  const Plan plan = planned(compilation, {});
  EXPECT_THAT(steps_of(compilation, plan), ElementsAre("TWO on a for 1", "THREE on a for 3"));
  EXPECT_EQ(plan.cost, 4);
  ASSERT_EQ(plan.goals.size(), 1U);
  EXPECT_EQ(plan.goals[0].before, 20);
  EXPECT_EQ(plan.goals[0].after, 8);
  EXPECT_EQ(plan.steps[0].removed, 8);  // 20 → 12
  EXPECT_EQ(plan.steps[1].removed, 4);  // 12 → 8
}

// The solver's tolerance is coarser than what is missing here.
TEST(Plan, ANearMissIsAMiss) {
  const Compilation compilation = compiled(
      world(control("NEAR", "74.99999%", "low") + control("TRUE", "75%", "high"), "NEAR, TRUE"));
  EXPECT_THAT(steps_of(compilation, planned(compilation, {})), ElementsAre("TRUE on a for 9"));
}

TEST(Plan, AGateCountsForWhatIsBehindIt) {
  const std::string one = control("GATE", "75%", "low", "behind") +
                          "threat v \"V\" { likelihood: 5  impact_level: 4  controls: [GATE] }\n"
                          "rule rv match (g: app) raise v on g because \"so it is\"\n";
  const Compilation compilation = compiled(world(one, "GATE"));
  EXPECT_THAT(steps_of(compilation, planned(compilation, {})), ElementsAre("GATE on web for 1"));
}

TEST(Plan, AStatedCostCounts) {
  const std::string two = control("ONE", "75%", "low") + control("TWO", "75%", "low");
  const Compilation compilation = compiled(
      world(two, "ONE, TWO", "implement TWO on a { status: planned, cost: 0.5, strength: 80% }\n"));
  const Plan plan = planned(compilation, {});
  EXPECT_THAT(steps_of(compilation, plan), ElementsAre("TWO on a for 0.5"));
  EXPECT_FALSE(plan.steps[0].price.estimated);
  EXPECT_TRUE(plan.steps[0].treatment);
}

TEST(Plan, OfEqualOnesThePlannedOneIsTaken) {
  const std::string two = control("ONE", "75%", "low") + control("TWO", "75%", "low");
  const Compilation alone = compiled(world(two, "ONE, TWO"));
  EXPECT_THAT(steps_of(alone, planned(alone, {})), ElementsAre("ONE on a for 1"));
  const Compilation beside =
      compiled(world(two, "ONE, TWO", "implement TWO on a { status: planned }\n"));
  EXPECT_THAT(steps_of(beside, planned(beside, {})), ElementsAre("TWO on a for 1"));
}

TEST(Plan, WhatNoControlReachesIsBroughtAsNearAsCanBe) {
  const Compilation compilation =
      compiled(world(control("ONE", "40%", "low") + control("TWO", "5%", "low"), "ONE, TWO"));
  const Plan plan = planned(compilation, {});
  ASSERT_EQ(plan.goals.size(), 1U);
  EXPECT_TRUE(plan.is_out_of_reach(plan.goals[0]));
  EXPECT_FALSE(plan.is_reached());
  EXPECT_EQ(plan.goals[0].least, 16);
  EXPECT_EQ(plan.goals[0].after, 16);
  EXPECT_THAT(steps_of(compilation, plan), ElementsAre("ONE on a for 1"));  // TWO changes nothing
}

TEST(Plan, SaysWhatABudgetLeaves) {
  const Compilation compilation =
      compiled(world(control("ONE", "50%", "low") + control("TWO", "50%", "medium"), "ONE, TWO"));
  PlanOptions options;
  options.budget = 3;
  const Plan plan = planned(compilation, options);
  EXPECT_THAT(steps_of(compilation, plan), ElementsAre("ONE on a for 1"));
  EXPECT_EQ(plan.cost_of_all, 4);
  EXPECT_FALSE(plan.is_reached());
  EXPECT_FALSE(plan.is_out_of_reach(plan.goals[0]));
}

TEST(Plan, NothingAboveTheTargetIsNoPlan) {
  const Compilation compilation =
      compiled(world(control("ONE", "75%", "low"), "ONE", "accept t on a { reason: \"small\" }\n"));
  const Plan plan = planned(compilation, {});
  EXPECT_TRUE(plan.steps.empty());
  EXPECT_TRUE(plan.is_reached());
  EXPECT_EQ(plan.treated.size(), 1U);
}

// ---- the solver ---------------------------------------------------------------------------------

plan::Program small_program() {
  return {{{3}, {2}, {2.5, 0, 4, false}}, {{{{0, 1}, {1, 1}, {2, 0.5}}, 1.25, 7}}};
}

TEST(Solver, ProgramsAreFreeMps) {
  EXPECT_EQ(
      plan::to_mps(small_program()),
      "NAME plan FREE\nROWS\n N OBJ\n G R0\nCOLUMNS\n M0 'MARKER' 'INTORG'\n X0 OBJ 3\n X0 R0 "
      "1\n X1 OBJ 2\n X1 R0 1\n M1 'MARKER' 'INTEND'\n X2 OBJ 2.5\n X2 R0 0.5\nRHS\n RHS R0 "
      "1.25\nRANGES\n RNG R0 5.75\nBOUNDS\n LO BND X0 0\n UP BND X0 1\n LO BND X1 0\n UP BND "
      "X1 1\n LO BND X2 0\n UP BND X2 4\nENDATA\n");
}

TEST(Solver, CbcSolves) {
  const Answer answer = CbcSolver().solve(small_program());
  ASSERT_EQ(answer.end, Answer::End::Optimal) << answer.message;
  EXPECT_NEAR(answer.values[0], 0, 1e-6);
  EXPECT_NEAR(answer.values[1], 1, 1e-6);
  EXPECT_NEAR(answer.values[2], 0.5, 1e-6);
}

TEST(Solver, CbcSaysWhatCannotBe) {
  plan::Program program = small_program();
  program.rows[0].lower = program.rows[0].upper = 6;
  EXPECT_EQ(CbcSolver().solve(program).end, Answer::End::Infeasible);
}

TEST(Solver, FailuresAreTold) {
  EXPECT_EQ(CbcSolver("no-such-solver").solve(small_program()).end, Answer::End::Missing);
  const Answer other = CbcSolver("echo").solve(small_program());
  EXPECT_EQ(other.end, Answer::End::Failed);
  EXPECT_THAT(other.message, HasSubstr("`echo` gave no solution: -import"));
  const std::string script = testing::TempDir() + "endless_solver";
  std::ofstream(script) << "#!/bin/sh\nexec sleep 600\n";
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  const Answer endless = CbcSolver(script, std::chrono::milliseconds(50)).solve(small_program());
  EXPECT_EQ(endless.end, Answer::End::Failed);
  EXPECT_THAT(endless.message, HasSubstr("took more than"));
  EXPECT_EQ(CbcSolver("/dev/null").solve(small_program()).end, Answer::End::Failed);
}

}  // namespace
}  // namespace aixc::test
