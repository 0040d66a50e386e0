#include "compiler/source/file_system.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "compiler/source/replacement.h"
#include "compiler/source/system_error.h"

namespace aixc::source {
namespace {

constexpr size_t ChunkBytes = 64 * 1024;

std::string too_large(size_t max_bytes) {
  return "is larger than " + std::to_string(max_bytes / (1024 * 1024)) + " MiB";
}

}  // namespace

std::string reason_of(int error) {
  return std::strerror(error);  // NOLINT(concurrency-mt-unsafe)
}

ReadResult DiskFileSystem::read(const std::string& path, size_t max_bytes) const {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return {std::nullopt, errno == ENOENT ? "no such file" : reason_of(errno)};
  }
  std::string text;
  std::array<char, ChunkBytes> chunk{};
  std::string error;
  while (true) {
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got == 0) {
      break;
    }
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      error = errno == EISDIR ? "is a directory" : reason_of(errno);
      break;
    }
    text.append(chunk.data(), static_cast<size_t>(got));
    if (text.size() > max_bytes) {
      error = too_large(max_bytes);
      break;
    }
  }
  ::close(descriptor);
  if (!error.empty()) {
    return {std::nullopt, error};
  }
  return {std::move(text), {}};
}

std::string DiskFileSystem::canonical(const std::string& path) const {
  std::error_code error;
  const auto result = std::filesystem::weakly_canonical(path, error);
  return error ? path : result.string();
}

std::optional<WriteError> DiskFileSystem::write_all(std::span<const NewFile> files) {
  return replace_files(files);
}

std::string DiskFileSystem::make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  return error ? error.message() : "";
}

std::optional<std::vector<std::string>> DiskFileSystem::list(const std::string& path,
                                                             std::string_view suffix) const {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return std::nullopt;
  }
  std::vector<std::string> found;
  fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.')) {
      entry.disable_recursion_pending();
    } else if (name.ends_with(suffix) && entry->is_regular_file(ignored)) {
      found.push_back(entry->path().string());
    }
  }
  std::ranges::sort(found);
  return found;
}

ReadResult MemoryFileSystem::read(const std::string& path, size_t max_bytes) const {
  const auto found = files.find(canonical(path));
  if (found == files.end()) {
    return {std::nullopt, "no such file"};
  }
  if (found->second.size() > max_bytes) {
    return {std::nullopt, too_large(max_bytes)};
  }
  return {found->second, {}};
}

std::string MemoryFileSystem::canonical(const std::string& path) const {
  return std::filesystem::path(path).lexically_normal().string();
}

std::optional<WriteError> MemoryFileSystem::write_all(std::span<const NewFile> new_files) {
  for (const NewFile& file : new_files) {
    files[canonical(file.path)] = file.bytes;
  }
  return std::nullopt;
}

// Files have the folders that their names say.
std::string MemoryFileSystem::make_folder(const std::string& /*path*/) {
  return {};
}

std::optional<std::vector<std::string>> MemoryFileSystem::list(const std::string& path,
                                                               std::string_view suffix) const {
  const std::string folder = canonical(path.ends_with('/') ? path : path + "/");
  bool is_directory = false;
  std::vector<std::string> found;
  for (const auto& [name, text] : files) {
    const bool below = folder == "./" ? !name.starts_with('/') : name.starts_with(folder);
    is_directory = is_directory || below;
    const std::string_view rest =
        std::string_view(name).substr(below && folder != "./" ? folder.size() : 0);
    const bool hidden = rest.starts_with('.') || rest.find("/.") != std::string_view::npos;
    if (below && !hidden && name.ends_with(suffix)) {
      found.push_back(path.ends_with('/') ? path + std::string(rest)
                                          : path + "/" + std::string(rest));
    }
  }
  if (!is_directory) {
    return std::nullopt;
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace aixc::source
