#include "compiler/bind/outline.h"

#include <algorithm>
#include <filesystem>

#include "compiler/ast/ast.h"
#include "compiler/bind/bind.h"
#include "compiler/parse/parse.h"

namespace aixc::bind {

Outline outline(const std::string& path, const source::FileSystem& disk) {
  Outline result;
  source::ReadResult read = disk.read(path, MaxFileBytes);
  if (!read.text) {
    return result;
  }
  std::string text = std::move(*read.text);
  text.resize(std::min(text.size(), source::find_invalid_utf8(text)));
  source::SourceMap sources;
  diagnostics::Sink sink;
  const ast::File file = parse::parse(sources, sources.add(path, std::move(text)), sink);
  const std::filesystem::path folder = std::filesystem::path(disk.canonical(path)).parent_path();
  for (const ast::Statement& statement : file.statements) {
    if (const auto* import = std::get_if<ast::Import>(&statement)) {
      result.imports.push_back(
          disk.canonical((folder / ast::string_value(import->path.raw)).string()));
    } else if (const auto* declaration = std::get_if<ast::Declaration>(&statement)) {
      result.declares_system = result.declares_system || declaration->keyword.text == "system";
    }
  }
  return result;
}

}  // namespace aixc::bind
