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
constexpr std::size_t SeveralWaysNodes = 200;

// What is tried: a prepared graph, handed over in one of the orders.
struct Trial {
  const Prepared* prepared;
  Way way;
};

// Tries, and the best picture so far.
class Trials {
 public:
  Trials(const Graph& graph, LayoutEngine& engine, Effort effort, Tries tries, std::string& fault)
      : graph_(graph), engine_(engine), effort_(effort), tries_(tries), fault_(fault) {}

  // Empty when the engine fails or nothing true comes out.
  std::optional<Layout> run() {
    const Prepared usual = prepare(graph_, effort_);
    attempt({{&usual, Way::Declared}});
    if (tries_ != Tries::One && effort_ == Effort::Full &&
        usual.graph.nodes.size() <= SeveralWaysNodes && !is_good()) {
      try_others(usual);
    }
    const bool is_shown = tries_ != Tries::Sketch && effort_ == Effort::Full;
    return is_shown ? finished() : std::move(best_);
  }

 private:
  // Another way must be clearly better than the first, so that small edits do not reshuffle the
  // rest.
  static constexpr double ClearlyBetter = 0.94;

  void try_others(const Prepared& usual) {
    others_.reserve(2);  // they are pointed to
    for (const Stacking stacking : {Stacking::Beside, Stacking::Clusters}) {
      Prepared other = prepare(graph_, effort_, stacking);
      const auto is_same = [&](const Prepared& known) { return known.rows == other.rows; };
      if (!is_same(usual) && std::ranges::none_of(others_, is_same)) {
        others_.push_back(std::move(other));
      }
    }
    std::vector<Trial> stackings;
    for (const Prepared& other : others_) {
      stackings.push_back({&other, Way::Declared});
    }
    attempt(stackings);
    if (tries_ == Tries::Several && !is_good()) {
      attempt({{best_ ? best_prepared_ : &usual, Way::Backwards}});
    }
  }

  // With lines as they are shown.
  std::optional<Layout> finished() {
    if (best_) {
      if (auto layout = assemble(graph_, *best_prepared_, best_engine_, Care::Final, fault_)) {
        return layout;
      }
    }
    return std::move(best_);
  }

  void attempt(const std::vector<Trial>& trials) {
    if (trials.empty()) {
      return;
    }
    std::vector<EngineGraph> graphs;
    for (const Trial& trial : trials) {
      graphs.push_back(trial.prepared->graph);
      graphs.back().way = trial.way;
    }
    const auto found = engine_.run(graphs, fault_);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (!found[i]) {
        continue;
      }
      auto layout = assemble(graph_, *trials[i].prepared, *found[i], Care::Draft, fault_);
      if (!layout) {
        continue;
      }
      const double layout_cost = cost(graph_, *layout);
      if (!best_ || layout_cost <= best_cost_ * ClearlyBetter) {
        best_ = std::move(layout);
        best_cost_ = layout_cost;
        best_prepared_ = trials[i].prepared;
        best_engine_ = *found[i];
      }
    }
  }

  // Nothing that another way could make much better.
  bool is_good() const {
    if (!best_ || best_->size.width > graph_.preferred_width) {
      return false;
    }
    const Quality quality = measure(graph_, *best_);
    return quality.crossings == 0 && quality.covered == 0;
  }

  const Graph& graph_;
  LayoutEngine& engine_;
  Effort effort_;
  Tries tries_;
  std::string& fault_;
  std::vector<Prepared> others_;
  std::optional<Layout> best_;
  const Prepared* best_prepared_ = nullptr;
  EngineLayout best_engine_;
  double best_cost_ = 0;
};

}  // namespace

LayoutResult lay_out(const Graph& graph, LayoutEngine& engine, Tries tries) {
  if (graph.nodes.empty() && graph.clusters.empty()) {
    return {};
  }
  std::string first_fault;
  for (int effort = static_cast<int>(effort_for(graph)); effort <= static_cast<int>(Effort::Least);
       ++effort) {
    std::string fault;
    if (auto layout = Trials(graph, engine, static_cast<Effort>(effort), tries, fault).run()) {
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
