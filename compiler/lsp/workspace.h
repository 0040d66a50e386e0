// The compilations behind the open documents.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compiler/lsp/analysis.h"
#include "compiler/lsp/documents.h"
#include "compiler/parse/memory.h"

namespace aixc::lsp {

// A document is read as part of the system that it belongs to: its own, if it declares one; else
// that of a file in the folders of the workspace which imports it, directly or not; else it is read
// by itself. Analyses are made when they are asked for, and kept until one of their files changes.
class Workspace {
 public:
  // What an assessment found, by name: it stays true for a while when the text has errors, as it
  // does while somebody types.
  struct Found {
    std::string threat;
    std::string element;                // its path
    std::vector<std::string> controls;  // that are missing, those that would help most first
  };

  // `interrupted` is asked now and then within an assessment; once it says yes, there is none.
  Workspace(const Documents& documents, const Outside& outside, std::function<bool()> interrupted)
      : documents_(documents), outside_(outside), interrupted_(std::move(interrupted)) {}

  void set_folders(std::vector<std::string> folders);
  // The text of a document changed, or it was opened or closed.
  void changed(const std::string& path);
  // Files changed on disk.
  void files_changed();

  // Of the system that the file belongs to. Valid until something changes.
  Analysis& analysis_of(const std::string& path);
  // The same, with findings where the text allows them.
  Analysis& assessed(const std::string& path);
  // Of the last text of the system that had no errors; whether there was one.
  bool has_found(const Analysis& analysis) const { return found_.contains(analysis.entry()); }
  const std::vector<Found>& last_found(const Analysis& analysis) {
    return found_[analysis.entry()];
  }
  // Every `.aisys` file below the folders.
  std::vector<std::string> files() const;
  // Files below the folders that declare a kind, threat or control of that name, as they are on
  // disk; sorted.
  std::set<std::string> declaring(const std::string& name);

 private:
  Analysis& analysis_at(const std::string& entry);
  std::string entry_of(const std::string& path);
  std::string importing_entry(const std::string& path);
  void read_files();
  void read_statement(const std::string& path, const ast::Statement& statement);

  const Documents& documents_;
  const Outside& outside_;
  std::shared_ptr<const bind::Library> library_;
  parse::Memory memory_;
  std::function<bool()> interrupted_;
  std::vector<std::string> folders_;
  std::map<std::string, std::unique_ptr<Analysis>> analyses_;  // by entry
  std::map<std::string, std::vector<Found>> found_;            // by entry
  std::map<std::string, std::string> entries_;                 // by path, as far as known
  // What imports a file, of the files on disk; empty until it is needed.
  std::map<std::string, std::set<std::string>> importers_;
  std::set<std::string> systems_;                           // files on disk that declare a system
  std::map<std::string, std::set<std::string>> declaring_;  // by name
  bool files_known_ = false;
  uint64_t made_ = 0;  // analyses
};

}  // namespace aixc::lsp
