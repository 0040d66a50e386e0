#include "compiler/lsp/shelf.h"

#include <filesystem>

#include <fmt/core.h>

namespace aixc::lsp {
namespace {

constexpr size_t MaxBytes = size_t{16} * 1024 * 1024;

}  // namespace

std::string Shelf::put(const std::string& name, std::string_view text) {
  if (folder_.empty()) {
    return {};
  }
  std::string path = folder_ + "/" + name;
  if (written_.contains(path)) {
    return path;
  }
  // Another build of the same version may have left another text.
  if (files_.read(path, MaxBytes).text != text) {
    const std::string parent = std::filesystem::path(path).parent_path().string();
    if (!files_.make_folder(parent).empty() || !files_.write(path, text).empty()) {
      return {};
    }
  }
  written_.insert(path);
  return path;
}

std::string Shelf::page_of(diagnostics::Kind kind) {
  const diagnostics::KindInfo& info = diagnostics::info(kind);
  const std::string code = diagnostics::code_text(kind);
  return put(fmt::format("diagnostics/{}.md", code),
             fmt::format("# {} {}\n\n{}: `` {} ``\n\n{}\n", code, info.name,
                         info.severity == diagnostics::Severity::Error ? "Error" : "Warning",
                         info.message, info.explanation));
}

}  // namespace aixc::lsp
