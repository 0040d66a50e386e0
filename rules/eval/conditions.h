// Conditions in three values.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "compiler/model/expression.h"
#include "rules/eval/knowledge.h"

namespace aixc::rules::eval {

class Search;

// What each variable of a match is bound to, by index. A flow variable is bound to the entity that
// holds the flow's attributes.
using Environment = std::vector<EntityId>;

// One thing that an expression may stand for. A path through a list gives several.
struct Item {
  const model::Value* value = nullptr;  // a value …
  EntityId entity;                      // … or an entity …
  bool unknown = false;                 // … or something between two bounds
  double low = 0, high = 0;             // unknown and bounded: least and highest ordinal
  bool bounded = false;

  static Item of(const model::Value& value);
  static Item of(EntityId entity);
  static Item between(double low, double high);
  static Item open();
  static Item of(const Reading& reading);
};

struct Operand {
  std::vector<Item> items;
  DependencySet depends = NoDependencies;  // of the unknown items
};

// Evaluates the expressions of one match. Owns the searches of its `exists` and `count`.
class Conditions {
 public:
  Conditions(const Knowledge& knowledge, const std::vector<model::Variable>& variables);
  ~Conditions();
  Conditions(const Conditions&) = delete;
  Conditions& operator=(const Conditions&) = delete;

  // A condition; the environment must bind every free variable of it.
  Outcome holds(const model::Expression& expression, Environment& environment);
  // A value; for a condition, yes or no.
  Operand value(const model::Expression& expression, Environment& environment);
  // Whether `entity` may stand at a node with this filter.
  Outcome matches(const model::NodeFilter& filter, EntityId entity);

  // While set, every attribute that a condition reads is written down here.
  void record(std::vector<Dependency>* reads) { reads_ = reads; }
  std::vector<Dependency>* recording() const { return reads_; }

  const Knowledge& knowledge() const { return knowledge_; }
  const std::vector<model::Variable>& variables() const { return variables_; }

 private:
  // What an expression stands for that leads to one thing at most: the usual case, for which no
  // list is built.
  struct One {
    Item item;
    bool some = false;
    DependencySet depends = NoDependencies;
  };

  // False if the expression may stand for several things.
  bool single(const model::Expression& expression, const Environment& environment, One& result);
  bool leads_to_one(const model::Access& access, EntityId& at) const;
  static Outcome decided(Truth truth, DependencySet depends);
  Outcome compare(const model::CompareExpression& it, Environment& environment);
  Outcome compare_reading(const model::AttributeReference& left, const model::CompareExpression& it,
                          Environment& environment, bool& handled);
  Outcome compare_items(model::CompareOp op, const Operand& left, const Operand& right);
  Outcome is(const model::IsExpression& it, Environment& environment);
  Outcome is_unknown(const model::Expression& operand, Environment& environment);
  Outcome call(const model::CallExpression& it, Environment& environment);
  Operand reference(const model::AttributeReference& it, Environment& environment);
  Operand count(const model::QuantifiedExpression& it, Environment& environment);
  Search& search_of(const model::QuantifiedExpression& it);
  Reading read(EntityId entity, Symbol attribute);
  std::vector<EntityId> step(const model::Access& access, EntityId entity, DependencySet& depends);

  const Knowledge& knowledge_;
  const std::vector<model::Variable>& variables_;
  std::unordered_map<const model::QuantifiedExpression*, std::unique_ptr<Search>> searches_;
  std::vector<Dependency>* reads_ = nullptr;
};

}  // namespace aixc::rules::eval
