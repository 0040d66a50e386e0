// `aixc diff OLD NEW`: what a change does to the threat model.
#include "compiler/render/diff.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <memory>
#include <ostream>
#include <set>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/gate.h"
#include "compiler/cli/models.h"
#include "compiler/cli/session.h"
#include "compiler/diff/differences.h"
#include "compiler/source/git_file_system.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view GitPrefix = "git:";

// One of the two that are compared: a path, here or in a revision.
struct Side {
  std::string given;
  std::string path;  // empty: the other side's
  std::unique_ptr<source::GitFileSystem> revision;
  std::optional<World> world;
};

// One model on both sides; a side may lack it.
struct Pair {
  std::string file;
  std::optional<Outcome> before;
  std::optional<Outcome> after;
  diff::Differences differences;
};

class Diff {
 public:
  Diff(const Options& options, World& world) : options_(options), world_(world) {}

  int run() {
    if (options_.json && options_.markdown) {
      return refuse(world_, "`--json` and `--markdown` exclude each other");
    }
    if (!open(options_.words[0], old_) || !open(options_.words[1], new_) || !share_path()) {
      return Refused;
    }
    int code = Clean;
    const auto files = find_models();
    if (!files) {
      return Refused;
    }
    for (const std::string& file : *files) {
      code = std::max(code, compile_both(file));
    }
    return code == Clean ? tell() : code;
  }

 private:
  // ---- the two sides ----
  bool open(const std::string& given, Side& side) {
    side.given = given;
    if (!given.starts_with(GitPrefix)) {
      side.path = given;
      side.world.emplace(with_files(world_, world_.files));
      return true;
    }
    const std::string rest = given.substr(GitPrefix.size());
    const size_t colon = rest.find(':');
    const std::string here = world_.files.canonical(".");
    std::string error;
    side.revision =
        source::GitFileSystem::open(rest.substr(0, colon), here, world_.run_process, error);
    if (!side.revision) {
      refuse(world_, fmt::format("`{}` cannot be read: {}", given, error),
             "the form is `git:REVISION` or `git:REVISION:PATH`, as in `git:main`");
      return false;
    }
    if (colon != std::string::npos) {
      // As git has it: from the top of the repository.
      side.path =
          (fs::path(side.revision->top()) / rest.substr(colon + 1)).lexically_relative(here);
    }
    side.world.emplace(with_files(world_, *side.revision));
    return true;
  }

  bool share_path() {
    if (old_.path.empty() && new_.path.empty()) {
      refuse(world_, "neither of the two names a file", "write `aixc diff git:main model.aisys`");
      return false;
    }
    if (old_.path.empty()) {
      old_.path = new_.path;
    } else if (new_.path.empty()) {
      new_.path = old_.path;
    }
    for (const Side* side : {&old_, &new_}) {
      if (side->path == "-") {
        refuse(world_, "standard input cannot be compared", "name a file");
        return false;
      }
    }
    return true;
  }

  // ---- the models ----
  // Names from the folders of both sides; the one empty name stands for the files themselves.
  std::optional<std::vector<std::string>> find_models() {
    std::set<std::string> names;
    bool folders = false;
    for (Side* side : {&old_, &new_}) {
      const auto below = side->world->files.list(side->path, ".aisys");
      if (!below) {
        continue;
      }
      folders = true;
      Configurations configurations(options_, *side->world);
      const auto models = models_among(*below, configurations, *side->world);
      if (!models) {
        return std::nullopt;
      }
      for (const std::string& model : *models) {
        names.insert(fs::path(model).lexically_relative(side->path).generic_string());
      }
    }
    if (!folders) {
      return std::vector<std::string>{""};
    }
    if (names.empty()) {
      refuse(world_, fmt::format("there is no model below `{}`", new_.path));
      return std::nullopt;
    }
    return std::vector<std::string>(names.begin(), names.end());
  }

  static std::string entry_of(const Side& side, const std::string& name) {
    return name.empty() ? side.path : (fs::path(side.path) / name).lexically_normal().string();
  }

  static bool has(const Side& side, const std::string& entry) {
    return side.world->files.read(entry, bind::MaxFileBytes).error != "no such file";
  }

  int compile_both(const std::string& name) {
    Pair pair;
    pair.file = entry_of(new_, name);
    // What is not in a folder or a revision has come, or is gone; a file that was named is missing.
    const bool may_lack_old = !name.empty() || old_.revision;
    const bool may_lack_new = !name.empty() || new_.revision;
    int code = Clean;
    if (!may_lack_old || has(old_, entry_of(old_, name))) {
      code = compile(old_, entry_of(old_, name), pair.before);
    }
    if (!may_lack_new || has(new_, entry_of(new_, name))) {
      code = std::max(code, compile(new_, entry_of(new_, name), pair.after));
    }
    if (code == Clean && !pair.before && !pair.after) {
      return refuse(world_, fmt::format("neither side has a file `{}`", pair.file));
    }
    pairs_.push_back(std::move(pair));
    return code;
  }

  int compile(Side& side, const std::string& entry, std::optional<Outcome>& into) {
    into = compile_quietly(entry, options_, *side.world);
    const bool has_errors = into->compilation.sink.has_errors();
    if (into->code == Refused || has_errors) {
      print_diagnostics(into->compilation, options_, world_);
      world_.err << fmt::format("aixc: `{}` cannot be compared: it has errors{}\n", entry,
                                side.revision ? " in " + side.given : "");
      return into->code == Refused ? Refused : Found;
    }
    return Clean;
  }

  // ---- telling ----
  diff::Version version(const std::optional<Outcome>& outcome) const {
    static const model::Model NoModel;
    static const rules::Assessment NoAssessment;
    static const source::SourceMap NoSources;
    if (!outcome) {
      return {NoModel, NoAssessment, NoSources};
    }
    const Compilation& compilation = outcome->compilation;
    return {compilation.model, compilation.assessment ? *compilation.assessment : NoAssessment,
            compilation.program.sources};
  }

  int tell() {
    const auto level = band_named(options_.fail_on_new);
    std::vector<render::Compared> all;
    size_t failing = 0;
    for (Pair& pair : pairs_) {
      const diff::Version before = version(pair.before);
      const diff::Version after = version(pair.after);
      pair.differences = diff::compare(before, after);
      const bool is_single = pairs_.size() == 1;
      if (pair.differences.changes.empty() && !is_single) {
        continue;
      }
      render::Compared compared;
      const model::Model& shown = pair.after ? after.model : before.model;
      compared.title = shown.system ? shown.label_of(shown.system) : pair.file;
      compared.title += !pair.before ? " (new)" : !pair.after ? " (gone)" : "";
      compared.file = pair.file;
      compared.differences = &pair.differences;
      compared.before = &before.sources;
      compared.after = &after.sources;
      for (size_t i = 0; level && i < pair.differences.changes.size(); ++i) {
        const diff::Change& change = pair.differences.changes[i];
        const bool is_policy =
            change.subject == diff::Subject::Violation && change.what == diff::What::Came;
        if (is_policy || (change.worse && change.level && *change.level >= *level)) {
          compared.failing.push_back(i);
        }
      }
      failing += compared.failing.size();
      all.push_back(std::move(compared));
    }
    if (options_.json) {
      world_.out << render::diff_json(all);
    } else if (options_.markdown) {
      world_.out << render::diff_markdown(all);
    } else {
      world_.out << render::diff_text(all, colors_output(options_, world_));
      world_.out << (all.empty() ? "nothing has changed\n" : "");
    }
    if (level) {
      world_.err << fmt::format(
          "gate: {}\n",
          failing == 0 ? fmt::format("passed, nothing new at {} or above", rules::word(*level))
                       : fmt::format("failed, {} at {} or above",
                                     rules::counted(failing, "new threat"), rules::word(*level)));
    }
    return failing > 0 ? Found : Clean;
  }

  const Options& options_;
  World& world_;
  Side old_;
  Side new_;
  std::deque<Pair> pairs_;
};

int run_diff(const Options& options, World& world) {
  return Diff(options, world).run();
}

}  // namespace

Command diff_command() {
  return {
      .name = "diff",
      .arguments = "OLD NEW",
      .summary = "what a change does: threats, risks, controls and questions that came or went",
      .description =
          "Compares two versions of a model, and says of each threat that came, went or changed "
          "its "
          "level which change of the drawing made it so. Then the attack scenarios, policies, "
          "questions, treatments, elements, flows and attributes.\n\nOLD and NEW are files, "
          "folders, or `git:REVISION` for the same path in a revision, `git:REVISION:PATH` for "
          "another one; imports and `aixc.toml` are read from the revision too. What a revision "
          "does not have is new. Things are the same by their path: another label or another line "
          "is no change, and what stands in another boundary has moved.",
      .options = with_reading({&option::Json, &option::Markdown, &option::FailOnNew}),
      .examples = {{"aixc diff git:main model.aisys", "what the working copy changes"},
                   {"aixc diff git:main models/ --markdown", "a comment for a pull request"},
                   {"aixc diff git:main models/ --fail-on-new high",
                    "exit 1 for what is new at high or above"},
                   {"aixc diff old.aisys new.aisys --json", "two files, for scripts"}},
      .least_words = 2,
      .most_words = 2,
      .run = run_diff,
  };
}

}  // namespace aixc::cli
