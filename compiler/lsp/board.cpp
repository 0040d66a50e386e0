#include "compiler/lsp/board.h"

#include <algorithm>

#include "compiler/lsp/features.h"

namespace aixc::lsp {

std::set<std::string> Board::tell_texts() {
  std::set<std::string> entries;
  std::set<std::string> news;
  for (const auto& [path, document] : session_.documents.all()) {
    const Analysis& analysis = session_.workspace.analysis_of(path);
    uint64_t& serial = serials_[analysis.entry()];
    if (entries.insert(analysis.entry()).second && serial != analysis.serial()) {
      serial = analysis.serial();
      tell(analysis);
      news.insert(path);
    }
  }
  // What nobody looks at any more is told no more.
  std::set<std::string> gone;
  for (const auto& [entry, told] : told_) {
    if (!entries.contains(entry)) {
      gone.insert(entry);
    }
  }
  for (const std::string& entry : gone) {
    const auto told = std::move(told_[entry]);
    told_.erase(entry);
    serials_.erase(entry);
    for (const auto& [uri, list] : told) {
      tell_file(uri);
    }
  }
  return news;
}

void Board::tell(const Analysis& analysis) {
  auto now = diagnostics_of(session_, analysis);
  std::map<std::string, Json>& told = told_[analysis.entry()];
  std::set<std::string> changed;
  for (const auto& [uri, list] : now) {
    const auto before = told.find(uri);
    const Document* document = session_.documents.find(session_.documents.path_of(uri));
    const bool new_text = document != nullptr && document->version != versions_[uri];
    if (new_text || before == told.end() || before->second != list) {
      changed.insert(uri);
    }
  }
  for (const auto& [uri, list] : told) {
    if (!now.contains(uri)) {
      changed.insert(uri);
    }
  }
  told = std::move(now);
  for (const std::string& uri : changed) {
    tell_file(uri);
  }
}

// A file may belong to several systems: each tells what is wrong with it there.
void Board::tell_file(const std::string& uri) {
  Json all = Json::array();
  for (const auto& [entry, files] : told_) {
    const auto found = files.find(uri);
    if (found == files.end()) {
      continue;
    }
    for (const Json& diagnostic : found->second) {
      if (std::ranges::find(all, diagnostic) == all.end()) {
        all.push_back(diagnostic);
      }
    }
  }
  Json params = {{"uri", uri}};
  const Document* document = session_.documents.find(session_.documents.path_of(uri));
  if (document != nullptr) {
    params["version"] = document->version;
    versions_[uri] = document->version;
  }
  params["diagnostics"] = std::move(all);
  notify_("textDocument/publishDiagnostics", std::move(params));
}

}  // namespace aixc::lsp
