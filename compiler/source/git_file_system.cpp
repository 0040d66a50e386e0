#include "compiler/source/git_file_system.h"

#include <algorithm>
#include <filesystem>

namespace aixc::source {
namespace {

namespace fs = std::filesystem;

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::unique_ptr<GitFileSystem> GitFileSystem::open(const std::string& revision,
                                                   const std::string& here,
                                                   const ProcessRunner& run, std::string& error) {
  const auto top = run ? run({"git", "rev-parse", "--show-toplevel"}) : std::nullopt;
  if (!top || top->code == 127) {
    error = "git cannot be run";
    return nullptr;
  }
  if (top->code != 0) {
    const bool is_outside = top->err.find("not a git repository") != std::string::npos;
    error = is_outside ? "this folder is in no git repository" : first_line(top->err);
    return nullptr;
  }
  // A revision that begins with `-` would be an option.
  const auto commit =
      revision.empty() || revision.starts_with('-')
          ? std::nullopt
          : run({"git", "rev-parse", "--verify", "--quiet", revision + "^{commit}"});
  if (!commit || commit->code != 0) {
    error = "the repository has no revision `" + revision + "`";
    return nullptr;
  }
  return std::unique_ptr<GitFileSystem>(
      new GitFileSystem(first_line(commit->out), first_line(top->out), here, run));
}

std::optional<std::string> GitFileSystem::in_repository(const std::string& path) const {
  const fs::path relative = fs::path(canonical(path)).lexically_relative(top_);
  if (relative.empty() || *relative.begin() == "..") {
    return std::nullopt;
  }
  return relative.generic_string();
}

ReadResult GitFileSystem::read(const std::string& path, size_t max_bytes) const {
  const auto name = in_repository(path);
  if (!name) {
    return {std::nullopt, "no such file"};
  }
  const auto done = run_({"git", "cat-file", "blob", commit_ + ":" + *name});
  if (!done || done->code != 0) {
    return {std::nullopt, "no such file"};
  }
  if (done->out.size() > max_bytes) {
    return {std::nullopt, "is larger than " + std::to_string(max_bytes / (1024 * 1024)) + " MiB"};
  }
  return {done->out, {}};
}

std::string GitFileSystem::canonical(const std::string& path) const {
  fs::path result = (fs::path(here_) / path).lexically_normal();
  return (result.has_filename() ? result : result.parent_path()).string();
}

std::string GitFileSystem::make_folder(const std::string& /*path*/) {
  return "a revision cannot be changed";
}

std::optional<WriteError> GitFileSystem::write_all(std::span<const NewFile> files) {
  return WriteError{files.empty() ? "" : files.front().path, "a revision cannot be changed"};
}

std::optional<std::vector<std::string>> GitFileSystem::list(const std::string& path,
                                                            std::string_view suffix) const {
  const auto folder = in_repository(path);
  if (!folder) {
    return std::nullopt;
  }
  const std::string tree = *folder == "." ? commit_ + ":" : commit_ + ":" + *folder;
  const auto done = run_({"git", "ls-tree", "-r", "-z", "--full-tree", "--name-only", tree});
  if (!done || done->code != 0) {
    return std::nullopt;
  }
  std::vector<std::string> found;
  size_t at = 0;
  while (at < done->out.size()) {
    const size_t end = std::min(done->out.find('\0', at), done->out.size());
    const std::string name = done->out.substr(at, end - at);
    at = end + 1;
    const bool hidden = name.starts_with('.') || name.find("/.") != std::string::npos;
    if (!hidden && name.ends_with(suffix)) {
      found.push_back((fs::path(path) / name).string());
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace aixc::source
