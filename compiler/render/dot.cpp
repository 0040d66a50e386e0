#include "compiler/render/dot.h"

#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/core.h>

#include "compiler/model/places.h"
#include "compiler/render/plain_text.h"

namespace aixc::render {
namespace {

using model::EntityId;

// Graphviz gives up on drawings that are too wide.
constexpr size_t MostInDotLabel = 400;

// A quoted string of DOT whose content is shown as it stands: nothing in it is an escape, an entity
// or HTML.
std::string dot_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : shortened(text, MostInDotLabel)) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '&':
        result += "&amp;";
        break;
      case '\n':
        result += "\\n";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return result + "\"";
}

class DotWriter {
 public:
  DotWriter(const model::Model& model, bool to_the_right) : model_(model) {
    for (const model::Flow& flow : model.flows) {
      flow_ends_.insert(flow.from);
      flow_ends_.insert(flow.to);
    }
    for (const EntityId element : model.elements) {
      numbers_[element] = numbers_.size();
      (model::boundary_around(model, element) ? inside_[model::boundary_around(model, element)]
                                              : top_)
          .push_back(element);
    }
    direction_ = to_the_right ? "LR" : "TB";
  }

  std::string write() {
    line("digraph {}", dot_string(model_.system ? model_.label_of(model_.system) : "system"));
    text_.back() = ' ';
    text_ += "{\n";
    depth_ = 1;
    line("graph [compound=true, newrank=true, rankdir={}, fontname=\"Helvetica\"];", direction_);
    line("node [shape=box, fontname=\"Helvetica\"];");
    line("edge [fontname=\"Helvetica\", fontsize=11];");
    for (const EntityId element : top_) {
      write_element(element);
    }
    for (const model::Flow& flow : model_.flows) {
      write_flow(flow);
    }
    text_ += "}\n";
    return std::move(text_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text_.append(depth_ * 2, ' ');
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }

  void write_element(EntityId element) {
    if (!model::is_boundary(model_, element)) {
      const model::Entity& entity = model_.entities[element];
      line("n{} [label={}];", numbers_.at(element),
           dot_string(fmt::format("{}\n[{}]", entity.label, model_.kinds[entity.kind].label)));
      return;
    }
    const size_t number = numbers_.at(element);
    line("subgraph cluster_{} {{", number);
    ++depth_;
    line("label={};", dot_string(model_.label_of(element)));
    if (flow_ends_.contains(element) || inside_[element].empty()) {
      // Edges end at nodes only: this one stands for the boundary itself.
      line("n{} [shape=point, style=invis];", number);
    }
    for (const EntityId child : inside_[element]) {
      write_element(child);
    }
    --depth_;
    line("}}");
  }

  void write_flow(const model::Flow& flow) {
    std::string label = flow.payload_label;
    for (const EntityId data : flow.payload) {
      label += (label.empty() ? "" : ", ") + model_.label_of(data);
    }
    std::string attributes;
    if (!label.empty()) {
      attributes += fmt::format(", label={}", dot_string(label));
    }
    if (model::is_boundary(model_, flow.from)) {
      attributes += fmt::format(", ltail=cluster_{}", numbers_.at(flow.from));
    }
    if (model::is_boundary(model_, flow.to)) {
      attributes += fmt::format(", lhead=cluster_{}", numbers_.at(flow.to));
    }
    if (!attributes.empty()) {
      attributes = fmt::format(" [{}]", attributes.substr(2));
    }
    line("n{} -> n{}{};", numbers_.at(flow.from), numbers_.at(flow.to), attributes);
  }

  const model::Model& model_;
  std::string_view direction_;
  std::unordered_map<EntityId, size_t> numbers_;
  std::unordered_map<EntityId, std::vector<EntityId>> inside_;  // by boundary, in order
  std::vector<EntityId> top_;
  std::unordered_set<EntityId> flow_ends_;
  std::string text_;
  size_t depth_ = 0;
};

}  // namespace

RenderResult render_dot(const RenderInput& input) {
  const bool to_the_right = input.options.direction == diagram::Direction::Right;
  return {DotWriter(input.model, to_the_right).write(), {}};
}

}  // namespace aixc::render
