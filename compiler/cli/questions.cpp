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

std::string title_of(const model::Model& model, const Finding& finding) {
  return fmt::format("{} on {}", rules::lower_first(model.title(finding.threat)),
                     rules::path_of(model, finding.element));
}

std::vector<std::string> titles_of(const Compilation& compilation,
                                   const std::vector<rules::FindingId>& findings) {
  std::vector<std::string> titles;
  for (const rules::FindingId id : findings) {
    titles.push_back(title_of(compilation.model, compilation.assessment->findings[id]));
  }
  return titles;
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    text += (text.empty() ? "" : ", ") + item;
  }
  return text;
}

void print(const Compilation& compilation, const rules::Question& question, int number,
           const std::vector<render::TriedAnswer>& answers, const render::Paint& paint,
           World& world) {
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
  for (const render::TriedAnswer& answer : answers) {
    std::string effect;
    if (!answer.raises.empty()) {
      effect += "raises " + joined(titles_of(compilation, answer.raises));
    }
    if (!answer.dismisses.empty()) {
      effect += (effect.empty() ? "" : "; ") +
                ("dismisses " + joined(titles_of(compilation, answer.dismisses)));
    }
    detail(fmt::format("{}: {}", answer.value, effect.empty() ? "leaves them open" : effect));
  }
  world.out << "\n";
}

Json json_of(const Compilation& compilation, const render::JsonParts& parts,
             const rules::Question& question, const std::vector<render::TriedAnswer>& answers) {
  Json json = parts.question(question);
  json["answers"] = Json::array();
  for (const render::TriedAnswer& answer : answers) {
    json["answers"].push_back({{"value", answer.value},
                               {"raises", titles_of(compilation, answer.raises)},
                               {"dismisses", titles_of(compilation, answer.dismisses)}});
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
  const rules::AssessOptions assessing = *assess_options(outcome.options, world);
  Json list = Json::array();
  int number = 0;
  for (const rules::Question& question : compilation.assessment->questions) {
    const std::vector<render::TriedAnswer> answers =
        try_answers(compilation.model, *compilation.assessment, question, assessing);
    if (options.json) {
      list.push_back(json_of(compilation, parts, question, answers));
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
