// One bound model: the vocabulary and knowledge of its libraries, and the graph of the system.
// Given out const by `bind`; no later stage changes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/interner.h"
#include "compiler/model/entity.h"
#include "compiler/model/ids.h"
#include "compiler/model/kind.h"
#include "compiler/model/rule.h"

namespace aixc::model {

// A threat of the Exchange or of a user's library. Its texts and facts are attributes of its
// entity; what the passes read often stands here.
struct Threat {
  EntityId entity;
  ThreatId parent;        // the group or, for a variant, the threat it is a form of
  bool variant = false;   // reported under its parent
  bool combined = false;  // an attack scenario over several findings
  bool risk_factor = false;
  bool group = false;                  // gathers threats and is never found itself
  std::string slug;                    // the Exchange's own id; else the name without `_`
  std::vector<ControlId> controls;     // direct ones, without those of its groups
  std::vector<Symbol> control_groups;  // groups of controls that the Exchange names for it
  std::vector<ControlId> excluded_controls;
  uint8_t likelihood = 0;  // base level 1–5; 0 if none is given
  uint8_t impact = 0;
};

struct Control {
  EntityId entity;
  std::string slug;
  Symbol group;          // none if it belongs to none
  bool general = false;  // applies to every threat
};

struct Target {
  EntityId entity;            // element, boundary, party or the system; none if flows
  std::vector<FlowId> flows;  // every flow between the two that were named
  Span span;
};

struct Treatment {
  enum class Verb : uint8_t { Implement, Accept, Transfer, Avoid };
  Verb verb = Verb::Implement;
  ControlId control;  // Implement
  ThreatId threat;    // the others
  std::vector<Target> targets;
  EntityId party;                      // Transfer
  std::vector<Assignment> attributes;  // of the kind named like the verb
  Span span;
  Span subject_span;
};

struct View {
  EntityId entity;                    // label and attributes but `include`
  std::vector<Variable> variables;    // [0] is `it`
  std::optional<Expression> include;  // a condition; none if a list or nothing is given
  std::vector<EntityId> elements;     // a list of elements
};

struct Model {
  Interner names;

  // ---- vocabulary and knowledge (libraries) ----
  Store<KindId, Kind> kinds;
  Store<AttributeId, AttributeDeclaration> attributes;
  Store<RelationId, Relation> relations;
  Store<PathClassId, PathClass> paths;
  Store<ThreatId, Threat> threats;
  Store<ControlId, Control> controls;
  std::vector<EntityId> taxonomies;
  Store<RuleId, Rule> rules;
  Store<RateId, Rate> rates;
  Store<DerivationId, Derivation> derivations;
  Store<PolicyId, Policy> policies;

  // ---- the system ----
  Store<EntityId, Entity> entities;  // of libraries and system alike
  Store<FlowId, Flow> flows;         // in the order written
  EntityId system;                   // none: the files are libraries only
  std::vector<EntityId> elements;  // boundaries included, in the order written, outer before inner
  std::vector<EntityId> parties;
  std::vector<EntityId> data;
  Store<TreatmentId, Treatment> treatments;
  Store<ViewId, View> views;

  // ---- questions to the model ----
  std::string_view text(Symbol symbol) const { return names.text(symbol); }
  std::string_view name_of(EntityId entity) const { return names.text(entities[entity].name); }
  const std::string& label_of(EntityId entity) const { return entities[entity].label; }
  // True if `kind` is `ancestor` or descends from it.
  bool is_a(KindId kind, KindId ancestor) const;
  bool is_a(EntityId entity, KindId ancestor) const {
    return is_a(entities[entity].kind, ancestor);
  }
  KindId find_kind(std::string_view name) const;
  // The attribute of that name which instances of `kind` may have; none if they may not.
  AttributeId attribute(KindId kind, Symbol name) const;
  // The value that a person gave, else null. Defaults of kinds are not looked at.
  const Value* given(EntityId entity, AttributeId attribute) const;
  const Value* given(EntityId entity, std::string_view attribute) const;
  // The default of the kind or the nearest ancestor that has one, else null.
  const Assignment* default_of(KindId kind, AttributeId attribute) const;
  // A text or choice attribute as text: given, else the default of its kind, else "".
  std::string text_of(EntityId entity, std::string_view attribute) const;
  // By id, slug or alias, ignoring case, `_` and `-`; none if there is none.
  ThreatId find_threat(std::string_view name) const;
  ControlId find_control(std::string_view name) const;
  // By full path, else by unique short name; none otherwise.
  EntityId find_element(std::string_view path) const;
  const std::string& title(ThreatId threat) const { return label_of(threats[threat].entity); }
  const std::string& title(ControlId control) const { return label_of(controls[control].entity); }
};

}  // namespace aixc::model
