// What hovers say, in Markdown: short pages of what the library and the assessment know.
#pragma once

#include <string>

#include "compiler/lsp/analysis.h"

namespace aixc::lsp {

// Text for Markdown: nothing in it means more than itself.
std::string markdown(std::string_view text);

class Pages {
 public:
  explicit Pages(const Analysis& analysis) : analysis_(analysis), model_(analysis.model()) {}

  std::string of(const model::Named& named) const;
  std::string of(const model::Flow& flow) const;

 private:
  std::string entity(model::EntityId id) const;
  std::string element(model::EntityId id) const;
  std::string findings_of(model::EntityId id) const;
  std::string finding(const rules::Finding& finding) const;
  std::string knowledge(model::EntityId id, std::string_view what) const;
  std::string related(model::EntityId id) const;
  std::string kind(model::KindId id) const;
  std::string attribute(model::AttributeId id) const;
  std::string relation(model::RelationId id) const;
  std::string path(model::PathClassId id) const;
  std::string name(model::KindId id) const;

  const Analysis& analysis_;
  const model::Model& model_;
};

}  // namespace aixc::lsp
