// What must hold of every system whatever it is: tried on thousands of random ones, many in a run.
#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "compiler/render/json.h"
#include "rules/words.h"
#include "tests/support/sketch.h"

namespace aixc::test {
namespace {

using rules::Finding;
using rules::Interval;
using rules::Status;
using rules::Truth;

constexpr int Systems = 60;  // side by side in one model
#ifdef __SANITIZE_ADDRESS__
constexpr int Models = 3;  // the sanitizers take their time
#else
constexpr int Models = 40;  // for each property: 2,400 systems
#endif

Compilation compiled(const std::string& text) {
  source::MemoryFileSystem disk;
  disk.files["random.aisys"] = text;
  disk.files["empty.aisys"] = "// Nothing yet.\n";
  return compile("random.aisys", "", disk, {});
}

// What became of a threat at an element, by names, so that two models can be compared.
struct Outcome {
  Truth truth = Truth::False;
  Status status = Status::NotApplicable;
  std::set<std::string> variants;
  std::vector<std::string> raised;  // rules, those that may hold too
  std::vector<std::string> dismissed;
  size_t way = 0;  // length of the witness
  Interval score, residual;
  std::set<std::string> waits_for;  // `element.attribute`
  bool operator==(const Outcome&) const = default;
};
using Key = std::pair<std::string, std::string>;  // threat, element
using Outcomes = std::map<Key, Outcome>;

std::string_view last_name(const model::Model& model, model::EntityId entity) {
  return model.name_of(entity);
}

std::vector<std::string> rule_names(const model::Model& model,
                                    const std::vector<rules::Verdict>& verdicts) {
  std::vector<std::string> names;
  for (const rules::Verdict& verdict : verdicts) {
    names.emplace_back(model.text(model.rules[verdict.rule].name));
  }
  return names;
}

std::set<std::string> names_of(const model::Model& model,
                               const std::vector<rules::Dependency>& dependencies) {
  std::set<std::string> names;
  for (const rules::Dependency& about : dependencies) {
    names.insert(fmt::format("{}.{}", last_name(model, about.entity),
                             model.text(model.attributes[about.attribute].name)));
  }
  return names;
}

Outcome outcome_of(const model::Model& model, const Finding& finding) {
  Outcome it;
  it.status = finding.status;
  it.truth = finding.status == Status::NotApplicable ? Truth::False
             : finding.status == Status::Open        ? Truth::Unknown
                                                     : Truth::True;
  for (const model::ThreatId variant : finding.variants) {
    it.variants.emplace(model.name_of(model.threats[variant].entity));
  }
  it.raised = rule_names(model, finding.raised);
  it.dismissed = rule_names(model, finding.dismissed);
  it.way = finding.raised.empty() ? 0 : finding.raised[0].reason.witness.steps.size();
  it.score = finding.risk.score;
  it.residual = finding.risk.residual;
  it.waits_for = names_of(model, finding.depends_on);
  return it;
}

Outcomes outcomes_of(const Compilation& compilation) {
  Outcomes result;
  const model::Model& model = compilation.model;
  for (const Finding& finding : compilation.assessment->findings) {
    result[{std::string(model.name_of(model.threats[finding.threat].entity)),
            std::string(last_name(model, finding.element))}] = outcome_of(model, finding);
  }
  for (const rules::Scenario& scenario : compilation.assessment->scenarios) {
    Outcome it;
    it.truth = scenario.truth;
    it.status = scenario.truth == Truth::True ? Status::Applies : Status::Open;
    it.waits_for = names_of(model, scenario.depends_on);
    result[{std::string(model.name_of(model.threats[scenario.threat].entity)),
            std::string(last_name(model, scenario.element))}] = it;
  }
  return result;
}

Outcomes assessed(const Sketch& sketch) {
  const std::string text = to_text(sketch);
  const Compilation result = compiled(text);
  EXPECT_FALSE(result.sink.has_errors()) << text;
  return result.assessment ? outcomes_of(result) : Outcomes();
}

Outcome at(const Outcomes& outcomes, const Key& key) {
  const auto found = outcomes.find(key);
  return found == outcomes.end() ? Outcome() : found->second;
}

// The random system that an element belongs to; -1 for the system as a whole.
int system_of(const std::string& element) {
  return element.starts_with("s") && element.find('_') != std::string::npos
             ? std::stoi(element.substr(1))
             : -1;
}

// The text of one of the systems, for messages.
std::string shown(const Sketch& sketch, int system) {
  Sketch one;
  std::map<int, int> kept;
  one.statements = sketch.statements;
  for (size_t i = 0; i < sketch.boundaries.size(); ++i) {
    Sketch::Boundary boundary = sketch.boundaries[i];
    if (system_of(boundary.name) == system) {
      boundary.outer = boundary.outer < 0 ? -1 : kept[boundary.outer];
      kept[static_cast<int>(i)] = static_cast<int>(one.boundaries.size());
      one.boundaries.push_back(boundary);
    }
  }
  for (Sketch::Element element : sketch.elements) {
    if (element.system == system) {
      element.boundary = element.boundary < 0 ? -1 : kept[element.boundary];
      one.elements.push_back(element);
    }
  }
  for (const Sketch::Flow& flow : sketch.flows) {
    if (flow.system == system) {
      one.flows.push_back(flow);
    }
  }
  return to_text(one);
}

std::string names(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& name : list) {
    text += " " + name;
  }
  return text;
}

// Rules, or threats that several findings make together, that read something by its absence, with
// what it is: what hides nothing may appear when something is taken away, and what shows nothing
// may go when something is added.
using Exceptions = std::map<std::string, std::string>;

bool excepted(const Exceptions& exceptions, const std::vector<std::string>& rules) {
  return std::ranges::any_of(rules,
                             [&](const std::string& rule) { return exceptions.contains(rule); });
}

// Whatever `after` finds is found in `before`, as certainly at least, unless an excepted rule says
// it. Each rule is complained of once, with the first system that shows it.
class NoMore {
 public:
  explicit NoMore(Exceptions exceptions) : exceptions_(std::move(exceptions)) {}

  void expect(const Outcomes& before, const Outcomes& after, const Sketch& sketch,
              const std::function<std::string(int)>& change) {
    for (const auto& [key, now] : after) {
      const Outcome then = at(before, key);
      // What is open is a question and no threat: where nothing is drawn, the library asks.
      const bool more = now.truth == Truth::True && then.truth != Truth::True &&
                        !exceptions_.contains(key.first) && !excepted(exceptions_, now.raised) &&
                        !excepted(exceptions_, then.dismissed);
      if (more && told_.insert(key.first + names(now.raised) + names(then.dismissed)).second) {
        const int system = system_of(key.second);
        ADD_FAILURE() << key.first << " on " << key.second << " was "
                      << static_cast<int>(then.truth) << " and is " << static_cast<int>(now.truth)
                      << " after " << change(system) << "\nraised by" << names(now.raised)
                      << "\nwas dismissed by" << names(then.dismissed) << "\n"
                      << shown(sketch, system);
      }
    }
  }

 private:
  Exceptions exceptions_;
  std::set<std::string> told_;
};

using Random = std::mt19937_64;

// ---- taking away --------------------------------------------------------------------------------

TEST(Properties, AFlowLessIsNoThreatMore) {
  const std::string unit = "an agent and its model are one: without the flow each is by itself";
  const std::string peer = "another party's agent is known by what our agents send it";
  NoMore no_more({
      {"resource_exhaustion", unit},
      {"sensitive_input", unit},
      {"sensitive_input_of_agent", unit},
      {"escape_of_peer", peer},
      {"load_of_peer", peer},
      {"injection_into_peer", peer},
      {"only_read", "output that agents take is read by them, and by nobody else"},
      {"harmless_output", "output that agents take is read by them, and by nobody else"},
      {"poisoned_by_undrawn_data", "where no training data is drawn, there is some all the same"},
  });
  for (int seed = 0; seed < Models; ++seed) {
    const Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    Random random(static_cast<uint64_t>(seed));
    Sketch less = sketch;
    std::map<int, std::string> removed;
    for (int system = 0; system < Systems; ++system) {
      std::vector<size_t> own;
      for (size_t i = 0; i < less.flows.size(); ++i) {
        if (less.flows[i].system == system) {
          own.push_back(i);
        }
      }
      if (!own.empty()) {
        const size_t one = own[random() % own.size()];
        removed[system] = less.flows[one].from + " -> " + less.flows[one].to;
        less.flows.erase(less.flows.begin() + static_cast<std::ptrdiff_t>(one));
      }
    }
    no_more.expect(assessed(sketch), assessed(less), sketch,
                   [&](int system) { return "removing " + removed[system]; });
  }
}

// The way that a finding shows is one that it needs: without a flow of it, it is another way, or
// the finding is gone.
TEST(Properties, WithoutAFlowOfItTheWayIsAnother) {
  size_t tried = 0;
  for (int seed = 0; seed < Models && !HasFailure(); ++seed) {
    const Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    const Compilation whole = compiled(to_text(sketch));
    ASSERT_TRUE(whole.assessment);
    const model::Model& model = whole.model;
    Sketch less = sketch;
    std::map<int, Key> cut;  // by system
    std::map<int, std::pair<std::string, std::string>> gone;
    for (const Finding& finding : whole.assessment->findings) {
      const int system = system_of(std::string(model.name_of(finding.element)));
      if (finding.raised.empty() || cut.contains(system)) {
        continue;
      }
      for (const rules::WitnessStep& step : finding.raised[0].reason.witness.steps) {
        if (step.flow && !cut.contains(system)) {
          gone[system] = {std::string(model.name_of(model.flows[step.flow].from)),
                          std::string(model.name_of(model.flows[step.flow].to))};
          cut[system] = {std::string(model.name_of(model.threats[finding.threat].entity)),
                         std::string(model.name_of(finding.element))};
        }
      }
    }
    std::erase_if(less.flows, [&](const Sketch::Flow& flow) {
      return gone.contains(flow.system) && gone[flow.system] == std::pair(flow.from, flow.to);
    });
    const Compilation rest = compiled(to_text(less));
    ASSERT_TRUE(rest.assessment);
    for (const Finding& finding : rest.assessment->findings) {
      const int system = system_of(std::string(rest.model.name_of(finding.element)));
      for (const rules::Verdict& verdict : finding.raised) {
        for (const rules::WitnessStep& step : verdict.reason.witness.steps) {
          EXPECT_FALSE(
              step.flow &&
              gone[system] ==
                  std::pair(std::string(rest.model.name_of(rest.model.flows[step.flow].from)),
                            std::string(rest.model.name_of(rest.model.flows[step.flow].to))))
              << "a flow that is gone is still a reason";
        }
      }
    }
    tried += cut.size();
  }
  EXPECT_GT(tried, static_cast<size_t>(Systems));
}

// A boundary that says nothing of who operates what is inside: only `inside` can read it.
TEST(Properties, ABoundaryLessIsNoThreatMore) {
  NoMore no_more(Exceptions{});
  for (int seed = 0; seed < Models; ++seed) {
    Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    for (Sketch::Element& element : sketch.elements) {
      if (element.boundary >= 0) {
        element.party = sketch.boundaries[static_cast<size_t>(element.boundary)].party;
      }
      const bool person =
          element.kind == "user" || element.kind == "actor" || element.kind == "engineer";
      // A boundary of ours makes people inside internal, and one of a supplier tells whose a model
      // is, or what lies there: here all are said.
      const bool model = element.kind == "llm" || element.kind == "classifier";
      const bool data = element.kind == "corpus" || element.kind == "dataset";
      const char* told = person ? "trust" : model ? "training" : "origin";
      const bool said = std::ranges::any_of(
          element.attributes, [&](const Sketch::Attribute& it) { return it.name == told; });
      if ((person || model || data) && !said) {
        element.attributes.push_back({told, person ? "untrusted" : "own"});
      }
    }
    Sketch less = sketch;
    for (Sketch::Element& element : less.elements) {
      element.boundary = -1;
    }
    less.boundaries.clear();
    no_more.expect(assessed(sketch), assessed(less), sketch,
                   [](int) { return std::string("removing the boundaries"); });
  }
}

// A boundary of ours makes those inside internal, whom nobody has said anything about.
TEST(Properties, ABoundaryLessChangesWhoIsTrusted) {
  for (int seed = 0; seed < 2; ++seed) {
    Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems,
                                  {.elements = 9, .boundary_size = 3, .attributes = 0});
    for (Sketch::Boundary& boundary : sketch.boundaries) {
      boundary.party = "acme";
    }
    Sketch less = sketch;
    less.boundaries.clear();
    std::set<std::string> inside;
    for (Sketch::Element& element : less.elements) {
      if (element.kind == "actor" && element.boundary >= 0) {
        inside.insert(element.name);
      }
      element.boundary = -1;
    }
    const auto trusted = [](const Sketch& it) {
      std::set<std::string> internal;
      const Compilation result = compiled(to_text(it));
      for (const rules::Shown& shown : result.assessment->shown) {
        const model::Model& model = result.model;
        if (model.text(model.attributes[shown.about.attribute].name) == "trust" &&
            rules::value_text(model, shown.value) == "internal") {
          internal.emplace(model.name_of(shown.about.entity));
        }
      }
      return internal;
    };
    const std::set<std::string> before = trusted(sketch);
    const std::set<std::string> after = trusted(less);
    EXPECT_FALSE(inside.empty());
    for (const std::string& name : inside) {
      EXPECT_TRUE(before.contains(name)) << name;
      EXPECT_FALSE(after.contains(name)) << name;
    }
  }
}

// ---- adding -------------------------------------------------------------------------------------

// Gives each agent and each language model one more of something.
Sketch with_more(const Sketch& sketch, const std::string& kind, bool out, bool in) {
  Sketch more = sketch;
  int number = 0;
  for (const Sketch::Element& element : sketch.elements) {
    if (element.kind != "agent") {
      continue;
    }
    const std::string name = fmt::format("s{}_more{}", element.system, number++);
    more.elements.push_back({kind, name, "", {}, element.boundary, element.system});
    if (out) {
      more.flows.push_back({element.name, name, "", element.system});
    }
    if (in) {
      more.flows.push_back({name, element.name, "", element.system});
    }
  }
  return more;
}

struct Addition {
  const char* kind;
  bool out;
  bool in;
};

class Adding : public testing::TestWithParam<Addition> {};

TEST_P(Adding, TakesNoThreatAway) {
  NoMore no_more(Exceptions{});
  const Addition& addition = GetParam();
  for (int seed = 0; seed < Models; ++seed) {
    const Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    const Sketch more = with_more(sketch, addition.kind, addition.out, addition.in);
    no_more.expect(assessed(more), assessed(sketch), more,
                   [&](int) { return fmt::format("taking the added {} away", addition.kind); });
  }
}

INSTANTIATE_TEST_SUITE_P(Properties, Adding,
                         testing::Values(Addition{"memory", true, true},
                                         Addition{"corpus", false, true},
                                         Addition{"retriever", false, true},
                                         Addition{"tool", true, true}),
                         [](const auto& it) { return std::string(it.param.kind); });

// ---- answering ----------------------------------------------------------------------------------

// The values that a question may be answered with.
std::vector<std::string> answers(const model::Model& model, const model::Type& type) {
  switch (type.form) {
    case model::Type::Form::YesNo:
      return {"yes", "no"};
    case model::Type::Form::OneOf:
    case model::Type::Form::SomeOf: {
      std::vector<std::string> values;
      for (const Symbol value : type.values) {
        values.emplace_back(model.text(value));
      }
      return values;
    }
    default:
      return {};
  }
}

TEST(Properties, AnAnswerSettlesWhatWaitedAndNothingElse) {
  size_t settled = 0;
  for (int seed = 0; seed < Models && !HasFailure(); ++seed) {
    const Sketch sketch =
        random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9, .attributes = 0.2});
    const Compilation base = compiled(to_text(sketch));
    ASSERT_TRUE(base.assessment);
    const Outcomes before = outcomes_of(base);
    Random random(static_cast<uint64_t>(seed));
    Sketch answered = sketch;
    std::map<int, std::string> asked;  // by system: `element.attribute`
    for (const rules::Question& question : base.assessment->questions) {
      const std::string name(base.model.name_of(question.about.entity));
      const model::AttributeDeclaration& attribute =
          base.model.attributes[question.about.attribute];
      const auto values = answers(base.model, attribute.type);
      Sketch::Element* element = answered.find(name);
      if (element == nullptr || values.empty() || asked.contains(element->system)) {
        continue;
      }
      const std::string attribute_name(base.model.text(attribute.name));
      element->attributes.push_back({attribute_name, values[random() % values.size()]});
      asked[element->system] = name + "." + attribute_name;
    }
    const Outcomes after = assessed(answered);
    std::set<Key> keys;
    for (const auto* all : {&before, &after}) {
      for (const auto& [key, outcome] : *all) {
        keys.insert(key);
      }
    }
    for (const Key& key : keys) {
      const Outcome then = at(before, key);
      const Outcome now = at(after, key);
      const std::string& about = asked[system_of(key.second)];
      settled += then.truth == Truth::Unknown && now.truth != Truth::Unknown ? 1 : 0;
      const bool waited = then.truth == Truth::Unknown && then.waits_for.contains(about);
      EXPECT_TRUE(then.truth == now.truth || waited || !before.contains(key))
          << key.first << " on " << key.second << " was " << static_cast<int>(then.truth)
          << " and is " << static_cast<int>(now.truth) << " after the answer to " << about << "\n"
          << shown(answered, system_of(key.second));
    }
  }
  EXPECT_GT(settled, static_cast<size_t>(Systems));
}

// ---- names and order ----------------------------------------------------------------------------

Outcomes renamed(const Outcomes& outcomes, const std::map<std::string, std::string>& names) {
  const auto named = [&](const std::string& name) {
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
  };
  Outcomes result;
  for (const auto& [key, outcome] : outcomes) {
    Outcome& it = result[{key.first, named(key.second)}];
    it = outcome;
    it.waits_for.clear();
    for (const std::string& about : outcome.waits_for) {
      const size_t dot = about.find('.');
      it.waits_for.insert(named(about.substr(0, dot)) + about.substr(dot));
    }
  }
  return result;
}

void expect_same(const Outcomes& before, const Outcomes& after) {
  ASSERT_EQ(before.size(), after.size());
  for (const auto& [key, outcome] : before) {
    EXPECT_EQ(at(after, key), outcome) << key.first << " on " << key.second;
  }
}

TEST(Properties, NamesMeanNothing) {
  for (int seed = 0; seed < Models && !HasFailure(); ++seed) {
    const Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    // Names that sort the other way round.
    Sketch other = sketch;
    std::map<std::string, std::string> names;
    size_t left = other.elements.size();
    for (Sketch::Element& element : other.elements) {
      const std::string name = fmt::format("s{}_z{:06}", element.system, left--);
      names[element.name] = name;
      element.name = name;
    }
    for (Sketch::Flow& flow : other.flows) {
      flow.from = names[flow.from];
      flow.to = names[flow.to];
    }
    expect_same(renamed(assessed(sketch), names), assessed(other));
  }
}

TEST(Properties, OrderMeansNothing) {
  for (int seed = 0; seed < Models && !HasFailure(); ++seed) {
    const Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    Sketch other = sketch;
    Random random(static_cast<uint64_t>(seed));
    std::ranges::shuffle(other.statements, random);
    std::ranges::shuffle(other.elements, random);
    std::ranges::shuffle(other.flows, random);
    expect_same(assessed(sketch), assessed(other));
  }
}

// ---- controls -----------------------------------------------------------------------------------

TEST(Properties, AControlRaisesNoRisk) {
  size_t lowered = 0;
  for (int seed = 0; seed < Models && !HasFailure(); ++seed) {
    const Sketch sketch = random_sketch(static_cast<uint64_t>(seed), Systems, {.elements = 9});
    const Compilation base = compiled(to_text(sketch));
    ASSERT_TRUE(base.assessment);
    const Outcomes before = outcomes_of(base);
    Random random(static_cast<uint64_t>(seed));
    Sketch more = sketch;
    for (const Sketch::Element& element : sketch.elements) {
      const model::ControlId control(random() % base.model.controls.size());
      more.statements.push_back(fmt::format("implement {} on {} {{ status: in_place }}",
                                            base.model.name_of(base.model.controls[control].entity),
                                            element.name));
    }
    const Outcomes after = assessed(more);
    ASSERT_EQ(before.size(), after.size());
    for (const auto& [key, then] : before) {
      const Outcome now = at(after, key);
      EXPECT_EQ(now.score, then.score) << key.first << " on " << key.second;
      EXPECT_LE(now.residual.low, then.residual.low) << key.first << " on " << key.second;
      EXPECT_LE(now.residual.high, then.residual.high) << key.first << " on " << key.second;
      EXPECT_TRUE(now.status == then.status ||
                  (then.status == Status::Applies && now.status == Status::Countered))
          << key.first << " on " << key.second;
      lowered += now.residual.high < then.residual.high ? 1 : 0;
    }
  }
  EXPECT_GT(lowered, static_cast<size_t>(Systems));
}

// ---- the same again -----------------------------------------------------------------------------

std::string json_of(const std::string& text) {
  const Compilation result = compiled(text);
  EXPECT_TRUE(result.assessment) << text;
  return render::render_json({.model = result.model,
                              .assessment = *result.assessment,
                              .sources = result.program.sources,
                              .options = {}})
      .bytes;
}

TEST(Properties, TwoRunsGiveTheSameBytes) {
  for (uint64_t seed = 0; seed < 4; ++seed) {
    const std::string text = to_text(random_sketch(seed, Systems, {.elements = 9}));
    EXPECT_EQ(json_of(text), json_of(text));
  }
}

TEST(Properties, AnEmptyLibraryChangesNothing) {
  for (uint64_t seed = 0; seed < 4; ++seed) {
    const std::string text = to_text(random_sketch(seed, Systems, {.elements = 9}));
    EXPECT_EQ(json_of(text), json_of(text + "import \"empty.aisys\"\n"));
  }
}

}  // namespace
}  // namespace aixc::test
