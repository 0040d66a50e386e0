// Which pictures there are of a model.
#include "compiler/render/svg/views.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/overview.h"
#include "compiler/diagram/view_parts.h"
#include "compiler/model/places.h"
#include "compiler/render/svg.h"

namespace aixc::render {
namespace {

// Counts only boxes that are drawn as cards.
bool is_large(const model::Model& model) {
  return model::count_elements(model) > diagram::MostInOnePicture;
}

}  // namespace

std::vector<ViewInfo> views_of(const model::Model& model, const rules::Assessment& assessment) {
  std::vector<ViewInfo> views = {
      {"report", "Report", "the threat map with scenarios, risk register and legend"},
      {"map", "Threat map", "the threat map alone"}};
  if (is_large(model)) {
    views.push_back({"overview", "Overview", "boundaries as cards, with what is in them counted"});
    for (const diagram::OverviewPart& part :
         diagram::make_overview(diagram::make_map(model, assessment).map).all) {
      views.push_back({fmt::format("{}{}", PartPrefix, part.name), part.title,
                       "a part of the threat map: " + part.note});
    }
  }
  int number = 0;
  for (const rules::Scenario& scenario : assessment.scenarios) {
    if (scenario.truth == rules::Truth::True) {
      views.push_back({fmt::format("{}{}", ScenarioPrefix, ++number), model.title(scenario.threat),
                       "an attack as a path over the map"});
    }
  }
  views.insert(views.end(),
               {{"matrix", "AI security matrix", "what is harmed, by where the attack enters"},
                {"periodic", "Periodic table", "threats by controls: in place, planned, missing"},
                {"heat", "Risk heat map", "likelihood × impact, without controls and now"},
                {"responsibility", "Responsibility", "who answers for which threat, by element"},
                {"supply-chain", "Model supply chain", "who made the models from what"}});
  for (const model::View& view : model.views) {
    const std::string_view name = model.name_of(view.entity);
    std::erase_if(views, [&](const ViewInfo& it) { return it.name == name; });
    views.push_back({std::string(name), model.label_of(view.entity), "a view of this model"});
  }
  return views;
}

}  // namespace aixc::render
