// `textDocument/foldingRange` and `textDocument/selectionRange`.
#include <algorithm>

#include "compiler/lsp/features.h"
#include "compiler/lsp/nodes.h"

namespace aixc::lsp {
namespace {

using Role = Node::Role;
using source::Span;

class Folds {
 public:
  explicit Folds(const PositionMap& positions) : positions_(positions) {}

  // The last line of what stands in brackets stays to be seen.
  void brackets(Span span) {
    const uint32_t last = positions_.position(span.end).line;
    add(positions_.position(span.begin).line, last == 0 ? 0 : last - 1, nullptr);
  }
  void lines(Span first, Span last, const char* kind) {
    add(positions_.position(first.begin).line, positions_.position(last.end).line, kind);
  }

  Json take() { return std::move(list_); }

 private:
  void add(uint32_t first, uint32_t last, const char* kind) {
    if (first >= last) {
      return;
    }
    Json fold = {{"startLine", first}, {"endLine", last}};
    if (kind != nullptr) {
      fold["kind"] = kind;
    }
    list_.push_back(std::move(fold));
  }

  const PositionMap& positions_;
  Json list_ = Json::array();
};

// Comments that follow each other on lines of their own fold together.
void fold_comments(const ast::File& file, const PositionMap& positions, Folds& folds) {
  for (size_t first = 0; first < file.comments.size();) {
    size_t last = first;
    while (last + 1 < file.comments.size() &&
           positions.position(file.comments[last + 1].span.begin).line ==
               positions.position(file.comments[last].span.end).line + 1) {
      ++last;
    }
    folds.lines(file.comments[first].span, file.comments[last].span, "comment");
    first = last + 1;
  }
}

Json chain(const std::vector<Span>& around, const PositionMap& positions) {
  Json result;
  for (const Span span : around) {
    Json range = {{"range", to_json(positions.range(span.begin, span.end))}};
    if (!result.is_null()) {
      range["parent"] = std::move(result);
    }
    result = std::move(range);
  }
  return result;
}

}  // namespace

Reply folding_ranges(Session& session, const Json& params) {
  const auto place = document_of(session, params);
  if (!place) {
    return Json();
  }
  const ast::File& file = place->analysis.tree(place->file);
  Folds folds(place->positions);
  std::vector<Span> imports;
  for (const Node& node : nodes_of(file)) {
    if (node.role == Role::Import) {
      imports.push_back(node.span);
    } else if (node.role == Role::Block || node.role == Role::List || node.role == Role::Map) {
      folds.brackets(node.span);
    } else if (node.role == Role::Statement &&
               place->analysis.sources().text(node.span).back() != '}') {
      folds.lines(node.span, node.span, nullptr);  // a rule, a long flow
    }
  }
  if (!imports.empty()) {
    folds.lines(imports.front(), imports.back(), "imports");
  }
  fold_comments(file, place->positions, folds);
  return folds.take();
}

Reply selection_ranges(Session& session, const Json& params) {
  const auto place = document_of(session, params);
  if (!place) {
    return Json();
  }
  const source::SourceFile& file = place->analysis.sources().file(place->file);
  const Span whole{place->file, 0, static_cast<uint32_t>(file.text.size())};
  const std::vector<Node> nodes = nodes_of(place->analysis.tree(place->file));
  Json list = Json::array();
  for (const Json& position : params.at("positions")) {
    const uint32_t offset = place->positions.offset(position_from(position));
    std::vector<Span> around{whole};
    for (const Node& node : nodes) {
      const bool holds = node.span.begin <= offset && offset <= node.span.end;
      const Span outer = around.back();
      if (holds && node.span != outer && outer.begin <= node.span.begin &&
          node.span.end <= outer.end) {
        around.push_back(node.span);
      }
    }
    list.push_back(chain(around, place->positions));
  }
  return list;
}

}  // namespace aixc::lsp
