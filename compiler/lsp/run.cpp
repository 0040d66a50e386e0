#include "compiler/lsp/run.h"

#include "compiler/lsp/server.h"
#include "compiler/lsp/transport.h"

namespace aixc::lsp {
namespace {

constexpr int LostClient = 1;
constexpr int ParentCheckMilliseconds = 3000;

class Loop {
 public:
  explicit Loop(Outside& outside) : outside_(outside), server_(outside) {
    server_.set_pump([this] { take_in(0); });
  }

  int run() {
    while (!server_.exit_code()) {
      take_in(0);
      if (server_.step()) {
        continue;
      }
      if (ended_ || inbox_.broken()) {
        return LostClient;
      }
      const bool came = take_in(ParentCheckMilliseconds);
      const auto parent = server_.parent();
      if (!came && parent && outside_.is_running && !outside_.is_running(*parent)) {
        return LostClient;
      }
    }
    return *server_.exit_code();
  }

 private:
  // Waits for bytes, and hands over all messages that are whole. False if nothing came.
  bool take_in(int milliseconds) {
    const auto bytes = ended_ ? std::nullopt : outside_.receive(milliseconds);
    ended_ = !bytes;
    if (!bytes || bytes->empty()) {
      return false;
    }
    inbox_.feed(*bytes);
    while (const auto message = inbox_.next()) {
      server_.receive(*message);
    }
    return true;
  }

  Outside& outside_;
  Server server_;
  Inbox inbox_;
  bool ended_ = false;
};

}  // namespace

int run(Outside& outside) {
  return Loop(outside).run();
}

}  // namespace aixc::lsp
