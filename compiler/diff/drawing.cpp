#include "compiler/diff/drawing.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/words.h"

namespace aixc::diff {
namespace {

using model::EntityId;
using model::FlowId;
using model::Model;
using model::TreatmentId;

// The given attributes of anything, by name, as they would be written.
using Attributes = std::map<std::string, std::string>;

Attributes attributes_of(const Model& model, const std::vector<model::Assignment>& assignments) {
  Attributes result;
  for (const model::Assignment& one : assignments) {
    result[std::string(model.text(model.attributes[one.attribute].name))] =
        rules::value_text(model, one.value);
  }
  return result;
}

void compare_attributes(const Attributes& before, const Attributes& after,
                        std::vector<Detail>& details) {
  for (const auto& [name, value] : before) {
    const auto found = after.find(name);
    if (found == after.end() || found->second != value) {
      details.push_back({name, value, found == after.end() ? "" : found->second});
    }
  }
  for (const auto& [name, value] : after) {
    if (!before.contains(name)) {
      details.push_back({name, "", value});
    }
  }
}

void compare_part(std::string_view name, const std::string& before, const std::string& after,
                  std::vector<Detail>& details) {
  if (before != after) {
    details.push_back({std::string(name), before, after});
  }
}

std::string sentence(const std::string& of, const Detail& detail) {
  if (detail.before.empty()) {
    return fmt::format("`{}.{}` is now `{}`", of, detail.name, detail.after);
  }
  if (detail.after.empty()) {
    return fmt::format("`{}.{}` is no longer said to be `{}`", of, detail.name, detail.before);
  }
  return fmt::format("`{}.{}` was `{}` and is `{}`", of, detail.name, detail.before, detail.after);
}

class Comparison {
 public:
  Comparison(const Version& before, const Version& after) : old_(before.model), new_(after.model) {}

  Drawing compare() {
    compare_systems();
    entities(Subject::Party, old_.parties, new_.parties);
    entities(Subject::Data, old_.data, new_.data);
    find_moved();
    entities(Subject::Element, old_.elements, new_.elements);
    flows();
    treatments();
    return std::move(result_);
  }

 private:
  // ---- what has a path ----
  std::string path(const Model& model, EntityId id) const {
    return id == model.system ? "system" : model.entities[id].path;
  }

  static std::map<std::string, EntityId> by_path(const Model& model,
                                                 const std::vector<EntityId>& ids) {
    std::map<std::string, EntityId> result;
    for (const EntityId id : ids) {
      result[model.entities[id].path] = id;
    }
    return result;
  }

  static std::string_view kind_of(const Model& model, EntityId id) {
    return model.text(model.kinds[model.entities[id].kind].name);
  }

  void compare_systems() {
    if (old_.system && new_.system) {
      changed(Subject::System, old_.system, new_.system);
    }
  }

  // An element that is gone and one that is new, of one kind and name, and only one of each.
  void find_moved() {
    const auto old_paths = by_path(old_, old_.elements);
    const auto new_paths = by_path(new_, new_.elements);
    using Key = std::pair<std::string, std::string>;
    std::map<Key, std::vector<std::string>> gone;
    std::map<Key, std::vector<std::string>> came;
    for (const auto& [path, id] : old_paths) {
      if (!new_paths.contains(path)) {
        gone[{std::string(kind_of(old_, id)), std::string(old_.name_of(id))}].push_back(path);
      }
    }
    for (const auto& [path, id] : new_paths) {
      if (!old_paths.contains(path)) {
        came[{std::string(kind_of(new_, id)), std::string(new_.name_of(id))}].push_back(path);
      }
    }
    for (const auto& [key, paths] : gone) {
      const auto to = came.find(key);
      if (paths.size() == 1 && to != came.end() && to->second.size() == 1) {
        result_.moved[paths.front()] = to->second.front();
      }
    }
  }

  void entities(Subject subject, const std::vector<EntityId>& before,
                const std::vector<EntityId>& after) {
    const auto old_paths = by_path(old_, before);
    const auto new_paths = by_path(new_, after);
    std::set<std::string> arrived;
    for (const auto& [from, to] : result_.moved) {
      arrived.insert(to);
    }
    for (const EntityId id : after) {
      const std::string& path = new_.entities[id].path;
      if (!old_paths.contains(path) && !arrived.contains(path)) {
        came(subject, id);
      }
    }
    for (const EntityId id : before) {
      const std::string& path = old_.entities[id].path;
      const auto found = new_paths.find(result_.now(path));
      if (found == new_paths.end()) {
        went(subject, id);
      } else {
        changed(subject, id, found->second);
      }
    }
  }

  std::string title(const Model& model, EntityId id) const {
    return fmt::format("{} `{}`", kind_of(model, id), path(model, id));
  }

  void came(Subject subject, EntityId id) {
    Change change{subject, What::Came, path(new_, id), title(new_, id), {}, {}, {}, {}, false};
    change.place = new_.entities[id].name_span;
    compare_attributes({}, attributes_of(new_, new_.entities[id].attributes), change.details);
    result_.after.entities[id] = fmt::format("`{}` is new", change.id);
    result_.changes.push_back(std::move(change));
  }

  void went(Subject subject, EntityId id) {
    Change change{subject, What::Went, path(old_, id), title(old_, id), {}, {}, {}, {}, false};
    change.place = old_.entities[id].name_span;
    result_.before.entities[id] = fmt::format("`{}` is gone", change.id);
    result_.changes.push_back(std::move(change));
  }

  std::string party(const Model& model, EntityId id) const {
    const EntityId party = model.entities[id].party;
    return party ? std::string(model.name_of(party)) : std::string();
  }

  void changed(Subject subject, EntityId before, EntityId after) {
    Change change{subject,
                  What::Changed,
                  path(new_, after),
                  title(new_, after),
                  {},
                  {},
                  new_.entities[after].name_span,
                  {},
                  false};
    std::vector<Detail>& details = change.details;
    compare_part("path", path(old_, before), path(new_, after), details);
    compare_part("kind", std::string(kind_of(old_, before)), std::string(kind_of(new_, after)),
                 details);
    compare_part("label", old_.label_of(before), new_.label_of(after), details);
    if (subject == Subject::Element) {
      compare_part("by", party(old_, before), party(new_, after), details);
    }
    for (const Detail& detail : details) {
      if (detail.name != "label") {  // no rule reads a label
        result_.before.entities[before] = result_.after.entities[after] =
            sentence(change.id, detail);
      }
    }
    const size_t parts = details.size();
    compare_attributes(attributes_of(old_, old_.entities[before].attributes),
                       attributes_of(new_, new_.entities[after].attributes), details);
    for (size_t i = parts; i < details.size(); ++i) {
      note_attribute(before, after, change.id, details[i]);
    }
    if (!details.empty()) {
      result_.changes.push_back(std::move(change));
    }
  }

  void note_attribute(EntityId before, EntityId after, const std::string& of,
                      const Detail& detail) {
    const std::string text = sentence(of, detail);
    if (const Symbol name = old_.names.find(detail.name)) {
      result_.before.attributes[{before, name}] = text;
    }
    if (const Symbol name = new_.names.find(detail.name)) {
      result_.after.attributes[{after, name}] = text;
    }
  }

  // ---- flows ----
  struct FlowParts {
    std::string relation;
    std::string payload;
    Attributes attributes;
    bool operator==(const FlowParts&) const = default;
  };

  static FlowParts parts_of(const Model& model, FlowId id) {
    const model::Flow& flow = model.flows[id];
    FlowParts parts;
    parts.relation = flow.relation ? model.text(model.relations[flow.relation].name) : "";
    parts.payload = flow.payload_label;
    for (const EntityId data : flow.payload) {
      parts.payload += (parts.payload.empty() ? "" : ", ") + std::string(model.name_of(data));
    }
    if (flow.entity) {
      parts.attributes = attributes_of(model, model.entities[flow.entity].attributes);
    }
    return parts;
  }

  using FlowsByEnds = std::map<std::string, std::vector<FlowId>>;

  FlowsByEnds old_flows() const {
    FlowsByEnds result;
    for (size_t i = 0; i < old_.flows.size(); ++i) {
      const model::Flow& flow = old_.flows[FlowId(i)];
      result[fmt::format("{} -> {}", result_.now(old_.entities[flow.from].path),
                         result_.now(old_.entities[flow.to].path))]
          .emplace_back(i);
    }
    return result;
  }

  FlowsByEnds new_flows() const {
    FlowsByEnds result;
    for (size_t i = 0; i < new_.flows.size(); ++i) {
      const model::Flow& flow = new_.flows[FlowId(i)];
      result[fmt::format("{} -> {}", new_.entities[flow.from].path, new_.entities[flow.to].path)]
          .emplace_back(i);
    }
    return result;
  }

  void flows() {
    FlowsByEnds before = old_flows();
    FlowsByEnds after = new_flows();
    for (auto& [ends, ids] : after) {
      match_flows(ends, before[ends], ids);
    }
    for (auto& [ends, ids] : before) {
      if (!after.contains(ends)) {
        match_flows(ends, ids, {});
      }
    }
  }

  // Flows between the same ends: equal ones are the same; of the rest the first is the first.
  void match_flows(const std::string& ends, std::vector<FlowId> before, std::vector<FlowId> after) {
    std::erase_if(after, [&](FlowId id) {
      const auto same = std::ranges::find_if(
          before, [&](FlowId one) { return parts_of(old_, one) == parts_of(new_, id); });
      const bool found = same != before.end();
      if (found) {
        before.erase(same);
      }
      return found;
    });
    const size_t both = std::min(before.size(), after.size());
    for (size_t i = 0; i < both; ++i) {
      changed_flow(ends, before[i], after[i]);
    }
    for (size_t i = both; i < after.size(); ++i) {
      const FlowParts parts = parts_of(new_, after[i]);
      Change change = flow_change(What::Came, ends, new_.flows[after[i]].edge_span);
      compare_part("payload", "", parts.payload, change.details);
      compare_attributes({}, parts.attributes, change.details);
      result_.after.flows[after[i]] = fmt::format("`{}` is new", ends);
      result_.changes.push_back(std::move(change));
    }
    for (size_t i = both; i < before.size(); ++i) {
      Change change = flow_change(What::Went, ends, old_.flows[before[i]].edge_span);
      compare_part("payload", parts_of(old_, before[i]).payload, "", change.details);
      result_.before.flows[before[i]] = fmt::format("`{}` is gone", ends);
      result_.changes.push_back(std::move(change));
    }
  }

  static Change flow_change(What what, const std::string& ends, source::Span place) {
    return {Subject::Flow, what, ends, fmt::format("flow `{}`", ends), {}, {}, place, {}, false};
  }

  void changed_flow(const std::string& ends, FlowId before, FlowId after) {
    const FlowParts was = parts_of(old_, before);
    const FlowParts is = parts_of(new_, after);
    Change change = flow_change(What::Changed, ends, new_.flows[after].edge_span);
    compare_part("relation", was.relation, is.relation, change.details);
    compare_part("payload", was.payload, is.payload, change.details);
    const size_t parts = change.details.size();
    compare_attributes(was.attributes, is.attributes, change.details);
    for (size_t i = 0; i < change.details.size(); ++i) {
      if (i < parts) {
        const std::string text = sentence(ends, change.details[i]);
        result_.before.flows[before] = result_.after.flows[after] = text;
      } else {
        note_attribute(old_.flows[before].entity, new_.flows[after].entity, ends,
                       change.details[i]);
      }
    }
    result_.changes.push_back(std::move(change));
  }

  // ---- treatments ----
  struct TreatmentParts {
    std::string subject;  // `implement RATE_LIMIT`
    std::string targets;
    Attributes attributes;
  };

  TreatmentParts parts_of(const Model& model, TreatmentId id, bool is_old) const {
    const model::Treatment& treatment = model.treatments[id];
    TreatmentParts parts;
    const EntityId subject = treatment.control ? model.controls[treatment.control].entity
                                               : model.threats[treatment.threat].entity;
    parts.subject = fmt::format("{} {}", rules::word(treatment.verb), model.name_of(subject));
    std::set<std::string> targets;
    for (const model::Target& target : treatment.targets) {
      if (target.entity) {
        const std::string at = rules::path_of(model, target.entity);
        targets.insert(is_old ? result_.now(at) : at);
      }
      for (const FlowId flow : target.flows) {
        const std::string from = model.entities[model.flows[flow].from].path;
        const std::string to = model.entities[model.flows[flow].to].path;
        targets.insert(is_old ? fmt::format("{} -> {}", result_.now(from), result_.now(to))
                              : fmt::format("{} -> {}", from, to));
      }
    }
    for (const std::string& target : targets) {
      parts.targets += (parts.targets.empty() ? "" : ", ") + target;
    }
    parts.attributes = attributes_of(model, treatment.attributes);
    return parts;
  }

  void treatments() {
    std::vector<TreatmentId> left;
    for (size_t i = 0; i < old_.treatments.size(); ++i) {
      left.emplace_back(i);
    }
    // Those at the same places first, so that a second statement about one control finds its own.
    std::vector<TreatmentId> fresh;
    for (size_t i = 0; i < new_.treatments.size(); ++i) {
      if (!match_treatment(TreatmentId(i), left, true)) {
        fresh.emplace_back(i);
      }
    }
    for (const TreatmentId id : fresh) {
      if (!match_treatment(id, left, false)) {
        treatment_change(What::Came, {}, id);
      }
    }
    for (const TreatmentId id : left) {
      treatment_change(What::Went, id, {});
    }
  }

  bool match_treatment(TreatmentId id, std::vector<TreatmentId>& left, bool same_places) {
    const TreatmentParts is = parts_of(new_, id, false);
    const auto found = std::ranges::find_if(left, [&](TreatmentId one) {
      const TreatmentParts was = parts_of(old_, one, true);
      return was.subject == is.subject && (!same_places || was.targets == is.targets);
    });
    if (found == left.end()) {
      return false;
    }
    treatment_change(What::Changed, *found, id);
    left.erase(found);
    return true;
  }

  void treatment_change(What what, TreatmentId before, TreatmentId after) {
    const TreatmentParts was = before ? parts_of(old_, before, true) : TreatmentParts{};
    const TreatmentParts is = after ? parts_of(new_, after, false) : TreatmentParts{};
    const TreatmentParts& shown = after ? is : was;
    Change change;
    change.subject = Subject::Treatment;
    change.what = what;
    change.id = shown.targets.empty() ? shown.subject
                                      : fmt::format("{} on {}", shown.subject, shown.targets);
    change.title = fmt::format("`{}`", change.id);
    change.place = after ? new_.treatments[after].span : old_.treatments[before].span;
    if (what == What::Changed) {
      compare_part("on", was.targets, is.targets, change.details);
    }
    if (what != What::Went) {
      compare_attributes(was.attributes, is.attributes, change.details);
    }
    if (what == What::Changed && change.details.empty()) {
      return;
    }
    const std::string_view verb = what == What::Came   ? "is new"
                                  : what == What::Went ? "is gone"
                                                       : "has changed";
    const std::string note = fmt::format("{} {}", change.title, verb);
    if (before) {
      result_.before.treatments[before] = note;
    }
    if (after) {
      result_.after.treatments[after] = note;
    }
    result_.changes.push_back(std::move(change));
  }

  const Model& old_;
  const Model& new_;
  Drawing result_;
};

// Walks a reason and the reasons of its facts.
class Causes {
 public:
  Causes(const Version& version, const Notes& notes, std::vector<std::string>& causes)
      : version_(version), notes_(notes), causes_(causes) {}

  void walk(const rules::Reason& reason) {
    for (const rules::Binding& binding : reason.bindings) {
      entity(binding.entity);
    }
    if (!reason.witness.empty()) {
      entity(reason.witness.start);
      for (const rules::WitnessStep& step : reason.witness.steps) {
        if (step.flow) {
          add(notes_.flows, step.flow);
          flow_entity(step.flow);
        }
        entity(step.to);
      }
    }
    for (const rules::FactId id : reason.facts) {
      if (seen_.insert(id).second) {
        const rules::Fact& fact = version_.assessment.facts[id];
        const Symbol name = version_.model.attributes[fact.attribute].name;
        add(notes_.attributes, std::pair(fact.entity, name));
        walk(fact.reason);
      }
    }
  }

 private:
  template <typename Map, typename Key>
  void add(const Map& notes, const Key& key) {
    const auto found = notes.find(key);
    if (found != notes.end() && std::ranges::find(causes_, found->second) == causes_.end()) {
      causes_.push_back(found->second);
    }
  }

  void entity(EntityId id) {
    if (id) {
      add(notes_.entities, id);
    }
  }

  void flow_entity(FlowId id) { entity(version_.model.flows[id].entity); }

  const Version& version_;
  const Notes& notes_;
  std::vector<std::string>& causes_;
  std::set<rules::FactId> seen_;
};

}  // namespace

std::string Drawing::now(const std::string& path) const {
  const auto found = moved.find(path);
  return found == moved.end() ? path : found->second;
}

Drawing compare_drawings(const Version& before, const Version& after) {
  return Comparison(before, after).compare();
}

void collect_causes(const Version& version, const Notes& notes, const rules::Reason& reason,
                    std::vector<std::string>& causes) {
  Causes(version, notes, causes).walk(reason);
}

}  // namespace aixc::diff
