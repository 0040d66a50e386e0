#include "compiler/bind/layer.h"

#include <algorithm>

namespace aixc::bind {
namespace {

class BelongsToLibrary {
 public:
  explicit BelongsToLibrary(const Library& library) : library_(library) {}

  bool operator()(const ast::Declaration& it) const {
    if (it.keyword.text == "kind") {
      return true;
    }
    const KindId kind = library_.vocabulary.kinds.find(library_.model.names.find(it.keyword.text));
    const model::Family family = kind ? library_.model.kinds[kind].family : model::Family::Element;
    return family == model::Family::Threat || family == model::Family::Control ||
           family == model::Family::Taxonomy;
  }
  bool operator()(const ast::RelationDeclaration&) const { return true; }
  bool operator()(const ast::PathDeclaration&) const { return true; }
  bool operator()(const ast::Rule&) const { return true; }
  bool operator()(const ast::Rate&) const { return true; }
  bool operator()(const ast::Derivation&) const { return true; }
  bool operator()(const ast::Policy&) const { return true; }
  bool operator()(const ast::Import&) const { return false; }
  bool operator()(const ast::FlowStatement&) const { return false; }
  bool operator()(const ast::Extend&) const { return false; }
  bool operator()(const ast::Treatment&) const { return false; }
  bool operator()(const ast::Test&) const { return false; }

 private:
  const Library& library_;
};

}  // namespace

bool extends_library(const Program& program, const Library& library) {
  return std::ranges::any_of(program.files, [&](const ast::File& file) {
    return std::ranges::any_of(file.statements, [&](const ast::Statement& statement) {
      return std::visit(BelongsToLibrary(library), statement);
    });
  });
}

}  // namespace aixc::bind
