#include "compiler/diagram/map_part.h"

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::vector<bool> kept_boundaries(const MapView& map, const std::vector<bool>& cards,
                                  const std::vector<bool>& flows) {
  std::vector<bool> kept(map.boundaries.size(), false);
  const auto keep_around = [&](int boundary) {
    for (int b = boundary; b >= 0; b = map.boundaries[at(b)].parent) {
      kept[at(b)] = true;
    }
  };
  for (std::size_t c = 0; c < map.cards.size(); ++c) {
    if (cards[c]) {
      keep_around(map.cards[c].boundary);
    }
  }
  for (std::size_t f = 0; f < map.flows.size(); ++f) {
    for (const End& end : {map.flows[f].from, map.flows[f].to}) {
      if (flows[f] && end.what == End::What::Boundary) {
        keep_around(end.index);
      }
    }
  }
  return kept;
}

}  // namespace

MapPart part_of(const MapView& map, const std::vector<bool>& cards,
                const std::vector<bool>& flows) {
  const std::vector<bool> boundaries = kept_boundaries(map, cards, flows);
  MapPart part;
  part.boundaries.assign(map.boundaries.size(), -1);
  for (std::size_t b = 0; b < map.boundaries.size(); ++b) {
    if (boundaries[b]) {
      part.boundaries[b] = static_cast<int>(part.map.boundaries.size());
      part.map.boundaries.push_back(map.boundaries[b]);
      int& parent = part.map.boundaries.back().parent;
      parent = parent < 0 ? -1 : part.boundaries[at(parent)];
    }
  }
  part.cards.assign(map.cards.size(), -1);
  for (std::size_t c = 0; c < map.cards.size(); ++c) {
    if (cards[c]) {
      part.cards[c] = static_cast<int>(part.map.cards.size());
      part.map.cards.push_back(map.cards[c]);
      int& boundary = part.map.cards.back().boundary;
      boundary = boundary < 0 ? -1 : part.boundaries[at(boundary)];
    }
  }
  for (std::size_t f = 0; f < map.flows.size(); ++f) {
    if (flows[f]) {
      part.map.flows.push_back(map.flows[f]);
      for (End* end : {&part.map.flows.back().from, &part.map.flows.back().to}) {
        end->index = (end->what == End::What::Card ? part.cards : part.boundaries)[at(end->index)];
      }
    }
  }
  return part;
}

}  // namespace aixc::diagram
