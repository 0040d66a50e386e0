#include "compiler/cli/standards.h"

#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/session.h"
#include "compiler/render/paint.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

template <typename IdType, typename Store>
render::Json mapped_json(const model::Model& model, const Store& store,
                         const std::vector<rules::Mapped<IdType>>& mapped) {
  render::Json list = render::Json::array();
  for (const rules::Mapped<IdType>& one : mapped) {
    list.push_back({{"name", model.name_of(store[one.id].entity)},
                    {"basis", rules::id_of(rules::word(one.basis))}});
  }
  return list;
}

template <typename IdType, typename Store>
std::string mapped_text(const model::Model& model, const Store& store,
                        const std::vector<rules::Mapped<IdType>>& mapped) {
  std::string text;
  for (const rules::Mapped<IdType>& one : mapped) {
    text += fmt::format(
        "{}{}{}", text.empty() ? "" : ", ", model.name_of(store[one.id].entity),
        one.basis == rules::Basis::Published ? "" : fmt::format(" [{}]", rules::word(one.basis)));
  }
  return text;
}

}  // namespace

std::optional<rules::Standard> standard_named(const model::Model& model, const std::string& name,
                                              World& world) {
  if (const model::EntityId taxonomy = rules::find_taxonomy(model, name)) {
    return rules::read_standard(model, taxonomy);
  }
  std::vector<std::string_view> names;
  std::string all;
  for (const model::EntityId taxonomy : model.taxonomies) {
    names.push_back(model.name_of(taxonomy));
    all += fmt::format("{}{}", all.empty() ? "" : ", ", model.name_of(taxonomy));
  }
  const std::string near = did_you_mean(name, names);
  refuse(world, fmt::format("there is no standard `{}`", name),
         near.empty() ? "there are " + all : near);
  return std::nullopt;
}

render::Json standard_entry_json(const model::Model& model, const rules::StandardEntry& entry) {
  return {{"id", entry.id},
          {"name", entry.name},
          {"url", entry.url},
          {"threats", mapped_json(model, model.threats, entry.threats)},
          {"controls", mapped_json(model, model.controls, entry.controls)}};
}

void print_standard(const model::Model& model, const rules::Standard& standard, World& world) {
  world.out << standard.title << "\n";
  const std::string url = model.text_of(standard.taxonomy, "url");
  if (!url.empty() && url.find("{id}") == std::string::npos) {
    world.out << url << "\n";
  }
  world.out << "What is mapped by nobody but us is marked [derived].\n\n";
  for (const rules::StandardEntry& entry : standard.entries) {
    const std::string id = entry.id + (entry.name.empty() ? "" : "  ");
    world.out << render::paragraph(id, entry.name, id.size());
    const auto row = [&](const std::string& what, const std::string& text) {
      if (!text.empty()) {
        world.out << render::paragraph("    " + what, text, 4 + what.size());
      }
    };
    row("threats:  ", mapped_text(model, model.threats, entry.threats));
    row("controls: ", mapped_text(model, model.controls, entry.controls));
  }
}

}  // namespace aixc::cli
