// `aixc docs DIR`: the pages of a library as Markdown.
#include <filesystem>
#include <ostream>
#include <set>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/pages/site.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

namespace fs = std::filesystem;

// The models to take examples from stand where other commands have their outputs: a list of paths.
const OptionInfo Models = {"--examples",
                           "PATH",
                           "models to take examples from: a file or a folder; may be given again",
                           &Options::outputs,
                           {}};

// The models below `--examples`; a code if one of them cannot be used.
std::optional<int> read_examples(const Options& options, World& world, pages::Examples& examples) {
  Options models = options;
  models.words = options.outputs;
  const auto entries = entries_of(models, world);
  if (!entries) {
    return Refused;
  }
  const fs::path folder = world.files.canonical(options.words.front());
  for (const std::string& entry : *entries) {
    const Outcome outcome = compile_entry(entry, options, world);
    if (outcome.code != Clean) {
      return outcome.code;
    }
    const Compilation& compilation = outcome.compilation;
    if (compilation.assessment) {
      const fs::path model = world.files.canonical(entry);
      examples.add(compilation.model, *compilation.assessment,
                   model.lexically_relative(folder).generic_string());
    }
  }
  return std::nullopt;
}

// Pages of an earlier run whose subject is gone. They are named and left: a folder of documents may
// hold more than what we wrote.
void tell_strangers(const std::string& folder, const std::set<std::string>& written, World& world) {
  for (const std::string& path :
       world.files.list(folder, ".md").value_or(std::vector<std::string>())) {
    if (!written.contains(fs::path(path).lexically_normal().generic_string())) {
      world.err << fmt::format("aixc: `{}` is no page of this library, and was left as it is\n",
                               path);
    }
  }
}

int run_docs(const Options& options, World& world) {
  const std::string& folder = options.words.front();
  const Outcome library =
      compile_library(options.words.size() > 1 ? options.words[1] : "", options, world);
  if (library.code != Clean) {
    return library.code;
  }
  pages::Examples examples;
  if (const auto code = read_examples(options, world, examples)) {
    return *code;
  }
  const Compilation& compilation = library.compilation;
  const auto files = pages::site({compilation.model, compilation.program.sources}, examples);
  std::set<std::string> written;
  for (const pages::File& file : files) {
    const fs::path path = (fs::path(folder) / file.path).lexically_normal();
    // Folders are made only on the disk, where a file cannot stand without them.
    std::string error = world.files.write(path.string(), file.text);
    if (error == "no such directory") {
      std::error_code made;
      fs::create_directories(path.parent_path(), made);
      error = world.files.write(path.string(), file.text);
    }
    if (!error.empty()) {
      return refuse(world, fmt::format("`{}` cannot be written: {}", path.string(), error));
    }
    written.insert(path.generic_string());
  }
  tell_strangers(folder, written, world);
  world.out << fmt::format("{} in `{}`\n", rules::counted(files.size(), "page"), folder);
  return Clean;
}

}  // namespace

Command docs_command() {
  return {
      .name = "docs",
      .arguments = "DIR [LIBRARY]",
      .summary = "write a page for every threat, control, rule, kind, standard and diagnostic",
      .description =
          "Writes the pages that `aixc explain` prints as Markdown into DIR, linked to each other, "
          "with a list for each folder. With a LIBRARY also the pages of what it declares and "
          "imports. Each page names the models below `--examples` that show what it is about.",
      .options = with_reading({&Models}),
      .examples = {{"aixc docs site", "the pages of the standard library"},
                   {"aixc docs site acme.aisys --examples models/",
                    "those of a company's library, with its models"}},
      .least_words = 1,
      .most_words = 2,
      .run = run_docs,
  };
}

}  // namespace aixc::cli
