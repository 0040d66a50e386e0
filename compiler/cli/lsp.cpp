// `aixc lsp`: the language server, on standard input and output.
#include <istream>
#include <iterator>
#include <memory>
#include <ostream>

#include "compiler/cli/command.h"
#include "compiler/cli/configuration.h"
#include "compiler/cli/session.h"
#include "compiler/lsp/run.h"
#include "compiler/version.h"

namespace aixc::cli {
namespace {

// Below the folder for caches (XDG Base Directory Specification); "" if there is none.
std::string cache_folder(const World& world) {
  std::string base = world.environment("XDG_CACHE_HOME");
  if (!base.starts_with('/')) {
    const std::string home = world.environment("HOME");
    base = home.empty() ? "" : home + "/.cache";
  }
  return base.empty() ? "" : base + "/aixc/" + std::string(Version);
}

// All of a stream at once, then its end.
std::function<std::optional<std::string>(int)> all_at_once(std::istream& in) {
  return [&in, done = false](int) mutable -> std::optional<std::string> {
    if (std::exchange(done, true)) {
      return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  };
}

lsp::Project project_of(const std::string& entry, const source::FileSystem& files,
                        const Options& options, World& world) {
  lsp::Project project;
  project.configuration_path = configuration_path(entry, options, files);
  if (!project.configuration_path.empty()) {
    project.configuration = config::load(project.configuration_path, files);
  }
  const config::Config& config = project.configuration.config;
  const bool counts =
      !project.configuration_path.empty() && !project.configuration.sink.has_errors();
  project.options = *compile_options(counts ? merged(options, config) : options, world);
  return project;
}

int run_lsp(const Options& options, World& world) {
  if (!compile_options(options, world)) {
    return Refused;
  }
  lsp::Outside outside{.files = world.files,
                       .layout = world.layout,
                       .project =
                           [&](const std::string& entry, const source::FileSystem& files) {
                             return project_of(entry, files, options, world);
                           },
                       .cache_folder = cache_folder(world),
                       .receive = world.receive ? world.receive : all_at_once(world.in),
                       .send = [&](std::string_view bytes) { world.out << bytes << std::flush; },
                       .is_running = world.is_running};
  return lsp::run(outside);
}

}  // namespace

Command lsp_command() {
  return {
      .name = "lsp",
      .arguments = "",
      .summary = "the language server, for editors",
      .description =
          "Speaks the Language Server Protocol 3.17 on standard input and output, as editors start "
          "it. It reads unsaved texts, follows imports and `aixc.toml`, and ends with the editor. "
          "The recipe for each editor stands in editors/README.md.",
      .options = {&option::Stdlib, &option::Root, &option::AllowOutsideRoot, &option::Config,
                  &option::Today},
      .examples = {{"aixc lsp", "what an editor's configuration names as the server"}},
      .most_words = 0,
      .run = run_lsp,
  };
}

}  // namespace aixc::cli
