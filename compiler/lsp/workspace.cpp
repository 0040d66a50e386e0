#include "compiler/lsp/workspace.h"

#include <algorithm>
#include <filesystem>

#include "compiler/parse/parse.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::lsp {
namespace {

constexpr std::string_view Ending = ".aisys";
constexpr size_t MaxFiles = 2000;  // of a workspace, that are looked into for imports
constexpr size_t MaxFileBytes = size_t{4} * 1024 * 1024;

std::vector<Workspace::Found> found_in(const Analysis& analysis) {
  const model::Model& model = analysis.model();
  std::vector<Workspace::Found> result;
  for (const rules::Finding& finding : analysis.assessment()->findings) {
    if (finding.status == rules::Status::NotApplicable) {
      continue;
    }
    Workspace::Found found{std::string(model.name_of(model.threats[finding.threat].entity)),
                           rules::path_of(model, finding.element),
                           {}};
    for (const rules::FindingControl* control : rules::missing_controls(model, finding)) {
      found.controls.emplace_back(model.name_of(model.controls[control->control].entity));
    }
    result.push_back(std::move(found));
  }
  return result;
}

}  // namespace

void Workspace::set_folders(std::vector<std::string> folders) {
  folders_ = std::move(folders);
  files_changed();
}

void Workspace::changed(const std::string& path) {
  std::erase_if(analyses_, [&](const auto& entry) {
    // A path that it did not read may be one that it missed.
    const Analysis& analysis = *entry.second;
    const bool complete = std::ranges::none_of(
        analysis.compilation().sink.sorted(), [](const diagnostics::Diagnostic& diagnostic) {
          return diagnostic.kind == diagnostics::Kind::CannotImport;
        });
    return entry.first == path || analysis.reads(path) || !complete;
  });
}

void Workspace::files_changed() {
  analyses_.clear();
  entries_.clear();
  importers_.clear();
  systems_.clear();
  declaring_.clear();
  memory_.versions.clear();
  files_known_ = false;
}

Analysis& Workspace::analysis_at(const std::string& entry) {
  std::unique_ptr<Analysis>& analysis = analyses_[entry];
  if (!analysis) {
    Project project = outside_.project(entry, documents_);
    project.options.mentions = true;
    if (!library_) {
      library_ = bind::bound_library();
    }
    project.options.load.library = library_.get();
    project.options.load.memory = &memory_;
    if (!outside_.cache_folder.empty()) {
      project.options.load.library_copies = documents_.canonical(outside_.cache_folder);
    }
    Compilation compilation = read(entry, "", documents_, project.options);
    // Documents are known by their absolute paths, wherever the server was started.
    const std::string& root = project.options.load.root;
    compilation.program.sources.set_folder(root.empty()
                                               ? std::filesystem::path(entry).parent_path().string()
                                               : documents_.canonical(root));
    analysis =
        std::make_unique<Analysis>(entry, ++made_, std::move(compilation), std::move(project));
  }
  return *analysis;
}

Analysis& Workspace::analysis_of(const std::string& path) {
  return analysis_at(entry_of(path));
}

Analysis& Workspace::assessed(const std::string& path) {
  Analysis& analysis = analysis_of(path);
  if (analysis.assess(interrupted_) && analysis.assessment()) {
    found_[analysis.entry()] = found_in(analysis);
  }
  return analysis;
}

std::string Workspace::entry_of(const std::string& path) {
  const auto known = entries_.find(path);
  std::string entry = known == entries_.end() ? path : known->second;
  const Analysis& analysis = analysis_at(entry);
  const source::FileId file = analysis.file(path);
  const bool own_system = file && analysis.declares_system(file);
  if (!file || (entry == path) != own_system) {
    entry = own_system ? path : importing_entry(path);
    // The imports on disk may be older than what is open.
    if (entry != path && !analysis_at(entry).file(path)) {
      entry = path;
    }
  }
  entries_[path] = entry;
  return entry;
}

// The nearest file with a system that imports `path`; of several the first by name.
std::string Workspace::importing_entry(const std::string& path) {
  read_files();
  std::set<std::string> seen{path};
  std::set<std::string> level{path};
  while (!level.empty()) {
    std::set<std::string> above;
    for (const std::string& one : level) {
      for (const std::string& importer : importers_[one]) {
        if (seen.insert(importer).second) {
          above.insert(importer);
        }
      }
    }
    const auto system =
        std::ranges::find_if(above, [&](const std::string& one) { return systems_.contains(one); });
    if (system != above.end()) {
      return *system;
    }
    level = std::move(above);
  }
  return path;
}

void Workspace::read_files() {
  if (files_known_) {
    return;
  }
  files_known_ = true;
  for (const std::string& path : files()) {
    source::ReadResult read = documents_.read(path, MaxFileBytes);
    if (!read.text || source::find_invalid_utf8(*read.text) != std::string::npos) {
      continue;
    }
    source::SourceMap sources;
    diagnostics::Sink unheard;
    const source::FileId id = sources.add(path, std::move(*read.text));
    for (const ast::Statement& statement : parse::parse(sources, id, unheard).statements) {
      read_statement(path, statement);
    }
  }
}

void Workspace::read_statement(const std::string& path, const ast::Statement& statement) {
  if (const auto* import = std::get_if<ast::Import>(&statement)) {
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const std::string written = ast::string_value(import->path.raw);
    importers_[documents_.canonical((folder / written).string())].insert(path);
    return;
  }
  const auto* declaration = std::get_if<ast::Declaration>(&statement);
  if (declaration == nullptr) {
    return;
  }
  const std::string_view keyword = declaration->keyword.text;
  if (keyword == "system") {
    systems_.insert(path);
  } else if (keyword == "kind" || keyword == "threat" || keyword == "control") {
    declaring_[std::string(declaration->name.text)].insert(path);
  }
}

std::set<std::string> Workspace::declaring(const std::string& name) {
  read_files();
  const auto found = declaring_.find(name);
  return found == declaring_.end() ? std::set<std::string>() : found->second;
}

std::vector<std::string> Workspace::files() const {
  std::set<std::string> all;
  for (const std::string& folder : folders_) {
    for (const std::string& path :
         documents_.list(folder, Ending).value_or(std::vector<std::string>())) {
      if (all.size() < MaxFiles) {
        all.insert(documents_.canonical(path));
      }
    }
  }
  return {all.begin(), all.end()};
}

}  // namespace aixc::lsp
