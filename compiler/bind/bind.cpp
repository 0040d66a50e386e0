#include "compiler/bind/bind.h"

#include "compiler/bind/context.h"
#include "compiler/bind/elements.h"
#include "compiler/bind/flows.h"
#include "compiler/bind/kinds.h"
#include "compiler/bind/library.h"
#include "compiler/bind/names.h"
#include "compiler/bind/rules.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/treatments.h"
#include "compiler/bind/views.h"

namespace aixc::bind {

// Every name is declared before any is used, so the order of declarations and files never matters.
model::Model bind(const Program& program, diagnostics::Sink& sink, const ast::Test* test,
                  model::Mentions* mentions) {
  model::Model model;
  Context context(program, sink, model, test);
  context.mentions = mentions;
  sort_statements(context);
  bind_kinds(context);
  declare_derived_attributes(context);
  sort_declarations(context);
  bind_relations(context);
  declare_library(context);
  declare_system(context);
  declare_payloads(context);

  bind_kind_defaults(context);
  bind_library(context);
  bind_system(context);
  bind_flows(context);
  bind_treatments(context);
  bind_views(context);
  bind_rules(context);
  check_expectations(context);
  return model;
}

}  // namespace aixc::bind
