#include "compiler/pages/facts.h"

#include <algorithm>

#include "rules/words.h"

namespace aixc::pages {
namespace {

using model::Value;

std::string with_blanks(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string filter_name(const model::Model& model, const model::NodeFilter& filter) {
  return filter.form == model::NodeFilter::Form::Any ? "anything"
                                                     : std::string(model.text(filter.attribute));
}

// The attribute of that name, on the page of a kind that declares it.
Piece attribute_piece(const model::Model& model, Symbol name) {
  for (size_t i = 0; i < model.attributes.size(); ++i) {
    if (model.attributes[model::AttributeId(i)].name == name) {
      return link_to(model, model::AttributeId(i));
    }
  }
  return plain(std::string(model.text(name)));
}

Line entity_line(const model::Model& model, model::EntityId id) {
  const model::Entity& entity = model.entities[id];
  const std::string name(model.text(entity.name));
  switch (model.kinds[entity.kind].family) {
    case model::Family::Threat:
      return {link(Subject::What::Threat, name, entity.label)};
    case model::Family::Control:
      return {link(Subject::What::Control, name, entity.label)};
    case model::Family::Taxonomy:
      return {link(Subject::What::Standard, name, entity.label)};
    default:
      return {plain(name)};
  }
}

// The keys of maps are names; some are those of threats.
Line key_line(const model::Model& model, const std::string& key) {
  const model::ThreatId threat = model.find_threat(key);
  return {threat ? link_to(model, threat) : plain(with_blanks(key))};
}

void append(Line& line, const Line& more) {
  line.insert(line.end(), more.begin(), more.end());
}

// One row for each standard and each word on which it is mapped.
template <typename IdType>
Table standards_of(const model::Model& model, IdType id,
                   std::vector<rules::Mapped<IdType>> rules::StandardEntry::*list) {
  Table table{{"standard", "entries", "source"}, {}, 3};
  for (const model::EntityId taxonomy : model.taxonomies) {
    const rules::Standard standard = rules::read_standard(model, taxonomy);
    for (const rules::Basis basis :
         {rules::Basis::Published, rules::Basis::Transitive, rules::Basis::Derived}) {
      Line entries;
      for (const rules::StandardEntry& entry : standard.entries) {
        const bool mapped = std::ranges::any_of(
            entry.*list, [&](const auto& it) { return it.id == id && it.basis == basis; });
        if (mapped) {
          append(entries, entries.empty() ? Line{} : Line{plain(", ")});
          append(entries, entry_line(entry));
        }
      }
      if (!entries.empty()) {
        table.rows.push_back({entity_line(model, taxonomy),
                              std::move(entries),
                              {plain(std::string(rules::word(basis)))}});
      }
    }
  }
  return table;
}

}  // namespace

Page page_about(Subject::What what, std::string name, std::string_view label, std::string_view doc,
                source::Span place) {
  Page page{{what, name}, title_of(label, name), first_sentence(doc), place, {}};
  page.add("", Prose{std::string(doc)});
  return page;
}

Page page_about(const model::Model& model, Subject::What what, model::EntityId id) {
  const model::Entity& entity = model.entities[id];
  Page page =
      page_about(what, std::string(model.text(entity.name)), "", entity.doc, entity.name_span);
  const std::string summary = model.text_of(id, "summary");
  page.label = entity.label;
  page.summary = first_sentence(summary);
  page.add("", Prose{summary});
  return page;
}

std::string first_sentence(std::string_view text) {
  const size_t paragraph = std::min(text.find("\n\n"), text.size());
  text = text.substr(0, paragraph);
  for (size_t at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n') {
      return std::string(text.substr(0, at + 1));
    }
  }
  return std::string(text);
}

std::string title_of(std::string_view label, std::string_view name) {
  return label == with_blanks(name) ? std::string() : std::string(label);
}

Piece link_to(const model::Model& model, model::ThreatId threat) {
  const model::EntityId entity = model.threats[threat].entity;
  return link(Subject::What::Threat, std::string(model.name_of(entity)), model.label_of(entity));
}

Piece link_to(const model::Model& model, model::ControlId control) {
  const model::EntityId entity = model.controls[control].entity;
  return link(Subject::What::Control, std::string(model.name_of(entity)), model.label_of(entity));
}

Piece link_to(const model::Model& model, model::KindId kind) {
  return link(Subject::What::Kind, std::string(model.text(model.kinds[kind].name)), {});
}

Piece link_to(const model::Model& model, model::RuleId rule) {
  const model::Rule& it = model.rules[rule];
  return link(Subject::What::Rule, std::string(model.text(it.name)), it.label);
}

Piece link_to(const model::Model& model, model::RateId rate) {
  const model::Rate& it = model.rates[rate];
  return link(Subject::What::Rate, std::string(model.text(it.name)), it.label);
}

Line links_to(const model::Model& model, std::span<const model::KindId> kinds) {
  Line line;
  for (const model::KindId kind : kinds) {
    line.push_back(link_to(model, kind));
  }
  return joined(line);
}

Line links_to(const model::Model& model, std::span<const model::NodeFilter> filters) {
  Line line;
  for (const model::NodeFilter& filter : filters) {
    if (filter.form == model::NodeFilter::Form::Kind) {
      line.push_back(link_to(model, filter.kind));
    } else if (filter.form == model::NodeFilter::Form::Attribute) {
      line.push_back(attribute_piece(model, filter.attribute));
    } else {
      line.push_back(plain(filter_name(model, filter)));
    }
  }
  return joined(line);
}

Piece link_to(const model::Model& model, model::AttributeId attribute) {
  const model::AttributeDeclaration& it = model.attributes[attribute];
  const std::string name(model.text(it.name));
  const std::string_view owner = model.text(model.kinds[it.owner].name);
  return {name, Subject{Subject::What::Attribute, std::string(owner) + "." + name}, {}, {}};
}

Line value_line(const model::Model& model, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    const bool web = text->starts_with("https://") || text->starts_with("http://");
    return {{*text, std::nullopt, web && text->find('{') == std::string::npos ? *text : "", {}}};
  }
  if (const auto* entity = std::get_if<model::EntityId>(&value.data)) {
    return entity_line(model, *entity);
  }
  if (const auto* list = std::get_if<model::ValueList>(&value.data); list && !list->empty()) {
    Line line;
    for (const Value& item : *list) {
      append(line, line.empty() ? Line{} : Line{plain(", ")});
      append(line, value_line(model, item));
    }
    return line;
  }
  if (const auto* map = std::get_if<model::ValueMap>(&value.data)) {
    Line line;
    for (const auto& [key, item] : *map) {
      append(line, line.empty() ? Line{} : Line{plain("; ")});
      append(line, key_line(model, key));
      line.push_back(plain(": "));
      const auto* word = std::get_if<std::string>(&item.data);
      append(line, word != nullptr ? Line{plain(with_blanks(*word))} : value_line(model, item));
    }
    return line;
  }
  const bool choice = std::holds_alternative<model::Choice>(value.data);
  const std::string text = rules::value_text(model, value);
  return {plain(choice ? with_blanks(text) : text)};
}

Table facts(const model::Model& model, model::EntityId entity,
            std::span<const std::string_view> told) {
  std::vector<const model::Assignment*> given;
  for (const model::Assignment& one : model.entities[entity].attributes) {
    if (std::ranges::find(told, model.text(model.attributes[one.attribute].name)) == told.end()) {
      given.push_back(&one);
    }
  }
  std::ranges::sort(given, {}, [](const model::Assignment* one) { return one->name_span; });
  Table table;
  for (const model::Assignment* one : given) {
    table.rows.push_back({{plain(with_blanks(model.text(model.attributes[one->attribute].name)))},
                          value_line(model, one->value)});
  }
  return table;
}

Line entry_line(const rules::StandardEntry& entry) {
  Line line{{entry.id, std::nullopt, entry.url, {}}};
  if (!entry.name.empty()) {
    line.push_back(plain(" " + entry.name));
  }
  return line;
}

Table standards(const model::Model& model, model::ThreatId threat) {
  return standards_of(model, threat, &rules::StandardEntry::threats);
}

Table standards(const model::Model& model, model::ControlId control) {
  return standards_of(model, control, &rules::StandardEntry::controls);
}

}  // namespace aixc::pages
