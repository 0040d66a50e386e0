#include "compiler/bind/statements.h"

#include <array>
#include <cctype>

#include <fmt/format.h>

#include "compiler/base/edit_distance.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

using model::Family;

constexpr const char* KindsHint = "`aixc list kinds` names them";
constexpr const char* LabelAbove = "a label above may stand without its quotes";
constexpr auto SystemWord = std::to_array<std::string_view>({"system"});

bool is_kind(const ast::Declaration& declaration) {
  return declaration.keyword.text == "kind";
}

// Sorts the statements of one file, or of the test.
class Sorter {
 public:
  Sorter(Context& context, bool in_test)
      : context_(context), to_(context.statements), in_test_(in_test) {}

  void sort(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      std::visit(*this, statement);
    }
  }

  void operator()(const ast::Import& it) {
    library_only(it.span, "an import", [] {});
  }
  void operator()(const ast::Declaration& it) {
    if (is_kind(it)) {
      library_only(it.span, "a kind", [&] { to_.kinds.push_back(&it); });
    } else {
      (in_test_ ? to_.tested : to_.declarations).push_back(&it);
    }
  }
  void operator()(const ast::FlowStatement& it) {
    if (is_system()) {
      to_.flows.push_back(&it);
    }
  }
  void operator()(const ast::Extend& it) {
    if (is_system()) {
      to_.extends.push_back(&it);
    }
  }
  void operator()(const ast::Treatment& it) {
    if (is_system()) {
      to_.treatments.push_back(&it);
    }
  }
  void operator()(const ast::RelationDeclaration& it) {
    library_only(it.span, "a relation", [&] { to_.relations.push_back(&it); });
  }
  void operator()(const ast::PathDeclaration& it) {
    library_only(it.span, "a path class", [&] { to_.paths.push_back(&it); });
  }
  void operator()(const ast::Rule& it) {
    library_only(it.span, "a rule", [&] { to_.rules.push_back(&it); });
  }
  void operator()(const ast::Rate& it) {
    library_only(it.span, "a rate", [&] { to_.rates.push_back(&it); });
  }
  void operator()(const ast::Derivation& it) {
    library_only(it.span, "a derivation", [&] { to_.derivations.push_back(&it); });
  }
  void operator()(const ast::Policy& it) {
    library_only(it.span, "a policy", [&] { to_.policies.push_back(&it); });
  }
  // A test is bound by itself.
  void operator()(const ast::Test& it) {
    library_only(it.span, "a test", [] {});
  }

 private:
  // Whether what stands here belongs to the system that is bound.
  bool is_system() const { return in_test_ == (context_.test != nullptr); }

  template <typename Function>
  void library_only(Span span, std::string_view what, Function add) {
    if (in_test_) {
      context_.sink.report(DiagnosticKind::MisplacedStatement, span, what, "a test")
          .help("a test describes a system; write this outside of it");
      return;
    }
    add();
  }

  Context& context_;
  Statements& to_;
  bool in_test_;
};

// An element, say, of an unknown kind may have been meant as a threat: its name is not missed
// later.
void forgive_uses(Context& context, const ast::Declaration& declaration) {
  for (const std::string_view what : {"threat", "control", "data", "element", "taxonomy"}) {
    first_miss(context, what, declaration.name.text);
  }
}

std::vector<Declared>* place_of(Declarations& declarations, Family family) {
  switch (family) {
    case Family::System:
      return &declarations.systems;
    case Family::Party:
    case Family::Element:
      return &declarations.elements;
    case Family::Data:
      return &declarations.data;
    case Family::Threat:
      return &declarations.threats;
    case Family::Control:
      return &declarations.controls;
    case Family::Taxonomy:
      return &declarations.taxonomies;
    case Family::View:
      return &declarations.views;
    case Family::Flow:
    case Family::Relation:
    case Family::Treatment:
    case Family::Other:
      break;
  }
  return nullptr;
}

// Stands for every kind that is none; there only once one was named.
KindId error_kind(Context& context) {
  if (!context.error_kind) {
    model::Kind kind;
    kind.name = context.symbol("?");
    kind.label = "?";
    context.error_kind = context.model.kinds.add(std::move(kind));
  }
  return context.error_kind;
}

bool describes_system(Family family) {
  return family == Family::System || family == Family::Party || family == Family::Data ||
         family == Family::Element;
}

void sort_declaration(Context& context, const ast::Declaration& declaration, bool in_test) {
  const KindId kind = kind_of(context, declaration);
  const Family family = context.model.kinds[kind].family;
  if (in_test && !describes_system(family)) {
    context.sink
        .report(DiagnosticKind::MisplacedStatement, declaration.keyword.span, family_text(family),
                "a test")
        .help("a test describes a system; write this outside of it");
    return;
  }
  check_clauses(context, declaration, kind);
  place_of(context.declarations, family)->push_back({&declaration, kind});
}

// The library's part of the files around a test; their systems, with whatever mistakes, are left
// out.
void sort_around_test(Context& context, const ast::Declaration& declaration) {
  const KindId kind = context.kinds.find(context.model.names.find(declaration.keyword.text));
  const Family family = kind ? context.model.kinds[kind].family : Family::Element;
  std::vector<Declared>* place = place_of(context.declarations, family);
  if (place != nullptr && !describes_system(family) && family != Family::View) {
    check_clauses(context, declaration, kind);
    place->push_back({&declaration, kind});
  }
}

}  // namespace

void sort_statements(Context& context) {
  for (const ast::File& file : context.program.files) {
    Sorter(context, false).sort(file.statements);
  }
  if (context.test != nullptr) {
    Sorter(context, true).sort(context.test->statements);
  }
}

void sort_declarations(Context& context) {
  for (const ast::Declaration* declaration : context.statements.declarations) {
    if (context.test != nullptr) {
      sort_around_test(context, *declaration);
    } else {
      sort_declaration(context, *declaration, false);
    }
  }
  for (const ast::Declaration* declaration : context.statements.tested) {
    sort_declaration(context, *declaration, true);
  }
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The name that stands before `keyword` on its line; "" if something else does.
std::string_view name_before(std::string_view text, const ast::Name& keyword) {
  const size_t last = text.substr(0, keyword.span.begin).find_last_not_of(" \t");
  if (last == std::string_view::npos || !is_name_character(text[last])) {
    return {};
  }
  size_t begin = last;
  while (begin > 0 && is_name_character(text[begin - 1])) {
    --begin;
  }
  return text.substr(begin, last + 1 - begin);
}

// Of two labels without quotes, `app web Support` and below it `app back Engine`, the words still
// go in pairs: `Support app`, `back Engine`. What the first word of a pair was meant to be; "" if
// nothing tells.
std::string meant_as_label(const Context& context, const ast::Declaration& declaration) {
  const ast::Name& keyword = declaration.keyword;
  const std::string_view text = context.program.sources.file(keyword.span.file).text;
  const std::string_view before = name_before(text, keyword);
  if (before.empty()) {
    return {};
  }
  if (context.kinds.find(context.model.names.find(before))) {
    return LabelAbove;
  }
  const auto both = text.substr(keyword.span.begin, declaration.name.span.end - keyword.span.begin);
  return fmt::format("a label stands in quotes: is `\"{}\"` meant?",
                     both.find('\n') == std::string_view::npos ? both : keyword.text);
}

KindId kind_of(Context& context, const ast::Declaration& declaration) {
  const ast::Name& keyword = declaration.keyword;
  const KindId kind = context.kinds.find(context.model.names.find(keyword.text));
  const bool can_be_declared =
      kind && place_of(context.declarations, context.model.kinds[kind].family) != nullptr;
  if (can_be_declared) {
    context.mention(keyword.span, kind);
    return kind;
  }
  if (kind) {
    context.sink.report(DiagnosticKind::NotAnElementKind, keyword.span, keyword.text);
  } else if (first_miss(context, "kind", keyword.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownKind, keyword.span, keyword.text);
    std::vector<std::string_view> candidates = kind_names(context);
    candidates.push_back("kind");
    const std::string label = meant_as_label(context, declaration);
    if (context.attributes_by_name.contains(context.model.names.find(keyword.text))) {
      report.help(fmt::format("`{}` is an attribute: write `{}: {}`", keyword.text, keyword.text,
                              declaration.name.text));
    } else {
      report.help(label.empty() ? KindsHint : label);  // unless one is near
      if (label != LabelAbove) {
        suggest(context, report, keyword.text, candidates);
      }
    }
    if (!nearest_names(keyword.text, SystemWord).empty()) {
      first_miss(context, "statement", "system");  // it is there, misspelt
    }
  }
  forgive_uses(context, declaration);
  return error_kind(context);
}

void check_clauses(Context& context, const ast::Declaration& declaration, KindId kind) {
  if (kind == context.error_kind) {
    return;  // nobody knows what it takes
  }
  const Family family = context.model.kinds[kind].family;
  const std::string_view what = family_text(family);
  if (declaration.base) {
    context.sink.report(DiagnosticKind::MisplacedClause, declaration.base->span, what, "is")
        .help("only a kind descends from another: `kind a is b`");
  }
  if (declaration.group && family != Family::Threat) {
    context.sink.report(DiagnosticKind::MisplacedClause, declaration.group->span, what, "in")
        .help(family == Family::Element ? "nest the element in the braces of the one around it"
                                        : "only a threat stands `in` another");
  }
  if (declaration.party && family != Family::Element) {
    context.sink.report(DiagnosticKind::MisplacedClause, declaration.party->span, what, "by")
        .help("only an element is operated by a party");
  }
}

void report_misplaced_members(Context& context, const ast::Block& block, std::string_view inside) {
  for (const ast::Member& member : block.members) {
    if (const auto* inner = std::get_if<ast::Declaration>(&member)) {
      context.sink
          .report(DiagnosticKind::MisplacedStatement, inner->keyword.span, "a declaration", inside)
          .help(std::string(MoveOut));
    } else if (const auto* flow = std::get_if<ast::FlowStatement>(&member)) {
      context.sink.report(DiagnosticKind::MisplacedStatement, flow->span, "a flow", inside)
          .help(std::string(MoveOut));
    } else if (const auto* attribute = std::get_if<ast::AttributeDeclaration>(&member)) {
      context.sink.report(DiagnosticKind::MisplacedStatement, attribute->span, "an `attr`", inside)
          .help("attributes are declared by kinds; here one is given: `" +
                std::string(attribute->name.text) + ": …`");
    }
  }
}

std::string_view family_text(Family family) {
  switch (family) {
    case Family::Element:
      return "an element";
    case Family::Party:
      return "a party";
    case Family::Data:
      return "a data asset";
    case Family::Flow:
      return "a flow";
    case Family::System:
      return "a system";
    case Family::Threat:
      return "a threat";
    case Family::Control:
      return "a control";
    case Family::Taxonomy:
      return "a taxonomy";
    case Family::Relation:
      return "a relation";
    case Family::View:
      return "a view";
    case Family::Treatment:
      return "a treatment";
    case Family::Other:
      break;
  }
  return "this";
}

}  // namespace aixc::bind
