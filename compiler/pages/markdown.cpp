#include "compiler/pages/markdown.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/render/markdown_text.h"

namespace aixc::pages {
namespace {

std::string_view folder_of(Subject::What what) {
  switch (what) {
    case Subject::What::Threat:
      return "threats";
    case Subject::What::Control:
      return "controls";
    case Subject::What::Kind:
    case Subject::What::Attribute:
      return "kinds";
    case Subject::What::Relation:
    case Subject::What::Path:
      return "relations";
    case Subject::What::Rule:
    case Subject::What::Rate:
    case Subject::What::Policy:
      return "rules";
    case Subject::What::Standard:
      return "standards";
    case Subject::What::Diagnostic:
      return "diagnostics";
  }
  return {};
}

// Blanks of an URL would end it, and brackets too.
std::string url_text(std::string_view url) {
  std::string text;
  for (const char c : url) {
    const bool plain = c > ' ' && c != '(' && c != ')' && c != '<' && c != '>' && c != '\\';
    text += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

// Blanks at the ends part it from what stands beside it, and stay.
std::string escaped(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  return fmt::format("{}{}{}", text.front() == ' ' ? " " : "", render::markdown_text(text),
                     text.size() > 1 && text.back() == ' ' ? " " : "");
}

std::string piece_text(const Piece& piece, const Subject& from) {
  const std::string text = inline_text(piece.title.empty() ? piece.text : piece.title);
  if (piece.subject) {
    const std::string path = path_of(*piece.subject);
    const std::string folder(folder_of(from.what));
    const bool near = path.starts_with(folder + "/");
    return fmt::format("[{}]({})", text, near ? path.substr(folder.size() + 1) : "../" + path);
  }
  return piece.url.empty() ? text : fmt::format("[{}]({})", text, url_text(piece.url));
}

std::string line_text(const Line& line, const Subject& from) {
  std::string text;
  for (const Piece& piece : line) {
    text += piece_text(piece, from);
  }
  return text;
}

bool is_linked(const Line& line) {
  return std::ranges::any_of(
      line, [](const Piece& piece) { return piece.subject || !piece.url.empty(); });
}

// Without a header: `- **name**: value`.
std::string list(const Table& table, const Subject& from) {
  std::string text;
  for (const auto& row : table.rows) {
    const std::string name = line_text(row[0], from);
    text += is_linked(row[0]) ? "- " + name : fmt::format("- **{}**", name);
    std::string value;
    for (size_t i = 1; i < row.size(); ++i) {
      const std::string cell = line_text(row[i], from);
      value += (value.empty() || cell.empty() ? "" : "; ") + cell;
    }
    text += value.empty() ? "\n" : ": " + value + "\n";
  }
  return text;
}

std::string grid(const Table& table, const Subject& from) {
  std::string text = "|";
  for (const std::string& name : table.header) {
    text += " " + inline_text(name) + " |";
  }
  text += "\n|";
  for (size_t i = 0; i < table.header.size(); ++i) {
    text += " --- |";
  }
  text += "\n";
  for (const auto& row : table.rows) {
    text += "|";
    for (const Line& cell : row) {
      text += " " + line_text(cell, from) + " |";
    }
    text += "\n";
  }
  return text;
}

std::string prose_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t end = std::min(text.find("\n\n"), text.size());
    result += (result.empty() ? "" : "\n") + inline_text(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(text.find_first_not_of('\n', end), text.size()));
  }
  return result;
}

std::string block_text(const Block& block, const Subject& from) {
  if (const auto* prose = std::get_if<Prose>(&block)) {
    return prose_text(prose->text);
  }
  if (const auto* table = std::get_if<Table>(&block)) {
    return table->header.empty() ? list(*table, from) : grid(*table, from);
  }
  return fmt::format("```aisys\n{}\n```\n", std::get<Code>(block).text);
}

std::string title_line(const Page& page) {
  return page.label.empty() ? page.subject.name : page.label;
}

}  // namespace

std::string path_of(const Subject& subject) {
  const std::string name = subject.what == Subject::What::Attribute
                               ? subject.name.substr(0, subject.name.find('.'))
                               : subject.name;
  return fmt::format("{}/{}.md", folder_of(subject.what), name);
}

std::string inline_text(std::string_view text) {
  constexpr char Tick = '`';
  std::string result;
  while (!text.empty()) {
    const size_t opens = text.find(Tick);
    const size_t closes = opens < text.size() ? text.find(Tick, opens + 1) : opens;
    if (closes == std::string_view::npos) {
      return result + escaped(text);
    }
    result += escaped(text.substr(0, opens));
    for (const char c : text.substr(opens, closes - opens + 1)) {
      // A bar parts the cells of a table even in code.
      result += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
    }
    text.remove_prefix(closes + 1);
  }
  return result;
}

std::string to_markdown(const Page& page, const source::SourceMap& sources) {
  std::string text = fmt::format("# {}\n\n", inline_text(title_line(page)));
  text += fmt::format("{} `{}`", word(page.subject.what), page.subject.name);
  text += page.place ? fmt::format(", in `{}`\n", sources.path(page.place.file)) : "\n";
  for (const Section& section : page.sections) {
    text += section.heading.empty() ? "" : fmt::format("\n## {}\n", section.heading);
    for (const Block& block : section.blocks) {
      text += "\n" + block_text(block, page.subject);
    }
  }
  return text;
}

std::string to_markdown_list(const std::string& title, const std::string& introduction,
                             std::span<const Group> groups) {
  std::string text = fmt::format("# {}\n\n{}\n", title, introduction);
  for (const Group& group : groups) {
    text += group.heading.empty() ? "\n" : fmt::format("\n## {}\n\n", inline_text(group.heading));
    for (size_t i = 0; i < group.pages.size(); ++i) {
      const Page& page = *group.pages[i];
      const std::string path = path_of(page.subject);
      text.append(group.depths.empty() ? 0 : 2 * group.depths[i], ' ');
      text +=
          fmt::format("- [{}]({})", inline_text(title_line(page)), path.substr(path.find('/') + 1));
      text += page.label.empty() ? "" : fmt::format(" `{}`", page.subject.name);
      text += page.summary.empty() ? "\n" : fmt::format(": {}\n", inline_text(page.summary));
    }
  }
  return text;
}

}  // namespace aixc::pages
