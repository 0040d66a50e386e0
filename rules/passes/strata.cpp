#include "rules/passes/strata.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "rules/eval/reads.h"

namespace aixc::rules::passes {
namespace {

using model::AttributeId;

struct Edge {
  AttributeId to;
  bool monotone;
  model::DerivationId derivation;
};
using Edges = std::map<AttributeId, std::vector<Edge>>;

// Tarjan's strongly connected components; those read come before those that read them.
class Components {
 public:
  explicit Components(const Edges& edges) : edges_(edges) {
    for (const auto& [attribute, _] : edges) {
      if (!index_.contains(attribute)) {
        visit(attribute);
      }
    }
  }
  std::vector<std::vector<AttributeId>> result;

 private:
  void visit(AttributeId at) {
    const int order = next_++;
    index_[at] = low_[at] = order;
    stack_.push_back(at);
    on_stack_.insert(at);
    for (const Edge& edge : edges_.at(at)) {
      if (!edges_.contains(edge.to)) {
        continue;
      }
      if (!index_.contains(edge.to)) {
        visit(edge.to);
        low_[at] = std::min(low_[at], low_[edge.to]);
      } else if (on_stack_.contains(edge.to)) {
        low_[at] = std::min(low_[at], index_[edge.to]);
      }
    }
    if (low_[at] != order) {
      return;
    }
    std::vector<AttributeId> component;
    AttributeId member;
    do {
      member = stack_.back();
      stack_.pop_back();
      on_stack_.erase(member);
      component.push_back(member);
    } while (member != at);
    std::ranges::sort(component);
    result.push_back(std::move(component));
  }

  const Edges& edges_;
  std::map<AttributeId, int> index_;
  std::map<AttributeId, int> low_;
  std::vector<AttributeId> stack_;
  std::set<AttributeId> on_stack_;
  int next_ = 0;
};

std::string name_of(const model::Model& model, AttributeId attribute) {
  const model::AttributeDeclaration& it = model.attributes[attribute];
  return std::string(model.text(model.kinds[it.owner].name)) + "." +
         std::string(model.text(it.name));
}

// Reports the reads that make a recursion undefined; true if there are any.
bool report_cycle(const model::Model& model, const std::vector<AttributeId>& component,
                  const Edges& edges, diagnostics::Sink& sink) {
  const std::set<AttributeId> inside(component.begin(), component.end());
  for (const AttributeId attribute : component) {
    for (const Edge& edge : edges.at(attribute)) {
      if (edge.monotone || !inside.contains(edge.to)) {
        continue;
      }
      std::string cycle;
      for (const AttributeId member : component) {
        cycle += (cycle.empty() ? "`" : " → `") + name_of(model, member) + "`";
      }
      auto report = sink.report(diagnostics::Kind::NegativeCycle,
                                model.derivations[edge.derivation].name_span,
                                name_of(model, attribute), name_of(model, edge.to));
      report.help("the attributes " + cycle +
                  " are derived from each other; read the other one only where more of it can "
                  "never make this one less");
      return true;
    }
  }
  return false;
}

// Which attributes of its own stratum a derivation reads.
std::vector<AttributeId> inner_reads(const Stratum& stratum, const Edges& edges,
                                     model::DerivationId derivation) {
  std::set<AttributeId> result;
  for (const AttributeId attribute : stratum.attributes) {
    for (const Edge& edge : edges.at(attribute)) {
      if (edge.derivation == derivation && std::ranges::count(stratum.attributes, edge.to) != 0) {
        result.insert(edge.to);
      }
    }
  }
  return {result.begin(), result.end()};
}

}  // namespace

std::vector<Stratum> stratify(const model::Model& model, const eval::Graph& graph,
                              diagnostics::Sink& sink) {
  Edges edges;
  std::map<AttributeId, std::set<model::DerivationId>> derivations;
  for (size_t i = 0; i < model.derivations.size(); ++i) {
    const model::DerivationId id(i);
    const std::vector<eval::Read> reads = eval::reads_of(model, graph, model.derivations[id]);
    for (const AttributeId target : model.derivations[id].targets) {
      derivations[target].insert(id);
      auto& list = edges[target];
      for (const eval::Read& read : reads) {
        list.push_back({read.attribute, read.monotone, id});
      }
    }
  }
  std::vector<Stratum> result;
  for (auto& component : Components(edges).result) {
    Stratum stratum;
    const std::set<AttributeId> inside(component.begin(), component.end());
    std::set<model::DerivationId> members;
    for (const AttributeId attribute : component) {
      members.insert(derivations[attribute].begin(), derivations[attribute].end());
      stratum.recursive =
          stratum.recursive || std::ranges::any_of(edges[attribute], [&](const Edge& edge) {
            return inside.contains(edge.to);
          });
    }
    if (stratum.recursive && report_cycle(model, component, edges, sink)) {
      continue;
    }
    stratum.derivations.assign(members.begin(), members.end());
    stratum.attributes = std::move(component);
    for (const model::DerivationId id : stratum.derivations) {
      stratum.reads.push_back(stratum.recursive ? inner_reads(stratum, edges, id)
                                                : std::vector<AttributeId>());
    }
    result.push_back(std::move(stratum));
  }
  return result;
}

}  // namespace aixc::rules::passes
