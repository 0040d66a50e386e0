#include "compiler/render/format.h"

#include <algorithm>
#include <cctype>

#include "compiler/render/csv.h"
#include "compiler/render/dot.h"
#include "compiler/render/html.h"
#include "compiler/render/json.h"
#include "compiler/render/markdown.h"
#include "compiler/render/mermaid.h"
#include "compiler/render/raster.h"
#include "compiler/render/sarif.h"
#include "compiler/render/svg.h"
#include "compiler/render/text.h"

namespace aixc::render {
namespace {

const std::vector<Format>& table() {
  static const std::vector<Format> Formats = {
      {"svg",
       {".svg"},
       "the threat map with risk register, light and dark in one file",
       render_svg},
      {"html",
       {".html", ".htm"},
       "everything in one page to read, filter and print; needs no network",
       render_html,
       true,
       true},
      {"png", {".png"}, "the same as a bitmap", render_png},
      {"pdf", {".pdf"}, "the same as a document, for print and audit files", render_pdf},
      {"json", {".json"}, "model, findings, reasons and questions, for scripts", render_json},
      {"markdown",
       {".md", ".mdx"},
       "the report for pull requests and docs, with a map that GitHub draws",
       render_markdown},
      {"csv", {".csv"}, "the risk register for a sheet", render_csv},
      {"mermaid", {".mmd", ".mermaid"}, "the threat map for Mermaid", render_mermaid},
      {"dot", {".dot", ".gv"}, "the graph alone, for Graphviz", render_dot},
      {"sarif",
       {".sarif"},
       "SARIF 2.1.0, for GitHub code scanning and other viewers",
       render_sarif},
      {"text", {".txt"}, "the findings as plain text", render_text},
  };
  return Formats;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

}  // namespace

bool has_extension(std::string_view path, std::string_view extension) {
  return path.size() > extension.size() &&
         same_ignoring_case(path.substr(path.size() - extension.size()), extension);
}

std::span<const Format> formats() {
  return table();
}

const Format* find_format(std::string_view name) {
  for (const Format& format : table()) {
    if (same_ignoring_case(format.name, name)) {
      return &format;
    }
  }
  return nullptr;
}

const Format* format_of_path(std::string_view path) {
  const Format* best = nullptr;
  size_t length = 0;
  for (const Format& format : table()) {
    for (const std::string_view extension : format.extensions) {
      if (extension.size() > length && has_extension(path, extension)) {
        best = &format;
        length = extension.size();
      }
    }
  }
  return best;
}

}  // namespace aixc::render
