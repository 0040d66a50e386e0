// What the client was told is wrong with the texts, and what it has to be told anew.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "compiler/lsp/session.h"

namespace aixc::lsp {

class Board {
 public:
  using Notify = std::function<void(std::string_view method, Json params)>;

  Board(Session& session, Notify notify) : session_(session), notify_(std::move(notify)) {}

  // Tells of all open documents that changed since, and gives those whose systems have not been
  // assessed since.
  std::set<std::string> tell_texts();
  // Tells what changed in the files of one analysis.
  void tell(const Analysis& analysis);
  // The document was closed: its next version may have any number.
  void forget(const std::string& uri) { versions_.erase(uri); }

 private:
  void tell_file(const std::string& uri);

  Session& session_;
  Notify notify_;
  // By entry and then by address.
  std::map<std::string, std::map<std::string, Json>> told_;
  std::map<std::string, uint64_t> serials_;  // by entry: that of the analysis that was told
  std::map<std::string, int64_t> versions_;  // of open documents, by address
};

}  // namespace aixc::lsp
