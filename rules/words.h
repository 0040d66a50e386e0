// What the parts of a report are called, the same in every format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/source/source_map.h"
#include "rules/assessment.h"

namespace aixc::rules {

// `low` … `critical`; `in place`; `not applicable`: for people. `id_of` gives the same for scripts,
// with `_` for blanks.
std::string_view word(Band band);
std::string_view word(Status status);
std::string_view word(ControlState state);
std::string_view word(ControlRelation relation);
std::string_view word(Origin origin);
std::string_view word(Truth truth);
std::string_view word(Responsible who);
std::string_view word(model::Treatment::Verb verb);
std::string id_of(std::string_view word);

// `high`, or `medium to high` when something unknown decides; "" if there is no score.
std::string level_text(Interval score);
// `4`, or `2–4`.
std::string number_text(Interval interval);

// The path by which commands and statements name it: `vpc.kb`, `system`.
std::string path_of(const model::Model& model, model::EntityId entity);
// `Customer → Chat front end → Triage agent`; "" for no way.
std::string way_text(const model::Model& model, const Witness& witness);
// As it would be written in a model: `yes`, `[write, spend]`, `"text"`.
std::string value_text(const model::Model& model, const model::Value& value);
// `vpc.kb.sensitivity`
std::string attribute_path(const model::Model& model, model::EntityId entity,
                           model::AttributeId attribute);
// `model.aisys:12`; "" for no place.
std::string line_of(const source::SourceMap& sources, source::Span span);
// A title inside a sentence: `direct prompt injection`; words with capitals of their own stay (`AI
// program`, `DoS input …`).
std::string lower_first(std::string_view title);
// `1 element`, `2 elements`; `plural` only where an `s` does not make it.
std::string counted(size_t number, std::string_view noun, std::string_view plural = {});

// An attribute of a treatment as text (`reason`, `until`, `by`, `owner`, …); "" if not given.
std::string treatment_text(const model::Model& model, const model::Treatment& treatment,
                           std::string_view attribute);

}  // namespace aixc::rules
