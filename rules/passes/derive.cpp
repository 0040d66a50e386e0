// Derives attributes, stratum by stratum, each once for all entities. A recursion is repeated until
// nothing rises any more; since ranks only rise, that ends.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "rules/passes/derivation_search.h"
#include "rules/passes/run.h"
#include "rules/passes/strata.h"

namespace aixc::rules::passes {
namespace {

using eval::Cell;
using eval::Column;
using model::AttributeId;

class Deriver {
 public:
  Deriver(Run& run, const Stratum& stratum, uint32_t& stamp)
      : run_(run), stratum_(stratum), stamp_(stamp) {}

  void run() {
    prepare_columns();
    std::vector<uint32_t> applied(stratum_.derivations.size(), 0);
    bool rose = true;
    while (rose) {
      rose = false;
      for (size_t i = 0; i < applied.size(); ++i) {
        if (run_.interrupted()) {
          return;
        }
        if (applied[i] == 0 || may_rise(stratum_.reads[i], applied[i])) {
          applied[i] = ++step_;
          rose = apply(stratum_.derivations[i]) || rose;
        }
      }
      if (!stratum_.recursive) {
        return;
      }
    }
  }

 private:
  // Whether anything that a derivation reads has risen since it was applied, or while it was.
  bool may_rise(const std::vector<AttributeId>& reads, uint32_t applied) const {
    return std::ranges::any_of(reads, [&](AttributeId it) {
      const auto risen = risen_.find(it);
      return risen != risen_.end() && risen->second >= applied;
    });
  }

  void prepare_columns() {
    for (const AttributeId attribute : stratum_.attributes) {
      Column& column = run_.knowledge.column(attribute);
      column.recursive = stratum_.recursive;
    }
    for (const model::DerivationId id : stratum_.derivations) {
      const model::Derivation& it = run_.model.derivations[id];
      for (const AttributeId attribute : targets(it)) {
        run_.knowledge.prepare(attribute, it.assumed);
        Column& column = run_.knowledge.column(attribute);
        column.closed = column.closed || (!it.assumed && !it.value);
      }
    }
  }

  // The targets of the derivation that belong to this stratum.
  std::vector<AttributeId> targets(const model::Derivation& derivation) const {
    std::vector<AttributeId> result = derivation.targets;
    std::erase_if(result, [&](AttributeId it) {
      return std::ranges::find(stratum_.attributes, it) == stratum_.attributes.end();
    });
    return result;
  }

  bool apply(model::DerivationId id) {
    const model::Derivation& it = run_.model.derivations[id];
    const std::vector<AttributeId> ours = targets(it);
    if (ours.empty()) {
      return false;
    }
    const model::Type& type = run_.model.attributes[ours[0]].type;
    DerivationSearch search(run_.knowledge, it, type);
    const bool ranked =
        type.form == model::Type::Form::YesNo || type.form == model::Type::Form::OneOf;
    bool rose = false;
    for (const int rank : search.ranks()) {
      for (const auto& [entity, outcome] : search.all(rank)) {
        const AttributeId attribute =
            run_.model.attribute(run_.graph.kind_of(entity), it.attribute);
        if (!attribute || std::ranges::find(ours, attribute) == ours.end()) {
          continue;
        }
        rose = (ranked ? raise(attribute, entity, rank, outcome, it.assumed)
                       : set_value(attribute, entity, search, outcome, it.assumed)) ||
               rose;
      }
    }
    return rose;
  }

  bool raise(AttributeId attribute, EntityId entity, int rank, eval::Outcome outcome,
             bool assumed) {
    const Cell before = run_.knowledge.cell(attribute, assumed, entity);
    Cell cell = before;
    const auto level = static_cast<int8_t>(rank);
    if (outcome.truth == Truth::True) {
      cell.low = std::max(cell.low, level);
    } else {
      cell.depends = run_.sets.unite(cell.depends, outcome.depends);
    }
    cell.high = std::max(cell.high, level);
    if (cell.low == cell.high) {
      cell.depends = eval::NoDependencies;
    }
    const bool rose =
        cell.low != before.low || cell.high != before.high || cell.depends != before.depends;
    if (rose) {
      cell.stamp = ++stamp_;
      run_.knowledge.set_cell(attribute, assumed, entity, cell);
      risen_[attribute] = step_;
    }
    return rose;
  }

  bool set_value(AttributeId attribute, EntityId entity, DerivationSearch& search,
                 eval::Outcome outcome, bool assumed) {
    const Column& column = run_.knowledge.column(attribute);
    const auto& values = assumed ? column.assumed_values : column.derived_values;
    if (outcome.truth != Truth::True || values.contains(entity.value)) {
      return false;
    }
    const auto found = search.find(entity, 0, nullptr);
    if (found) {
      run_.knowledge.set_value(attribute, assumed, entity, search.value(*found));
      risen_[attribute] = step_;
    }
    return found.has_value();
  }

  Run& run_;
  const Stratum& stratum_;
  uint32_t& stamp_;                                  // counts on from stratum to stratum
  uint32_t step_ = 0;                                // counts the derivations applied
  std::unordered_map<AttributeId, uint32_t> risen_;  // the step at which a value last rose
};

}  // namespace

void derive(Run& run) {
  uint32_t stamp = 0;
  for (const Stratum& stratum : stratify(run.model, run.graph, run.sink)) {
    Deriver(run, stratum, stamp).run();
  }
}

}  // namespace aixc::rules::passes
