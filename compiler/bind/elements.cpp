#include "compiler/bind/elements.h"

#include <algorithm>

#include "compiler/bind/entities.h"
#include "compiler/bind/names.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

using model::Family;

// Elements and parties share a name space, in which `system` stands for the system.
void declare_name(Context& context, const ast::Name& name, std::string_view what, EntityId place,
                  EntityId id) {
  if (name.text == "system") {
    context.sink.report(DiagnosticKind::ReservedName, name.span, name.text, what,
                        "stands for the system as a whole");
    return;
  }
  const EntityId first = context.elements.declare(place, context.symbol(name.text), id);
  if (!first) {
    return;
  }
  auto report =
      context.sink.report(DiagnosticKind::DuplicateName, name.span, "the name", name.text);
  report.note(context.model.entities[first].name_span, "first declared here");
  report.help("give one of them another name, or add to the first with `extend " +
              context.model.entities[first].path + " { … }`");
}

void list_block(Context& context, const ast::Declaration& declaration, EntityId entity) {
  if (declaration.block) {
    context.blocks.push_back({entity, &**declaration.block});
  }
}

void declare_element(Context& context, const Declared& declared, EntityId parent) {
  const EntityId id = add_entity(context, declared, parent);
  context.model.elements.push_back(id);
  const ast::Declaration& declaration = *declared.declaration;
  declare_name(context, declaration.name, "an element", parent, id);
  if (declaration.party) {
    context.operators.push_back({id, &*declaration.party});
  }
  list_block(context, declaration, id);
  if (declaration.block) {
    declare_members(context, **declaration.block, id);
  }
}

void declare_party(Context& context, const Declared& declared) {
  const EntityId id = add_entity(context, declared, EntityId());
  context.model.parties.push_back(id);
  declare_name(context, declared.declaration->name, "a party", EntityId(), id);
  list_block(context, *declared.declaration, id);
}

void declare_data(Context& context) {
  for (const Declared& declared : context.declarations.data) {
    const ast::Name& name = declared.declaration->name;
    const EntityId id = add_entity(context, declared, EntityId());
    context.model.data.push_back(id);
    list_block(context, *declared.declaration, id);
    if (const EntityId first = context.data.declare(context.symbol(name.text), id)) {
      report_duplicate(context, name, "the data asset", context.model.entities[first].name_span);
    }
  }
}

void declare_systems(Context& context) {
  for (const Declared& declared : context.declarations.systems) {
    const EntityId id = add_entity(context, declared, EntityId());
    list_block(context, *declared.declaration, id);
    if (!context.model.system) {
      context.model.system = id;
      continue;
    }
    context.sink.report(DiagnosticKind::DuplicateSystem, declared.declaration->keyword.span)
        .note(context.model.entities[context.model.system].name_span, "the first one is here")
        .help("a file that is only imported needs no `system`");
  }
}

// A drawing without a `system` is one all the same; a test is never asked for one.
void imply_system(Context& context) {
  if (context.model.system || (context.model.elements.empty() && context.test == nullptr)) {
    return;
  }
  model::Entity entity;
  entity.kind = context.statement_kinds.system;
  entity.path = "system";
  if (context.test != nullptr) {
    entity.path = context.test->name.text;
    entity.label = label_of(context.test->label, context.test->name);
    entity.span = context.test->span;
    entity.name_span = context.test->name.span;
  } else {
    entity.label = "System";
    const Span first = context.model.entities[context.model.elements[0]].name_span;
    if (first_miss(context, "statement", "system")) {
      context.sink.report(DiagnosticKind::MissingSystem, first)
          .help("add `system NAME \"Title\" { … }` at the top of the file");
    }
  }
  entity.name = context.symbol(entity.path);
  context.model.system = context.model.entities.add(std::move(entity));
}

// Elements and boundaries may nest; nothing else may.
void report_misplaced_blocks(Context& context) {
  for (const PendingBlock& pending : context.blocks) {
    const Family family = context.model.kinds[context.model.entities[pending.entity].kind].family;
    if (family != Family::Element) {
      report_misplaced_members(context, *pending.block, family_text(family));
    }
  }
}

void bind_operators(Context& context) {
  for (const PendingParty& pending : context.operators) {
    model::Entity& entity = context.model.entities[pending.entity];
    entity.states_party = true;
    const EntityId party = resolve_party(context, *pending.party, entity.parent);
    context.model.entities[pending.entity].party = party;
  }
}

// Who operates what nobody else is said to: the party that is us, if exactly one is.
EntityId party_by_default(const Context& context) {
  EntityId result;
  for (const EntityId party : context.model.parties) {
    if (context.model.text_of(party, "role") != "us") {
      continue;
    }
    if (result) {
      return {};
    }
    result = party;
  }
  return result;
}

// Outer elements come before inner ones, so one pass inherits through all levels.
void inherit_operators(Context& context) {
  const EntityId us = party_by_default(context);
  for (const EntityId id : context.model.elements) {
    model::Entity& entity = context.model.entities[id];
    if (!entity.states_party) {
      entity.party = entity.parent ? context.model.entities[entity.parent].party : us;
    }
  }
}

// The kind of a declaration inside an element; nothing, after a report, if it may not stand there.
std::optional<KindId> nested_kind(Context& context, const ast::Declaration& declaration) {
  const bool is_kind = declaration.keyword.text == "kind";
  const KindId kind = is_kind ? KindId() : kind_of(context, declaration);
  const Family family = is_kind ? Family::Other : context.model.kinds[kind].family;
  if (family == Family::Element) {
    return kind;
  }
  context.sink
      .report(DiagnosticKind::MisplacedStatement, declaration.keyword.span,
              is_kind ? "a kind" : family_text(family), "an element")
      .help(std::string(MoveOut));
  return std::nullopt;
}

}  // namespace

void declare_members(Context& context, const ast::Block& block, EntityId place) {
  for (const ast::Member& member : block.members) {
    if (const auto* flow = std::get_if<ast::FlowStatement>(&member)) {
      context.flows.push_back({flow, place});
      continue;
    }
    if (const auto* attribute = std::get_if<ast::AttributeDeclaration>(&member)) {
      context.sink
          .report(DiagnosticKind::MisplacedStatement, attribute->span, "an `attr`", "an element")
          .help("attributes are declared by kinds; here one is given: `" +
                std::string(attribute->name.text) + ": …`");
      continue;
    }
    const auto* inner = std::get_if<ast::Declaration>(&member);
    if (inner == nullptr) {
      continue;
    }
    if (const auto kind = nested_kind(context, *inner)) {
      check_clauses(context, *inner, *kind);
      declare_element(context, {inner, *kind}, place);
    }
  }
}

void declare_system(Context& context) {
  declare_systems(context);
  declare_data(context);
  for (const Declared& declared : context.declarations.elements) {
    if (context.model.kinds[declared.kind].family == Family::Party) {
      declare_party(context, declared);
    } else {
      declare_element(context, declared, EntityId());
    }
  }
  for (const ast::FlowStatement* flow : context.statements.flows) {
    context.flows.push_back({flow, EntityId()});
  }
  imply_system(context);
  apply_extensions(context);
  // Whatever they were listed in: in the order written.
  std::ranges::stable_sort(context.flows, {},
                           [](const PendingFlow& flow) { return flow.statement->span; });
}

void bind_system(Context& context) {
  report_misplaced_blocks(context);
  for (const PendingBlock& pending : context.blocks) {
    model::Entity& entity = context.model.entities[pending.entity];
    const bool nests = context.model.kinds[entity.kind].family == Family::Element;
    // Attributes are seen from inside their element, as its flows are.
    bind_attributes(context, entity.kind, *pending.block, nests ? pending.entity : EntityId(),
                    entity.attributes);
  }
  bind_operators(context);
  inherit_operators(context);
}

}  // namespace aixc::bind
