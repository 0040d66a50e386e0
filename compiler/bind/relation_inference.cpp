#include <algorithm>

#include "compiler/bind/flows.h"
#include "compiler/bind/texts.h"

namespace aixc::bind {
namespace {

// How far from the root the most specific of `kinds` stands that `kind` is one of; -1 if none is.
int depth_of_match(const model::Model& model, KindId kind, const std::vector<KindId>& kinds) {
  int deepest = -1;
  for (const KindId declared : kinds) {
    if (model.is_a(kind, declared)) {
      deepest = std::max(deepest, int{model.kinds[declared].depth});
    }
  }
  return deepest;
}

bool fits(const model::Model& model, const model::Relation& relation, KindId from, KindId to) {
  return depth_of_match(model, from, relation.from) >= 0 &&
         depth_of_match(model, to, relation.to) >= 0;
}

}  // namespace

std::string RelationInference::kind_text(KindId kind) const {
  return "`" + std::string(context_.model.text(context_.model.kinds[kind].name)) + "`";
}

std::string_view RelationInference::name_of(RelationId relation) const {
  return context_.model.text(context_.model.relations[relation].name);
}

const RelationInference::Fit& RelationInference::fit(KindId from, KindId to) {
  const auto [entry, fresh] = fits_.try_emplace(uint64_t{from.value} << 32U | to.value);
  Fit& result = entry->second;
  if (!fresh) {
    return result;
  }
  const model::Model& model = context_.model;
  int best = -1;
  for (size_t i = 0; i < model.relations.size(); ++i) {
    const model::Relation& relation = model.relations[RelationId(i)];
    if (!relation.carries) {
      continue;  // it is no flow of data, so it must be written
    }
    const int from_depth = depth_of_match(model, from, relation.from);
    const int to_depth = depth_of_match(model, to, relation.to);
    const int depth = from_depth + to_depth;
    if (from_depth < 0 || to_depth < 0 || depth < best) {
      continue;
    }
    if (depth > best) {
      result.best.clear();
      best = depth;
    }
    result.best.emplace_back(i);
  }
  return result;
}

RelationId RelationInference::infer(KindId from, KindId to, Span edge) {
  if (from == context_.error_kind || to == context_.error_kind) {
    return {};
  }
  const Fit& found = fit(from, to);
  if (found.best.size() == 1) {
    return found.best[0];
  }
  if (found.best.empty()) {
    report_none(from, to, edge);
  } else {
    report_tie(found, from, to, edge);
  }
  return {};
}

void RelationInference::check(RelationId relation, KindId from, KindId to, Span edge) {
  const model::Relation& declared = context_.model.relations[relation];
  if (from == context_.error_kind || to == context_.error_kind ||
      fits(context_.model, declared, from, to)) {
    return;
  }
  auto report = context_.sink.report(DiagnosticKind::RelationDoesNotFit, edge, name_of(relation),
                                     kind_text(from), kind_text(to));
  report.note(declared.name_span, "it is declared here");
  if (fits(context_.model, declared, to, from)) {
    report.help("it leads the other way: turn the arrow round");
    return;
  }
  std::vector<std::string_view> fitting;
  for (const RelationId other : fit(from, to).best) {
    fitting.push_back(name_of(other));
  }
  report.help(fitting.empty() ? "no relation leads from " + kind_text(from) + " to " + kind_text(to)
                              : "what fits is " + quoted_list(fitting, "or"));
}

void RelationInference::report_none(KindId from, KindId to, Span edge) {
  std::vector<std::string_view> from_here;
  for (const model::Relation& relation : context_.model.relations) {
    if (depth_of_match(context_.model, from, relation.from) >= 0) {
      from_here.push_back(context_.model.text(relation.name));
    }
  }
  auto report =
      context_.sink.report(DiagnosticKind::NoRelation, edge, kind_text(from), kind_text(to));
  const Fit& back = fit(to, from);
  if (!back.best.empty()) {
    report.help("the other way round it would be `" + std::string(name_of(back.best[0])) +
                "`: turn the arrow");
  } else if (!from_here.empty()) {
    report.help("from " + kind_text(from) + " lead " + quoted_list(from_here, "and") +
                ", each to other kinds");
  }
}

void RelationInference::report_tie(const Fit& found, KindId from, KindId to, Span edge) {
  std::vector<std::string_view> names;
  for (const RelationId relation : found.best) {
    names.push_back(name_of(relation));
  }
  const std::string list = quoted_list(names, "or");
  context_.sink
      .report(DiagnosticKind::AmbiguousRelation, edge, kind_text(from), kind_text(to), list)
      .help("say which is meant: `-[" + std::string(names[0]) + "]->`");
}

}  // namespace aixc::bind
