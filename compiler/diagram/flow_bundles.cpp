#include "compiler/diagram/flow_bundles.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/view_parts.h"

namespace aixc::diagram {
namespace {

std::pair<int, int> key_of(const End& end) {
  return {static_cast<int>(end.what), end.index};
}

}  // namespace

void FlowBundles::add(const MapFlow& flow, End from, End to) {
  const Key forth{key_of(from), key_of(to)};
  const Key back{forth.second, forth.first};
  const bool opposite = found_.contains(back);
  const auto [place, added] = found_.try_emplace(opposite ? back : forth, bundles_.size());
  if (added) {
    bundles_.push_back({flow, 0, 0, 0, {}});
    bundles_.back().first.from = from;
    bundles_.back().first.to = to;
  }
  Bundle& bundle = bundles_[place->second];
  const std::size_t flows = flow.both_ways ? 2 : 1;
  ++bundle.drawn;
  bundle.flows += flows;
  bundle.sensitive += flow.sensitivity == Sensitivity::Plain ? 0 : flows;
  bundle.first.both_ways = bundle.first.both_ways || flow.both_ways || opposite;
  bundle.first.sensitivity = std::max(bundle.first.sensitivity, flow.sensitivity);
  bundle.first.untrusted = bundle.first.untrusted || flow.untrusted;
  bundle.descriptions.push_back(flow.description);
}

std::vector<MapFlow> FlowBundles::take(const std::string& prefix) {
  constexpr std::size_t MostDescribed = 8;
  std::vector<MapFlow> flows;
  for (Bundle& bundle : bundles_) {
    MapFlow flow = std::move(bundle.first);
    flow.id = fmt::format("{}{}", prefix, flows.size() + 1);
    if (bundle.drawn > 1) {
      flow.label = fmt::format("{} flows", bundle.flows);
      flow.note = bundle.sensitive == 0 ? std::string()
                  : bundle.sensitive == bundle.flows
                      ? std::string("all sensitive")
                      : fmt::format("{} sensitive", bundle.sensitive);
      flow.description =
          fmt::format("{} flows: {}", bundle.flows, listed(bundle.descriptions, MostDescribed));
    }
    flows.push_back(std::move(flow));
  }
  bundles_.clear();
  found_.clear();
  return flows;
}

}  // namespace aixc::diagram
