#include "compiler/bind/bind.h"

#include "compiler/base/check.h"
#include "compiler/bind/elements.h"
#include "compiler/bind/flows.h"
#include "compiler/bind/kinds.h"
#include "compiler/bind/layer.h"
#include "compiler/bind/library.h"
#include "compiler/bind/names.h"
#include "compiler/bind/rules.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/treatments.h"
#include "compiler/bind/views.h"

namespace aixc::bind {
namespace {

// Every name is declared before any is used, so the order of declarations and files never matters.
void bind_all(Context& context) {
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
}

// The same, where the files declare nothing that belongs to a library.
void bind_upon_library(Context& context) {
  sort_statements(context);
  sort_declarations(context);
  declare_system(context);
  declare_payloads(context);
  bind_system(context);
  bind_flows(context);
  bind_treatments(context);
  bind_views(context);
  bind_rules(context);  // the conditions of views
}

}  // namespace

std::shared_ptr<const Library> bound_library() {
  auto library = std::make_shared<Library>();
  Program program;
  diagnostics::Sink sink;
  load_embedded_library(program, sink);
  Context context(program, sink, library->model, nullptr);
  bind_all(context);
  AIXC_CHECK(!sink.has_errors());
  library->sources = std::move(program.sources);
  library->vocabulary = static_cast<Vocabulary&&>(context);
  return library;
}

model::Model bind(const Program& program, diagnostics::Sink& sink, const ast::Test* test,
                  model::Mentions* mentions) {
  const Library* library = program.library;
  model::Model model = library == nullptr ? model::Model() : library->model;
  Context context(program, sink, model, test);
  context.mentions = mentions;
  if (library == nullptr) {
    bind_all(context);
  } else {
    AIXC_CHECK(test == nullptr);
    static_cast<Vocabulary&>(context) = library->vocabulary;
    bind_upon_library(context);
  }
  return model;
}

}  // namespace aixc::bind
