// `aixc explain WORD`: the page of anything that has a name.
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/pages/pages.h"
#include "compiler/pages/text.h"

namespace aixc::cli {
namespace {

int run_explain(const Options& options, World& world) {
  const std::string& word = options.words.front();
  if (const auto kind = diagnostics::find_kind(word)) {
    world.out << pages::to_text(pages::page_of(*kind), {});
    return Clean;
  }
  const Outcome outcome =
      compile_library(options.words.size() > 1 ? options.words[1] : "", options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  const Compilation& compilation = outcome.compilation;
  const std::vector<pages::Page> found =
      pages::pages_named({compilation.model, compilation.program.sources}, word);
  if (found.empty()) {
    const std::string near = did_you_mean(word, pages::all_names(compilation.model));
    return refuse(
        world, fmt::format("nothing is called `{}`", word),
        near.empty() ? "`aixc list kinds`, `threats`, `controls` … print the names" : near);
  }
  for (const pages::Page& page : found) {
    world.out << (&page == &found.front() ? "" : "\n")
              << pages::to_text(page, compilation.program.sources);
  }
  return Clean;
}

}  // namespace

Command explain_command() {
  return {
      .name = "explain",
      .arguments = "WORD [FILE]",
      .summary = "the page of a threat, control, kind, attribute, rule or diagnostic",
      .description =
          "Prints what the library says about a word: a threat or control by id, slug, alias or "
          "title, a "
          "kind, relation, path class, attribute, rule, rate or policy by name, a diagnostic by "
          "code "
          "or name. With a FILE also the words of the libraries that it imports.",
      .options = with_reading({}),
      .examples = {{"aixc explain indirect_prompt_injection", "what it is and what to do"},
                   {"aixc explain llm", "a kind, its attributes and relations"},
                   {"aixc explain autonomy", "an attribute and its values"},
                   {"aixc explain AIX2003", "a diagnostic and the way out"}},
      .least_words = 1,
      .most_words = 2,
      .run = run_explain,
  };
}

}  // namespace aixc::cli
