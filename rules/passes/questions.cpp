// What nobody has told yet: one question for each unknown attribute that an open finding waits for.
#include <algorithm>
#include <map>

#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

std::string question_text(const model::Model& model, const Dependency& about) {
  const model::AttributeDeclaration& attribute = model.attributes[about.attribute];
  const std::string& label = model.label_of(about.entity);
  if (attribute.ask.empty()) {
    std::string name(model.text(attribute.name));
    std::ranges::replace(name, '_', ' ');
    return "What is the " + name + " of " + label + "?";
  }
  std::string text = attribute.ask;
  constexpr std::string_view Place = "{this}";
  for (size_t at = text.find(Place); at != std::string::npos; at = text.find(Place, at)) {
    text.replace(at, Place.size(), label);
    at += label.size();
  }
  return text;
}

}  // namespace

void ask(Run& run) {
  std::map<Dependency, Question> questions;
  for (size_t i = 0; i < run.result.findings.size(); ++i) {
    const Finding& finding = run.result.findings[FindingId(i)];
    if (finding.status != Status::Open) {
      continue;
    }
    for (const Dependency& about : finding.depends_on) {
      Question& question = questions[about];
      question.about = about;
      question.settles.push_back(FindingId(i));
    }
  }
  for (auto& [about, question] : questions) {
    question.ask = question_text(run.model, about);
    run.result.questions.push_back(std::move(question));
  }
  std::ranges::stable_sort(run.result.questions, std::ranges::greater{},
                           [](const Question& it) { return it.settles.size(); });
}

}  // namespace aixc::rules::passes
