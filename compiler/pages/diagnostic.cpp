#include "compiler/pages/pages.h"

namespace aixc::pages {

Page page_of(diagnostics::Kind kind) {
  const diagnostics::KindInfo& info = diagnostics::info(kind);
  const bool error = info.severity == diagnostics::Severity::Error;
  Page page{{Subject::What::Diagnostic, diagnostics::code_text(kind)},
            std::string(info.name),
            std::string(info.message),
            {},
            {}};
  Table table;
  table.rows.push_back({{plain(error ? "error" : "warning")}, {plain(std::string(info.message))}});
  page.add("", std::move(table));
  page.add("", Prose{std::string(info.explanation)});
  return page;
}

}  // namespace aixc::pages
