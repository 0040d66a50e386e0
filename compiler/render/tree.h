// A tree of sentences, printed with its branches.
#pragma once

#include <string>
#include <vector>

namespace aixc::render {

struct Tree {
  std::string text;
  std::vector<Tree> children;

  Tree& add(std::string line) { return children.emplace_back(Tree{std::move(line), {}}); }
};

// The root on its own line, everything below with `├─` and `└─`, wrapped at the usual width.
std::string to_text(const Tree& tree);

}  // namespace aixc::render
