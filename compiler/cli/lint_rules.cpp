// `aixc lint-rules FILE…`: what in a library does nothing, measured on models.
#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/reads.h"
#include "compiler/cli/session.h"
#include "compiler/render/json_parts.h"
#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;

// A rule that holds on every element it speaks of says nothing about them; fewer than this many are
// no evidence.
constexpr int LeastElements = 5;

struct Tally {
  std::string place;
  int held = 0;        // elements at which it held, in all models
  int candidates = 0;  // elements of the kind that it speaks of
};

class Lint {
 public:
  Lint(const Options& options, World& world) : options_(options), world_(world) {}

  int run() {
    const auto entries = entries_of(options_, world_);
    if (!entries) {
      return Refused;
    }
    for (const std::string& entry : *entries) {
      const Outcome outcome = compile_entry(entry, options_, world_);
      if (outcome.code != Clean) {
        return outcome.code;
      }
      count(outcome.compilation);
    }
    print();
    return Clean;
  }

 private:
  void count(const Compilation& compilation) {
    const model::Model& model = compilation.model;
    for (const model::Rule& rule : model.rules) {
      Tally& tally = tallies_[std::string(model.text(rule.name))];
      tally.place = rules::line_of(compilation.program.sources, rule.name_span);
      const model::NodeFilter& filter = rule.match.variables[rule.target].filter;
      if (compilation.assessment && filter.form == model::NodeFilter::Form::Kind) {
        tally.candidates += static_cast<int>(std::ranges::count_if(
            model.elements, [&](auto element) { return model.is_a(element, filter.kind); }));
      }
    }
    if (compilation.assessment) {
      ++systems_;
      count_verdicts(model, *compilation.assessment);
    }
    count_unread(model);
    count_unraised(model);
  }

  void count_verdicts(const model::Model& model, const rules::Assessment& assessment) {
    for (const rules::Finding& finding : assessment.findings) {
      for (const auto* verdicts : {&finding.raised, &finding.dismissed}) {
        for (const rules::Verdict& verdict : *verdicts) {
          tallies_[std::string(model.text(model.rules[verdict.rule].name))].held += 1;
        }
      }
    }
    for (const rules::Scenario& scenario : assessment.scenarios) {
      for (const model::Rule& rule : model.rules) {
        if (rule.threat == scenario.threat && !rule.dismiss) {
          tallies_[std::string(model.text(rule.name))].held += 1;
        }
      }
    }
  }

  // What a person is asked for or may say of the drawing, and nothing looks at.
  void count_unread(const model::Model& model) {
    const auto read = attributes_read(model);
    for (const model::AttributeDeclaration& attribute : model.attributes) {
      const model::Family family = model.kinds[attribute.owner].family;
      const bool drawn = family == model::Family::Element || family == model::Family::Data ||
                         family == model::Family::Flow || family == model::Family::Party;
      if (drawn && !read.contains(attribute.name)) {
        unread_.insert(fmt::format("{}.{}", model.text(model.kinds[attribute.owner].name),
                                   model.text(attribute.name)));
      }
    }
  }

  void count_unraised(const model::Model& model) {
    std::vector<bool> raised(model.threats.size());
    for (const model::Rule& rule : model.rules) {
      if (!rule.dismiss) {
        raised[rules::passes::shown_as(model, rule.threat).value] = true;
      }
    }
    for (size_t i = 0; i < model.threats.size(); ++i) {
      const model::Threat& threat = model.threats[model::ThreatId(i)];
      if (!raised[i] && rules::passes::can_be_found(threat)) {
        unraised_.emplace(model.name_of(threat.entity));
      }
    }
  }

  void print() {
    Json never = Json::array();
    Json always = Json::array();
    for (const auto& [name, tally] : tallies_) {
      if (tally.held == 0) {
        never.push_back({{"rule", name}, {"at", tally.place}});
      } else if (tally.candidates >= LeastElements && tally.held >= tally.candidates) {
        always.push_back({{"rule", name}, {"at", tally.place}, {"elements", tally.candidates}});
      }
    }
    const Json unread(unread_);
    const Json unraised(unraised_);
    if (options_.json) {
      world_.out << render::to_string({{"systems", systems_},
                                       {"never_held", never},
                                       {"always_held", always},
                                       {"attributes_not_read", unread},
                                       {"threats_not_raised", unraised}});
      return;
    }
    section(fmt::format("rules that never held in {}",
                        rules::counted(static_cast<size_t>(systems_), "system")),
            never);
    section("rules that held on every element they speak of", always);
    section("attributes that no rule reads", unread);
    section("threats that no rule raises", unraised);
  }

  void section(const std::string& heading, const Json& items) {
    world_.out << fmt::format("{}: {}\n", heading,
                              items.empty() ? std::string("none") : std::to_string(items.size()));
    for (const Json& item : items) {
      if (item.is_string()) {
        world_.out << "  " << item.get<std::string>() << "\n";
      } else {
        world_.out << fmt::format("  {} ({})\n", item["rule"].get<std::string>(),
                                  item["at"].get<std::string>());
      }
    }
  }

  const Options& options_;
  World& world_;
  std::map<std::string, Tally> tallies_;  // by rule
  std::set<std::string> unread_;          // `kind.attribute`
  std::set<std::string> unraised_;
  int systems_ = 0;
};

int run_lint_rules(const Options& options, World& world) {
  return Lint(options, world).run();
}

}  // namespace

Command lint_rules_command() {
  return {
      .name = "lint-rules",
      .arguments = "FILE…",
      .summary = "rules that never or always hold, attributes that no rule reads",
      .description =
          "For authors of rules: assesses the models and tells which rules never held, which held "
          "on "
          "every element they speak of, which attributes nothing reads and which threats nothing "
          "raises. A folder stands for all `.aisys` files below it.",
      .options = with_reading({&option::Json}),
      .examples = {{"aixc lint-rules examples/", "the standard library on the examples"}},
      .least_words = 1,
      .run = run_lint_rules,
  };
}

}  // namespace aixc::cli
