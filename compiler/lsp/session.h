// What the features of the language server share.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "compiler/lsp/documents.h"
#include "compiler/lsp/outside.h"
#include "compiler/lsp/protocol.h"
#include "compiler/lsp/shelf.h"
#include "compiler/lsp/workspace.h"

namespace aixc::lsp {

// What the client can do beyond the least of the protocol.
struct ClientAbilities {
  bool markdown = false;             // shows hovers as Markdown
  bool snippets = false;             // completions with places to fill in
  bool versioned_edits = false;      // `documentChanges` with versions
  bool nested_symbols = false;       // document symbols as a tree
  bool related_information = false;  // diagnostics with second places
  bool refreshes_hints = false;      // inlay hints asked for again when findings change
  bool refreshes_lenses = false;
  bool watches_files = false;  // tells of files that change on disk
};

struct Session {
  explicit Session(Outside& world)
      : outside(world),
        documents(world.files),
        workspace(documents, world, [this] { return cancelled(); }),
        shelf(world.files, world.cache_folder) {}

  Outside& outside;
  Documents documents;
  Workspace workspace;
  Shelf shelf;
  Encoding encoding = Encoding::Utf16;
  ClientAbilities client;
  // The last good picture of each system, by its entry.
  std::map<std::string, Json> pictures;
  // Whether the present work is of no use any more, because the client takes its request back or a
  // text changes; long work asks now and then.
  std::function<bool()> cancelled = [] { return false; };
};

// The place that a request is about, in the analysis of its system.
struct Place {
  Analysis& analysis;
  source::FileId file;
  PositionMap positions;  // of the file's text
  uint32_t offset = 0;
};

// Whether the document is a copy of a file of the standard library in which somebody has written:
// what is known of the file is not true of it.
bool is_changed_copy(const Session& session, const Analysis& analysis, source::FileId file);

// The document of `params` without a position, and with one. Nothing if the text cannot be read.
// With `assessed` the findings are there, if the text allows them.
std::optional<Place> document_of(Session& session, const Json& params, bool assessed = false);
std::optional<Place> place_of(Session& session, const Json& params, bool assessed = false);

// Places of one analysis for the client: ranges in the file's own lines, addresses of files.
class Places {
 public:
  Places(Session& session, const Analysis& analysis) : session_(session), analysis_(analysis) {}

  Range range(source::Span span);
  const PositionMap& positions(source::FileId file);
  // "" for no place, or a text of the library that cannot be opened.
  std::string uri(source::FileId file);
  // `null` for no place that could be opened.
  Json location(source::Span span);

 private:
  Session& session_;
  const Analysis& analysis_;
  std::map<source::FileId, PositionMap> maps_;
};

// The file that an import names, whether it is there or not.
std::string imported_path(const Session& session, const Analysis& analysis, source::FileId importer,
                          const ast::Import& import);

// A change of texts as a `WorkspaceEdit`.
struct TextEdit {
  source::Span span;
  std::string text;
};
Json workspace_edit(Session& session, const Analysis& analysis, const std::vector<TextEdit>& edits);

}  // namespace aixc::lsp
