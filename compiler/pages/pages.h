// Library → pages: what it says about each thing that has a name.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/model.h"
#include "compiler/pages/page.h"
#include "compiler/source/source_map.h"

namespace aixc::pages {

struct Library {
  const model::Model& model;
  const source::SourceMap& sources;
};

Page page_of(const Library& library, model::ThreatId id);
Page page_of(const Library& library, model::ControlId id);
Page page_of(const Library& library, model::KindId id);
Page page_of(const Library& library, model::AttributeId id);
Page page_of(const Library& library, model::RelationId id);
Page page_of(const Library& library, model::PathClassId id);
Page page_of(const Library& library, model::RuleId id);
Page page_of(const Library& library, model::RateId id);
Page page_of(const Library& library, model::PolicyId id);
Page page_of_taxonomy(const Library& library, model::EntityId taxonomy);
Page page_of(diagnostics::Kind kind);

// Everything that has this name: threats and controls also by slug and alias. An attribute may
// belong to several kinds, each with a page of its own.
std::vector<Page> pages_named(const Library& library, std::string_view name);
// Every name that `pages_named` knows, for suggestions.
std::vector<std::string_view> all_names(const model::Model& model);
// One page for everything but attributes, which stand on the page of their kind: threats first,
// each sort in the order of the library, diagnostics last.
std::vector<Page> all_pages(const Library& library);

}  // namespace aixc::pages
