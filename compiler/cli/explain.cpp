// `aixc explain WORD`: the page of anything that has a name.
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/library.h"
#include "compiler/cli/session.h"
#include "compiler/diagnostics/diagnostic.h"

namespace aixc::cli {
namespace {

std::string diagnostic_page(diagnostics::Kind kind) {
  const diagnostics::KindInfo& info = diagnostics::info(kind);
  const bool error = info.severity == diagnostics::Severity::Error;
  return fmt::format("{} {}: {}\n\n{}\n{}", diagnostics::code_text(kind),
                     error ? "error" : "warning", info.name, render::paragraph("", info.message, 0),
                     render::paragraph("", info.explanation, 0));
}

// Everything in the library that has this name: an attribute may belong to several kinds.
class Explainer {
 public:
  Explainer(const Compilation& compilation, std::string_view word)
      : model_(compilation.model),
        sources_(compilation.program.sources),
        word_(word),
        symbol_(model_.names.find(word)) {}

  std::vector<std::string> pages() {
    if (const model::ThreatId threat = model_.find_threat(word_)) {
      add(threat);
    }
    if (const model::ControlId control = model_.find_control(word_)) {
      add(control);
    }
    add_named<model::KindId>(model_.kinds);
    add_named<model::RelationId>(model_.relations);
    add_named<model::PathClassId>(model_.paths);
    add_named<model::RuleId>(model_.rules);
    add_named<model::RateId>(model_.rates);
    add_named<model::PolicyId>(model_.policies);
    add_named<model::AttributeId>(model_.attributes);
    return std::move(pages_);
  }

  // Everything that could have been meant.
  std::vector<std::string_view> names() const {
    std::vector<std::string_view> names;
    for (const model::Threat& threat : model_.threats) {
      names.push_back(model_.name_of(threat.entity));
    }
    for (const model::Control& control : model_.controls) {
      names.push_back(model_.name_of(control.entity));
    }
    const auto add_names = [&](const auto& store) {
      for (const auto& item : store) {
        names.push_back(model_.text(item.name));
      }
    };
    add_names(model_.kinds);
    add_names(model_.relations);
    add_names(model_.paths);
    add_names(model_.rules);
    add_names(model_.rates);
    add_names(model_.policies);
    add_names(model_.attributes);
    for (const diagnostics::KindInfo& kind : diagnostics::all_kinds()) {
      names.push_back(kind.name);
    }
    return names;
  }

 private:
  template <typename IdType>
  void add(IdType id) {
    pages_.push_back(page(model_, sources_, id));
  }

  template <typename IdType, typename Store>
  void add_named(const Store& store) {
    for (size_t i = 0; i < store.size(); ++i) {
      if (symbol_ && store[IdType(i)].name == symbol_) {
        add(IdType(i));
      }
    }
  }

  const model::Model& model_;
  const source::SourceMap& sources_;
  std::string_view word_;
  Symbol symbol_;
  std::vector<std::string> pages_;
};

int run_explain(const Options& options, World& world) {
  const std::string& word = options.words.front();
  if (const auto kind = diagnostics::find_kind(word)) {
    world.out << diagnostic_page(*kind);
    return Clean;
  }
  const Outcome outcome =
      compile_library(options.words.size() > 1 ? options.words[1] : "", options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  Explainer explainer(outcome.compilation, word);
  const std::vector<std::string> pages = explainer.pages();
  if (pages.empty()) {
    const std::string near = did_you_mean(word, explainer.names());
    return refuse(
        world, fmt::format("nothing is called `{}`", word),
        near.empty() ? "`aixc list kinds`, `threats`, `controls` … print the names" : near);
  }
  for (const std::string& text : pages) {
    world.out << (&text == &pages.front() ? "" : "\n") << text;
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
          "Prints what the library says about a word: a threat or control by id, slug or alias, a "
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
