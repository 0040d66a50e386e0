// The files of one revision of a git repository, read by running git.
#pragma once

#include <memory>
#include <string>

#include "compiler/source/file_system.h"
#include "compiler/source/process.h"

namespace aixc::source {

// Paths are as in the working tree, relative ones from the working directory, and read as they were
// in the revision. Nothing is written. Symbolic links of the revision are not followed.
class GitFileSystem final : public FileSystem {
 public:
  // `here` is the working directory's canonical path. Null, and the reason in `error`, if that is
  // in no repository, `revision` is none, or git cannot be run.
  static std::unique_ptr<GitFileSystem> open(const std::string& revision, const std::string& here,
                                             const ProcessRunner& run, std::string& error);

  ReadResult read(const std::string& path, size_t max_bytes) const override;
  std::string canonical(const std::string& path) const override;
  std::optional<WriteError> write_all(std::span<const NewFile> files) override;
  std::string make_folder(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path,
                                               std::string_view suffix) const override;

  // The repository's topmost folder.
  const std::string& top() const { return top_; }

 private:
  GitFileSystem(std::string commit, std::string top, std::string here, ProcessRunner run)
      : commit_(std::move(commit)),
        top_(std::move(top)),
        here_(std::move(here)),
        run_(std::move(run)) {}

  // The path from `top`, or nothing if it is not below it.
  std::optional<std::string> in_repository(const std::string& path) const;

  std::string commit_;
  std::string top_;
  std::string here_;
  ProcessRunner run_;
};

}  // namespace aixc::source
