// Waiting for files to change, as an interface: the command that does it runs without a disk or a
// clock under test.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace aixc::source {

class Watcher {
 public:
  Watcher() = default;
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  virtual ~Watcher() = default;

  // From now on changes of these files count, in place of those named before; a file that is not
  // there counts as soon as it is. Returns "" or the reason why some cannot be watched.
  virtual std::string watch(const std::vector<std::string>& files) = 0;
  // Waits until one of them was changed, replaced, created or removed since `watch` or the last
  // `wait` and nothing has happened for a moment, so that a burst of writes counts once. False:
  // nothing will ever come.
  virtual bool wait() = 0;
  // For those who wait for other things, too: it can be read when something may have changed, and
  // then `changed` tells whether one of the files did. -1: `watch` has not been called.
  virtual int descriptor() const = 0;
  virtual bool changed() = 0;
};

// inotify on the folders of the files, because editors replace a file instead of writing it: what
// was watched would be gone.
class DiskWatcher final : public Watcher {
 public:
  explicit DiskWatcher(std::chrono::milliseconds calm = std::chrono::milliseconds(60));
  ~DiskWatcher() override;

  std::string watch(const std::vector<std::string>& files) override;
  bool wait() override;
  int descriptor() const override;
  bool changed() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aixc::source
