#include "compiler/lsp/session.h"

#include <filesystem>

#include "compiler/lsp/uri.h"

namespace aixc::lsp {

using source::FileId;
using source::Span;

bool is_changed_copy(const Session& session, const Analysis& analysis, FileId file) {
  const Document* document = session.documents.find(analysis.path_of(file));
  const source::SourceFile& source = analysis.sources().file(file);
  return source.library && document != nullptr && document->text != source.text;
}

std::optional<Place> document_of(Session& session, const Json& params, bool assessed) {
  const auto uri = params.at("textDocument").at("uri").get<std::string>();
  const std::string path = session.documents.path_of(uri);
  Analysis& analysis =
      assessed ? session.workspace.assessed(path) : session.workspace.analysis_of(path);
  const FileId file = analysis.file(path);
  if (!file || is_changed_copy(session, analysis, file)) {
    return std::nullopt;
  }
  return Place{analysis, file, PositionMap(analysis.sources().file(file).text, session.encoding)};
}

std::optional<Place> place_of(Session& session, const Json& params, bool assessed) {
  const Position position = position_from(params.at("position"));
  auto place = document_of(session, params, assessed);
  if (place) {
    place->offset = place->positions.offset(position);
  }
  return place;
}

const PositionMap& Places::positions(FileId file) {
  const auto known = maps_.find(file);
  if (known != maps_.end()) {
    return known->second;
  }
  return maps_.emplace(file, PositionMap(analysis_.sources().file(file).text, session_.encoding))
      .first->second;
}

Range Places::range(Span span) {
  return positions(span.file).range(span.begin, span.end);
}

std::string Places::uri(FileId file) {
  const source::SourceFile& source = analysis_.sources().file(file);
  std::string path = analysis_.path_of(file);
  if (path.empty()) {
    path = session_.shelf.put(source.name, source.text);
  }
  return path.empty() ? "" : session_.documents.uri_of(path);
}

Json Places::location(Span span) {
  const std::string address = span ? uri(span.file) : "";
  return address.empty() ? Json() : Json{{"uri", address}, {"range", to_json(range(span))}};
}

std::string imported_path(const Session& session, const Analysis& analysis, FileId importer,
                          const ast::Import& import) {
  const std::filesystem::path folder =
      std::filesystem::path(analysis.sources().path(importer)).parent_path();
  return session.documents.canonical((folder / ast::string_value(import.path.raw)).string());
}

Json workspace_edit(Session& session, const Analysis& analysis,
                    const std::vector<TextEdit>& edits) {
  Places places(session, analysis);
  std::map<FileId, Json> by_file;
  for (const TextEdit& edit : edits) {
    Json& list = by_file.try_emplace(edit.span.file, Json::array()).first->second;
    list.push_back({{"range", to_json(places.range(edit.span))}, {"newText", edit.text}});
  }
  Json result = Json::object();
  Json& changes = result[session.client.versioned_edits ? "documentChanges" : "changes"];
  changes = session.client.versioned_edits ? Json::array() : Json::object();
  for (auto& [file, list] : by_file) {
    const std::string uri = places.uri(file);
    if (!session.client.versioned_edits) {
      changes[uri] = std::move(list);
      continue;
    }
    const Document* document = session.documents.find(session.documents.path_of(uri));
    changes.push_back(
        {{"textDocument",
          {{"uri", uri}, {"version", document == nullptr ? Json() : Json(document->version)}}},
         {"edits", std::move(list)}});
  }
  return result;
}

}  // namespace aixc::lsp
