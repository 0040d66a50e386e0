#include "compiler/source/replacement.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/source/system_error.h"

namespace aixc::source {
namespace {

std::string write_bytes(int descriptor, std::string_view bytes) {
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

// One file on its way. Whatever is left under the temporary name goes in the end: the new file if
// it never came to its place, else the old one.
class Replacement {
 public:
  explicit Replacement(const NewFile& file) : file_(file) {}
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  Replacement(Replacement&& other) noexcept
      : file_(other.file_),
        temporary_(std::exchange(other.temporary_, "")),
        device_(std::exchange(other.device_, -1)),
        placed_(other.placed_) {}
  Replacement& operator=(Replacement&&) = delete;
  ~Replacement() {
    if (!temporary_.empty()) {
      ::unlink(temporary_.c_str());
    }
    if (device_ >= 0) {
      ::close(device_);
    }
  }

  const std::string& path() const { return file_.path; }

  // The new file under its temporary name. Returns "" or the reason, as the others do.
  std::string prepare() {
    struct stat status {};
    if (::stat(path().c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
      if (S_ISDIR(status.st_mode)) {
        return "is a directory";
      }
      device_ = ::open(path().c_str(), O_WRONLY | O_CLOEXEC);
      return device_ < 0 ? reason_of(errno) : "";
    }
    std::string name = path() + ".XXXXXX";
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) {
      return errno == ENOENT ? "no such directory" : reason_of(errno);
    }
    temporary_ = name;
    std::string error = write_bytes(descriptor, file_.bytes);
    if (error.empty() && ::fchmod(descriptor, mode_for(path())) != 0) {
      error = reason_of(errno);
    }
    if (::close(descriptor) != 0 && error.empty()) {
      error = reason_of(errno);
    }
    return error;
  }

  // The two change places, so that the old one can come back. Where the file system cannot do that
  // the new one takes the place at once.
  std::string place() {
    if (temporary_.empty()) {
      return {};
    }
    if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path().c_str(), RENAME_EXCHANGE) == 0) {
      placed_ = Placed::Exchanged;
      return {};
    }
    const bool is_new = errno == ENOENT;
    if (::rename(temporary_.c_str(), path().c_str()) != 0) {
      return reason_of(errno);
    }
    placed_ = is_new ? Placed::New : Placed::Final;
    temporary_.clear();
    return {};
  }

  void undo() {
    if (placed_ == Placed::Exchanged) {
      ::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path().c_str(), RENAME_EXCHANGE);
    } else if (placed_ == Placed::New) {
      ::unlink(path().c_str());
    }
  }

  std::string write_device() {
    return device_ < 0 ? std::string() : write_bytes(device_, file_.bytes);
  }

 private:
  enum class Placed { Not, Exchanged, New, Final };

  NewFile file_;
  std::string temporary_;
  int device_ = -1;
  Placed placed_ = Placed::Not;
};

}  // namespace

std::optional<WriteError> replace_files(std::span<const NewFile> files) {
  std::vector<Replacement> all;
  all.reserve(files.size());
  for (const NewFile& file : files) {
    all.emplace_back(file);
  }
  for (std::string (Replacement::*step)() :
       {&Replacement::prepare, &Replacement::place, &Replacement::write_device}) {
    for (Replacement& one : all) {
      std::string reason = (one.*step)();
      if (!reason.empty()) {
        for (auto it = all.rbegin(); it != all.rend(); ++it) {
          it->undo();
        }
        return WriteError{one.path(), std::move(reason)};
      }
    }
  }
  return std::nullopt;
}

}  // namespace aixc::source
