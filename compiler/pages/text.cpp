#include "compiler/pages/text.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/render/paint.h"
#include "rules/words.h"

namespace aixc::pages {
namespace {

constexpr size_t NameWidth = 22;

std::string line_text(const Line& line) {
  std::string text;
  for (const Piece& piece : line) {
    text += piece.text;
  }
  return text;
}

// Each paragraph wrapped by itself.
std::string prose(std::string_view text, size_t indent) {
  const std::string blanks(indent, ' ');
  std::string result;
  while (!text.empty()) {
    const size_t end = std::min(text.find("\n\n"), text.size());
    result += (result.empty() ? "" : "\n") + render::paragraph(blanks, text.substr(0, end), indent);
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return result;
}

std::string names_only(const Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    text += (text.empty() ? "" : ", ") + line_text(row[0]);
  }
  return render::paragraph("  ", text, 2);
}

std::string rows(const Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    std::string value;
    for (size_t i = 1; i < std::min(row.size(), table.terminal_columns); ++i) {
      const std::string cell = line_text(row[i]);
      value += (value.empty() || cell.empty() ? "" : "; ") + cell;
    }
    const std::string name = line_text(row[0]);
    // A long name gets a line of its own, so that what is said of it stays in its column.
    const bool apart = render::width_of(name) >= NameWidth && !value.empty();
    text += apart ? "  " + name + "\n" : "";
    text += render::paragraph("  " + render::padded(apart ? "" : name, NameWidth), value,
                              2 + NameWidth);
  }
  return text;
}

std::string block_text(const Block& block, bool headed) {
  if (const auto* text = std::get_if<Prose>(&block)) {
    return prose(text->text, headed ? 2 : 0);
  }
  if (const auto* table = std::get_if<Table>(&block)) {
    return table->terminal_columns == 1 ? names_only(*table) : rows(*table);
  }
  return std::get<Code>(block).text + "\n";
}

}  // namespace

std::string to_text(const Page& page, const source::SourceMap& sources) {
  std::string text = fmt::format("{} {}{}{}\n", word(page.subject.what), page.subject.name,
                                 page.label.empty() ? "" : ": ", page.label);
  const std::string at = rules::line_of(sources, page.place);
  text += at.empty() ? "" : fmt::format("  {}\n", at);
  for (const Section& section : page.sections) {
    text += section.heading.empty() ? "" : fmt::format("\n{}\n", section.heading);
    for (const Block& block : section.blocks) {
      text += section.heading.empty() || &block != &section.blocks.front() ? "\n" : "";
      text += block_text(block, !section.heading.empty());
    }
  }
  return text;
}

}  // namespace aixc::pages
