// Remembers which files were read, or looked for.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>

#include "compiler/source/file_system.h"

namespace aixc::source {

class RecordingFileSystem final : public FileSystem {
 public:
  explicit RecordingFileSystem(FileSystem& files) : files_(files) {}

  ReadResult read(const std::string& path, size_t max_bytes) const override {
    ReadResult result = files_.read(path, max_bytes);
    reads_[path] = {digest(result), max_bytes};
    return result;
  }
  std::string canonical(const std::string& path) const override { return files_.canonical(path); }
  std::optional<WriteError> write_all(std::span<const NewFile> files) override {
    return files_.write_all(files);
  }
  std::string make_folder(const std::string& path) override { return files_.make_folder(path); }
  std::optional<std::vector<std::string>> list(const std::string& path,
                                               std::string_view suffix) const override {
    return files_.list(path, suffix);
  }

  // What was read.
  std::set<std::string> files_read() const {
    std::set<std::string> result;
    for (const auto& [path, read] : reads_) {
      if (read.digest) {
        result.insert(path);
      }
    }
    return result;
  }
  // The same, and what could not be read.
  std::set<std::string> files_wanted() const {
    std::set<std::string> result;
    for (const auto& [path, read] : reads_) {
      result.insert(path);
    }
    return result;
  }
  // Whether reading them again would give the same.
  bool is_current() const {
    for (const auto& [path, read] : reads_) {
      if (digest(files_.read(path, read.max_bytes)) != read.digest) {
        return false;
      }
    }
    return true;
  }

 private:
  struct Read {
    std::optional<size_t> digest;  // none: it could not be read
    size_t max_bytes = 0;
  };

  static std::optional<size_t> digest(const ReadResult& result) {
    return result.text ? std::optional(std::hash<std::string>()(*result.text)) : std::nullopt;
  }

  FileSystem& files_;
  mutable std::map<std::string, Read> reads_;
};

}  // namespace aixc::source
