#include "compiler/cli/models.h"

#include <algorithm>
#include <set>

#include "compiler/bind/outline.h"

namespace aixc::cli {
namespace {

// Whether `path` is `folder` or something in it.
bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool is_excluded(const std::string& file, const Options& options, const World& world) {
  const std::string canonical = world.files.canonical(file);
  return std::ranges::any_of(options.exclude, [&](const std::string& one) {
    return is_below(canonical, world.files.canonical(one));
  });
}

}  // namespace

std::optional<std::vector<std::string>> models_among(const std::vector<std::string>& files,
                                                     Configurations& configurations,
                                                     const World& world) {
  struct Candidate {
    std::string file;
    bool declares_system;
  };
  std::vector<Candidate> candidates;
  std::set<std::string> imported;
  for (const std::string& file : files) {
    const Options* options = configurations.of(file);
    if (options == nullptr) {
      return std::nullopt;
    }
    if (!is_excluded(file, *options, world)) {
      const bind::Outline outline = bind::outline(file, world.files);
      candidates.push_back({file, outline.declares_system});
      imported.insert(outline.imports.begin(), outline.imports.end());
    }
  }
  std::vector<std::string> models;
  for (const Candidate& candidate : candidates) {
    if (candidate.declares_system || !imported.contains(world.files.canonical(candidate.file))) {
      models.push_back(candidate.file);
    }
  }
  if (models.empty()) {  // they import each other in a circle, so none is the others' part
    for (Candidate& candidate : candidates) {
      models.push_back(std::move(candidate.file));
    }
  }
  return models;
}

}  // namespace aixc::cli
