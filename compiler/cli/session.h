// What the commands share: compiling an entry as the options say, telling what is wrong with it,
// writing outputs.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "compiler/cli/command.h"
#include "compiler/pipeline.h"
#include "compiler/render/format.h"
#include "compiler/render/paint.h"

namespace aixc::cli {

// A compiled entry. `code` is Clean if it can be used; else what to exit with, and why stands on
// standard error already.
struct Outcome {
  ExitCode code = Clean;
  Compilation compilation;
  Options options;  // those given, with what the configuration of the entry says besides
};

// The words that name files; a folder stands for all `.aisys` files below it, sorted. Refuses
// folders without any: then it gives nothing.
std::optional<std::vector<std::string>> entries_of(const Options& options, World& world);

// `options` with what the `aixc.toml` of the entry says: what was given on the command line wins.
// With errors in it, they are printed on standard error, and there is nothing.
std::optional<Options> configured(const std::string& entry, const Options& options, World& world);

// Compiles a path, or standard input for `-`, and prints its diagnostics on standard error. With
// `--strict` warnings count as errors.
Outcome compile_entry(const std::string& entry, const Options& options, World& world);
// The same, but says nothing of what is wrong with the entry. With `Told` nothing is given out for
// pictures either.
Outcome compile_quietly(const std::string& entry, const Options& options, World& world,
                        rules::Explain explain = rules::Explain::All);
// The same, with options that have been configured.
Outcome compile_configured(const std::string& entry, const Options& options, World& world,
                           rules::Explain explain = rules::Explain::All);
// The same as `compile_entry`, and a system is needed: a library is refused.
Outcome compile_system(const std::string& entry, const Options& options, World& world);
// The standard library alone, or with `entry` and what it imports, without looking for a system.
Outcome compile_library(const std::string& entry, const Options& options, World& world);

// `--today`, else the day of the world; nothing, and a word on standard error, if it is no date.
std::optional<rules::AssessOptions> assess_options(const Options& options, World& world);

// How to compile with options that have been configured; nothing as above.
std::optional<CompileOptions> compile_options(const Options& options, World& world);

// Prints the diagnostics of a compilation as text.
void print_diagnostics(const Compilation& compilation, const Options& options, World& world);

// Prints `aixc: MESSAGE` and, unless it is empty, a line of help; gives Refused.
ExitCode refuse(World& world, const std::string& message, const std::string& help = {});

// Colours for standard output and standard error: `--color`, NO_COLOR, and whether it is a
// terminal.
bool colors_output(const Options& options, const World& world);
bool colors_errors(const Options& options, const World& world);

// What pictures and texts are made with.
render::RenderInput render_input(const Compilation& compilation, const Options& options,
                                 World& world);

// Refuses to write to a folder, and names a file in it that could be meant; false if `path` is
// none.
bool refuse_folder(const std::string& path, std::string_view file, World& world);

// Writes to paths, or to standard output for `-`: all or none. Tells what fails.
ExitCode write_outputs(std::span<const source::NewFile> outputs, World& world);
ExitCode write_output(const std::string& path, const std::string& bytes, World& world);

}  // namespace aixc::cli
