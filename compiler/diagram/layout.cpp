#include "compiler/diagram/layout.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "compiler/diagram/assembly.h"
#include "compiler/diagram/packing.h"
#include "compiler/diagram/prepare.h"
#include "compiler/diagram/quality.h"

namespace aixc::diagram {
namespace {

// Up to these sizes (boxes and labels together) the engine gives a good picture in good time.
constexpr std::size_t FullNodes = 1500;
constexpr std::size_t ReducedNodes = 3000;

Effort effort_for(const Graph& graph) {
  std::size_t labels = 0;
  for (const GraphEdge& edge : graph.edges) {
    labels += edge.label.width > 0 ? 1 : 0;
  }
  if (graph.nodes.size() + labels <= FullNodes) {
    return Effort::Full;
  }
  return graph.nodes.size() <= ReducedNodes ? Effort::Reduced : Effort::Least;
}

// Graphs of this size are laid out in several ways, of which the best picture is taken.
constexpr std::size_t SeveralWaysNodes = 80;

// What is tried: a prepared graph, and the orders in which it is handed over.
struct Trial {
  Prepared prepared;
  std::vector<Way> ways;
};

std::vector<Trial> trials(const Graph& graph, Effort effort) {
  std::vector<Trial> result;
  result.push_back({prepare(graph, effort), {Way::Declared}});
  if (effort != Effort::Full || result[0].prepared.graph.nodes.size() > SeveralWaysNodes) {
    return result;
  }
  result[0].ways = {Way::Declared, Way::Backwards};
  for (const Stacking stacking : {Stacking::Beside, Stacking::Clusters}) {
    Prepared other = prepare(graph, effort, stacking);
    if (std::none_of(result.begin(), result.end(),
                     [&](const Trial& trial) { return trial.prepared.rows == other.rows; })) {
      result.push_back({std::move(other), {Way::Declared, Way::Backwards}});
    }
  }
  return result;
}

// One try; empty when the engine fails or nothing true comes out.
std::optional<Layout> try_layout(const Graph& graph, LayoutEngine& engine, Effort effort,
                                 std::string& fault) {
  // Another way must be clearly better than the first, so that small edits do not reshuffle the
  // rest.
  constexpr double ClearlyBetter = 0.94;
  const std::vector<Trial> tried = trials(graph, effort);
  std::vector<EngineGraph> graphs;
  std::vector<const Prepared*> sources;
  for (const Trial& trial : tried) {
    for (const Way way : trial.ways) {
      graphs.push_back(trial.prepared.graph);
      graphs.back().way = way;
      sources.push_back(&trial.prepared);
    }
  }
  const auto found = engine.run(graphs, fault);
  std::optional<Layout> best;
  std::size_t best_index = 0;
  double best_cost = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) {
      continue;
    }
    auto layout = assemble(graph, *sources[i], *found[i], Care::Draft, fault);
    if (!layout) {
      continue;
    }
    const double layout_cost = graphs.size() > 1 ? cost(graph, *layout) : 0;
    if (best && layout_cost > best_cost * ClearlyBetter) {
      continue;
    }
    best = std::move(layout);
    best_cost = layout_cost;
    best_index = i;
  }
  if (best && effort == Effort::Full) {
    if (auto neat = assemble(graph, *sources[best_index], *found[best_index], Care::Final, fault)) {
      return neat;
    }
  }
  return best;
}

}  // namespace

LayoutResult lay_out(const Graph& graph, LayoutEngine& engine) {
  if (graph.nodes.empty() && graph.clusters.empty()) {
    return {};
  }
  std::string first_fault;
  for (int effort = static_cast<int>(effort_for(graph)); effort <= static_cast<int>(Effort::Least);
       ++effort) {
    std::string fault;
    if (auto layout = try_layout(graph, engine, static_cast<Effort>(effort), fault)) {
      return {*std::move(layout), ""};
    }
    if (first_fault.empty()) {
      first_fault = fault;
    }
  }
  LayoutResult result{pack(graph), ""};
  fit_page(result.layout);
  result.warning = fmt::format(
      "the boxes are packed in rows, because the layout engine gave no true picture: {}",
      first_fault);
  return result;
}

}  // namespace aixc::diagram
