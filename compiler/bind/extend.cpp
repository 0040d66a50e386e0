// `extend path { … }`: adds to what is declared elsewhere.
#include "compiler/bind/elements.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

struct Extension {
  const ast::Extend* statement;
  EntityId target;
};

// The target as far as it is known by now; none if it is not.
EntityId find_target(const Context& context, const ast::Path& path) {
  if (path.parts.size() == 1 && path.parts[0].text == "system") {
    return context.model.system;
  }
  return find_element(context, path, EntityId());
}

void apply(Context& context, const ast::Extend& statement, EntityId target) {
  context.blocks.push_back({target, &statement.block});
  const KindId kind = context.model.entities[target].kind;
  if (context.model.kinds[kind].family == model::Family::Element) {
    declare_members(context, statement.block, target);
  }
}

}  // namespace

// One extension may add what another extends, in any order of files, so the rest is tried again as
// long as that helps. In the end each must still mean what it meant when it was applied: a short
// name may have become ambiguous.
void apply_extensions(Context& context) {
  std::vector<Extension> waiting;
  for (const ast::Extend* statement : context.statements.extends) {
    waiting.push_back({statement, EntityId()});
  }
  std::vector<Extension> applied;
  bool progress = true;
  while (progress && !waiting.empty()) {
    progress = false;
    std::vector<Extension> rest;
    for (Extension& extension : waiting) {
      extension.target = find_target(context, extension.statement->target);
      if (extension.target) {
        apply(context, *extension.statement, extension.target);
        applied.push_back(extension);
        progress = true;
      } else {
        rest.push_back(extension);
      }
    }
    waiting = std::move(rest);
  }
  for (const Extension& extension : applied) {
    if (find_target(context, extension.statement->target) == extension.target) {
      context.mention(extension.statement->target, extension.target);
    } else {
      resolve_element(context, extension.statement->target, EntityId());
    }
  }
  for (const Extension& extension : waiting) {
    resolve_element(context, extension.statement->target, EntityId());
  }
}

}  // namespace aixc::bind
