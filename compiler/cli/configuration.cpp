#include "compiler/cli/configuration.h"

#include <algorithm>
#include <ostream>

#include "compiler/cli/session.h"
#include "compiler/diagnostics/emit.h"

namespace aixc::cli {
namespace {

// `--config none`
constexpr std::string_view None = "none";

class Merging {
 public:
  explicit Merging(Options& options) : options_(options) {}

  // A default gives way to the configuration, what was given on the command line does not.
  void text(std::string Options::*target, std::string_view flag, const std::string& configured) {
    if (!configured.empty() && std::ranges::find(options_.given, flag) == options_.given.end()) {
      options_.*target = configured;
    }
  }

  void all(const config::Config& config) {
    text(&Options::root, "--root", config.root);
    text(&Options::stdlib, "--stdlib", config.stdlib);
    text(&Options::fail_on, "--fail-on", config.fail_on);
    text(&Options::baseline, "--baseline", config.baseline);
    text(&Options::theme, "--theme", config.theme);
    text(&Options::detail, "--detail", config.detail);
    text(&Options::direction, "--direction", config.direction);
    options_.strict = options_.strict || config.strict.value_or(false);
    options_.plan = options_.plan || config.plan.value_or(false);
    options_.libraries = config.libraries;
    options_.exclude = config.exclude;
    options_.ignore = config.ignore;
    options_.ignore_rules = config.ignore_rules;
    options_.appetite = config.appetite;
  }

 private:
  Options& options_;
};

}  // namespace

std::string configuration_path(const std::string& entry, const Options& options,
                               const source::FileSystem& files) {
  if (options.config.empty()) {
    return config::find(entry, files);
  }
  return options.config == None ? "" : options.config;
}

Options merged(const Options& options, const config::Config& config) {
  Options result = options;
  Merging(result).all(config);
  return result;
}

const Options* Configurations::of(const std::string& entry) {
  const std::string path = configuration_path(entry, options_, world_.files);
  const auto [found, added] = by_path_.try_emplace(path);
  if (added) {
    found->second = path.empty() ? options_ : load(path);
  }
  return found->second ? &*found->second : nullptr;
}

std::optional<Options> Configurations::load(const std::string& path) {
  const config::Loaded loaded = config::load(path, world_.files);
  if (loaded.sink.has_errors()) {
    world_.err << diagnostics::to_text(loaded.sink.sorted(), loaded.sources,
                                       {.color = colors_errors(options_, world_)});
    return std::nullopt;
  }
  return merged(options_, loaded.config);
}

}  // namespace aixc::cli
