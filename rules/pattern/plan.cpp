#include "rules/pattern/plan.h"

#include <algorithm>
#include <set>

namespace aixc::rules::pattern {
namespace {

using Variables = std::set<VariableIndex>;

// `a and b and c` as three conditions.
void split(const Expression& expression, std::vector<const Expression*>& out) {
  const auto* logic = std::get_if<model::LogicExpression>(&expression.node);
  if (logic == nullptr || !logic->conjunction) {
    out.push_back(&expression);
    return;
  }
  for (const Expression& operand : logic->operands) {
    split(operand, out);
  }
}

class Compiler {
 public:
  Compiler(const std::vector<model::Variable>& variables, const model::MatchPattern& pattern,
           const std::vector<const Expression*>& conditions, VariableIndex root,
           const std::vector<VariableIndex>& outer)
      : variables_(variables), pattern_(pattern), root_(root) {
    for (const Expression* condition : conditions) {
      split(*condition, conditions_);
    }
    nodes_ = pattern.nodes;
    if (root != NoVariable && std::ranges::find(nodes_, root) == nodes_.end()) {
      nodes_.insert(nodes_.begin(), root);
    }
    for (const VariableIndex variable : outer) {
      if (variable != root) {
        fixed_.insert(variable);
      }
    }
  }

  Plan run() {
    while (const auto variable = next_to_pin()) {
      fixed_.insert(*variable);
      pinned_.push_back(*variable);
    }
    return plan_;
  }

 private:
  // Builds the forest as far as it goes; if something does not fit, names the variable to pin.
  std::optional<VariableIndex> next_to_pin() {
    plan_ = Plan();
    plan_.root = root_;
    plan_.pinned = pinned_;
    plan_.bound = pattern_.nodes;
    plan_.vertices.resize(variables_.size());
    parent_.assign(variables_.size(), NoVariable);
    joined_.assign(variables_.size(), nullptr);
    for (const VariableIndex variable : fixed_) {
      plan_.vertices[variable].fixed = true;
    }
    placed_.clear();
    for (const model::Step& step : pattern_.steps) {
      if (step.flow && fixed_.contains(*step.flow)) {
        placed_.insert(&step);
      }
    }
    if (root_ != NoVariable) {
      grow(root_);
    }
    for (const VariableIndex node : nodes_) {
      if (!fixed_.contains(node) && parent_[node] == NoVariable) {
        plan_.others.push_back(node);
        grow(node);
      }
    }
    if (const auto variable = unplaced_step()) {
      return variable;
    }
    for (const Expression* condition : conditions_) {
      if (const auto variable = place(condition)) {
        return variable;
      }
    }
    mark_variant();
    return std::nullopt;
  }

  // A tree from `top` over steps whose other end is new or fixed.
  void grow(VariableIndex top) {
    if (fixed_.contains(top)) {
      return;
    }
    parent_[top] = top;
    std::vector<VariableIndex> queue{top};
    for (size_t next = 0; next < queue.size(); ++next) {
      const VariableIndex at = queue[next];
      for (const model::Step& step : pattern_.steps) {
        if (placed_.contains(&step) || (step.from != at && step.to != at) || step.from == step.to) {
          continue;
        }
        const VariableIndex other = step.from == at ? step.to : step.from;
        const bool fixed = fixed_.contains(other);
        if (!fixed && parent_[other] != NoVariable) {
          continue;  // a cycle: found by `unplaced_step`
        }
        placed_.insert(&step);
        plan_.vertices[at].branches.push_back({&step, other, step.to == other, {}, {}});
        if (!fixed) {
          parent_[other] = at;
          joined_[other] = &step;
          queue.push_back(other);
        }
      }
    }
  }

  std::optional<VariableIndex> unplaced_step() {
    for (const model::Step& step : pattern_.steps) {
      if (placed_.contains(&step)) {
        continue;
      }
      const bool from_fixed = fixed_.contains(step.from);
      const bool to_fixed = fixed_.contains(step.to);
      if (from_fixed && to_fixed) {
        plan_.closed.push_back({&step, step.to, true, {}, {}});
        continue;
      }
      return best({step.from, step.to});
    }
    return std::nullopt;
  }

  // The step that binds a flow variable.
  const model::Step* step_of(VariableIndex flow) const {
    const auto found = std::ranges::find_if(
        pattern_.steps, [&](const model::Step& step) { return step.flow == flow; });
    return found == pattern_.steps.end() ? nullptr : &*found;
  }

  // Puts a condition where all it reads is bound; else names a variable to pin.
  std::optional<VariableIndex> place(const Expression* condition) {
    Variables open;
    const model::Step* flow_step = nullptr;
    for (const VariableIndex variable : free_variables(*condition)) {
      if (fixed_.contains(variable)) {
        continue;
      }
      if (const model::Step* step = step_of(variable)) {
        if (flow_step != nullptr && flow_step != step) {
          return best({step->from, step->to, flow_step->from, flow_step->to});
        }
        flow_step = step;
      } else {
        open.insert(variable);
      }
    }
    if (flow_step != nullptr) {
      return place_at_step(condition, open, *flow_step);
    }
    if (open.empty()) {
      plan_.constants.push_back(condition);
      return std::nullopt;
    }
    if (open.size() == 1) {
      plan_.vertices[*open.begin()].conditions.push_back(condition);
      return std::nullopt;
    }
    if (open.size() == 2) {
      const VariableIndex first = *open.begin();
      const VariableIndex second = *std::next(open.begin());
      for (const auto& [up, down] : {std::pair(first, second), std::pair(second, first)}) {
        if (parent_[down] == up && joined_[down] != nullptr &&
            joined_[down]->form != model::Step::Form::Path) {
          branch(up, *joined_[down])->conditions.push_back(condition);
          return std::nullopt;
        }
        if (parent_[down] == up && place_at_path(condition, up, *joined_[down])) {
          return std::nullopt;
        }
      }
    }
    return best(open);
  }

  bool place_at_path(const Expression* condition, VariableIndex up, const model::Step& path) {
    std::vector<const model::AttributeReference*> keys;
    if (!reads_only_surroundings(*condition, up, keys)) {
      return false;
    }
    Branch& at = *branch(up, path);
    at.conditions.push_back(condition);
    at.keys.insert(at.keys.end(), keys.begin(), keys.end());
    return true;
  }

  std::optional<VariableIndex> place_at_step(const Expression* condition, const Variables& open,
                                             const model::Step& step) {
    for (const VariableIndex variable : open) {
      if (variable != step.from && variable != step.to) {
        return best(open);
      }
    }
    for (const VariableIndex end : {step.from, step.to}) {
      if (Branch* found = fixed_.contains(end) ? nullptr : branch(end, step)) {
        found->conditions.push_back(condition);
        return std::nullopt;
      }
    }
    for (Branch& closed : plan_.closed) {
      if (closed.step == &step) {
        closed.conditions.push_back(condition);
      }
    }
    return std::nullopt;
  }

  Branch* branch(VariableIndex at, const model::Step& step) {
    for (Branch& it : plan_.vertices[at].branches) {
      if (it.step == &step) {
        return &it;
      }
    }
    return nullptr;
  }

  // The target costs nothing to pin, since its candidates are tried one by one anyway; else the
  // variable mentioned first.
  VariableIndex best(const Variables& candidates) const {
    VariableIndex result = NoVariable;
    for (const VariableIndex variable : candidates) {
      if (fixed_.contains(variable)) {
        continue;
      }
      if (variable == root_) {
        return variable;
      }
      result = std::min(result, variable);
    }
    return result;
  }

  bool reads_fixed(const Expression& condition) const {
    const auto free = free_variables(condition);
    return std::ranges::any_of(free, [&](VariableIndex it) { return fixed_.contains(it); });
  }

  bool mark_variant(VariableIndex at) {
    Vertex& vertex = plan_.vertices[at];
    const auto reads = [&](const Expression* condition) { return reads_fixed(*condition); };
    vertex.variant = std::ranges::any_of(vertex.conditions, reads);
    for (const Branch& branch : vertex.branches) {
      const bool child = plan_.vertices[branch.child].fixed || mark_variant(branch.child);
      const bool step = branch.step->where && reads_fixed(*branch.step->where);
      vertex.variant =
          vertex.variant || child || step || std::ranges::any_of(branch.conditions, reads);
    }
    return vertex.variant;
  }

  void mark_variant() {
    if (root_ != NoVariable && !fixed_.contains(root_)) {
      mark_variant(root_);
    }
    for (const VariableIndex other : plan_.others) {
      mark_variant(other);
    }
  }

  const std::vector<model::Variable>& variables_;
  const model::MatchPattern& pattern_;
  VariableIndex root_;
  std::vector<const Expression*> conditions_;
  std::vector<VariableIndex> nodes_;
  Variables fixed_;
  std::vector<VariableIndex> pinned_;
  Plan plan_;
  std::vector<VariableIndex> parent_;       // by variable; a root is its own parent
  std::vector<const model::Step*> joined_;  // the step that joins a variable to its parent
  std::set<const model::Step*> placed_;
};

}  // namespace

Plan compile(const std::vector<model::Variable>& variables, const model::MatchPattern& pattern,
             const std::vector<const Expression*>& conditions, VariableIndex root,
             const std::vector<VariableIndex>& outer) {
  return Compiler(variables, pattern, conditions, root, outer).run();
}

}  // namespace aixc::rules::pattern
