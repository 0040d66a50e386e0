// `aixc lint-rules FILE…`: what in a library does nothing, measured on models.
#include <algorithm>
#include <map>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/pages/reads.h"
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
  std::string_view sort;  // rule, rate or policy
  std::string place;
  int held = 0;        // elements at which it held, in all systems
  int open = 0;        // and at which it would hold, given an answer
  int candidates = 0;  // elements of the kind that it speaks of
};

class Lint {
 public:
  Lint(const Options& options, World& world) : options_(options), world_(world) {}

  int run() {
    const auto entries = entries_of(options_, world_);
    const auto assessing = assess_options(options_, world_);
    if (!entries || !assessing) {
      return Refused;
    }
    for (const std::string& entry : *entries) {
      const Outcome outcome = compile_entry(entry, options_, world_);
      if (outcome.code != Clean) {
        return outcome.code;
      }
      const Compilation& compilation = outcome.compilation;
      enter(compilation);
      if (compilation.assessment) {
        count(compilation.model, *compilation.assessment);
      }
      count_tests(compilation.program, *assessing);
    }
    print();
    return Clean;
  }

 private:
  Tally& tally(const model::Model& model, Symbol name) {
    return tallies_[std::string(model.text(name))];
  }

  // What there is to be counted.
  void enter(const Compilation& compilation) {
    const model::Model& model = compilation.model;
    const auto enter_all = [&](const auto& store, std::string_view sort) {
      for (const auto& it : store) {
        Tally& one = tally(model, it.name);
        one.sort = sort;
        one.place = rules::line_of(compilation.program.sources, it.name_span);
      }
    };
    enter_all(model.rules, "rule");
    enter_all(model.rates, "rate");
    enter_all(model.policies, "policy");
    count_unread(model);
    count_unraised(model);
  }

  void count(const model::Model& model, const rules::Assessment& assessment) {
    ++systems_;
    for (const model::Rule& rule : model.rules) {
      const model::NodeFilter& filter = rule.match.variables[rule.target].filter;
      if (filter.form == model::NodeFilter::Form::Kind) {
        tally(model, rule.name).candidates += static_cast<int>(std::ranges::count_if(
            model.elements, [&](auto element) { return model.is_a(element, filter.kind); }));
      }
    }
    for (const rules::Finding& finding : assessment.findings) {
      for (const auto* verdicts : {&finding.raised, &finding.dismissed}) {
        for (const rules::Verdict& verdict : *verdicts) {
          Tally& one = tally(model, model.rules[verdict.rule].name);
          ++(verdict.truth == rules::Truth::True ? one.held : one.open);
        }
      }
      for (const rules::Factor& factor : finding.risk.factors) {
        Tally& one = tally(model, model.rates[factor.rate].name);
        ++(factor.truth == rules::Truth::True ? one.held : one.open);
      }
    }
    for (const rules::Scenario& scenario : assessment.scenarios) {
      for (const model::Rule& rule : model.rules) {
        if (rule.threat == scenario.threat && !rule.dismiss) {
          tally(model, rule.name).held += 1;
        }
      }
    }
    for (const rules::Violation& violation : assessment.violations) {
      tally(model, model.policies[violation.policy].name).held += 1;
    }
  }

  // The tests of a library are systems too.
  void count_tests(const bind::Program& program, const rules::AssessOptions& assessing) {
    for (const ast::File& file : program.files) {
      for (const ast::Statement& statement : file.statements) {
        const auto* test = std::get_if<ast::Test>(&statement);
        if (file.id != program.entry || test == nullptr) {
          continue;
        }
        diagnostics::Sink sink;
        const model::Model model = bind::bind(program, sink, test);
        if (!sink.has_errors()) {
          count(model, rules::assess(model, assessing, sink));
        }
      }
    }
  }

  // What a person is asked for or may say of the drawing, and nothing looks at.
  // A library is read in parts, and what one part does not read another may.
  void count_unread(const model::Model& model) {
    const auto read = pages::attributes_read(model);
    for (const model::AttributeDeclaration& attribute : model.attributes) {
      const model::Family family = model.kinds[attribute.owner].family;
      const bool drawn = family == model::Family::Element || family == model::Family::Data ||
                         family == model::Family::Flow || family == model::Family::Party;
      if (drawn) {
        attributes_[fmt::format("{}.{}", model.text(model.kinds[attribute.owner].name),
                                model.text(attribute.name))] |= read.contains(attribute.name);
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
      if (rules::passes::can_be_found(threat)) {
        threats_[std::string(model.name_of(threat.entity))] |= raised[i];
      }
    }
  }

  static Json unused(const std::map<std::string, bool>& names) {
    Json list = Json::array();
    for (const auto& [name, used] : names) {
      if (!used) {
        list.push_back(name);
      }
    }
    return list;
  }

  void print() {
    Json never = Json::array();
    Json always = Json::array();
    for (const auto& [name, tally] : tallies_) {
      if (tally.held + tally.open == 0) {
        never.push_back({{tally.sort, name}, {"at", tally.place}});
      } else if (tally.candidates >= LeastElements && tally.held >= tally.candidates) {
        always.push_back({{"rule", name}, {"at", tally.place}, {"elements", tally.candidates}});
      }
    }
    const Json unread = unused(attributes_);
    const Json unraised = unused(threats_);
    if (options_.json) {
      world_.out << render::to_string({{"systems", systems_},
                                       {"never_held", never},
                                       {"always_held", always},
                                       {"attributes_not_read", unread},
                                       {"threats_not_raised", unraised}});
      return;
    }
    section(fmt::format("rules, rates and policies that never held in {}",
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
        for (const char* sort : {"rule", "rate", "policy"}) {
          if (item.contains(sort)) {
            world_.out << fmt::format("  {} {} ({})\n", sort, item[sort].get<std::string>(),
                                      item["at"].get<std::string>());
          }
        }
      }
    }
  }

  const Options& options_;
  World& world_;
  std::map<std::string, Tally> tallies_;    // by name
  std::map<std::string, bool> attributes_;  // `kind.attribute`: whether anything reads it
  std::map<std::string, bool> threats_;     // whether any rule raises it
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
          "For authors of rules: assesses the models, and the tests in the files, and tells which "
          "rules, rates and policies never held, which rules held on every element they speak of, "
          "which attributes nothing reads and which threats nothing raises. A folder stands for "
          "all "
          "`.aisys` files below it.",
      .options = with_reading({&option::Json}),
      .examples = {{"aixc lint-rules examples/", "the standard library on the examples"}},
      .least_words = 1,
      .run = run_lint_rules,
  };
}

}  // namespace aixc::cli
