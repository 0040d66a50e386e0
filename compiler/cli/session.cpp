#include "compiler/cli/session.h"

#include <istream>
#include <iterator>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/configuration.h"
#include "compiler/cli/gate.h"
#include "compiler/diagnostics/emit.h"

namespace aixc::cli {
namespace {

std::string whole(std::istream& in) {
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool colors(const Options& options, const World& world, bool is_terminal) {
  if (options.color != "auto") {
    return options.color == "always";
  }
  return is_terminal && world.environment("NO_COLOR").empty();
}

}  // namespace

std::optional<rules::AssessOptions> assess_options(const Options& options, World& world) {
  rules::AssessOptions result;
  result.today = world.today;
  if (!options.today.empty() && !model::parse_date(options.today, result.today)) {
    refuse(world, fmt::format("`{}` is no day of the calendar", options.today),
           "write `--today 2027-06-30`");
    return std::nullopt;
  }
  result.appetite = band_named(options.appetite);
  result.ignored_rules = options.ignore_rules;
  return result;
}

std::optional<CompileOptions> compile_options(const Options& options, World& world) {
  const auto assessing = assess_options(options, world);
  if (!assessing) {
    return std::nullopt;
  }
  CompileOptions result;
  result.load.root = options.root;
  result.load.allow_outside_root = options.allow_outside_root;
  result.load.stdlib_directory = options.stdlib;
  result.load.libraries = options.libraries;
  result.assess = *assessing;
  for (const std::string& code : options.ignore) {
    if (const auto kind = diagnostics::find_kind(code)) {
      result.ignored.push_back(*kind);
    }
  }
  return result;
}

std::optional<std::vector<std::string>> entries_of(const Options& options, World& world) {
  std::vector<std::string> entries;
  for (const std::string& word : options.words) {
    const auto below = word == "-" ? std::nullopt : world.files.list(word, ".aisys");
    if (!below) {
      entries.push_back(word);
    } else if (below->empty()) {
      refuse(world, fmt::format("no file below `{}` ends in `.aisys`", word));
      return std::nullopt;
    } else {
      entries.insert(entries.end(), below->begin(), below->end());
    }
  }
  return entries;
}

ExitCode refuse(World& world, const std::string& message, const std::string& help) {
  world.err << "aixc: " << message << "\n";
  if (!help.empty()) {
    world.err << "  help: " << help << "\n";
  }
  return Refused;
}

bool colors_output(const Options& options, const World& world) {
  return colors(options, world, world.out_is_terminal);
}

bool colors_errors(const Options& options, const World& world) {
  return colors(options, world, world.err_is_terminal);
}

void print_diagnostics(const Compilation& compilation, const Options& options, World& world) {
  const auto diagnostics = compilation.sink.sorted();
  if (!diagnostics.empty()) {
    world.err << diagnostics::to_text(diagnostics, compilation.program.sources,
                                      {.color = colors_errors(options, world)});
  }
}

std::optional<Options> configured(const std::string& entry, const Options& options, World& world) {
  Configurations configurations(options, world);
  const Options* found = configurations.of(entry);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

Outcome compile_quietly(const std::string& entry, const Options& options, World& world,
                        rules::Explain explain) {
  const auto effective = configured(entry, options, world);
  if (!effective) {
    Outcome outcome;
    outcome.code = Refused;
    return outcome;
  }
  return compile_configured(entry, *effective, world, explain);
}

Outcome compile_configured(const std::string& entry, const Options& options, World& world,
                           rules::Explain explain) {
  Outcome outcome;
  outcome.options = options;
  auto compiling = compile_options(options, world);
  if (!compiling) {
    outcome.code = Refused;
    return outcome;
  }
  compiling->assess.explain = explain;
  if (explain == rules::Explain::Told) {
    compiling->assess.show.clear();
  }
  const std::string input = entry == "-" ? whole(world.in) : std::string();
  outcome.compilation = read(entry, input, world.files, *compiling);
  if (explain == rules::Explain::Told) {  // nobody looks at the text again but at its comments
    for (ast::File& file : outcome.compilation.program.files) {
      file.statements = std::vector<ast::Statement>();
    }
  }
  assess(outcome.compilation, *compiling);
  const diagnostics::Sink& sink = outcome.compilation.sink;
  if (!outcome.compilation.program.entry) {
    outcome.code = Refused;
  } else if (sink.has_errors() || (options.strict && sink.warning_count() > 0)) {
    outcome.code = Found;
  }
  return outcome;
}

Outcome compile_entry(const std::string& entry, const Options& options, World& world) {
  Outcome outcome = compile_quietly(entry, options, world);
  print_diagnostics(outcome.compilation, options, world);
  return outcome;
}

Outcome compile_system(const std::string& entry, const Options& options, World& world) {
  Outcome outcome = compile_entry(entry, options, world);
  if (outcome.code == Clean && !outcome.compilation.assessment) {
    refuse(world, fmt::format("`{}` describes no system", entry),
           "a model begins with `system NAME \"Title\" { … }`");
    outcome.code = Found;
  }
  return outcome;
}

Outcome compile_library(const std::string& entry, const Options& options, World& world) {
  if (!entry.empty()) {
    return compile_entry(entry, options, world);
  }
  Outcome outcome;
  const auto effective = configured("-", options, world);
  const auto compiling = effective ? compile_options(*effective, world) : std::nullopt;
  if (!compiling) {
    outcome.code = Refused;
    return outcome;
  }
  outcome.options = *effective;
  outcome.compilation = compile("-", "", world.files, *compiling);
  print_diagnostics(outcome.compilation, options, world);
  outcome.code = outcome.compilation.sink.has_errors() ? Found : Clean;
  return outcome;
}

render::RenderInput render_input(const Compilation& compilation, const Options& options,
                                 World& world) {
  render::RenderOptions rendering;
  rendering.theme = options.theme == "dark"    ? render::Theme::Dark
                    : options.theme == "light" ? render::Theme::Light
                                               : render::Theme::Auto;
  rendering.view = options.view;
  if (!options.scale.empty()) {
    rendering.scale = std::stod(options.scale);  // one of the choices
  }
  rendering.paper = options.page == "a4"       ? render::Paper::A4
                    : options.page == "letter" ? render::Paper::Letter
                                               : render::Paper::Fit;
  if (options.detail == "none") {
    rendering.detail = diagram::Detail::None;
  } else if (options.detail == "badges") {
    rendering.detail = diagram::Detail::Badges;
  } else if (options.detail == "threats") {
    rendering.detail = diagram::Detail::Threats;
  }
  if (!options.direction.empty() && options.direction != "auto") {
    rendering.direction =
        options.direction == "right" ? diagram::Direction::Right : diagram::Direction::Down;
  }
  rendering.suppressed = options.sarif_suppressed;
  return {compilation.model, *compilation.assessment, compilation.program.sources,
          world.layout,      world.rasterizer,        rendering};
}

bool refuse_folder(const std::string& path, std::string_view file, World& world) {
  const bool is_folder = !path.empty() && path != "-" && world.files.list(path, file);
  if (is_folder) {
    refuse(world, fmt::format("`{}` is a folder", path),
           fmt::format("name a file in it: `{}{}{}`", path, path.ends_with('/') ? "" : "/", file));
  }
  return is_folder;
}

ExitCode write_outputs(std::span<const source::NewFile> outputs, World& world) {
  std::vector<source::NewFile> files;
  for (const source::NewFile& output : outputs) {
    if (output.path != "-") {
      files.push_back(output);
    }
  }
  if (const auto error = world.files.write_all(files)) {
    return refuse(world, fmt::format("`{}` cannot be written: {}", error->path, error->reason),
                  files.size() > 1 ? "nothing was written, the other outputs neither" : "");
  }
  for (const source::NewFile& output : outputs) {
    if (output.path == "-") {
      world.out << output.bytes;
    }
  }
  return Clean;
}

ExitCode write_output(const std::string& path, const std::string& bytes, World& world) {
  const source::NewFile output{path, bytes};
  return write_outputs({&output, 1}, world);
}

}  // namespace aixc::cli
