#include "compiler/lsp/documents.h"

#include "compiler/lsp/uri.h"
#include "compiler/source/source_map.h"

namespace aixc::lsp {

std::string Documents::path_of(std::string_view uri) const {
  return canonical(path_of_uri(uri));
}

std::string Documents::uri_of(const std::string& path) const {
  const Document* document = find(path);
  return document != nullptr ? document->uri : uri_of_path(path);
}

void Documents::open(std::string_view uri, std::string text, int64_t version) {
  documents_[path_of(uri)] = {std::string(uri), std::move(text), version};
}

void Documents::change(std::string_view uri, const Json& changes, int64_t version,
                       Encoding encoding) {
  const auto found = documents_.find(path_of(uri));
  if (found == documents_.end()) {
    return;
  }
  Document& document = found->second;
  for (const Json& change : changes) {
    std::string text = change.at("text").get<std::string>();
    if (!change.contains("range")) {
      document.text = std::move(text);
      continue;
    }
    const Range range = range_from(change["range"]);
    const PositionMap places(document.text, encoding);
    const uint32_t begin = places.offset(range.start);
    const uint32_t end = std::max(begin, places.offset(range.end));
    document.text.replace(begin, end - begin, text);
  }
  document.version = version;
}

void Documents::close(std::string_view uri) {
  documents_.erase(path_of(uri));
}

const Document* Documents::find(const std::string& path) const {
  const auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : &found->second;
}

source::ReadResult Documents::read(const std::string& path, size_t max_bytes) const {
  const Document* document = find(path);
  return document != nullptr ? source::ReadResult{document->text, {}} : disk_.read(path, max_bytes);
}

std::string Documents::canonical(const std::string& path) const {
  // A text without a file has an address, `untitled:Untitled-1`, which is no path.
  const size_t colon = path.find(':');
  return colon != std::string::npos && colon < path.find('/') ? path : disk_.canonical(path);
}

std::optional<source::WriteError> Documents::write_all(std::span<const source::NewFile> files) {
  return disk_.write_all(files);
}

std::string Documents::make_folder(const std::string& path) {
  return disk_.make_folder(path);
}

std::optional<std::vector<std::string>> Documents::list(const std::string& path,
                                                        std::string_view suffix) const {
  return disk_.list(path, suffix);
}

}  // namespace aixc::lsp
