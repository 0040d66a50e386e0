// `textDocument/documentSymbol` and `workspace/symbol`.
#include <algorithm>
#include <cctype>

#include "compiler/ast/ast.h"
#include "compiler/lsp/features.h"

namespace aixc::lsp {
namespace {

// LSP 3.17, SymbolKind.
enum class SymbolKind : int {
  Module = 2,
  Namespace = 3,
  Class = 5,
  Method = 6,
  Property = 7,
  Interface = 11,
  Function = 12,
  Object = 19,
  Key = 20,
  Event = 24,
  Operator = 25,
};

SymbolKind kind_of(std::string_view keyword, bool has_members) {
  if (keyword == "system") {
    return SymbolKind::Module;
  }
  if (keyword == "kind") {
    return SymbolKind::Class;
  }
  if (keyword == "threat") {
    return SymbolKind::Event;
  }
  if (keyword == "control") {
    return SymbolKind::Method;
  }
  if (keyword == "data" || keyword == "taxonomy" || keyword == "view") {
    return SymbolKind::Key;
  }
  return has_members ? SymbolKind::Namespace : SymbolKind::Object;
}

// The symbols of one file as a tree.
class SymbolTree {
 public:
  SymbolTree(const source::SourceMap& sources, const PositionMap& positions)
      : sources_(sources), positions_(positions) {}

  Json of(const std::vector<ast::Statement>& statements) {
    Json list = Json::array();
    for (const ast::Statement& statement : statements) {
      std::visit([&](const auto& it) { add(list, it); }, statement);
    }
    return list;
  }

 private:
  Json& push(Json& list, const ast::Name& name, SymbolKind kind, source::Span span,
             std::string_view detail) {
    Json symbol = {{"name", name.text}};
    if (!detail.empty()) {
      symbol["detail"] = detail;
    }
    symbol["kind"] = static_cast<int>(kind);
    symbol["range"] = to_json(positions_.range(span.begin, span.end));
    symbol["selectionRange"] = to_json(positions_.range(name.span.begin, name.span.end));
    list.push_back(std::move(symbol));
    return list.back();
  }

  void add(Json& list, const ast::Declaration& it) {
    const ast::Block* block = it.block ? &**it.block : nullptr;
    const bool nests =
        block != nullptr && std::ranges::any_of(block->members, [](const ast::Member& member) {
          return std::holds_alternative<ast::Declaration>(member);
        });
    std::string detail(it.keyword.text);
    if (it.label) {
      detail += " " + std::string(it.label->raw);
    }
    Json& symbol = push(list, it.name, kind_of(it.keyword.text, nests), it.span, detail);
    if (block != nullptr) {
      add_members(symbol, *block);
    }
  }
  void add(Json& list, const ast::Extend& it) {
    Json& symbol = push(list, it.target.parts.back(), SymbolKind::Namespace, it.span, "extend");
    add_members(symbol, it.block);
  }
  void add(Json& list, const ast::FlowStatement& it) {
    const ast::Name name{
        sources_.text(source::cover(it.first.span,
                                    it.steps.empty() ? it.first.span : it.steps.back().to.span)),
        it.first.span};
    push(list, name, SymbolKind::Operator, it.span, "flow");
  }
  void add(Json& list, const ast::Treatment& it) {
    push(list, it.subject, SymbolKind::Property, it.span,
         sources_.text(it.span).substr(0, sources_.text(it.span).find_first_of(" \t\r\n")));
  }
  void add(Json& list, const ast::RelationDeclaration& it) {
    push(list, it.name, SymbolKind::Interface, it.span, "relation");
  }
  void add(Json& list, const ast::PathDeclaration& it) {
    push(list, it.name, SymbolKind::Interface, it.span, "path");
  }
  void add(Json& list, const ast::Rule& it) {
    push(list, it.name, SymbolKind::Function, it.span, "rule");
  }
  void add(Json& list, const ast::Rate& it) {
    push(list, it.name, SymbolKind::Function, it.span, "rate");
  }
  void add(Json& list, const ast::Policy& it) {
    push(list, it.name, SymbolKind::Function, it.span, "policy");
  }
  void add(Json& list, const ast::Derivation& it) {
    push(list, it.attribute, SymbolKind::Function, it.span, it.assumed ? "assume" : "derive");
  }
  void add(Json& list, const ast::Test& it) {
    Json& symbol = push(list, it.name, SymbolKind::Function, it.span, "test");
    symbol["children"] = of(it.statements);
  }
  void add(Json& /*list*/, const ast::Import& /*it*/) {}
  void add(Json& list, const ast::AttributeDeclaration& it) {
    push(list, it.name, SymbolKind::Property, it.span, "attr");
  }
  void add(Json& /*list*/, const ast::Attribute& /*it*/) {}

  void add_members(Json& symbol, const ast::Block& block) {
    Json children = Json::array();
    for (const ast::Member& member : block.members) {
      std::visit([&](const auto& it) { add(children, it); }, member);
    }
    if (!children.empty()) {
      symbol["children"] = std::move(children);
    }
  }

  const source::SourceMap& sources_;
  const PositionMap& positions_;
};

// The tree as a list of `SymbolInformation`.
void flatten(const Json& tree, const std::string& uri, const std::string& container, Json& into) {
  for (const Json& symbol : tree) {
    const auto name = symbol["name"].get<std::string>();
    Json flat = {{"name", name},
                 {"kind", symbol["kind"]},
                 {"location", {{"uri", uri}, {"range", symbol["range"]}}}};
    if (!container.empty()) {
      flat["containerName"] = container;
    }
    into.push_back(std::move(flat));
    if (symbol.contains("children")) {
      flatten(symbol["children"], uri, name, into);
    }
  }
}

// Whether the letters of `query` stand in `name` in their order, whatever is between.
bool matches(std::string_view name, std::string_view query) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  size_t at = 0;
  for (const char c : query) {
    while (at < name.size() && lower(name[at]) != lower(c)) {
      ++at;
    }
    if (at++ >= name.size()) {
      return false;
    }
  }
  return true;
}

}  // namespace

Reply document_symbols(Session& session, const Json& params) {
  const auto place = document_of(session, params);
  if (!place) {
    return Json();
  }
  Json tree = SymbolTree(place->analysis.sources(), place->positions)
                  .of(place->analysis.tree(place->file).statements);
  if (session.client.nested_symbols) {
    return tree;
  }
  Json list = Json::array();
  flatten(tree, params["textDocument"]["uri"].get<std::string>(), "", list);
  return list;
}

Reply workspace_symbols(Session& session, const Json& params) {
  constexpr size_t MostSymbols = 500;
  const auto query = params.at("query").get<std::string>();
  std::set<std::string> paths;
  for (const auto& [path, document] : session.documents.all()) {
    paths.insert(path);
  }
  std::ranges::copy(session.workspace.files(), std::inserter(paths, paths.end()));
  Json list = Json::array();
  for (const std::string& path : paths) {
    if (list.size() >= MostSymbols || session.cancelled()) {
      break;
    }
    const Analysis& analysis = session.workspace.analysis_of(path);
    const source::FileId file = analysis.file(path);
    if (!file) {
      continue;
    }
    const PositionMap positions(analysis.sources().file(file).text, session.encoding);
    Json all = Json::array();
    flatten(SymbolTree(analysis.sources(), positions).of(analysis.tree(file).statements),
            session.documents.uri_of(path), "", all);
    for (Json& symbol : all) {
      if (list.size() < MostSymbols && matches(symbol["name"].get<std::string>(), query)) {
        list.push_back(std::move(symbol));
      }
    }
  }
  return list;
}

}  // namespace aixc::lsp
