// Rules, rates and policies.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/pages/facts.h"
#include "compiler/pages/pages.h"
#include "compiler/pages/reads.h"

namespace aixc::pages {
namespace {

// Every kind and attribute that the match looks at, with what the library says of it.
Table reads(const model::Model& model, const model::Match& match) {
  Table table;
  std::vector<model::KindId> kinds;
  for (const model::Variable& variable : match.variables) {
    const model::KindId kind = variable.filter.kind;
    if (kind && std::ranges::find(kinds, kind) == kinds.end()) {
      kinds.push_back(kind);
      table.rows.push_back(
          {{link_to(model, kind)}, {plain(first_sentence(model.kinds[kind].doc))}});
    }
  }
  // Of several attributes of one name those that the kinds in the pattern have; where it names
  // none, all of them may be meant.
  const auto names = attributes_read(match);
  const auto has = [&](const model::AttributeDeclaration& attribute) {
    return std::ranges::any_of(kinds, [&](model::KindId kind) {
      return model.is_a(kind, attribute.owner) || model.is_a(attribute.owner, kind);
    });
  };
  std::vector<Symbol> told;
  for (const bool of_kinds : {true, false}) {
    const std::vector<Symbol> before = told;
    for (size_t i = 0; i < model.attributes.size(); ++i) {
      const model::AttributeDeclaration& attribute = model.attributes[model::AttributeId(i)];
      if (names.contains(attribute.name) && has(attribute) == of_kinds &&
          std::ranges::find(before, attribute.name) == before.end()) {
        told.push_back(attribute.name);
        table.rows.push_back(
            {{link_to(model, model::AttributeId(i))}, {plain(first_sentence(attribute.doc))}});
      }
    }
  }
  return table;
}

Line threats_line(const model::Model& model, const std::vector<model::ThreatId>& threats) {
  Line line;
  for (const model::ThreatId threat : threats) {
    line.push_back(link_to(model, threat));
  }
  return joined(line);
}

Table effect(std::string verb, Line line, const std::string& source) {
  Table table;
  if (!line.empty()) {
    table.rows.push_back({{plain(std::move(verb))}, std::move(line)});
  }
  if (!source.empty()) {
    table.rows.push_back({{plain("source")}, {plain(source)}});
  }
  return table;
}

template <typename T>
Page start(const Library& library, Subject::What what, const T& it, Table effects) {
  const std::string name(library.model.text(it.name));
  Page page{{what, name}, title_of(it.label, name), first_sentence(it.doc), it.name_span, {}};
  page.add("", Prose{it.doc});
  page.add("", std::move(effects));
  page.add("As it stands in the library", Code{std::string(library.sources.text(it.span))});
  page.add("What it looks at", reads(library.model, it.match));
  return page;
}

}  // namespace

Page page_of(const Library& library, model::RuleId id) {
  const model::Rule& rule = library.model.rules[id];
  return start(library, Subject::What::Rule, rule,
               effect(rule.dismiss ? "dismisses" : "raises", {link_to(library.model, rule.threat)},
                      rule.source));
}

Page page_of(const Library& library, model::RateId id) {
  const model::Rate& rate = library.model.rates[id];
  const std::string verb =
      fmt::format("{} {} {}", rate.impact ? "impact" : "likelihood",
                  rate.at_most ? "at most" : "at least", static_cast<int>(rate.level));
  return start(library, Subject::What::Rate, rate,
               effect(verb, threats_line(library.model, rate.threats), rate.source));
}

Page page_of(const Library& library, model::PolicyId id) {
  const model::Policy& policy = library.model.policies[id];
  const char* breach = policy.error ? "an error" : "a warning";
  return start(library, Subject::What::Policy, policy, effect("a breach is", {plain(breach)}, ""));
}

}  // namespace aixc::pages
