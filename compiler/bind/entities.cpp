#include "compiler/bind/entities.h"

#include "compiler/bind/names.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/values.h"

namespace aixc::bind {

EntityId add_entity(Context& context, const Declared& declared, EntityId parent) {
  const ast::Declaration& declaration = *declared.declaration;
  model::Entity entity;
  entity.name = context.symbol(declaration.name.text);
  if (parent) {
    entity.path = context.model.entities[parent].path + ".";
  }
  entity.path += declaration.name.text;
  entity.label = label_of(declaration.label, declaration.name);
  entity.kind = declared.kind;
  entity.parent = parent;
  entity.doc = doc_text(declaration.doc);
  entity.name_span = declaration.name.span;
  entity.span = declaration.span;
  return context.model.entities.add(std::move(entity));
}

void bind_plain_block(Context& context, const Declared& declared, EntityId entity,
                      std::string_view except) {
  if (!declared.declaration->block) {
    return;
  }
  const ast::Block& block = **declared.declaration->block;
  report_misplaced_members(context, block, family_text(context.model.kinds[declared.kind].family));
  std::vector<model::Assignment> attributes;
  bind_attributes(context, declared.kind, block, EntityId(), attributes, except);
  context.model.entities[entity].attributes = std::move(attributes);
}

}  // namespace aixc::bind
