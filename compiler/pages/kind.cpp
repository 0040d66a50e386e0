// Kinds and their attributes.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/model/type_text.h"
#include "compiler/pages/facts.h"
#include "compiler/pages/pages.h"
#include "compiler/pages/reads.h"
#include "compiler/pages/vocabulary.h"
#include "compiler/render/plain_text.h"
#include "rules/words.h"

namespace aixc::pages {
namespace {

using model::KindId;

bool takes(const model::Model& model, const std::vector<KindId>& ends, KindId kind) {
  return std::ranges::any_of(ends, [&](KindId end) { return model.is_a(kind, end); });
}

Table family(const model::Model& model, KindId id) {
  std::vector<KindId> above;
  for (KindId up = model.kinds[id].parent; up; up = model.kinds[up].parent) {
    above.push_back(up);
  }
  std::vector<KindId> below;
  for (size_t i = 0; i < model.kinds.size(); ++i) {
    if (model.kinds[KindId(i)].parent == id) {
      below.emplace_back(i);
    }
  }
  Table table;
  if (!above.empty()) {
    table.rows.push_back({{plain("is")}, links_to(model, above)});
  }
  if (!below.empty()) {
    table.rows.push_back({{plain("more special")}, links_to(model, below)});
  }
  return table;
}

Table attributes(const model::Model& model, KindId id) {
  Table table{{"attribute", "values", "meaning"}, {}, 2};
  for (const model::AttributeId attribute : attributes_of(model, id)) {
    const model::AttributeDeclaration& it = model.attributes[attribute];
    if (it.derived) {
      continue;
    }
    std::string values = model::type_text(model, it.type);
    if (const model::Assignment* assumed = model.default_of(id, attribute)) {
      values += "; assumed: " + rules::value_text(model, assumed->value);
    }
    std::string meaning = it.doc;
    if (!it.ask.empty()) {
      meaning += fmt::format("{}Asked: “{}”", meaning.empty() ? "" : " ", it.ask);
    }
    table.rows.push_back(
        {{plain(std::string(model.text(it.name)))}, {plain(values)}, {plain(meaning)}});
  }
  return table;
}

Table derived(const model::Model& model, KindId id) {
  Table table{{}, {}, 1};
  for (const model::AttributeId attribute : attributes_of(model, id)) {
    const model::AttributeDeclaration& it = model.attributes[attribute];
    if (it.derived) {
      table.rows.push_back({{plain(std::string(model.text(it.name)))}, {plain(it.doc)}});
    }
  }
  return table;
}

Table relations(const model::Model& model, KindId id) {
  Table table;
  for (const model::Relation& relation : model.relations) {
    const Piece name = link(Subject::What::Relation, std::string(model.text(relation.name)), {});
    const auto row = [&](const char* way, const std::vector<KindId>& kinds) {
      Line line = links_to(model, kinds);
      line.insert(line.begin(), plain(way));
      table.rows.push_back({{name}, line});
    };
    if (takes(model, relation.from, id)) {
      row("to ", relation.to);
    }
    if (takes(model, relation.to, id)) {
      row("from ", relation.from);
    }
  }
  return table;
}

// The rules that name the kind itself: those of its ancestors stand on their pages.
Table rules_about(const model::Model& model, KindId id) {
  Table table;
  for (size_t i = 0; i < model.rules.size(); ++i) {
    const model::Rule& rule = model.rules[model::RuleId(i)];
    const model::NodeFilter& filter = rule.match.variables[rule.target].filter;
    if (filter.form == model::NodeFilter::Form::Kind && filter.kind == id) {
      table.rows.push_back(
          {{link_to(model, model::RuleId(i))},
           {plain(rule.dismiss ? "dismisses " : "raises "), link_to(model, rule.threat)}});
    }
  }
  return table;
}

// `a.trust = partner for (a: actor) when …`: a derivation on one line, without its first word.
std::string derived_text(const Library& library, source::Span span) {
  const std::string_view file = library.sources.file(span.file).text;
  std::string text = render::on_one_line(file.substr(span.begin, span.end - span.begin));
  return text.substr(text.find(' ') + 1);
}

// What gives the attribute where nobody says it.
Table sources_of(const Library& library, model::AttributeId id) {
  Table table;
  for (const model::Derivation& derivation : library.model.derivations) {
    if (!std::ranges::binary_search(derivation.targets, id)) {
      continue;
    }
    const std::string what = derivation.doc.empty() ? derived_text(library, derivation.span)
                                                    : first_sentence(derivation.doc);
    table.rows.push_back(
        {{plain(derivation.assumed ? "assumed" : "derived")},
         {plain(fmt::format("{} ({})", what, rules::line_of(library.sources, derivation.span)))}});
  }
  return table;
}

Table readers_of(const model::Model& model, Symbol name) {
  Table table{{}, {}, 1};
  for (size_t i = 0; i < model.rules.size(); ++i) {
    if (attributes_read(model.rules[model::RuleId(i)].match).contains(name)) {
      table.rows.push_back({{link_to(model, model::RuleId(i))}});
    }
  }
  return table;
}

}  // namespace

Page page_of(const Library& library, KindId id) {
  const model::Model& model = library.model;
  const model::Kind& kind = model.kinds[id];
  Page page = page_about(Subject::What::Kind, std::string(model.text(kind.name)), kind.label,
                         kind.doc, kind.name_span);
  page.add("Kinds", family(model, id));
  page.add("Attributes", attributes(model, id));
  page.add("Derived from the drawing", derived(model, id));
  page.add("Relations", relations(model, id));
  page.add("Rules about it", rules_about(model, id));
  return page;
}

Page page_of(const Library& library, model::AttributeId id) {
  const model::Model& model = library.model;
  const model::AttributeDeclaration& attribute = model.attributes[id];
  Page page{
      {Subject::What::Attribute, fmt::format("{}.{}", model.text(model.kinds[attribute.owner].name),
                                             model.text(attribute.name))},
      model::type_text(model, attribute.type),
      first_sentence(attribute.doc),
      attribute.span,
      {}};
  page.add("", Prose{attribute.doc});
  Table table;
  if (!attribute.ask.empty()) {
    table.rows.push_back({{plain("asks")}, {plain(attribute.ask)}});
  }
  page.add("", std::move(table));
  page.add("Where it comes from", sources_of(library, id));
  page.add("Rules that read it", readers_of(model, attribute.name));
  return page;
}

}  // namespace aixc::pages
