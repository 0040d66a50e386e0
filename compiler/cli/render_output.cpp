#include "compiler/cli/render_output.h"

#include <algorithm>

#include "compiler/cli/planning.h"
#include "compiler/cli/session.h"
#include "compiler/cli/what_if.h"

namespace aixc::cli {
namespace {

constexpr size_t MostTriedQuestions = 12;  // those that settle most stand first
// Each answer costs an assessment of the whole system, so large ones get fewer: this many elements
// are assessed anew at most.
constexpr size_t MostTriedElements = 20000;

std::vector<std::vector<render::TriedAnswer>> tried_answers(Compilation& compilation,
                                                            const Options& options, World& world) {
  const rules::AssessOptions assessing = *assess_options(options, world);
  const std::vector<rules::Question>& questions = compilation.assessment->questions;
  std::vector<std::vector<render::TriedAnswer>> all;
  size_t elements = 0;
  for (size_t i = 0; i < std::min(questions.size(), MostTriedQuestions); ++i) {
    const model::AttributeId asked = questions[i].about.attribute;
    elements += compilation.model.elements.size() *
                values_to_try(compilation.model.attributes[asked]).size();
    if (elements > MostTriedElements) {
      break;
    }
    all.push_back(try_answers(compilation.model, *compilation.assessment, questions[i], assessing));
  }
  return all;
}

}  // namespace

render::RenderResult render_output(Compilation& compilation, const render::Format& format,
                                   const Options& options, World& world) {
  render::RenderInput input = render_input(compilation, options, world);
  if (format.shows_answers) {
    input.answers = tried_answers(compilation, options, world);
  }
  if (!format.shows_plan || !options.plan) {
    return format.render(input);
  }
  plan::PlanOptions planning;
  planning.assess = *assess_options(options, world);
  const auto made = make_plan(compilation, planning, world);
  if (const auto* none = std::get_if<NoPlan>(&made)) {
    render::RenderResult result;
    result.error = none->help.empty() ? none->reason : none->reason + "; " + none->help;
    return result;
  }
  input.plan = std::get_if<render::PlanInput>(&made);
  return format.render(input);
}

}  // namespace aixc::cli
