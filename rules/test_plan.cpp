#include "rules/test_plan.h"

#include <algorithm>

#include "rules/map_values.h"
#include "rules/standards.h"

namespace aixc::rules {
namespace {

constexpr std::string_view ToolsTaxonomy = "test_tools";
constexpr std::string_view GuidesTaxonomy = "test_guides";

class Planner {
 public:
  Planner(const model::Model& model, const Assessment& assessment)
      : model_(model),
        assessment_(assessment),
        generative_(model.find_kind("generative")),
        agent_(model.find_kind("agent")),
        model_kind_(model.find_kind("model")) {}

  TestPlan run() {
    read_tools();
    for (size_t i = 0; i < assessment_.findings.size(); ++i) {
      if (assessment_.findings[FindingId(i)].status != Status::NotApplicable) {
        plan_.rows.push_back(row(FindingId(i)));
      }
    }
    add_controls();
    return std::move(plan_);
  }

 private:
  void add_controls() {
    for (const model::Treatment& treatment : model_.treatments) {
      if (treatment.verb != model::Treatment::Verb::Implement ||
          std::ranges::find(plan_.controls, treatment.control, &ControlTest::control) !=
              plan_.controls.end()) {
        continue;
      }
      const std::string show = model_.text_of(model_.controls[treatment.control].entity, "verify");
      if (!show.empty()) {
        plan_.controls.push_back({treatment.control, show});
      }
    }
  }

  void read_tools() {
    const EntityId taxonomy = find_taxonomy(model_, ToolsTaxonomy);
    const model::ValueMap* items = taxonomy ? map_of(model_, taxonomy, "items") : nullptr;
    if (items == nullptr) {
      return;
    }
    for (const auto& [id, name] : *items) {
      plan_.tools.push_back({id, first_text(name), text_in(taxonomy, "links", id),
                             text_in(taxonomy, "licences", id),
                             texts_in(taxonomy, "families", id)});
    }
  }

  TestRow row(FindingId id) const {
    const Finding& finding = assessment_.findings[id];
    TestRow row;
    row.finding = id;
    row.show = model_.text_of(model_.threats[finding.threat].entity, "verify");
    for (const ThreatId form : finding.variants) {
      const std::string show = model_.text_of(model_.threats[form].entity, "verify");
      if (!show.empty()) {
        row.forms.push_back({form, show});
      }
    }
    std::vector<ThreatId> threats = {finding.threat};
    threats.insert(threats.end(), finding.variants.begin(), finding.variants.end());
    for (ThreatId one = model_.threats[finding.threat].parent; one;
         one = model_.threats[one].parent) {
      threats.push_back(one);
    }
    for (const ThreatId threat : threats) {
      add_tools(threat, finding.element, row);
      add_guides(threat, row);
    }
    std::ranges::stable_sort(row.tools, [](const ToolUse& a, const ToolUse& b) {
      return a.fits != b.fits ? a.fits : a.tool < b.tool;
    });
    return row;
  }

  void add_tools(ThreatId threat, EntityId element, TestRow& row) const {
    const model::Value* named = model_.given(model_.threats[threat].entity, "tested_by");
    if (named == nullptr) {
      return;
    }
    for (const std::string& id : texts_of(*named)) {
      const auto tool = std::ranges::find(plan_.tools, id, &TestTool::id);
      const auto index = static_cast<size_t>(tool - plan_.tools.begin());
      if (tool != plan_.tools.end() &&
          std::ranges::find(row.tools, index, &ToolUse::tool) == row.tools.end()) {
        row.tools.push_back({index, threat, fits(*tool, element)});
      }
    }
  }

  void add_guides(ThreatId threat, TestRow& row) const {
    const EntityId taxonomy = find_taxonomy(model_, GuidesTaxonomy);
    const model::Value* named = model_.given(model_.threats[threat].entity, "test_guides");
    const model::ValueMap* items = taxonomy ? map_of(model_, taxonomy, "items") : nullptr;
    if (named == nullptr || items == nullptr) {
      return;
    }
    for (const std::string& id : texts_of(*named)) {
      const auto item = std::ranges::find(*items, id, &model::ValueEntry::key);
      if (item != items->end()) {
        const TestGuide guide = {first_text(item->value), text_in(taxonomy, "links", id)};
        if (std::ranges::find(row.guides, guide.title, &TestGuide::title) == row.guides.end()) {
          row.guides.push_back(guide);
        }
      }
    }
  }

  // Tools for what writes, and tools for what decides; what is neither takes both.
  bool fits(const TestTool& tool, EntityId element) const {
    if (tool.families.empty()) {
      return true;
    }
    std::string_view family;
    if (is_a(element, generative_) || is_a(element, agent_)) {
      family = "generative";
    } else if (is_a(element, model_kind_)) {
      family = "predictive";
    }
    return family.empty() || std::ranges::find(tool.families, family) != tool.families.end();
  }

  bool is_a(EntityId element, model::KindId kind) const {
    return kind && model_.is_a(element, kind);
  }

  std::string text_in(EntityId entity, std::string_view attribute, const std::string& key) const {
    const std::vector<std::string> texts = texts_in(entity, attribute, key);
    return texts.empty() ? "" : texts.front();
  }

  std::vector<std::string> texts_in(EntityId entity, std::string_view attribute,
                                    const std::string& key) const {
    if (const model::ValueMap* map = map_of(model_, entity, attribute)) {
      const auto found = std::ranges::find(*map, key, &model::ValueEntry::key);
      return found == map->end() ? std::vector<std::string>{} : texts_of(found->value);
    }
    return {};
  }

  static std::string first_text(const model::Value& value) {
    const std::vector<std::string> texts = texts_of(value);
    return texts.empty() ? "" : texts.front();
  }

  const model::Model& model_;
  const Assessment& assessment_;
  model::KindId generative_;
  model::KindId agent_;
  model::KindId model_kind_;
  TestPlan plan_;
};

}  // namespace

TestPlan test_plan(const model::Model& model, const Assessment& assessment) {
  return Planner(model, assessment).run();
}

}  // namespace aixc::rules
