// `aixc init`: a commented model to start from.
#include <algorithm>
#include <istream>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/answer.h"
#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/cli/starters.h"
#include "compiler/format/format.h"

namespace aixc::cli {
namespace {

const OptionInfo InitOutput = {
    "-o,--output",
    "FILE",
    "the file to write, `model.aisys` unless given; `-` is standard output",
    &Options::outputs,
    {}};

const Starter* find_starter(std::string_view name) {
  const auto found = std::ranges::find(starters(), name, &Starter::name);
  return found == starters().end() ? nullptr : &*found;
}

std::string names_of_starters() {
  std::string names;
  for (const Starter& starter : starters()) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", starter.name);
  }
  return names;
}

// Asks on a terminal. Enter takes what is proposed.
class Questions {
 public:
  explicit Questions(World& world) : world_(world) {}

  // The answer, or `proposed` for Enter; nothing at the end of input.
  std::optional<std::string> text(std::string_view question, std::string_view proposed) {
    world_.out << fmt::format("{} [{}]\n> ", question, proposed) << std::flush;
    std::string line;
    if (!std::getline(world_.in, line)) {
      world_.out << "\n";
      return std::nullopt;
    }
    line = trimmed(line);
    return line.empty() ? std::string(proposed) : line;
  }

  // One of the words, or what only one of them begins with; asked again until it is one.
  std::optional<std::string> choice(std::string_view question,
                                    const std::vector<std::string_view>& words,
                                    std::string_view proposed) {
    while (true) {
      const auto answer = text(question, proposed);
      if (!answer) {
        return std::nullopt;
      }
      const auto begins = [&](std::string_view word) { return word.starts_with(*answer); };
      const auto found = std::ranges::find_if(words, begins);
      const bool only = std::ranges::count_if(words, begins) == 1;
      if (only || std::ranges::find(words, *answer) != words.end()) {
        return only ? std::string(*found) : *answer;
      }
      const std::string near = did_you_mean(*answer, words);
      world_.out << fmt::format("`{}` is none of them{}\n", *answer,
                                near.empty() ? "" : "; " + near);
    }
  }

 private:
  World& world_;
};

struct Chosen {
  const Starter* starter = nullptr;
  StarterAnswers answers;
};

std::optional<Chosen> ask(World& world) {
  Questions questions(world);
  world.out << "What does your system do?\n";
  std::vector<std::string_view> names;
  for (const Starter& starter : starters()) {
    names.push_back(starter.name);
    world.out << fmt::format("  {:<12}{}\n", starter.name, starter.what);
  }
  const auto name = questions.choice("The nearest of them", names, names.front());
  if (!name) {
    return std::nullopt;
  }
  Chosen chosen{find_starter(*name), {}};
  const auto title = questions.text("What is it called?", chosen.starter->title);
  const auto organisation =
      title ? questions.text("What is your organisation called?", chosen.answers.organisation)
            : std::nullopt;
  auto supplier = organisation;
  if (organisation && chosen.starter->has_supplier) {
    supplier = questions.text("Who supplies the model?", chosen.answers.supplier);
  }
  const auto sensitivity =
      supplier ? questions.choice(
                     "How sensitive is what people give it: public, internal, "
                     "confidential or secret?",
                     {"public", "internal", "confidential", "secret"}, "confidential")
               : std::nullopt;
  const auto personal =
      sensitivity
          ? questions.choice("Is it about identifiable people: yes or no?", {"yes", "no"}, "yes")
          : std::nullopt;
  if (!personal) {
    return std::nullopt;
  }
  chosen.answers = {*title, *organisation, *supplier, *sensitivity, *personal == "yes"};
  return chosen;
}

// The starter in the one style; the texts of people cannot break it.
std::string written(const Chosen& chosen) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const std::string text = starter_text(*chosen.starter, chosen.answers);
  const source::FileId file = sources.add("model.aisys", text);
  const auto formatted = format::format(sources, file, sink);
  AIXC_CHECK(formatted.has_value());
  return *formatted;
}

int run_init(const Options& options, World& world) {
  if (options.outputs.size() > 1) {
    return refuse(world, "`init` writes one file", "give `-o` once");
  }
  const std::string path = options.outputs.empty() ? "model.aisys" : options.outputs.front();
  const source::ReadResult there = world.files.read(path, 0);
  const bool is_free = path == "-" || there.error == "no such file";
  if (!is_free && !options.force) {
    return refuse(world, fmt::format("`{}` is there already", path),
                  "name another file with `-o`, or give `--force` to replace it");
  }
  std::optional<Chosen> chosen;
  if (!options.starter.empty()) {
    const Starter* starter = find_starter(options.starter);
    chosen = Chosen{starter, {}};
    chosen->answers.title = starter->title;
  } else if (world.in_is_terminal) {
    chosen = ask(world);
    if (!chosen) {
      return refuse(world, "nothing was written");
    }
  } else {
    return refuse(world, "standard input is no terminal, so nobody can be asked",
                  fmt::format("give `--template` with one of {}", names_of_starters()));
  }
  if (const ExitCode code = write_output(path, written(*chosen), world); code != Clean) {
    return code;
  }
  if (path != "-") {
    const std::string check = "aixc check " + path;
    const std::string draw = fmt::format("aixc {} -o report.svg", path);
    world.out << fmt::format("wrote {}\n\n{:<{}}which threats apply, and why\n{}  draw it\n", path,
                             check, draw.size() + 2, draw);
  }
  return Clean;
}

}  // namespace

Command init_command() {
  return {
      .name = "init",
      .arguments = "[-o FILE]",
      .summary = "write a commented model to start from",
      .description =
          "Asks a few questions, or takes `--template`, and writes a small model of that kind, "
          "with "
          "comments that say what to change. It compiles without warnings and is formatted. A file "
          "that is there is replaced only with `--force`.",
      .options = {&option::Template, &InitOutput, &option::Force},
      .examples = {{"aixc init", "ask, and write model.aisys"},
                   {"aixc init --template rag -o assistant.aisys", "without questions"}},
      .least_words = 0,
      .most_words = 0,
      .run = run_init,
  };
}

}  // namespace aixc::cli
