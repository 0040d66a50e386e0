#include "compiler/bind/kinds.h"

#include <algorithm>
#include <array>

#include "compiler/bind/names.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

using model::Family;

constexpr uint16_t MaxDepth = 64;

// The words that open or join statements: an element of such a kind could not be written.
constexpr auto StatementWords = std::to_array<std::string_view>(
    {"attr",    "count",   "import",   "extend",  "implement", "accept", "transfer", "avoid",
     "of",      "ask",     "relation", "rule",    "rate",      "match",  "raise",    "dismiss",
     "because", "source",  "path",     "through", "over",      "derive", "assume",   "for",
     "when",    "require", "forbid",   "error",   "warning",   "test",   "expect",   "kind"});

struct StatementKind {
  std::string_view name;
  Family family;
  KindId StatementKinds::*member;
};

constexpr auto StatementKindTable =
    std::to_array<StatementKind>({{"system", Family::System, &StatementKinds::system},
                                  {"party", Family::Party, &StatementKinds::party},
                                  {"data", Family::Data, &StatementKinds::data},
                                  {"flow", Family::Flow, &StatementKinds::flow},
                                  {"threat", Family::Threat, &StatementKinds::threat},
                                  {"control", Family::Control, &StatementKinds::control},
                                  {"taxonomy", Family::Taxonomy, &StatementKinds::taxonomy},
                                  {"relation", Family::Relation, &StatementKinds::relation},
                                  {"view", Family::View, &StatementKinds::view},
                                  {"implement", Family::Treatment, &StatementKinds::implement},
                                  {"accept", Family::Treatment, &StatementKinds::accept},
                                  {"transfer", Family::Treatment, &StatementKinds::transfer},
                                  {"avoid", Family::Treatment, &StatementKinds::avoid}});

template <typename MemberType, typename Function>
void for_each_member(const ast::Declaration& declaration, Function function) {
  if (!declaration.block) {
    return;
  }
  for (const ast::Member& member : (*declaration.block)->members) {
    if (const auto* wanted = std::get_if<MemberType>(&member)) {
      function(*wanted);
    }
  }
}

class KindBinder {
 public:
  explicit KindBinder(Context& context) : context_(context), model_(context.model) {}

  void run() {
    declare_written();
    declare_statement_kinds();
    resolve_parents();
    cut_cycles();
    sort_by_depth();
    for (const KindId kind : order_) {
      inherit(kind);
      declare_attributes(kind);
    }
  }

 private:
  KindId add_kind(Symbol name, const ast::Declaration* declaration) {
    model::Kind kind;
    kind.name = name;
    kind.label = label_from_name(model_.text(name));
    if (declaration != nullptr) {
      kind.label = label_of(declaration->label, declaration->name);
      kind.doc = doc_text(declaration->doc);
      kind.span = declaration->span;
      kind.name_span = declaration->name.span;
    }
    declarations_.push_back(declaration);
    return model_.kinds.add(std::move(kind));
  }

  void declare_written() {
    for (const ast::Declaration* declaration : context_.statements.kinds) {
      check_clauses(*declaration);
      const Symbol name = context_.symbol(declaration->name.text);
      const KindId kind = add_kind(name, declaration);
      if (const KindId first = context_.kinds.declare(name, kind)) {
        report_duplicate(context_, declaration->name, "the kind", model_.kinds[first].name_span);
        continue;
      }
      const bool statement =
          std::ranges::count(StatementKindTable, declaration->name.text, &StatementKind::name) != 0;
      if (!statement && std::ranges::count(StatementWords, declaration->name.text) != 0) {
        context_.sink
            .report(DiagnosticKind::ReservedName, declaration->name.span, declaration->name.text,
                    "a kind", "opens a statement or a clause, so no element of it could be written")
            .help("choose another name for the kind");
      }
    }
  }

  void check_clauses(const ast::Declaration& declaration) {
    if (declaration.group) {
      context_.sink.report(DiagnosticKind::MisplacedClause, declaration.group->span, "a kind", "in")
          .help("only a threat stands `in` another; a kind descends: `kind a is b`");
    }
    if (declaration.party) {
      context_.sink.report(DiagnosticKind::MisplacedClause, declaration.party->span, "a kind", "by")
          .help("`by` names who operates an element");
    }
  }

  void declare_statement_kinds() {
    for (const StatementKind& row : StatementKindTable) {
      const Symbol name = context_.symbol(row.name);
      KindId kind = context_.kinds.find(name);
      if (!kind) {
        kind = add_kind(name, nullptr);
        context_.kinds.declare(name, kind);
      }
      context_.statement_kinds.*row.member = kind;
    }
  }

  void resolve_parents() {
    for (size_t i = 0; i < declarations_.size(); ++i) {
      const ast::Declaration* declaration = declarations_[i];
      if (declaration != nullptr && declaration->base) {
        model_.kinds[KindId(i)].parent = resolve_kind(context_, *declaration->base);
      }
    }
  }

  // Each kind points to one parent, so walking up marks every kind once.
  void cut_cycles() {
    enum class Mark : uint8_t { New, OnPath, Done };
    std::vector<Mark> marks(model_.kinds.size(), Mark::New);
    for (size_t i = 0; i < marks.size(); ++i) {
      std::vector<KindId> path;
      KindId kind(i);
      while (kind && marks[kind.value] == Mark::New) {
        marks[kind.value] = Mark::OnPath;
        path.push_back(kind);
        kind = model_.kinds[kind].parent;
      }
      if (kind && marks[kind.value] == Mark::OnPath) {
        report_cycle(path, kind);
        model_.kinds[path.back()].parent = KindId();
      }
      for (const KindId seen : path) {
        marks[seen.value] = Mark::Done;
      }
    }
  }

  void report_cycle(const std::vector<KindId>& path, KindId start) {
    std::string chain;
    for (auto at = std::ranges::find(path, start); at != path.end(); ++at) {
      chain += "`" + std::string(model_.text(model_.kinds[*at].name)) + "` is ";
    }
    const std::string_view name = model_.text(model_.kinds[start].name);
    chain += "`" + std::string(name) + "`";
    const ast::Declaration* declaration = declarations_[start.value];
    context_.sink.report(DiagnosticKind::KindCycle, declaration->base->span, name, chain)
        .help("let one of them descend from a kind that is none of these");
  }

  // Parents before children, so that what is inherited is known in time.
  void sort_by_depth() {
    std::vector<std::vector<KindId>> children(model_.kinds.size());
    for (size_t i = 0; i < model_.kinds.size(); ++i) {
      const KindId parent = model_.kinds[KindId(i)].parent;
      if (parent) {
        children[parent.value].emplace_back(i);
      } else {
        order_.emplace_back(i);
      }
    }
    for (size_t i = 0; i < order_.size(); ++i) {
      const KindId kind = order_[i];
      for (const KindId child : children[kind.value]) {
        const auto depth = static_cast<uint16_t>(model_.kinds[kind].depth + 1);
        if (depth == MaxDepth) {
          report_too_deep(child);
          continue;
        }
        model_.kinds[child].depth = depth;
        order_.push_back(child);
      }
    }
  }

  void report_too_deep(KindId kind) {
    context_.sink.report(DiagnosticKind::NestedTooDeep, model_.kinds[kind].name_span, MaxDepth);
  }

  void inherit(KindId id) {
    model::Kind& kind = model_.kinds[id];
    if (kind.parent) {
      const model::Kind& parent = model_.kinds[kind.parent];
      kind.family = parent.family;
      kind.shape = parent.shape;
      kind.attributes = parent.attributes;
      return;
    }
    for (const StatementKind& row : StatementKindTable) {
      if (context_.statement_kinds.*row.member == id) {
        kind.family = row.family;
      }
    }
  }

  void declare_attributes(KindId id) {
    const ast::Declaration* declaration = declarations_[id.value];
    if (declaration == nullptr) {
      return;
    }
    for_each_member<ast::AttributeDeclaration>(
        *declaration, [&](const auto& attribute) { declare_attribute(id, attribute); });
    std::ranges::sort(model_.kinds[id].attributes);
    set_shape(id, *declaration);
    report_misplaced(*declaration);
  }

  void declare_attribute(KindId id, const ast::AttributeDeclaration& written) {
    const Symbol name = context_.symbol(written.name.text);
    auto& attributes = model_.kinds[id].attributes;
    const auto earlier =
        std::ranges::find(attributes, name, &std::pair<Symbol, AttributeId>::first);
    if (earlier != attributes.end()) {
      report_redeclared(written, earlier->second);
      return;
    }
    model::AttributeDeclaration attribute;
    attribute.name = name;
    attribute.owner = id;
    attribute.doc = doc_text(written.doc);
    attribute.span = written.span;
    if (written.ask) {
      attribute.ask = ast::string_value(written.ask->raw);
    }
    const auto type = bind_type(context_, written.type);
    attribute.type = type.value_or(model::Type{});
    const AttributeId added = model_.attributes.add(std::move(attribute));
    if (!type) {
      context_.untyped.insert(added);
    }
    attributes.emplace_back(name, added);
    context_.attributes_by_name[name].push_back(added);
  }

  void report_redeclared(const ast::AttributeDeclaration& written, AttributeId earlier) {
    const model::AttributeDeclaration& first = model_.attributes[earlier];
    const std::string_view owner = model_.text(model_.kinds[first.owner].name);
    context_.sink
        .report(DiagnosticKind::RedeclaredAttribute, written.name.span, written.name.text, owner)
        .note(first.span, "first declared here")
        .help("remove this declaration; give another default with `" +
              std::string(written.name.text) + ": …`");
  }

  void set_shape(KindId id, const ast::Declaration& declaration) {
    if (model_.attribute(id, context_.symbol("shape"))) {
      return;
    }
    for_each_member<ast::Attribute>(declaration, [&](const ast::Attribute& attribute) {
      if (attribute.name.text != "shape") {
        return;
      }
      const auto* reference = std::get_if<ast::Reference>(&attribute.value.node);
      if (reference != nullptr && reference->parts.size() == 1) {
        model_.kinds[id].shape = reference->parts[0].text;
        return;
      }
      context_.sink
          .report(DiagnosticKind::WrongType, attribute.value.span, "shape", "the name of a shape",
                  "something else")
          .help("such as `shape: cylinder`");
    });
  }

  void report_misplaced(const ast::Declaration& declaration) {
    for_each_member<ast::Declaration>(declaration, [&](const ast::Declaration& inner) {
      context_.sink
          .report(DiagnosticKind::MisplacedStatement, inner.keyword.span, "a declaration", "a kind")
          .help(std::string(MoveOut));
    });
    for_each_member<ast::FlowStatement>(declaration, [&](const ast::FlowStatement& flow) {
      context_.sink.report(DiagnosticKind::MisplacedStatement, flow.span, "a flow", "a kind")
          .help(std::string(MoveOut));
    });
  }

  Context& context_;
  model::Model& model_;
  std::vector<const ast::Declaration*> declarations_;  // by kind; null for one that nobody wrote
  std::vector<KindId> order_;                          // parents before children
};

}  // namespace

void bind_kinds(Context& context) {
  KindBinder(context).run();
}

void bind_kind_defaults(Context& context) {
  for (const ast::Declaration* declaration : context.statements.kinds) {
    const KindId kind = context.kinds.find(context.symbol(declaration->name.text));
    // A second declaration of that name was reported; its defaults are no one's.
    if (!declaration->block || context.model.kinds[kind].span != declaration->span) {
      continue;
    }
    bind_attributes(context, kind, **declaration->block, EntityId(),
                    context.model.kinds[kind].defaults, "shape");
  }
}

}  // namespace aixc::bind
