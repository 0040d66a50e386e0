// The outside world as an interface: the whole compiler runs on memory under test, in an editor or
// in a browser.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aixc::source {

// What a read that failed says to a person: "no such file", "is a directory", …
struct ReadResult {
  std::optional<std::string> text;
  std::string error;
};

struct NewFile {
  std::string path;
  std::string_view bytes;
};

// What could not be written, and why.
struct WriteError {
  std::string path;
  std::string reason;
};

class FileSystem {
 public:
  FileSystem() = default;
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;
  virtual ~FileSystem() = default;

  // The whole file; files above `max_bytes` fail.
  virtual ReadResult read(const std::string& path, size_t max_bytes) const = 0;
  // The path with `.`, `..` and symbolic links resolved as far as the file exists, so that two
  // names of one file compare equal and an import cannot leave the root by a link.
  virtual std::string canonical(const std::string& path) const = 0;
  // Writes all files or none: a reader sees the old ones or whole new ones, and after an error the
  // old ones are there as they were. A pipe or a device, which cannot be replaced, is written last.
  virtual std::optional<WriteError> write_all(std::span<const NewFile> files) = 0;
  // The same for one. Returns "" or the reason.
  std::string write(const std::string& path, std::string_view bytes) {
    const NewFile file{path, bytes};
    const auto error = write_all({&file, 1});
    return error ? error->reason : "";
  }
  // Makes a folder and those around it, unless they are there. Returns "" or the reason.
  virtual std::string make_folder(const std::string& path) = 0;
  // All files below a directory, at any depth, whose names end in `suffix`, sorted; each as `path`
  // with the rest of the way. Hidden files and folders and linked folders are left out. Nothing if
  // `path` is no directory.
  virtual std::optional<std::vector<std::string>> list(const std::string& path,
                                                       std::string_view suffix) const = 0;
};

class DiskFileSystem final : public FileSystem {
 public:
  ReadResult read(const std::string& path, size_t max_bytes) const override;
  std::string canonical(const std::string& path) const override;
  std::optional<WriteError> write_all(std::span<const NewFile> files) override;
  std::string make_folder(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path,
                                               std::string_view suffix) const override;
};

class MemoryFileSystem final : public FileSystem {
 public:
  ReadResult read(const std::string& path, size_t max_bytes) const override;
  std::string canonical(const std::string& path) const override;
  std::optional<WriteError> write_all(std::span<const NewFile> files) override;
  std::string make_folder(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path,
                                               std::string_view suffix) const override;

  std::map<std::string, std::string> files;
};

}  // namespace aixc::source
