#include "compiler/bind/views.h"

#include "compiler/bind/entities.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

constexpr std::string_view Include = "include";

const ast::Expr* include_of(Context& context, const ast::Declaration& declaration) {
  const ast::Attribute* first = nullptr;
  if (!declaration.block) {
    return nullptr;
  }
  for (const ast::Member& member : (*declaration.block)->members) {
    const auto* attribute = std::get_if<ast::Attribute>(&member);
    if (attribute == nullptr || attribute->name.text != Include) {
      continue;
    }
    if (first != nullptr) {
      context.sink.report(DiagnosticKind::DuplicateAttribute, attribute->name.span, Include)
          .note(first->name.span, "first given here")
          .help("join the conditions with `or`");
      continue;
    }
    first = attribute;
  }
  return first == nullptr ? nullptr : &first->value;
}

std::vector<EntityId> elements_of(Context& context, const ast::List& list) {
  std::vector<EntityId> result;
  for (const ast::Expr& item : list.items) {
    const auto* reference = std::get_if<ast::Reference>(&item.node);
    if (reference == nullptr) {
      if (!std::holds_alternative<ast::ErrorExpr>(item.node)) {
        context.sink.report(DiagnosticKind::WrongType, item.span, Include,
                            "a condition on `it`, or a list of elements", "such an item");
      }
      continue;
    }
    const EntityId element = resolve_element(context, {reference->parts, item.span}, EntityId());
    if (element) {
      result.push_back(element);
    }
  }
  return result;
}

}  // namespace

void bind_views(Context& context) {
  for (const Declared& declared : context.declarations.views) {
    const ast::Declaration& declaration = *declared.declaration;
    model::View view;
    view.entity = add_entity(context, declared, EntityId());
    const EntityId first =
        context.views.declare(context.symbol(declaration.name.text), view.entity);
    if (first) {
      report_duplicate(context, declaration.name, "the view",
                       context.model.entities[first].name_span);
    }
    bind_plain_block(context, declared, view.entity, Include);
    const ast::Expr* include = include_of(context, declaration);
    const auto* list = include == nullptr ? nullptr : std::get_if<ast::List>(&include->node);
    if (list != nullptr) {
      view.elements = elements_of(context, *list);
    }
    const ViewId id = context.model.views.add(std::move(view));
    if (include != nullptr && list == nullptr &&
        !std::holds_alternative<ast::ErrorExpr>(include->node)) {
      context.view_conditions.push_back({id, include});
    }
  }
}

}  // namespace aixc::bind
