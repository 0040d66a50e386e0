#include "compiler/render/mermaid.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "compiler/model/places.h"
#include "compiler/render/plain_text.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;
using rules::Finding;
using rules::Status;

constexpr size_t MostInMermaidLabel = 120;

// Text inside a quoted label, where it is shown as it stands. Mermaid reads `#code;` as a
// character; everything that its labels, directives, Markdown strings or formulas give a meaning is
// written so.
std::string label_text(std::string_view text) {
  constexpr std::string_view Plain = " ,.-()'/?!+=:";
  std::string result;
  for (const char c : shortened(on_one_line(text), MostInMermaidLabel)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (alphanumeric || byte >= 0x80 || Plain.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("#{};", static_cast<int>(byte));
    }
  }
  return result.empty() ? std::string(" ") : result;
}

class MermaidWriter {
 public:
  MermaidWriter(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), assessment_(assessment) {
    for (const EntityId element : model.elements) {
      numbers_[element] = numbers_.size();
      const EntityId around = model::boundary_around(model, element);
      (around ? inside_[around] : top_).push_back(element);
    }
  }

  std::string write(bool to_the_right) {
    line("flowchart {}", to_the_right ? "LR" : "TB");
    depth_ = 1;
    for (const EntityId element : top_) {
      write_element(element);
    }
    for (const model::Flow& flow : model_.flows) {
      write_flow(flow);
    }
    write_classes();
    return std::move(text_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text_.append(depth_ * 2, ' ');
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }

  // `2 threats, worst high`; "" if nothing applies.
  std::string threats_at(EntityId element) {
    size_t count = 0;
    int worst = 0;
    for (const Finding& finding : assessment_.findings) {
      if (finding.element == element && finding.status == Status::Applies &&
          !finding.conventional) {
        ++count;
        worst = std::max(worst, finding.risk.residual.high);
      }
    }
    if (count == 0 || worst == 0) {
      return {};
    }
    const rules::Band band = rules::band_of(worst);
    by_level_[static_cast<size_t>(band)].push_back(numbers_.at(element));
    return count == 1 ? fmt::format("1 threat, {}", rules::word(band))
                      : fmt::format("{} threats, worst {}", count, rules::word(band));
  }

  void write_element(EntityId element) {
    const model::Entity& entity = model_.entities[element];
    const size_t number = numbers_.at(element);
    if (model::is_boundary(model_, element)) {
      line("subgraph n{}[\"{}\"]", number, label_text(entity.label));
      ++depth_;
      for (const EntityId child : inside_[element]) {
        write_element(child);
      }
      --depth_;
      line("end");
      return;
    }
    const std::string threats = threats_at(element);
    line("n{}[\"{}<br/>({}){}\"]", number, label_text(entity.label),
         label_text(rules::lower_first(model_.kinds[entity.kind].label)),
         threats.empty() ? "" : "<br/>" + threats);
  }

  void write_flow(const model::Flow& flow) {
    std::string payload = flow.payload_label;
    for (const EntityId data : flow.payload) {
      payload += (payload.empty() ? "" : ", ") + model_.label_of(data);
    }
    const std::string label = on_one_line(payload);
    line("n{} -->{} n{}", numbers_.at(flow.from),
         label.empty() ? "" : fmt::format("|\"{}\"|", label_text(label)), numbers_.at(flow.to));
  }

  void write_classes() {
    constexpr const char* Strokes[] = {"#475569", "#9a5b00", "#b42318", "#9f1239"};
    for (size_t band = 0; band < by_level_.size(); ++band) {
      if (by_level_[band].empty()) {
        continue;
      }
      const std::string_view name = rules::word(static_cast<rules::Band>(band));
      line("classDef {} stroke:{},stroke-width:{}px", name, Strokes[band], band + 1);
      std::string members;
      for (const size_t number : by_level_[band]) {
        members += fmt::format("{}n{}", members.empty() ? "" : ",", number);
      }
      line("class {} {}", members, name);
    }
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  std::unordered_map<EntityId, size_t> numbers_;
  std::unordered_map<EntityId, std::vector<EntityId>> inside_;  // by boundary, in order
  std::vector<EntityId> top_;
  std::array<std::vector<size_t>, 4> by_level_;
  std::string text_;
  size_t depth_ = 0;
};

}  // namespace

std::string mermaid_map(const model::Model& model, const rules::Assessment& assessment,
                        bool to_the_right) {
  return MermaidWriter(model, assessment).write(to_the_right);
}

RenderResult render_mermaid(const RenderInput& input) {
  return {mermaid_map(input.model, input.assessment,
                      input.options.direction == diagram::Direction::Right),
          {}};
}

}  // namespace aixc::render
