#include "compiler/bind/flows.h"

#include "compiler/bind/names.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

// What all flows of one statement share.
struct Shared {
  std::vector<EntityId> payload;
  std::string payload_label;
  std::vector<model::Assignment> attributes;
  std::string doc;
};

// What a flow leads to or comes from, and where that is written.
struct End {
  EntityId entity;
  Span span;
};

std::string joined(std::string_view first, std::string_view between, std::string_view last) {
  std::string result;
  result.reserve(first.size() + between.size() + last.size());
  return result.append(first).append(between).append(last);
}

size_t count_flows(const std::vector<PendingFlow>& flows) {
  size_t count = 0;
  for (const PendingFlow& flow : flows) {
    for (const ast::FlowStep& step : flow.statement->steps) {
      count += step.edge.direction == ast::Direction::Both ? 2 : 1;
    }
  }
  return count;
}

class FlowBinder {
 public:
  explicit FlowBinder(Context& context) : context_(context), relations_(context) {}

  void bind(const PendingFlow& pending) {
    const ast::FlowStatement& statement = *pending.statement;
    const Shared shared = bind_shared(pending);
    End from = bind_end(statement.first, pending.scope);
    for (const ast::FlowStep& step : statement.steps) {
      const End to = bind_end(step.to, pending.scope);
      const RelationId relation = bind_edge(context_, step.edge);
      if (from.entity && to.entity) {
        bind_step(step.edge, from, to, relation, shared, pending);
      }
      from = to;
    }
  }

 private:
  Shared bind_shared(const PendingFlow& pending) {
    const ast::FlowStatement& statement = *pending.statement;
    Shared shared;
    shared.doc = doc_text(statement.doc);
    if (const auto* text = std::get_if<ast::Text>(&statement.payload)) {
      shared.payload_label = ast::string_value(text->raw);
    } else if (const auto* names = std::get_if<std::vector<ast::Path>>(&statement.payload)) {
      shared.payload = bind_payload(*names);
    }
    if (statement.block) {
      const ast::Block& block = **statement.block;
      report_misplaced_members(context_, block, "a flow");
      bind_attributes(context_, context_.statement_kinds.flow, block, pending.scope,
                      shared.attributes);
    }
    return shared;
  }

  // Every name is declared by now, by `data` or by `declare_payloads`.
  std::vector<EntityId> bind_payload(const std::vector<ast::Path>& names) {
    std::vector<EntityId> result;
    for (const ast::Path& path : names) {
      const EntityId data = resolve_data(context_, path);
      if (data) {
        result.push_back(data);
      }
    }
    return result;
  }

  // An element or boundary; none after a report.
  End bind_end(const ast::Path& path, EntityId scope) {
    const EntityId end = resolve_element(context_, path, scope);
    if (!end) {
      return {};
    }
    const model::Entity& entity = context_.model.entities[end];
    if (context_.model.kinds[entity.kind].family != model::Family::Party) {
      return {end, path.span};
    }
    if (first_miss(context_, "end", entity.path)) {
      const std::string what = "the party `" + entity.path + "`";
      context_.sink.report(DiagnosticKind::FlowEnd, path.span, what)
          .note(entity.name_span, "declared here")
          .help("draw who or what takes part: `app NAME by " + entity.path +
                "`, and let the data "
                "flow there");
    }
    return {};
  }

  void bind_step(const ast::EdgePattern& edge, const End& from, const End& to, RelationId relation,
                 const Shared& shared, const PendingFlow& pending) {
    if (edge.direction != ast::Direction::Backward) {
      add(edge, from, to, relation, shared, pending);
    }
    if (edge.direction != ast::Direction::Forward) {
      add(edge, to, from, relation, shared, pending);
    }
  }

  // A boundary that is an end stands for itself, which is seldom what was meant of one with
  // elements.
  void warn_of_place(const End& end, std::string_view how, std::string_view reach) {
    const model::Model& model = context_.model;
    if (!is_place(end.entity)) {
      return;
    }
    if (const EntityId inside = first_inside(end.entity)) {
      context_.sink
          .report(DiagnosticKind::FlowOfPlace, end.span, how, model.entities[end.entity].path,
                  reach)
          .help("draw it to an element, such as `" + model.entities[inside].path + "`");
    }
  }

  bool is_place(EntityId entity) const {
    return boundary_ && context_.model.is_a(context_.model.entities[entity].kind, boundary_);
  }

  // The first element in a boundary, at any depth, that is no boundary itself; none if it is empty.
  EntityId first_inside(EntityId place) {
    const model::Model& model = context_.model;
    if (first_inside_.empty()) {
      first_inside_.resize(model.entities.size());
      for (const EntityId element : model.elements) {
        EntityId at = is_place(element) ? EntityId() : model.entities[element].parent;
        for (; at && !first_inside_[at.value]; at = model.entities[at].parent) {
          first_inside_[at.value] = element;
        }
      }
    }
    return place.value < first_inside_.size() ? first_inside_[place.value] : EntityId();
  }

  void add(const ast::EdgePattern& edge, const End& from_end, const End& to_end,
           RelationId relation, const Shared& shared, const PendingFlow& pending) {
    model::Model& model = context_.model;
    const EntityId from = from_end.entity;
    const EntityId to = to_end.entity;
    const KindId from_kind = model.entities[from].kind;
    const KindId to_kind = model.entities[to].kind;
    if (relation) {
      relations_.check(relation, from_kind, to_kind, edge.span);
    } else if (!edge.relation) {
      relation = relations_.infer(from_kind, to_kind, edge.span);
    }
    if (!relation || model.relations[relation].carries) {
      warn_of_place(to_end, "ends at", "reaches");
      if (edge.direction != ast::Direction::Both) {  // else said of the way back
        warn_of_place(from_end, "begins at", "comes from");
      }
    }
    model::Entity entity;
    entity.path = joined(model.entities[from].path, " -> ", model.entities[to].path);
    entity.label = joined(model.entities[from].label, " → ", model.entities[to].label);
    entity.kind = context_.statement_kinds.flow;
    entity.parent = pending.scope;
    entity.attributes = shared.attributes;
    entity.doc = shared.doc;
    entity.name_span = edge.span;
    entity.span = pending.statement->span;
    entity.name = flow_name_;
    model::Flow flow;
    flow.entity = model.entities.add(std::move(entity));
    flow.from = from;
    flow.to = to;
    flow.relation = relation;
    flow.payload = shared.payload;
    flow.payload_label = shared.payload_label;
    flow.edge_span = edge.span;
    model.flows.add(std::move(flow));
  }

  Context& context_;
  RelationInference relations_;
  Symbol flow_name_ = context_.symbol("");
  KindId boundary_ = context_.kinds.find(context_.symbol("boundary"));
  std::vector<EntityId> first_inside_;  // by entity; filled when first asked for
};

}  // namespace

RelationId bind_edge(Context& context, const ast::EdgePattern& edge) {
  if (edge.variable || edge.repeat || edge.where) {
    context.sink.report(DiagnosticKind::FlowPattern, edge.span);
  }
  return edge.relation ? resolve_relation(context, *edge.relation) : RelationId();
}

void bind_flows(Context& context) {
  const size_t count = count_flows(context.flows);
  context.model.entities.reserve(context.model.entities.size() + count);
  context.model.flows.reserve(count);
  FlowBinder binder(context);
  for (const PendingFlow& flow : context.flows) {
    binder.bind(flow);
  }
}

}  // namespace aixc::bind
