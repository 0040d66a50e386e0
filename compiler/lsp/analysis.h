// One compilation as an editor asks about it: what stands at a place, and where a name stands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "compiler/cli/what_if.h"
#include "compiler/lsp/outside.h"
#include "compiler/lsp/positions.h"

namespace aixc::lsp {

// A name in the text: where it is declared or where it is used.
struct Occurrence {
  source::Span span;
  model::Named named;
  bool declares = false;
};

class Analysis {
 public:
  // `serial` tells analyses of one workspace apart.
  Analysis(std::string entry, uint64_t serial, Compilation compilation, Project project);

  const std::string& entry() const { return entry_; }
  uint64_t serial() const { return serial_; }
  const Compilation& compilation() const { return compilation_; }
  const model::Model& model() const { return compilation_.model; }
  const source::SourceMap& sources() const { return compilation_.program.sources; }
  const std::optional<rules::Assessment>& assessment() const { return compilation_.assessment; }
  const Project& project() const { return project_; }

  // The rules' word on the model, where the text has no errors; may add diagnostics. False if it
  // was interrupted, or done before.
  bool assess(const std::function<bool()>& interrupted);
  // What a person is told of the texts, by the rules too once they have been asked.
  std::vector<diagnostics::Diagnostic> diagnostics() const;
  // Tries changes of the model, and puts everything back.
  cli::WhatIf what_if() { return {compilation_.model, project_.options.assess}; }

  // The file of that path; none if it is not one of the user's.
  source::FileId file(const std::string& path) const;
  // Null only for no file.
  const ast::File& tree(source::FileId file) const;
  // Whether the compilation read that path, as a file of the user or of a library on disk.
  bool reads(const std::string& path) const { return read_.contains(path); }
  // Where the file stands; "" for one of the embedded library, but the one that is looked at.
  std::string path_of(source::FileId file) const;
  // The files of the user, and of the standard library the one that is looked at, if it is one.
  const std::map<std::string, source::FileId>& files() const { return files_; }
  bool is_users(source::FileId file) const;
  bool declares_system(source::FileId file) const;

  const Occurrence* occurrence_at(source::FileId file, uint32_t offset) const;
  // Everywhere in the files, declarations included, in the order of the text.
  std::vector<Occurrence> occurrences_of(const model::Named& named) const;
  // In one file, in the order of the text.
  std::span<const Occurrence> occurrences_in(source::FileId file) const;
  // The name in the declaration; no place for what nobody declared.
  source::Span declaration_of(const model::Named& named) const;
  std::string_view name_of(const model::Named& named) const;

  // The element, party, data asset … whose declaration is the innermost around the place, if any.
  model::EntityId entity_around(source::FileId file, uint32_t offset) const;

 private:
  void add_declarations();

  std::string entry_;
  uint64_t serial_;
  Compilation compilation_;
  Project project_;
  bool assessed_ = false;
  std::map<std::string, source::FileId> files_;
  std::set<std::string> read_;
  std::vector<Occurrence> occurrences_;  // sorted by place
};

}  // namespace aixc::lsp
