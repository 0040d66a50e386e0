#include "compiler/lsp/capabilities.h"

#include <algorithm>

#include "compiler/lsp/features.h"

namespace aixc::lsp {
namespace {

// The member at the end of `/textDocument/hover/contentFormat`; `null` if there is none.
Json at(const Json& json, const char* pointer) {
  const Json::json_pointer path(pointer);
  return json.is_object() && json.contains(path) ? json[path] : Json();
}

bool has(const Json& json, const char* pointer) {
  return at(json, pointer) == true;
}

}  // namespace

ClientAbilities client_abilities(const Json& it) {
  ClientAbilities result;
  const Json formats = at(it, "/textDocument/hover/contentFormat");
  result.markdown = std::ranges::find(formats, "markdown") != formats.end();
  result.snippets = has(it, "/textDocument/completion/completionItem/snippetSupport");
  result.versioned_edits = has(it, "/workspace/workspaceEdit/documentChanges");
  result.nested_symbols = has(it, "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
  result.related_information = has(it, "/textDocument/publishDiagnostics/relatedInformation");
  result.refreshes_hints = has(it, "/workspace/inlayHint/refreshSupport");
  result.refreshes_lenses = has(it, "/workspace/codeLens/refreshSupport");
  result.watches_files = has(it, "/workspace/didChangeWatchedFiles/dynamicRegistration");
  return result;
}

Encoding agreed_encoding(const Json& capabilities) {
  const Json offered = at(capabilities, "/general/positionEncodings");
  const auto utf8 = std::ranges::find(offered, "utf-8");
  return utf8 != offered.end() && utf8 < std::ranges::find(offered, "utf-16") ? Encoding::Utf8
                                                                              : Encoding::Utf16;
}

Json server_capabilities(Encoding encoding) {
  constexpr int Incremental = 2;
  return {
      {"positionEncoding", encoding == Encoding::Utf8 ? "utf-8" : "utf-16"},
      {"textDocumentSync", {{"openClose", true}, {"change", Incremental}}},
      {"hoverProvider", true},
      {"completionProvider", {{"triggerCharacters", Json::array({":", ">", "[", "\"", "."})}}},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"documentFormattingProvider", true},
      {"documentRangeFormattingProvider", true},
      {"codeActionProvider", {{"codeActionKinds", Json::array({"quickfix", "refactor.rewrite"})}}},
      {"codeLensProvider", {{"resolveProvider", false}}},
      {"documentLinkProvider", {{"resolveProvider", false}}},
      {"foldingRangeProvider", true},
      {"selectionRangeProvider", true},
      {"inlayHintProvider", true},
      {"semanticTokensProvider",
       {{"legend",
         {{"tokenTypes", semantic_token_types()},
          {"tokenModifiers", Json::array({"declaration"})}}},
        {"full", true}}},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
}

Json file_watchers() {
  const Json watchers =
      Json::array({{{"globPattern", "**/*.aisys"}}, {{"globPattern", "**/aixc.toml"}}});
  return {{"registrations", Json::array({{{"id", "files"},
                                          {"method", "workspace/didChangeWatchedFiles"},
                                          {"registerOptions", {{"watchers", watchers}}}}})}};
}

}  // namespace aixc::lsp
