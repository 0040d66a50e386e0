// Flows: their ends, relations and payloads.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Declares the data that payloads name and nobody declares. Before attributes, which may name it.
void declare_payloads(Context& context);
void bind_flows(Context& context);

// Checks that a flow's arrow holds a relation's name at most, and gives it; none if it has none.
RelationId bind_edge(Context& context, const ast::EdgePattern& edge);

// Infers relations from the kinds at the ends of flows; each pair of kinds is looked at once.
class RelationInference {
 public:
  explicit RelationInference(Context& context) : context_(context) {}

  // The relation that fits best; none, after a report at `edge`, if none does or several do.
  RelationId infer(KindId from, KindId to, Span edge);
  // Reports a relation that does not lead from the one kind to the other.
  void check(RelationId relation, KindId from, KindId to, Span edge);

 private:
  struct Fit {
    std::vector<RelationId> best;  // one if it is plain, several if they tie
  };
  const Fit& fit(KindId from, KindId to);
  void report_none(KindId from, KindId to, Span edge);
  void report_tie(const Fit& fit, KindId from, KindId to, Span edge);
  std::string kind_text(KindId kind) const;
  std::string_view name_of(RelationId relation) const;

  Context& context_;
  std::unordered_map<uint64_t, Fit> fits_;
};

}  // namespace aixc::bind
