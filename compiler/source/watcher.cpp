#include "compiler/source/watcher.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace aixc::source {
namespace {

constexpr uint32_t Interesting = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                 IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;

// The folder of a file, or the nearest above it that is there: what is missing below can only come
// by way of it.
std::filesystem::path folder_of(const std::filesystem::path& file) {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::absolute(file, ignored).parent_path();
  while (!folder.empty() && folder != folder.root_path() &&
         !std::filesystem::is_directory(folder, ignored)) {
    folder = folder.parent_path();
  }
  return folder;
}

}  // namespace

struct DiskWatcher::State {
  explicit State(std::chrono::milliseconds calm_for) : calm(calm_for) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (fd >= 0) {
      close(fd);
    }
  }

  // Reads what has happened; true if any of it concerns a file.
  bool read_events() {
    alignas(inotify_event) std::array<char, 16384> buffer;
    bool concerns = false;
    const ssize_t got = read(fd, buffer.data(), buffer.size());
    for (ssize_t at = 0; at < got;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = event.len > 0 ? buffer.data() + at + sizeof event : "";
      concerns = concerns || is_about_a_file(event, name);
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
    return concerns;
  }

  bool is_about_a_file(const inotify_event& event, const char* name) const {
    // Too many to tell apart, or the folder itself went away: look again.
    if ((event.mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) {
      return true;
    }
    const auto names = names_in.find(event.wd);
    return names != names_in.end() && names->second.contains(name);
  }

  // True if something is there to be read before the time is over; negative: no limit.
  bool ready(int milliseconds) const {
    while (true) {
      pollfd events{fd, POLLIN, 0};
      const int count = poll(&events, 1, milliseconds);
      if (count >= 0 || errno != EINTR) {
        return count > 0;
      }
    }
  }

  int fd = -1;
  std::chrono::milliseconds calm;
  std::map<int, std::set<std::string>> names_in;  // by watch descriptor
};

DiskWatcher::DiskWatcher(std::chrono::milliseconds calm) : state_(std::make_unique<State>(calm)) {}
DiskWatcher::~DiskWatcher() = default;

std::string DiskWatcher::watch(const std::vector<std::string>& files) {
  State& state = *state_;
  if (state.fd < 0) {
    state.fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (state.fd < 0) {
      return std::generic_category().message(errno);
    }
  }
  std::map<int, std::set<std::string>> names_in;
  std::string error;
  for (const std::string& file : files) {
    const std::filesystem::path folder = folder_of(file);
    // Of a file whose folder is missing, the next folder on the way to it.
    std::error_code ignored;
    const auto way = std::filesystem::absolute(file, ignored).lexically_relative(folder);
    const int descriptor = inotify_add_watch(state.fd, folder.c_str(), Interesting);
    if (descriptor < 0) {
      error = folder.string() + ": " + std::generic_category().message(errno);
    } else {
      names_in[descriptor].insert(way.begin()->string());
    }
  }
  for (const auto& [descriptor, names] : state.names_in) {
    if (!names_in.contains(descriptor)) {
      inotify_rm_watch(state.fd, descriptor);
    }
  }
  state.names_in = std::move(names_in);
  return error;
}

bool DiskWatcher::wait() {
  const State& state = *state_;
  if (state.fd < 0 || state.names_in.empty()) {
    return false;
  }
  while (state.ready(-1)) {
    if (changed()) {
      return true;
    }
  }
  return false;
}

int DiskWatcher::descriptor() const {
  return state_->fd;
}

bool DiskWatcher::changed() {
  State& state = *state_;
  if (!state.read_events()) {
    return false;
  }
  while (state.ready(static_cast<int>(state.calm.count()))) {
    state.read_events();
  }
  return true;
}

}  // namespace aixc::source
