#include "compiler/lsp/offers.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/model/type_text.h"
#include "compiler/pages/vocabulary.h"

namespace aixc::lsp {

using model::EntityId;
using model::KindId;

namespace {

struct Word {
  std::string_view word;
  std::string_view snippet;
  std::string_view what;
};

// What begins a statement besides the kinds of elements.
constexpr auto Statements = std::to_array<Word>({
    {"import", "import \"$0\"", "another file"},
    {"system", "system ${1:name} \"${2:Title}\" {\n  $0\n}", "the system as a whole"},
    {"party", "party ${1:name} \"${2:Name}\" { role: ${3:us} }", "an organisation"},
    {"data", "data ${1:name} \"${2:Name}\" { sensitivity: ${3:internal} }", "a data asset"},
    {"implement", "implement ${1:CONTROL} on ${2:element} { status: ${3:in_place} }",
     "a control stands somewhere"},
    {"accept", "accept ${1:threat} on ${2:element} { reason: \"$3\", by: \"$4\", until: $5 }",
     "a risk is taken"},
    {"transfer", "transfer ${1:threat} on ${2:element} to ${3:party}", "another bears the risk"},
    {"avoid", "avoid ${1:threat} on ${2:element} { reason: \"$3\" }", "the risk is gone"},
    {"extend", "extend ${1:path} {\n  $0\n}", "adds to an element declared elsewhere"},
    {"view", "view ${1:name} \"${2:Title}\" { include: $3 }", "a part of the picture"},
    {"kind", "kind ${1:name} \"${2:Label}\" is ${3:component} {\n  $0\n}", "a kind of element"},
    {"threat", "threat ${1:name} \"${2:Title}\" {\n  summary: \"$0\"\n}", "a threat of your own"},
    {"control", "control ${1:NAME} \"${2:Title}\" {\n  summary: \"$0\"\n}",
     "a control of your own"},
    {"rule",
     "rule ${1:name}\n  match (${2:m}: ${3:model})\n  where $4\n  raise ${5:threat} on ${2:m}\n"
     "  because \"$0\"",
     "when a threat applies"},
    {"test",
     "test ${1:name} \"${2:Title}\" {\n  $3\n  expect applies ${4:threat} on ${5:element}\n}",
     "what the rules must find"},
});

}  // namespace

void Offers::add(std::string_view label, ItemKind kind, std::string_view detail, int rank,
                 const std::string& documentation, std::string_view snippet) {
  constexpr int SnippetFormat = 2;
  Json item = {{"label", label}, {"kind", static_cast<int>(kind)}};
  if (!detail.empty()) {
    item["detail"] = detail;
  }
  if (!documentation.empty() && session_.client.markdown) {
    item["documentation"] = {{"kind", "markdown"}, {"value", documentation}};
  }
  item["sortText"] = fmt::format("{}{}", rank, label);
  // The client's idea of a word may differ: hyphens are part of names.
  const auto begin = place_.offset - static_cast<uint32_t>(typed_.prefix.size());
  const bool filled = !snippet.empty() && session_.client.snippets;
  item["textEdit"] = {{"range", to_json(place_.positions.range(begin, place_.offset))},
                      {"newText", filled ? snippet : label}};
  if (filled) {
    item["insertTextFormat"] = SnippetFormat;
  }
  items_.push_back(std::move(item));
}

void Offers::statements() {
  for (const Word& word : Statements) {
    add(word.word, Keyword, word.what, 1, {}, word.snippet);
  }
  element_kinds();
  entities(model_.elements, {});
}

void Offers::element_kinds() {
  kinds([&](KindId id) { return model_.kinds[id].family == model::Family::Element; });
}

void Offers::kinds(const std::function<bool(KindId)>& wanted) {
  for (size_t i = 0; i < model_.kinds.size(); ++i) {
    const model::Kind& kind = model_.kinds[KindId(i)];
    if (wanted(KindId(i)) && kind.name_span) {
      add(model_.text(kind.name), Class, kind.label, 2, markdown(kind.doc));
    }
  }
}

void Offers::entities(const std::vector<EntityId>& all, std::string_view detail) {
  for (const EntityId id : all) {
    const model::Entity& entity = model_.entities[id];
    const std::string_view kind = model_.text(model_.kinds[entity.kind].name);
    add(written_name(id), Variable,
        fmt::format("{} {}", detail.empty() ? kind : detail, entity.label), 3);
  }
}

// The short name where it is unique, else the path.
std::string_view Offers::written_name(EntityId id) const {
  const std::string_view name = model_.name_of(id);
  const bool unique = model_.find_element(name) == id || !is_element(id);
  return unique ? name : std::string_view(model_.entities[id].path);
}
bool Offers::is_element(EntityId id) const {
  return model_.kinds[model_.entities[id].kind].family == model::Family::Element;
}

void Offers::ends(std::string_view from_name, bool forward) {
  const EntityId from = model_.find_element(from_name);
  for (const EntityId id : model_.elements) {
    const bool fits = from && (forward ? joins(from, id) : joins(id, from));
    const model::Entity& entity = model_.entities[id];
    add(written_name(id), Variable,
        fmt::format("{} {}", model_.text(model_.kinds[entity.kind].name), entity.label),
        fits ? 1 : 3);
  }
}

bool Offers::fits(const model::Relation& relation, EntityId from, EntityId to) const {
  const auto one_of = [&](EntityId end, const std::vector<KindId>& kinds) {
    return !end || std::ranges::any_of(kinds, [&](KindId kind) { return model_.is_a(end, kind); });
  };
  return one_of(from, relation.from) && one_of(to, relation.to);
}
bool Offers::joins(EntityId from, EntityId to) const {
  return std::ranges::any_of(model_.relations, [&](const model::Relation& relation) {
    return relation.carries && fits(relation, from, to);
  });
}

void Offers::relations(std::string_view left_name, bool backward) {
  EntityId from = model_.find_element(left_name);
  EntityId to = model_.find_element(name_behind_arrow());
  if (backward) {
    std::swap(from, to);
  }
  for (const model::Relation& relation : model_.relations) {
    if (fits(relation, from, to)) {
      add(model_.text(relation.name), Function, relation.label, 1, markdown(relation.doc));
    }
  }
}

// `-[|]-> name`: the name, if it is there already.
std::string_view Offers::name_behind_arrow() const {
  std::string_view rest = text_.substr(place_.offset);
  const size_t close = rest.find(']');
  if (close == std::string_view::npos || rest.substr(0, close).find('\n') < close) {
    return {};
  }
  rest.remove_prefix(close + 1);
  const size_t name = rest.find_first_not_of("-> \t");
  if (name == std::string_view::npos) {
    return {};
  }
  rest.remove_prefix(name);
  return rest.substr(0, rest.find_first_of(" \t\r\n:,{-<"));
}

void Offers::attributes(KindId owner, const OpenBracket& around) {
  for (const model::AttributeId id : pages::attributes_of(model_, owner)) {
    const model::AttributeDeclaration& attribute = model_.attributes[id];
    const std::string_view name = model_.text(attribute.name);
    const auto& words = around.words;
    bool given = false;
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      given = given || (words[i].text == name && words[i + 1].text == ":");
    }
    if (!given && !attribute.derived) {
      add(name, Property, model::type_text(model_, attribute.type), attribute.ask.empty() ? 1 : 0,
          pages_.of(id), fmt::format("{}: $0", name));
    }
  }
}

void Offers::values(KindId owner, std::string_view name) {
  const Symbol symbol = model_.names.find(name);
  const model::AttributeId id =
      owner && symbol ? model_.attribute(owner, symbol) : model::AttributeId();
  if (!id) {
    return;
  }
  using Form = model::Type::Form;
  const model::Type& type = model_.attributes[id].type;
  const std::string documentation = pages_.of(id);
  const auto add_value = [&](std::string_view value, int rank) {
    add(value, EnumMember, name, rank, documentation);
  };
  if (type.form == Form::YesNo) {
    add_value("yes", 0);
    add_value("no", 0);
  }
  for (const Symbol value : type.values) {
    add_value(model_.text(value), 0);
  }
  if (type.kind) {
    for (const auto* all : {&model_.elements, &model_.parties, &model_.data}) {
      std::vector<EntityId> fitting;
      std::ranges::copy_if(*all, std::back_inserter(fitting),
                           [&](EntityId one) { return model_.is_a(one, type.kind); });
      entities(fitting, {});
    }
  }
  if (typed_.brackets.back().sign != '[') {
    if (type.form == Form::SomeOf) {
      add_value("none", 1);
    }
    add_value("unknown", 2);
  }
}

}  // namespace aixc::lsp
