// Data that only payloads name.
#include <algorithm>
#include <cctype>

#include "compiler/base/edit_distance.h"
#include "compiler/bind/flows.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

constexpr size_t ShortestCompared = 4;

// Finds declared names that differ from another by one letter, without comparing all with all: two
// such names have a common form with one letter less.
class NearData {
 public:
  explicit NearData(const Context& context) : context_(context) {
    for (const Symbol name : context.data.names()) {
      for_each_form(context.model.text(name),
                    [&](std::string form) { forms_[std::move(form)].push_back(name); });
    }
  }

  // The declared name that was probably meant; none if there is none.
  Symbol find(std::string_view name) const {
    Symbol result;
    for_each_form(name, [&](const std::string& form) {
      const auto found = forms_.find(form);
      if (result || found == forms_.end()) {
        return;
      }
      const auto near = std::ranges::find_if(
          found->second, [&](Symbol other) { return is_slip(name, context_.model.text(other)); });
      result = near == found->second.end() ? Symbol() : *near;
    });
    return result;
  }

 private:
  template <typename Function>
  static void for_each_form(std::string_view name, Function function) {
    if (name.size() < ShortestCompared) {
      return;
    }
    function(std::string(name));
    for (size_t i = 0; i < name.size(); ++i) {
      function(std::string(name.substr(0, i)) + std::string(name.substr(i + 1)));
    }
  }

  // Names that differ in a digit are a series, and no slip: `page1`, `page2`.
  static bool is_slip(std::string_view a, std::string_view b) {
    const auto digits = [](std::string_view text) {
      return std::ranges::count_if(
          text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    };
    return edit_distance(a, b, 1) <= 1 && digits(a) == 0 && digits(b) == 0;
  }

  const Context& context_;
  std::unordered_map<std::string, std::vector<Symbol>> forms_;
};

EntityId imply(Context& context, const ast::Name& name) {
  model::Entity entity;
  entity.name = context.symbol(name.text);
  entity.path = name.text;
  entity.label = label_from_name(name.text);
  entity.kind = context.statement_kinds.data;
  entity.name_span = name.span;
  entity.span = name.span;
  entity.implied = true;
  const EntityId id = context.model.entities.add(std::move(entity));
  context.model.data.push_back(id);
  return id;
}

// A payload's name that stands for an element or has a path is no data.
bool is_plain(Context& context, const ast::Path& path) {
  if (path.parts.size() == 1) {
    return true;
  }
  first_miss(context, "data", path_text(path));
  context.sink.report(DiagnosticKind::PayloadPath, path.span)
      .help("write one word for a data asset, or a text in quotes");
  return false;
}

}  // namespace

void declare_payloads(Context& context) {
  std::optional<NearData> near;
  for (const PendingFlow& flow : context.flows) {
    const auto* names = std::get_if<std::vector<ast::Path>>(&flow.statement->payload);
    if (names == nullptr) {
      continue;
    }
    for (const ast::Path& path : *names) {
      if (!is_plain(context, path)) {
        continue;
      }
      const ast::Name& name = path.parts[0];
      const Symbol symbol = context.symbol(name.text);
      if (context.data.find(symbol)) {
        continue;
      }
      if (!near) {
        near.emplace(context);  // before the first implied one: only declared ones count
      }
      if (const Symbol meant = near->find(name.text)) {
        const std::string_view meant_text = context.model.text(meant);
        const EntityId declared = context.data.find(meant);
        context.sink.report(DiagnosticKind::MisspeltData, name.span, name.text, meant_text)
            .note(context.model.entities[declared].name_span, "declared here")
            .help("did you mean `" + std::string(meant_text) + "`?")
            .fix(name.span, std::string(meant_text));
      }
      context.data.declare(symbol, imply(context, name));
    }
  }
}

}  // namespace aixc::bind
