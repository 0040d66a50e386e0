#include "compiler/cli/lookup.h"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/model/titles.h"

namespace aixc::cli {
namespace {

constexpr size_t MostNamed = 8;

// "there are `web`, `vpc.kb` and 3 more"; "" if there are none.
std::string all(const std::vector<std::string_view>& names) {
  if (names.size() == 1) {
    return fmt::format("there is only `{}`", names.front());
  }
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), MostNamed); ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "there are " : ", ", names[i]);
  }
  if (names.size() > MostNamed) {
    text += fmt::format(" and {} more", names.size() - MostNamed);
  }
  return text;
}

}  // namespace

std::optional<model::ThreatId> look_up_threat(const model::Model& model, std::string_view name,
                                              World& world) {
  if (const model::ThreatId threat = model.find_threat(name)) {
    return threat;
  }
  if (const model::ThreatId threat = model::find_titled(model, model.threats, name)) {
    return threat;
  }
  std::vector<std::string_view> names;
  for (const model::Threat& threat : model.threats) {
    names.push_back(model.name_of(threat.entity));
  }
  const std::string near = did_you_mean(name, names);
  refuse(world, fmt::format("there is no threat `{}`", name),
         near.empty() ? "`aixc list threats` prints them all" : near);
  return std::nullopt;
}

std::optional<model::EntityId> look_up_element(const model::Model& model, std::string_view name,
                                               World& world) {
  if (const model::EntityId element = model.find_element(name)) {
    return element;
  }
  if (model.system && (name == "system" || name == model.name_of(model.system))) {
    return model.system;
  }
  std::vector<std::string_view> names;
  std::string ambiguous;
  for (const model::EntityId element : model.elements) {
    names.push_back(model.entities[element].path);
    if (model.name_of(element) == name) {
      ambiguous +=
          fmt::format("{}`{}`", ambiguous.empty() ? "" : " or ", model.entities[element].path);
    }
  }
  if (!ambiguous.empty()) {
    refuse(world, fmt::format("`{}` may be several elements", name), "write " + ambiguous);
    return std::nullopt;
  }
  const std::string near = did_you_mean(name, names);
  refuse(world, fmt::format("there is no element `{}`", name), near.empty() ? all(names) : near);
  return std::nullopt;
}

}  // namespace aixc::cli
