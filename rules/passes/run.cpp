#include "rules/passes/run.h"

#include <algorithm>

#include "rules/passes/explain.h"

namespace aixc::rules::passes {

Run::Run(const model::Model& the_model, const AssessOptions& the_options,
         diagnostics::Sink& the_sink)
    : model(the_model),
      options(the_options),
      sink(the_sink),
      graph(the_model),
      sets(the_model.attributes.size()),
      knowledge(graph, sets),
      explainer(std::make_unique<Explainer>(*this)) {}

Run::~Run() = default;

bool Run::ignores(Symbol rule) const {
  return std::ranges::find(options.ignored_rules, model.text(rule)) != options.ignored_rules.end();
}

bool Run::interrupted() {
  interrupted_ = interrupted_ || (options.interrupted && options.interrupted());
  return interrupted_;
}

}  // namespace aixc::rules::passes
