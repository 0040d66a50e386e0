// The library as text: names, types and pages, for `list` and `explain`.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/source/source_map.h"

namespace aixc::cli {

// `one of [own, finetuned, supplier]`, `yes/no`, `list of actor`
std::string type_text(const model::Model& model, const model::Type& type);

// The attributes that instances of `kind` may have, in the order declared, those of the ancestors
// first.
std::vector<model::AttributeId> attributes_of(const model::Model& model, model::KindId kind);

// The rules whose verdict is about the threat or one of its variants.
std::vector<model::RuleId> rules_of(const model::Model& model, model::ThreatId threat);

// A page: what the library says about something.
std::string page(const model::Model& model, const source::SourceMap& sources, model::ThreatId id);
std::string page(const model::Model& model, const source::SourceMap& sources, model::ControlId id);
std::string page(const model::Model& model, const source::SourceMap& sources, model::KindId id);
std::string page(const model::Model& model, const source::SourceMap& sources,
                 model::AttributeId id);
std::string page(const model::Model& model, const source::SourceMap& sources, model::RelationId id);
std::string page(const model::Model& model, const source::SourceMap& sources,
                 model::PathClassId id);
std::string page(const model::Model& model, const source::SourceMap& sources, model::RuleId id);
std::string page(const model::Model& model, const source::SourceMap& sources, model::RateId id);
std::string page(const model::Model& model, const source::SourceMap& sources, model::PolicyId id);

}  // namespace aixc::cli
