// What the pages say in the same way: facts of an entity, links, mappings to standards.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/pages/page.h"
#include "rules/standards.h"

namespace aixc::pages {

// The head of a page about something declared: name, title, the first sentence of what its comment
// says, place, and the comment.
Page page_about(Subject::What what, std::string name, std::string_view label, std::string_view doc,
                source::Span place);
// The same about a threat or a control, with its summary.
Page page_about(const model::Model& model, Subject::What what, model::EntityId entity);

// Up to the first full stop.
std::string first_sentence(std::string_view text);
// The label, unless it only repeats the name.
std::string title_of(std::string_view label, std::string_view name);

Piece link_to(const model::Model& model, model::ThreatId threat);
Piece link_to(const model::Model& model, model::ControlId control);
Piece link_to(const model::Model& model, model::KindId kind);
Piece link_to(const model::Model& model, model::RuleId rule);
Piece link_to(const model::Model& model, model::RateId rate);
Line links_to(const model::Model& model, std::span<const model::KindId> kinds);
Line links_to(const model::Model& model, std::span<const model::NodeFilter> filters);
// On the page of the kind that declares it.
Piece link_to(const model::Model& model, model::AttributeId attribute);

// A value in words, threats and controls as links: `a, b` for a list.
Line value_line(const model::Model& model, const model::Value& value);

// One row for each attribute that was given, but for those in `told`, in the order written.
Table facts(const model::Model& model, model::EntityId entity,
            std::span<const std::string_view> told);

// A row for each taxonomy and the word on which it stands: the entries that the threat or control
// is mapped to.
Table standards(const model::Model& model, model::ThreatId threat);
Table standards(const model::Model& model, model::ControlId control);
// The entry with its name, linked where the taxonomy has a page for each.
Line entry_line(const rules::StandardEntry& entry);

}  // namespace aixc::pages
