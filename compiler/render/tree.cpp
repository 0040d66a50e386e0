#include "compiler/render/tree.h"

#include "compiler/render/paint.h"

namespace aixc::render {
namespace {

// `head` stands before the first line of a child, `rest` before all its other lines.
void write_children(const Tree& tree, const std::string& rest, std::string& text) {
  for (const Tree& child : tree.children) {
    const bool last = &child == &tree.children.back();
    const std::string below = rest + (last ? "   " : "│  ");
    const size_t indent = width_of(below);
    std::string lines = paragraph("", child.text, indent);
    // The first line gets the branch, those wrapped from it the trunk that goes on below.
    text += rest + (last ? "└─ " : "├─ ");
    for (size_t at = 0; at < lines.size();) {
      const size_t end = lines.find('\n', at);
      std::string line = lines.substr(at, end - at);
      text += at == 0 ? line : below + line.substr(indent);
      text += '\n';
      at = end + 1;
    }
    write_children(child, below, text);
  }
}

}  // namespace

std::string to_text(const Tree& tree) {
  std::string text = tree.text + "\n";
  write_children(tree, "", text);
  return text;
}

}  // namespace aixc::render
