// `aixc FILE -o OUT…`
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/depfile.h"
#include "compiler/cli/gate.h"
#include "compiler/cli/render_output.h"
#include "compiler/cli/session.h"
#include "compiler/render/svg.h"
#include "compiler/render/text.h"
#include "compiler/source/recording.h"

namespace aixc::cli {
namespace {

struct Output {
  std::string path;
  const render::Format* format;
  std::string bytes;
};

ExitCode refuse_format(World& world, const std::string& message, std::string_view given) {
  std::vector<std::string_view> names;
  std::string all;
  for (const render::Format& format : render::formats()) {
    names.push_back(format.name);
    all += fmt::format("{}{}", all.empty() ? "" : ", ", format.name);
  }
  const std::string near = did_you_mean(given, names);
  return refuse(world, message, near.empty() ? fmt::format("`--format` takes {}", all) : near);
}

// The format of each output: its extension's, else the one of `--format`.
std::optional<std::vector<Output>> plan_outputs(const Options& options, World& world) {
  const render::Format* named = nullptr;
  if (!options.format.empty()) {
    named = render::find_format(options.format);
    if (named == nullptr) {
      refuse_format(world, fmt::format("there is no format `{}`", options.format), options.format);
      return std::nullopt;
    }
  }
  std::vector<Output> outputs;
  for (const std::string& path : options.outputs) {
    const render::Format* by_extension = render::format_of_path(path);
    const bool single = options.outputs.size() == 1;
    const render::Format* format =
        named != nullptr && (single || by_extension == nullptr) ? named : by_extension;
    if (format == nullptr && refuse_folder(path, "report.svg", world)) {
      return std::nullopt;
    }
    if (format == nullptr) {
      const size_t dot = path.rfind('.');
      refuse_format(world, fmt::format("no format is known for `{}`", path),
                    dot == std::string::npos ? "" : std::string_view(path).substr(dot + 1));
      return std::nullopt;
    }
    outputs.push_back({path, format, {}});
  }
  return outputs;
}

// Without `-o`: what was found, one line each, and where to go on.
void print_summary(const Compilation& compilation, const Options& options, World& world) {
  const std::string& file = options.words.front();
  render::RenderInput input = render_input(compilation, options, world);
  input.options.color = colors_output(options, world);
  input.options.brief = true;
  world.out << render::render_text(input).bytes;
  if (file == "-") {
    return;  // what was piped in is gone: no command could read it again
  }
  world.out << "\n";
  std::vector<std::pair<std::string, std::string_view>> hints = {
      {fmt::format("aixc {} -o report.svg", file), "draw it"},
      {fmt::format("aixc check {}", file), "each with its reason and controls"}};
  if (!compilation.assessment->questions.empty()) {
    hints.emplace_back(fmt::format("aixc questions {} --ask", file), "answer what is open");
  }
  size_t widest = 0;
  for (const auto& [command, what] : hints) {
    widest = std::max(widest, render::width_of(command));
  }
  for (const auto& [command, what] : hints) {
    world.out << render::padded(command, widest + 2) << what << "\n";
  }
}

void list_views(const Compilation& compilation, World& world) {
  const auto views = render::views_of(compilation.model, *compilation.assessment);
  size_t widest = 0;
  for (const render::ViewInfo& view : views) {
    widest = std::max(widest, render::width_of(view.name));
  }
  for (const render::ViewInfo& view : views) {
    world.out << fmt::format("{}{}: {}\n", render::padded(view.name, widest + 2), view.title,
                             view.description);
  }
}

// Whether `--view` names a picture of this model.
ExitCode check_view(const Compilation& compilation, const Options& options, World& world) {
  const auto views = render::views_of(compilation.model, *compilation.assessment);
  std::vector<std::string_view> names;
  std::string all;
  for (const render::ViewInfo& view : views) {
    names.push_back(view.name);
    all += fmt::format("{}{}", all.empty() ? "" : ", ", view.name);
  }
  if (options.view.empty() || std::ranges::find(names, options.view) != names.end()) {
    return Clean;
  }
  const std::string near = did_you_mean(options.view, names);
  return refuse(world, fmt::format("there is no view `{}`", options.view),
                fmt::format("{}{}the views are {}", near, near.empty() ? "" : " ", all));
}

int gate_code(const Compilation& compilation, const Options& options, World& world) {
  const auto level = band_named(options.fail_on);
  if (!level) {
    return Clean;
  }
  const GateResult result =
      gate(compilation.model, *compilation.assessment, *level, options.strict);
  world.err << gate_line(result, *level) << "\n";
  return result.failed() ? Found : Clean;
}

int build(const Options& options, World& world) {
  auto outputs = plan_outputs(options, world);
  if (!outputs) {
    return Refused;
  }
  const auto shows_plan = [](const Output& output) { return output.format->shows_plan; };
  if (options.plan && std::ranges::none_of(*outputs, shows_plan)) {
    return refuse(world, "`--plan` puts a plan into a report, and no output shows one",
                  "write a page with `-o report.html`, or see `aixc plan`");
  }
  Outcome outcome = compile_system(options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  Compilation& compilation = outcome.compilation;
  if (options.list_views) {
    list_views(compilation, world);
    return Clean;
  }
  if (const ExitCode code = check_view(compilation, options, world); code != Clean) {
    return code;
  }
  if (outputs->empty()) {
    print_summary(compilation, outcome.options, world);
    return gate_code(compilation, outcome.options, world);
  }
  // All are made before the first is written, so that a failure leaves the old ones together.
  for (Output& output : *outputs) {
    render::RenderResult result =
        render_output(compilation, *output.format, outcome.options, world);
    if (!result.error.empty()) {
      return refuse(world, fmt::format("`{}` cannot be made: {}", output.path, result.error));
    }
    for (const std::string& warning : result.warnings) {
      world.err << fmt::format("aixc: {}: {}\n", output.path, warning);
    }
    output.bytes = std::move(result.bytes);
  }
  std::vector<source::NewFile> files;
  for (const Output& output : *outputs) {
    files.push_back({output.path, output.bytes});
  }
  if (const ExitCode code = write_outputs(files, world); code != Clean) {
    return code;
  }
  return gate_code(compilation, outcome.options, world);
}

// Where a path is from here, if it is below; else as it is.
std::string from_here(const std::string& path, const World& world) {
  const std::string here = world.files.canonical(".") + "/";
  return path.starts_with(here) ? path.substr(here.size()) : path;
}

int run_build(const Options& options, World& world) {
  if (options.depfile.empty()) {
    return build(options, world);
  }
  const bool to_files = !options.outputs.empty() && std::ranges::count(options.outputs, "-") == 0;
  if (!to_files || options.words.front() == "-") {
    return refuse(world, "`--depfile` says what files are made from, and here is none",
                  "read a file and write to files with `-o`");
  }
  source::RecordingFileSystem files(world.files);
  World recorded = with_files(world, files);
  const int code = build(options, recorded);
  if (code == Refused) {
    return code;
  }
  std::set<std::string> inputs;
  for (const std::string& path : files.files_read()) {
    inputs.insert(from_here(path, world));
  }
  const ExitCode written =
      write_output(options.depfile, depfile_text(options.outputs, inputs), world);
  return written != Clean ? written : code;
}

}  // namespace

Command build_command() {
  return {
      .name = "",
      .arguments = "FILE [-o OUT]…",
      .summary = "find the threats of a system; write pictures and reports",
      .description =
          "Describe a system in a file: its parts, who stands outside, what flows where. aixc "
          "derives "
          "which threats of the OWASP AI Exchange apply to it and why, and draws them.",
      .options =
          with_reading({&option::Output, &option::OutputFormat, &option::View, &option::ListViews,
                        &option::Theme, &option::Detail, &option::Direction, &option::Scale,
                        &option::Page, &option::Plan, &option::FailOn, &option::Strict,
                        &option::Depfile, &option::SarifSuppressed}),
      .examples = {{"aixc model.aisys", "what was found, as text"},
                   {"aixc model.aisys -o report.svg", "the threat map with its risk register"},
                   {"aixc model.aisys -o report.svg -o model.json", "several outputs of one run"},
                   {"aixc model.aisys --view matrix -o matrix.svg", "another picture of it"},
                   {"cat model.aisys | aixc - -o - --format json",
                    "from standard input to standard output"},
                   {"aixc check models/", "a gate for CI: exit 1 for a threat at high or above"},
                   {"aixc why evasion shield model.aisys", "the reasons of one finding"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_build,
  };
}

}  // namespace aixc::cli
