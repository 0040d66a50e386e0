#include "compiler/pages/page.h"

namespace aixc::pages {
namespace {

bool is_empty(const Block& block) {
  if (const auto* prose = std::get_if<Prose>(&block)) {
    return prose->text.empty();
  }
  if (const auto* table = std::get_if<Table>(&block)) {
    return table->rows.empty();
  }
  return std::get<Code>(block).text.empty();
}

}  // namespace

std::string_view word(Subject::What what) {
  switch (what) {
    case Subject::What::Threat:
      return "threat";
    case Subject::What::Control:
      return "control";
    case Subject::What::Kind:
      return "kind";
    case Subject::What::Attribute:
      return "attribute";
    case Subject::What::Relation:
      return "relation";
    case Subject::What::Path:
      return "path";
    case Subject::What::Rule:
      return "rule";
    case Subject::What::Rate:
      return "rate";
    case Subject::What::Policy:
      return "policy";
    case Subject::What::Standard:
      return "taxonomy";
    case Subject::What::Diagnostic:
      return "diagnostic";
  }
  return {};
}

void Page::add(std::string heading, Block block) {
  if (is_empty(block)) {
    return;
  }
  if (sections.empty() || sections.back().heading != heading) {
    sections.push_back({std::move(heading), {}});
  }
  sections.back().blocks.push_back(std::move(block));
}

Piece plain(std::string text) {
  return {std::move(text), std::nullopt, {}, {}};
}

Piece link(Subject::What what, std::string name, std::string title) {
  std::string text = name;
  return {std::move(text), Subject{what, std::move(name)}, {}, std::move(title)};
}

Line joined(const Line& pieces) {
  Line line;
  for (const Piece& piece : pieces) {
    if (!line.empty()) {
      line.push_back(plain(", "));
    }
    line.push_back(piece);
  }
  return line;
}

}  // namespace aixc::pages
