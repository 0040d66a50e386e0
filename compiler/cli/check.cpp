// `aixc check FILE…`: the gate for CI.
#include <algorithm>
#include <deque>
#include <ostream>
#include <set>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/configuration.h"
#include "compiler/cli/gate.h"
#include "compiler/cli/models.h"
#include "compiler/cli/session.h"
#include "compiler/render/check/format.h"
#include "compiler/render/text.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

// One file to write besides what is printed.
struct SideOutput {
  std::string path;
  const render::CheckFormat* format;
};

class Check {
 public:
  Check(const Options& options, World& world)
      : options_(options), world_(world), configurations_(options, world) {}

  int run() {
    if (!plan_outputs() || !find_models()) {
      return Refused;
    }
    for (const std::string& entry : entries_) {
      if (!compile_one(entry)) {
        return Refused;
      }
    }
    if (!options_.write_baseline.empty()) {
      return write_baseline();
    }
    for (render::Checked& checked : checked_) {
      if (!apply_gate(checked)) {
        return Refused;
      }
    }
    return tell();
  }

 private:
  // ---- what is to be checked, and written ----
  bool plan_outputs() {
    for (const std::string& given : options_.outputs) {
      const size_t colon = given.find(':');
      const render::CheckFormat* format = render::find_check_format(given.substr(0, colon));
      const bool is_named = colon != std::string::npos && format != nullptr;
      const std::string path = is_named ? given.substr(colon + 1) : given;
      format = is_named ? format : render::check_format_of_path(given);
      if (format == nullptr && refuse_folder(path, "aixc.sarif", world_)) {
        return false;
      }
      if (format == nullptr || path.empty()) {
        std::string names;
        for (const render::CheckFormat& one : render::check_formats()) {
          names += fmt::format("{}`{}`", names.empty() ? "" : ", ", one.name);
        }
        refuse(world_, fmt::format("no format is known for `{}`", given),
               fmt::format("write it before the name, as in `gitlab:quality.json`: {}", names));
        return false;
      }
      outputs_.push_back({path, format});
    }
    return true;
  }

  // Named files are checked as they are, folders are searched.
  bool find_models() {
    std::set<std::string> named;
    for (const std::string& word : options_.words) {
      const auto below = word == "-" ? std::nullopt : world_.files.list(word, ".aisys");
      if (!below) {
        if (word == "-" || named.insert(world_.files.canonical(word)).second) {
          entries_.push_back(word);
        }
        continue;
      }
      auto found = models_among(*below, configurations_, world_);
      if (!found) {
        return false;
      }
      if (found->empty()) {
        refuse(world_, fmt::format("there is no model below `{}`", word),
               "a model is a file that ends in `.aisys`");
        return false;
      }
      for (std::string& entry : *found) {
        if (named.insert(world_.files.canonical(entry)).second) {
          entries_.push_back(std::move(entry));
        }
      }
    }
    return true;
  }

  // ---- compiling and judging ----
  bool compile_one(const std::string& entry) {
    const Options* options = configurations_.of(entry);
    if (options == nullptr || !assess_options(*options, world_)) {
      return false;
    }
    const Outcome& outcome =
        outcomes_.emplace_back(compile_configured(entry, *options, world_, explain_for(*options)));
    const Compilation& compilation = outcome.compilation;
    render::Checked& checked = checked_.emplace_back();
    checked.entry = entry;
    checked.readable = outcome.code != Refused;
    checked.diagnostics = compilation.sink.sorted();
    checked.sources = &compilation.program.sources;
    checked.model = &compilation.model;
    const bool usable = compilation.assessment && !compilation.sink.has_errors();
    checked.assessment = usable ? &*compilation.assessment : nullptr;
    return true;
  }

  // Ways and facts are only looked for where they are shown, or stand in a key.
  rules::Explain explain_for(const Options& options) const {
    const auto& format = options_.format;
    const bool shows_reasons = format == "json" || format == "sarif" || format == "gitlab";
    const bool has_keys = !options.baseline.empty() || !options_.write_baseline.empty();
    return shows_reasons || has_keys || !outputs_.empty() ? rules::Explain::All
                                                          : rules::Explain::Told;
  }

  bool apply_gate(render::Checked& checked) {
    if (checked.assessment == nullptr) {
      return true;
    }
    const Options& options = options_of(checked);
    const Baseline* baseline = nullptr;
    if (!options.baseline.empty()) {
      baseline = baseline_at(options.baseline);
      if (baseline == nullptr || !is_only_one_named(checked)) {
        return false;
      }
    }
    checked.gate =
        gate(*checked.model, *checked.assessment, level_of(options), options.strict, baseline);
    return true;
  }

  // A baseline goes by the names of systems, so that files can be moved.
  bool is_only_one_named(const render::Checked& checked) {
    const std::string name(checked.model->name_of(checked.model->system));
    const auto [first, added] = systems_.try_emplace(name, checked.entry);
    if (!added) {
      refuse(world_,
             fmt::format("`{}` and `{}` both describe a system `{}`, and a baseline cannot tell "
                         "them apart",
                         first->second, checked.entry, name),
             "give one of the systems another name, or check them one by one");
    }
    return added;
  }

  const Baseline* baseline_at(const std::string& path) {
    const auto [found, added] = baselines_.try_emplace(path);
    if (added) {
      const source::ReadResult read = world_.files.read(path, bind::MaxFileBytes);
      std::string error = read.error;
      found->second = read.text ? read_baseline(*read.text, error) : std::nullopt;
      if (!found->second) {
        refuse(world_, fmt::format("the baseline `{}` cannot be read: {}", path, error),
               fmt::format("`--write-baseline {}` writes one", path));
      }
    }
    return found->second ? &*found->second : nullptr;
  }

  int write_baseline() {
    Baseline baseline;
    size_t count = 0;
    for (const render::Checked& checked : checked_) {
      print_errors(checked);
      if (!checked.readable || has_errors(checked)) {
        return refuse(world_, "no baseline is written while a model has errors");
      }
      if (checked.assessment == nullptr) {
        continue;
      }
      if (!is_only_one_named(checked)) {
        return Refused;
      }
      auto entries = cli::entries_of(*checked.model, *checked.assessment);
      count += entries.size();
      baseline.systems[std::string(checked.model->name_of(checked.model->system))] =
          std::move(entries);
    }
    const ExitCode code = write_output(options_.write_baseline, baseline_text(baseline), world_);
    if (code == Clean && options_.write_baseline != "-") {
      world_.out << fmt::format("{}: {} written as known\n", options_.write_baseline,
                                rules::counted(count, "finding"));
    }
    return code;
  }

  // ---- telling ----
  const Options& options_of(const render::Checked& checked) const {
    return outcomes_[static_cast<size_t>(&checked - &checked_.front())].options;
  }

  static rules::Band level_of(const Options& options) {
    return band_named(options.fail_on).value_or(rules::Band::High);
  }

  static bool has_errors(const render::Checked& checked) {
    return std::ranges::any_of(checked.diagnostics, [](const diagnostics::Diagnostic& one) {
      return diagnostics::info(one.kind).severity == diagnostics::Severity::Error;
    });
  }

  int code_of(const render::Checked& checked) const {
    const Outcome& outcome = outcomes_[static_cast<size_t>(&checked - &checked_.front())];
    if (outcome.code == Refused) {
      return Refused;
    }
    const bool found = outcome.code == Found || checked.gate.failed();
    return found && !options_.exit_zero ? Found : Clean;
  }

  int tell() {
    int code = Clean;
    for (const render::Checked& checked : checked_) {
      code = std::max(code, code_of(checked));
    }
    // One report has one level: that of the first model, unless the command line says another.
    const Options& first = outcomes_.front().options;
    const render::CheckReport report{
        checked_, level_of(first), first.strict,
        std::ranges::none_of(checked_, [&](const auto& one) { return fails(one); }),
        options_.sarif_suppressed};
    const render::CheckFormat* format = render::find_check_format(options_.format);
    for (const render::Checked& checked : checked_) {
      if (format == nullptr) {
        print_text(checked);
      } else if (!checked.readable) {
        print_errors(checked);
      }
    }
    if (format != nullptr) {
      world_.out << format->render(report);
    }
    std::vector<std::string> texts;
    for (const SideOutput& output : outputs_) {
      texts.push_back(output.format->render(report));
    }
    std::vector<source::NewFile> files;
    for (size_t i = 0; i < outputs_.size(); ++i) {
      files.push_back({outputs_[i].path, texts[i]});
    }
    code = std::max<int>(code, write_outputs(files, world_));
    tell_gone();
    return code;
  }

  bool fails(const render::Checked& checked) const {
    const Outcome& outcome = outcomes_[static_cast<size_t>(&checked - &checked_.front())];
    return outcome.code != Clean || checked.gate.failed();
  }

  void print_errors(const render::Checked& checked) {
    print_diagnostics(outcomes_[static_cast<size_t>(&checked - &checked_.front())].compilation,
                      options_, world_);
  }

  void print_text(const render::Checked& checked) {
    const Outcome& outcome = outcomes_[static_cast<size_t>(&checked - &checked_.front())];
    print_errors(checked);
    if (outcome.code != Clean) {
      return;
    }
    if (checked.assessment == nullptr) {
      world_.out << fmt::format("{}: a library, without errors\n", checked.entry);
      return;
    }
    render::RenderInput input = render_input(outcome.compilation, outcome.options, world_);
    input.options.color = colors_output(options_, world_);
    const render::Paint paint(input.options.color);
    const std::string line = gate_line(checked.gate, level_of(outcome.options));
    world_.out << render::render_text(input).bytes << "\n"
               << (checked.gate.failed() ? paint.bad(line) : paint.good(line)) << "\n"
               << gate_news(*checked.model, *checked.assessment, checked.gate);
  }

  // A baseline that is longer than needed lets back in what was mended once.
  void tell_gone() {
    size_t gone = 0;
    for (const render::Checked& checked : checked_) {
      gone += checked.gate.gone.size();
    }
    if (gone > 0) {
      world_.err << fmt::format(
          "aixc: {} of the baseline {} gone: shrink it with `--write-baseline {}`\n",
          rules::counted(gone, "finding"), gone == 1 ? "is" : "are",
          outcomes_.front().options.baseline);
    }
  }

  const Options& options_;
  World& world_;
  Configurations configurations_;
  std::vector<SideOutput> outputs_;
  std::vector<std::string> entries_;
  std::deque<Outcome> outcomes_;  // in step with `checked_`, which points into them
  std::vector<render::Checked> checked_;
  std::map<std::string, std::optional<Baseline>> baselines_;
  std::map<std::string, std::string> systems_;  // and the entry that describes each
};

int run_check(const Options& options, World& world) {
  return Check(options, world).run();
}

}  // namespace

Command check_command() {
  return {
      .name = "check",
      .arguments = "FILE…",
      .summary = "gate: exit 1 when a threat is too high, or a model has errors",
      .description =
          "Reports the findings of each model, worst first, and fails for threats whose remaining "
          "level is at or above `--fail-on` (`high` unless given), for broken policies and for "
          "errors in a model. A range counts by its upper end. Open threats are told; they fail "
          "the gate only with `--strict`.\n\nA folder stands for the models below it: all "
          "`.aisys` files but those that another imports and that declare no system of their own. "
          "`exclude` of `aixc.toml` leaves files and folders out.\n\nWith `--baseline` only what "
          "the file does not know fails: threats that are new, or worse than they were. Exit "
          "codes: 0 passed; 1 failed; 2 wrong usage, or something that cannot be read or written.",
      .options = with_reading({&option::FailOn, &option::Strict, &option::ExitZero,
                               &option::CheckFormat, &option::CheckOutput, &option::Baseline,
                               &option::WriteBaseline, &option::SarifSuppressed}),
      .examples = {{"aixc check model.aisys", "the gate with its usual level"},
                   {"aixc check models/ --fail-on critical", "all models of a folder"},
                   {"aixc check models/ --format gcc", "one line each, for editors and CI logs"},
                   {"aixc check models/ --format github -o aixc.sarif -o summary.md",
                    "annotations, code scanning and a summary in one run"},
                   {"aixc check models/ --write-baseline known.json", "begin with what there is"},
                   {"aixc check model.aisys --exit-zero", "report only; 2 still means a failure"}},
      .least_words = 1,
      .run = run_check,
  };
}

}  // namespace aixc::cli
