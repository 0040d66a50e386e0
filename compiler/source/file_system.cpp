#include "compiler/source/file_system.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aixc::source {
namespace {

constexpr size_t ChunkBytes = 64 * 1024;

std::string reason_of(int error) {
  return std::strerror(error);
}  // NOLINT(concurrency-mt-unsafe)

std::string too_large(size_t max_bytes) {
  return "is larger than " + std::to_string(max_bytes / (1024 * 1024)) + " MiB";
}

std::string write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return reason_of(errno);
    }
    bytes.remove_prefix(written > 0 ? static_cast<size_t>(written) : 0);
  }
  return {};
}

// The permissions that the new file gets: those of the one it replaces, else the usual ones.
mode_t mode_for(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    return status.st_mode & 07777;
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

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

std::string DiskFileSystem::write(const std::string& path, std::string_view bytes) {
  struct stat status {};
  // A pipe or a device cannot be replaced; it is written in place.
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    if (S_ISDIR(status.st_mode)) {
      return "is a directory";
    }
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) {
      return reason_of(errno);
    }
    std::string error = write_all(descriptor, bytes);
    ::close(descriptor);
    return error;
  }
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) {
    return errno == ENOENT ? "no such directory" : reason_of(errno);
  }
  std::string error = write_all(descriptor, bytes);
  if (error.empty() && ::fchmod(descriptor, mode_for(path)) != 0) {
    error = reason_of(errno);
  }
  if (::close(descriptor) != 0 && error.empty()) {
    error = reason_of(errno);
  }
  if (error.empty() && ::rename(temporary.c_str(), path.c_str()) != 0) {
    error = reason_of(errno);
  }
  if (!error.empty()) {
    ::unlink(temporary.c_str());
  }
  return error;
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

std::string MemoryFileSystem::write(const std::string& path, std::string_view bytes) {
  files[canonical(path)] = bytes;
  return {};
}

// Files have the folders that their names say.
std::string MemoryFileSystem::make_folder(const std::string& /*path*/) { return {}; }

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
