// Everything that has a kind and attributes: elements, boundaries, parties, data assets, flows, the
// system, threats, controls and taxonomies.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/kind.h"

namespace aixc::model {

struct Entity {
  Symbol name;        // short name
  std::string path;   // full name: `vpc.kb`; of a flow `a -> b`
  std::string label;  // as shown: the label, else the name with blanks for `_` and `-`
  KindId kind;
  EntityId parent;  // the element it is nested in; none at the top
  EntityId party;   // who operates it: its own `by`, else inherited, else the party that is us;
                    // none if there is no such party
  bool states_party = false;           // `by` stands on the element itself
  std::vector<Assignment> attributes;  // given ones, sorted by attribute id
  std::string doc;
  Span name_span;
  Span span;             // the whole declaration
  bool implied = false;  // a data asset that only a payload named
};

struct Flow {
  EntityId entity;  // its attributes, its place
  EntityId from;
  EntityId to;
  RelationId relation;
  std::vector<EntityId> payload;  // data assets by name
  std::string payload_label;      // a quoted payload; empty if none
  Span edge_span;                 // the arrow
};

}  // namespace aixc::model
