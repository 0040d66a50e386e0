#include "compiler/bind/library.h"

#include <algorithm>
#include <cmath>

#include "compiler/base/fold_name.h"
#include "compiler/bind/entities.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

using model::Value;

constexpr double MaxLevel = 5;

// A written text with its place.
struct OtherName {
  std::string text;
  Span span;
};

void add_text(const ast::Expr& expr, std::vector<OtherName>& into) {
  const auto* literal = std::get_if<ast::Literal>(&expr.node);
  if (literal != nullptr && literal->kind == ast::Literal::Kind::String) {
    into.push_back({ast::string_value(literal->raw), expr.span});
  }
}

// The slug and the aliases. They are read before attributes are bound, because attributes may use
// them as names.
std::vector<OtherName> other_names(const ast::Declaration& declaration) {
  std::vector<OtherName> result;
  if (!declaration.block) {
    return result;
  }
  for (const ast::Member& member : (*declaration.block)->members) {
    const auto* attribute = std::get_if<ast::Attribute>(&member);
    if (attribute == nullptr ||
        (attribute->name.text != "slug" && attribute->name.text != "aliases")) {
      continue;
    }
    if (const auto* list = std::get_if<ast::List>(&attribute->value.node)) {
      for (const ast::Expr& item : list->items) {
        add_text(item, result);
      }
    } else {
      add_text(attribute->value, result);
    }
  }
  return result;
}

// Declares threats or controls: first all ids, then the other names, so that an id always wins.
template <typename IdType, typename T>
class NameEntry {
 public:
  NameEntry(Context& context, Store<IdType, T>& store, NameTable<IdType>& ids,
            std::unordered_map<std::string, IdType>& names, std::string_view what)
      : context_(context), store_(store), ids_(ids), names_(names), what_(what) {}

  void declare(const std::vector<Declared>& all) {
    for (const Declared& declared : all) {
      const ast::Name& name = declared.declaration->name;
      T added;
      added.entity = add_entity(context_, declared, EntityId());
      added.slug = fold_name(name.text);
      const IdType id = store_.add(std::move(added));
      if (const IdType first = ids_.declare(context_.symbol(name.text), id)) {
        report_duplicate(context_, name, what_, place_of(first));
        continue;
      }
      enter(fold_name(name.text), name.text, name.span, id);
    }
    for (size_t i = 0; i < all.size(); ++i) {
      for (const OtherName& other : other_names(*all[i].declaration)) {
        enter(fold_name(other.text), other.text, other.span, IdType(i));
      }
    }
  }

 private:
  Span place_of(IdType id) const { return context_.model.entities[store_[id].entity].name_span; }

  void enter(std::string folded, std::string_view name, Span span, IdType id) {
    const auto [entry, entered] = names_.try_emplace(std::move(folded), id);
    if (!entered && entry->second != id) {
      const EntityId owner = store_[entry->second].entity;
      context_.sink
          .report(DiagnosticKind::NameTaken, span, name, what_, context_.model.name_of(owner))
          .note(place_of(entry->second), "declared here");
    }
  }

  Context& context_;
  Store<IdType, T>& store_;
  NameTable<IdType>& ids_;
  std::unordered_map<std::string, IdType>& names_;
  std::string_view what_;
};

// ---- what attributes say ------------------------------------------------------------------------

bool flag(const model::Model& model, EntityId entity, std::string_view attribute) {
  const Value* value = model.given(entity, attribute);
  const auto* yes = value == nullptr ? nullptr : std::get_if<bool>(&value->data);
  return yes != nullptr && *yes;
}

const model::ValueList* list(const model::Model& model, EntityId entity,
                             std::string_view attribute) {
  const Value* value = model.given(entity, attribute);
  return value == nullptr ? nullptr : std::get_if<model::ValueList>(&value->data);
}

std::vector<ControlId> controls_of(const Context& context, EntityId entity,
                                   std::string_view attribute) {
  std::vector<ControlId> result;
  const model::ValueList* values = list(context.model, entity, attribute);
  if (values == nullptr) {
    return result;
  }
  for (const Value& value : *values) {
    const auto* control = std::get_if<EntityId>(&value.data);
    const auto found =
        control == nullptr ? context.control_of.end() : context.control_of.find(*control);
    if (found != context.control_of.end()) {
      result.push_back(found->second);
    }
  }
  return result;
}

// Threats and groups that a control names itself: as if each named it among its controls.
void relate_to_threats(Context& context, ControlId id) {
  const model::ValueList* values =
      list(context.model, context.model.controls[id].entity, "against");
  for (const Value& value : values == nullptr ? model::ValueList{} : *values) {
    const auto* entity = std::get_if<EntityId>(&value.data);
    for (model::Threat& threat : context.model.threats) {
      const bool meant = entity != nullptr && threat.entity == *entity;
      if (meant && std::ranges::find(threat.controls, id) == threat.controls.end()) {
        threat.controls.push_back(id);
      }
    }
  }
}

std::vector<Symbol> choices_of(const Context& context, EntityId entity,
                               std::string_view attribute) {
  std::vector<Symbol> result;
  if (const model::ValueList* values = list(context.model, entity, attribute)) {
    for (const Value& value : *values) {
      if (const auto* choice = std::get_if<model::Choice>(&value.data)) {
        result.push_back(choice->name);
      }
    }
  }
  return result;
}

uint8_t level_of(Context& context, EntityId entity, std::string_view attribute) {
  const Symbol name = context.symbol(attribute);
  const AttributeId id = context.model.attribute(context.model.entities[entity].kind, name);
  for (const model::Assignment& given : context.model.entities[entity].attributes) {
    const auto* number = std::get_if<model::Number>(&given.value.data);
    if (given.attribute != id || number == nullptr) {
      continue;
    }
    if (number->value < 1 || number->value > MaxLevel ||
        number->value != std::floor(number->value)) {
      context.sink.report(DiagnosticKind::BadBaseLevel, given.value_span, attribute);
      return 0;
    }
    return static_cast<uint8_t>(number->value);
  }
  return 0;
}

std::string slug_of(const model::Model& model, EntityId entity, std::string otherwise) {
  const std::string given = model.text_of(entity, "slug");
  return given.empty() ? std::move(otherwise) : given;
}

// The keys of maps have no type of their own; these attributes are about taxonomies or threats.
void check_keys(Context& context, const ast::Declaration& declaration) {
  if (!declaration.block) {
    return;
  }
  for (const ast::Member& member : (*declaration.block)->members) {
    const auto* attribute = std::get_if<ast::Attribute>(&member);
    const auto* map =
        attribute == nullptr ? nullptr : std::get_if<ast::Map>(&attribute->value.node);
    if (map == nullptr) {
      continue;
    }
    const std::string_view name = attribute->name.text;
    const bool taxonomies = name == "maps" || name == "maps_transitive" || name == "maps_derived";
    const bool threats = name == "related" || name == "strength_against";
    for (const ast::MapEntry& entry : map->entries) {
      const auto* key = std::get_if<ast::Name>(&entry.key);
      if (key != nullptr && taxonomies) {
        resolve_taxonomy(context, *key);
      } else if (key != nullptr && threats) {
        resolve_threat(context, *key);
      }
    }
  }
}

// ---- threats ------------------------------------------------------------------------------------

void bind_parents(Context& context) {
  const auto& all = context.declarations.threats;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].declaration->group) {
      context.model.threats[ThreatId(i)].parent =
          resolve_threat(context, *all[i].declaration->group);
    }
  }
}

// Each threat points to one parent; a walk that comes back to where it is cuts the circle there.
void cut_threat_cycles(Context& context) {
  enum class Mark : uint8_t { New, OnPath, Done };
  auto& threats = context.model.threats;
  std::vector<Mark> marks(threats.size(), Mark::New);
  for (size_t i = 0; i < threats.size(); ++i) {
    std::vector<ThreatId> path;
    ThreatId threat(i);
    while (threat && marks[threat.value] == Mark::New) {
      marks[threat.value] = Mark::OnPath;
      path.push_back(threat);
      threat = threats[threat].parent;
    }
    if (threat && marks[threat.value] == Mark::OnPath) {
      const ast::Declaration& declaration = *context.declarations.threats[threat.value].declaration;
      context.sink.report(DiagnosticKind::ThreatCycle, declaration.group->span,
                          declaration.name.text);
      threats[path.back()].parent = ThreatId();
    }
    for (const ThreatId seen : path) {
      marks[seen.value] = Mark::Done;
    }
  }
}

void bind_threat(Context& context, ThreatId id) {
  const Declared& declared = context.declarations.threats[id.value];
  const EntityId entity = context.model.threats[id].entity;
  bind_plain_block(context, declared, entity);
  check_keys(context, *declared.declaration);
  model::Threat& threat = context.model.threats[id];
  const model::Model& model = context.model;
  threat.variant = flag(model, entity, "variant");
  threat.combined = flag(model, entity, "combined");
  threat.risk_factor = flag(model, entity, "risk_factor");
  threat.group = flag(model, entity, "group");
  threat.slug = slug_of(model, entity, std::move(threat.slug));
  threat.controls = controls_of(context, entity, "controls");
  threat.excluded_controls = controls_of(context, entity, "excluded_controls");
  threat.control_groups = choices_of(context, entity, "control_groups");
  threat.likelihood = level_of(context, entity, "likelihood");
  threat.impact = level_of(context, entity, "impact_level");
}

void bind_control(Context& context, ControlId id) {
  const Declared& declared = context.declarations.controls[id.value];
  const EntityId entity = context.model.controls[id].entity;
  bind_plain_block(context, declared, entity);
  check_keys(context, *declared.declaration);
  model::Control& control = context.model.controls[id];
  control.slug = slug_of(context.model, entity, std::move(control.slug));
  const std::string group = context.model.text_of(entity, "control_group");
  control.group = group.empty() ? Symbol() : context.symbol(group);
  control.general = context.model.text_of(entity, "scope") == "general";
}

}  // namespace

void declare_library(Context& context) {
  NameEntry(context, context.model.threats, context.threats, context.threat_names, "the threat")
      .declare(context.declarations.threats);
  NameEntry(context, context.model.controls, context.controls, context.control_names, "the control")
      .declare(context.declarations.controls);
  for (size_t i = 0; i < context.model.controls.size(); ++i) {
    context.control_of[context.model.controls[ControlId(i)].entity] = ControlId(i);
  }
  for (const Declared& declared : context.declarations.taxonomies) {
    const ast::Name& name = declared.declaration->name;
    const EntityId entity = add_entity(context, declared, EntityId());
    context.model.taxonomies.push_back(entity);
    if (const EntityId first = context.taxonomies.declare(context.symbol(name.text), entity)) {
      report_duplicate(context, name, "the taxonomy", context.model.entities[first].name_span);
    }
  }
  bind_parents(context);
  cut_threat_cycles(context);
}

void bind_library(Context& context) {
  for (size_t i = 0; i < context.model.threats.size(); ++i) {
    bind_threat(context, ThreatId(i));
  }
  for (size_t i = 0; i < context.model.controls.size(); ++i) {
    bind_control(context, ControlId(i));
  }
  for (size_t i = 0; i < context.model.controls.size(); ++i) {
    relate_to_threats(context, ControlId(i));
  }
  for (size_t i = 0; i < context.model.taxonomies.size(); ++i) {
    bind_plain_block(context, context.declarations.taxonomies[i], context.model.taxonomies[i]);
  }
}

}  // namespace aixc::bind
