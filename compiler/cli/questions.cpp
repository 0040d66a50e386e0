// `aixc questions FILE`: what nobody has told yet, and what each answer would do.
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/ask.h"
#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/cli/what_if.h"
#include "compiler/render/json_parts.h"
#include "compiler/render/paint.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;
using rules::Finding;
using rules::Status;

// One answer and what becomes of the open findings that wait for it.
struct Answer {
  std::string value;
  std::vector<std::string> apply;    // titles of the findings that it makes apply
  std::vector<std::string> dismiss;  // those that it makes not apply
};

std::string title_of(const model::Model& model, const Finding& finding) {
  return fmt::format("{} on {}", rules::lower_first(model.title(finding.threat)),
                     rules::path_of(model, finding.element));
}

std::vector<Answer> answers_to(Compilation& compilation, const rules::Question& question,
                               const rules::AssessOptions& assessing) {
  model::Model& model = compilation.model;
  WhatIf what_if(model, assessing);
  std::vector<Answer> answers;
  for (const model::Value& value : values_to_try(model.attributes[question.about.attribute])) {
    const rules::Assessment then = what_if.with_value(question.about, value);
    Answer answer{rules::value_text(model, value), {}, {}};
    for (const rules::FindingId id : question.settles) {
      const Finding& finding = compilation.assessment->findings[id];
      const Finding* now = find_finding(then, finding.id);
      if (now == nullptr || now->status == Status::NotApplicable) {
        answer.dismiss.push_back(title_of(model, finding));
      } else if (now->status != Status::Open) {
        answer.apply.push_back(title_of(model, finding));
      }
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    text += (text.empty() ? "" : ", ") + item;
  }
  return text;
}

void print(const Compilation& compilation, const rules::Question& question, int number,
           const std::vector<Answer>& answers, const render::Paint& paint, World& world) {
  constexpr size_t Indent = 4;
  const model::Model& model = compilation.model;
  world.out << render::paragraph(render::padded(fmt::format("{}.", number), Indent),
                                 paint.bold(question.ask), Indent);
  const auto detail = [&](const std::string& text) {
    world.out << render::paragraph(std::string(Indent, ' '), text, Indent);
  };
  detail(fmt::format("settles {}; write `{}: …` on {}",
                     rules::counted(question.settles.size(), "open finding"),
                     model.text(model.attributes[question.about.attribute].name),
                     rules::path_of(model, question.about.entity)));
  for (const Answer& answer : answers) {
    std::string effect;
    if (!answer.apply.empty()) {
      effect += "raises " + joined(answer.apply);
    }
    if (!answer.dismiss.empty()) {
      effect += (effect.empty() ? "" : "; ") + ("dismisses " + joined(answer.dismiss));
    }
    detail(fmt::format("{}: {}", answer.value, effect.empty() ? "leaves them open" : effect));
  }
  world.out << "\n";
}

Json json_of(const render::JsonParts& parts, const rules::Question& question,
             const std::vector<Answer>& answers) {
  Json json = parts.question(question);
  json["answers"] = Json::array();
  for (const Answer& answer : answers) {
    json["answers"].push_back(
        {{"value", answer.value}, {"raises", answer.apply}, {"dismisses", answer.dismiss}});
  }
  return json;
}

int run_questions(const Options& options, World& world) {
  if (options.ask) {
    return ask_questions(options, world);
  }
  Outcome outcome = compile_system(options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  Compilation& compilation = outcome.compilation;
  const render::JsonParts parts(compilation.model, *compilation.assessment,
                                compilation.program.sources);
  const render::Paint paint(colors_output(options, world));
  const rules::AssessOptions assessing = *assess_options(options, world);
  Json list = Json::array();
  int number = 0;
  for (const rules::Question& question : compilation.assessment->questions) {
    const std::vector<Answer> answers = answers_to(compilation, question, assessing);
    if (options.json) {
      list.push_back(json_of(parts, question, answers));
    } else {
      print(compilation, question, ++number, answers, paint, world);
    }
  }
  if (options.json) {
    world.out << render::to_string(list);
  } else if (number == 0) {
    world.out << "nothing is open\n";
  } else {
    world.out << fmt::format("answer them one by one: aixc questions {} --ask\n",
                             options.words.front());
  }
  return Clean;
}

}  // namespace

Command questions_command() {
  return {
      .name = "questions",
      .arguments = "FILE",
      .summary = "what is still unknown, and what each answer would do",
      .description =
          "Lists the questions whose answers settle open findings, those that settle most first, "
          "and "
          "for each answer what it would raise or dismiss. With `--ask` they are asked on the "
          "terminal, and each answer is written into the file as an attribute; layout and comments "
          "stay.",
      .options = with_reading({&option::Ask, &option::Json}),
      .examples = {{"aixc questions model.aisys", "the list"},
                   {"aixc questions model.aisys --ask", "answer them one by one"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_questions,
  };
}

}  // namespace aixc::cli
