#include "compiler/bind/kinds.h"
#include "compiler/bind/names.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

std::vector<KindId> kinds_of(Context& context, const std::vector<ast::Name>& names) {
  std::vector<KindId> result;
  for (const ast::Name& name : names) {
    if (const KindId kind = resolve_kind(context, name)) {
      result.push_back(kind);
    }
  }
  return result;
}

std::vector<model::NodeFilter> filters_of(Context& context, const std::vector<ast::Name>& names) {
  std::vector<model::NodeFilter> result;
  for (const ast::Name& name : names) {
    if (const auto filter = resolve_filter(context, name)) {
      result.push_back(*filter);
    }
  }
  return result;
}

// Relations and path classes share one name space.
bool is_free(Context& context, const ast::Name& name, std::string_view what) {
  const EdgeName earlier = find_edge_name(context, name.text);
  if (!earlier) {
    return true;
  }
  report_duplicate(context, name, what,
                   earlier.relation ? context.model.relations[earlier.relation].name_span
                                    : context.model.paths[earlier.path].name_span);
  return false;
}

// `carries: no` says that no data passes: of the attributes of relations the only one with a
// meaning for the compiler.
bool carries(Context& context, const ast::RelationDeclaration& declaration) {
  if (!declaration.block) {
    return true;
  }
  std::vector<model::Assignment> attributes;
  bind_attributes(context, context.statement_kinds.relation, *declaration.block, EntityId(),
                  attributes);
  for (const model::Assignment& attribute : attributes) {
    const auto* value = std::get_if<bool>(&attribute.value.data);
    const Symbol name = context.model.attributes[attribute.attribute].name;
    if (value != nullptr && context.model.text(name) == "carries") {
      return *value;
    }
  }
  return true;
}

void bind_relation(Context& context, const ast::RelationDeclaration& declaration) {
  model::Relation relation;
  relation.name = context.symbol(declaration.name.text);
  relation.label = label_of(declaration.label, declaration.name);
  relation.from = kinds_of(context, declaration.from);
  relation.to = kinds_of(context, declaration.to);
  relation.carries = carries(context, declaration);
  relation.doc = doc_text(declaration.doc);
  relation.span = declaration.span;
  relation.name_span = declaration.name.span;
  if (is_free(context, declaration.name, "the relation")) {
    const Symbol name = relation.name;
    context.relations.declare(name, context.model.relations.add(std::move(relation)));
  }
}

void bind_path(Context& context, const ast::PathDeclaration& declaration) {
  model::PathClass path;
  path.name = context.symbol(declaration.name.text);
  path.label = label_of(declaration.label, declaration.name);
  path.from = filters_of(context, declaration.from);
  path.to = filters_of(context, declaration.to);
  path.through = filters_of(context, declaration.through);
  for (const ast::Name& name : declaration.over) {
    if (const RelationId relation = resolve_relation(context, name)) {
      path.over.push_back(relation);
    }
  }
  path.doc = doc_text(declaration.doc);
  path.span = declaration.span;
  path.name_span = declaration.name.span;
  if (!is_free(context, declaration.name, "the path class")) {
    return;
  }
  const Symbol name = path.name;
  const PathClassId id = context.model.paths.add(std::move(path));
  context.paths.declare(name, id);
  if (declaration.where) {
    context.path_conditions.push_back({id, &declaration});
  }
}

}  // namespace

void bind_relations(Context& context) {
  for (const ast::RelationDeclaration* declaration : context.statements.relations) {
    bind_relation(context, *declaration);
  }
  for (const ast::PathDeclaration* declaration : context.statements.paths) {
    bind_path(context, *declaration);
  }
}

}  // namespace aixc::bind
