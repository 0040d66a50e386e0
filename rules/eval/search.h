// Finds the bindings of a pattern, for every candidate of its root at once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/eval/conditions.h"
#include "rules/eval/path_search.h"
#include "rules/pattern/plan.h"

namespace aixc::rules::eval {

// Where a match was found: the elements of its variables and the ways between them.
struct Found {
  Environment environment;                                   // by variable, unbound ones are none
  std::vector<std::pair<const model::Step*, Witness>> ways;  // in the order of the pattern
  Truth truth = Truth::True;                                 // or `Unknown`
};

class Search {
 public:
  // The match of a rule: its root is the variable that the rule speaks of. `also`, if not null, is
  // a further condition.
  Search(Conditions& conditions, const model::Match& match, model::VariableIndex root,
         const model::Expression* also = nullptr);
  // A match asked for with some variables bound (those of a flow and its ends).
  Search(Conditions& conditions, const model::Match& match,
         const std::vector<model::VariableIndex>& given, const model::Expression* also = nullptr);
  // An `exists` or `count`.
  Search(Conditions& conditions, const model::QuantifiedExpression& quantified);

  // Every candidate of the root that matches or may match, in declaration order.
  const std::vector<std::pair<EntityId, Outcome>>& all(Environment& outer);
  // One candidate of the root.
  Outcome at(EntityId root, Environment& outer);
  // The match as a whole, and the binding behind it.
  Outcome whole(Environment& outer);
  std::optional<Found> find_whole(Environment& outer, std::vector<Dependency>* reads);
  // The binding behind `at`, with True preferred to Unknown; `reads` gets every attribute that the
  // conditions read under it.
  std::optional<Found> find(EntityId root, Environment& outer, std::vector<Dependency>* reads);

  // `exists`: with the outer variables as the environment binds them.
  Outcome holds(Environment& outer, std::vector<Dependency>* reads);
  struct Counted {
    double certain = 0;
    double possible = 0;
    DependencySet depends = NoDependencies;
  };
  Counted count(Environment& outer);

 private:
  struct Memo {
    // By `Graph::place`, counted from the first of the node's kind: 0 not asked, 1 + truth.
    std::vector<uint8_t> known;
    uint32_t first = 0;
    std::unordered_map<uint32_t, uint8_t> known_few;  // the same where it is forgotten often
    std::unordered_map<uint32_t, DependencySet> depends;
  };
  using Candidates = std::vector<EntityId>;
  // The parties and boundaries round the nearer end of a path that its conditions compare.
  using PathKey = std::vector<EntityId>;
  using Paths = std::map<PathKey, std::unique_ptr<PathSearch>>;

  void start();
  void prepare(Environment& outer);
  void forget(bool variant_only);
  bool bind_pins(size_t index, EntityId only_root, const std::function<bool()>& visit);
  bool root_is_pinned() const;
  Outcome closed();
  Outcome closed_step(const pattern::Branch& branch);
  Outcome satisfied(model::VariableIndex variable, EntityId entity);
  uint8_t& known(model::VariableIndex variable, EntityId entity);
  Outcome evaluate(model::VariableIndex variable, EntityId entity);
  Outcome branch_holds(model::VariableIndex variable, const pattern::Branch& branch,
                       EntityId entity);
  Outcome unknown_reference(const pattern::Branch& branch, EntityId entity);
  Outcome open_reference(const pattern::Branch& branch, EntityId from, EntityId child);
  Outcome referable(const pattern::Branch& branch);
  Outcome child_holds(model::VariableIndex variable, const pattern::Branch& branch, EntityId entity,
                      EntityId child, FlowId flow);
  PathSearch& path_of(model::VariableIndex variable, const pattern::Branch& branch,
                      EntityId entity);
  PathKey key_of(const pattern::Branch& branch, EntityId entity) const;
  const Candidates& candidates(model::VariableIndex variable) const;
  Candidates candidates_of_tree(model::VariableIndex root);
  Outcome tree_holds(model::VariableIndex root, EntityId* found);
  void trace(model::VariableIndex variable, EntityId entity, Found& found);
  void trace_closed(Found& found);
  std::optional<Found> find_bound(EntityId root, Truth wanted, std::vector<Dependency>* reads);
  void record(const Found& found, std::vector<Dependency>* reads);

  Conditions& conditions_;
  const model::MatchPattern& pattern_;
  std::vector<const model::Expression*> where_;
  std::vector<model::VariableIndex> outer_;  // the outer variables it reads, but for the root
  bool root_is_outer_ = false;
  pattern::Plan plan_;
  Environment environment_;
  bool prepared_ = false;
  Outcome closed_;
  bool closed_known_ = false;
  std::vector<Memo> memos_;
  // What depends on the fixed variables: of the memos, and of the paths and references.
  std::vector<size_t> variant_memos_;
  std::vector<const pattern::Branch*> variant_branches_;
  std::unordered_map<const pattern::Branch*, Paths> paths_;
  std::unordered_map<const pattern::Branch*, Outcome> referable_;
  std::optional<std::vector<std::pair<EntityId, Outcome>>> all_;
  std::unordered_map<uint32_t, Outcome> outcome_of_;  // the same by root, if variables are pinned
};

}  // namespace aixc::rules::eval
