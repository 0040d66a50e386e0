// Options and configuration together: what the command line leaves open, `aixc.toml` may say.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "compiler/cli/options.h"
#include "compiler/cli/world.h"
#include "compiler/config/config.h"

namespace aixc::cli {

// The file of configuration of an entry: `--config`, else the nearest `aixc.toml`; "" for none.
std::string configuration_path(const std::string& entry, const Options& options,
                               const source::FileSystem& files);
// `options` with what the configuration says: what was given on the command line wins.
Options merged(const Options& options, const config::Config& config);

// The options of entries, each file of configuration read and reported once.
class Configurations {
 public:
  Configurations(const Options& options, World& world) : options_(options), world_(world) {}

  // Those of one entry; null, with the reasons on standard error, if its configuration has errors.
  const Options* of(const std::string& entry);

 private:
  std::optional<Options> load(const std::string& path);

  const Options& options_;
  World& world_;
  std::map<std::string, std::optional<Options>> by_path_;  // "" for none
};

}  // namespace aixc::cli
