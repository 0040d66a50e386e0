// `aixc why THREAT ELEMENT FILE`: the reasons of one verdict, and what would change it.
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/lookup.h"
#include "compiler/cli/remedies.h"
#include "compiler/cli/session.h"
#include "compiler/render/json_parts.h"
#include "compiler/render/reasons.h"
#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;
using render::Tree;
using rules::Finding;
using rules::Status;

constexpr std::string_view Form = "the form is `aixc why THREAT ELEMENT FILE`";
constexpr size_t MostRemedies = 8;  // those that help most

class Why {
 public:
  Why(Compilation& compilation, const Options& options, World& world)
      : compilation_(compilation),
        model_(compilation.model),
        assessment_(*compilation.assessment),
        options_(options),
        world_(world) {}

  int run() {
    if (is_swapped()) {
      return refuse(world_, fmt::format("`{}` is a threat: {}", options_.words[1], Form));
    }
    const auto threat = look_up_threat(model_, options_.words[0], world_);
    if (!threat) {
      return Refused;
    }
    const auto element = look_up_element(model_, options_.words[1], world_);
    if (!element) {
      return Refused;
    }
    asked_ = *threat;
    threat_ = rules::passes::shown_as(model_, *threat);
    element_ = *element;
    for (const Finding& finding : assessment_.findings) {
      if (finding.threat == threat_ && finding.element == element_) {
        finding_ = &finding;
      }
    }
    if (options_.json) {
      world_.out << render::to_string(json());
    } else {
      world_.out << render::to_text(tree());
    }
    return Clean;
  }

 private:
  // `why coder evasion FILE`
  bool is_swapped() const {
    return !model_.find_threat(options_.words[0]) && model_.find_threat(options_.words[1]) &&
           !model_.find_element(options_.words[1]);
  }

  Tree tree() {
    render::Reasons reasons(model_, assessment_, compilation_.program.sources);
    if (finding_ != nullptr) {
      Tree tree = reasons.finding(*finding_);
      if (asked_ != threat_) {
        tree.add(fmt::format("{} is a form of it", rules::lower_first(model_.title(asked_))));
      }
      const auto helping = remedies();
      if (!helping.empty()) {
        const bool open = finding_->status == Status::Open;
        Tree& node = tree.add(open ? "what would settle it" : "to make it go away, or smaller");
        for (size_t i = 0; i < std::min(helping.size(), MostRemedies); ++i) {
          node.add(fmt::format("{}: {}", helping[i].change, helping[i].result));
        }
        if (helping.size() > MostRemedies) {
          node.add(fmt::format("and {} more, which help less", helping.size() - MostRemedies));
        }
      }
      return tree;
    }
    for (const rules::Scenario& scenario : assessment_.scenarios) {
      const bool asked_here = scenario.element == element_ || element_ == model_.system;
      if (scenario.threat == threat_ && asked_here) {
        return reasons.scenario(scenario);
      }
    }
    return nothing_found();
  }

  // No rule says a word: the drawing does not have what the rules look for.
  Tree nothing_found() const {
    Tree tree;
    tree.text = fmt::format("{} on {} does not apply", model_.title(threat_),
                            rules::path_of(model_, element_));
    for (const rules::LedgerRow& row : assessment_.ledger) {
      if (row.threat == threat_ && row.findings.empty() && !row.because.empty()) {
        tree.add("in this system: " + row.because);
      }
    }
    for (const model::Rule& rule : model_.rules) {
      if (!rule.dismiss && rules::passes::shown_as(model_, rule.threat) == threat_) {
        add_rule(tree, rule);
      }
    }
    for (const Finding& finding : assessment_.findings) {
      if (finding.threat == threat_) {
        tree.add(fmt::format(
            "on {} it is another matter: {}", rules::path_of(model_, finding.element),
            finding.status == Status::NotApplicable ? "dismissed"
                                                    : std::string(rules::word(finding.status))));
      }
    }
    return tree;
  }

  void add_rule(Tree& tree, const model::Rule& rule) const {
    const model::NodeFilter& filter = rule.match.variables[rule.target].filter;
    const auto& sources = compilation_.program.sources;
    const model::Kind& kind = model_.kinds[model_.entities[element_].kind];
    const std::string name = fmt::format("rule {} ({})", model_.text(rule.name),
                                         rules::line_of(sources, rule.name_span));
    if (filter.form == model::NodeFilter::Form::Kind && !model_.is_a(element_, filter.kind)) {
      tree.add(fmt::format("{} speaks of each {}, and {} is {}", name,
                           model_.text(model_.kinds[filter.kind].name),
                           rules::path_of(model_, element_), model_.text(kind.name)));
      return;
    }
    std::string_view text = sources.text(rule.span);
    const size_t from = text.find("match");
    const size_t to = text.rfind("raise");
    Tree& node = tree.add(fmt::format("{} finds no match", name));
    if (from < to && to != std::string_view::npos) {
      node.add(std::string(text.substr(from, to - from)));
    }
  }

  std::vector<Remedy> remedies() const {
    return remedies_of(model_, assessment_, *finding_, *assess_options(options_, world_));
  }

  Json json() {
    render::JsonParts parts(model_, assessment_, compilation_.program.sources);
    const model::Threat& threat = model_.threats[threat_];
    Json json = {{"threat", model_.name_of(threat.entity)},
                 {"slug", threat.slug},
                 {"element", rules::path_of(model_, element_)}};
    json["status"] =
        rules::id_of(rules::word(finding_ == nullptr ? Status::NotApplicable : finding_->status));
    json["finding"] = json["scenario"] = json["ledger"] = nullptr;
    if (finding_ != nullptr) {
      json["finding"] = parts.finding(*finding_);
    }
    for (const rules::Scenario& scenario : assessment_.scenarios) {
      if (scenario.threat == threat_ &&
          (scenario.element == element_ || element_ == model_.system)) {
        json["scenario"] = parts.scenario(scenario);
        json["status"] = json["scenario"]["status"];
      }
    }
    for (const rules::LedgerRow& row : assessment_.ledger) {
      if (row.threat == threat_) {
        json["ledger"] = parts.ledger_row(row);
      }
    }
    json["remedies"] = Json::array();
    if (finding_ != nullptr) {
      for (const Remedy& remedy : remedies()) {
        json["remedies"].push_back({{"change", remedy.change}, {"result", remedy.result}});
      }
    }
    json["facts"] = parts.facts();
    return json;
  }

  Compilation& compilation_;
  model::Model& model_;
  const rules::Assessment& assessment_;
  const Options& options_;
  World& world_;
  model::ThreatId asked_;
  model::ThreatId threat_;
  model::EntityId element_;
  const Finding* finding_ = nullptr;
};

int run_why(const Options& options, World& world) {
  constexpr std::string_view Ending = ".aisys";
  for (const std::string& word : {options.words[0], options.words[1]}) {
    if (word.ends_with(Ending) && !options.words[2].ends_with(Ending)) {
      return refuse(world, fmt::format("`{}` is a file: {}", word, Form));
    }
  }
  Outcome outcome = compile_system(options.words[2], options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  return Why(outcome.compilation, outcome.options, world).run();
}

}  // namespace

Command why_command() {
  return {
      .name = "why",
      .arguments = "THREAT ELEMENT FILE",
      .summary = "the reasons of one verdict, and what would change it",
      .description =
          "Shows why a threat applies to an element, is open or does not apply: the rules with "
          "their "
          "sources, the path, each fact with where it comes from, the risk, and changes that were "
          "tried and help. THREAT is an id, a slug of the AI Exchange, an alias or a title; "
          "ELEMENT a path, "
          "or "
          "`system`.",
      .options = with_reading({&option::Json}),
      .examples = {{"aixc why direct_prompt_injection triage model.aisys", "why it applies"},
                   {"aixc why evasion gpt model.aisys", "why it does not"},
                   {"aixc why lethal_trifecta system model.aisys", "a combined attack"}},
      .least_words = 3,
      .most_words = 3,
      .run = run_why,
  };
}

}  // namespace aixc::cli
