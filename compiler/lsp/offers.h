// What completion offers: names of the model and words of the language, those that fit best first.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lsp/features.h"
#include "compiler/lsp/pages.h"
#include "compiler/lsp/words.h"

namespace aixc::lsp {

// LSP 3.17, CompletionItemKind.
enum ItemKind : int {
  Method = 2,
  Function = 3,
  Variable = 6,
  Class = 7,
  Module = 9,
  Property = 10,
  EnumMember = 20,
  Keyword = 14,
  File = 17,
  Event = 23,
};

// Offers what it is told to at one place, in the order that it is told.
class Offers {
 public:
  Offers(Session& session, const Place& place, const Typed& typed)
      : session_(session),
        place_(place),
        model_(place.analysis.model()),
        pages_(place.analysis),
        text_(place.analysis.sources().file(place.file).text),
        typed_(typed) {}

  // Lower ranks come first. `snippet` is for clients that let places be filled in.
  void add(std::string_view label, ItemKind kind, std::string_view detail, int rank,
           const std::string& documentation = {}, std::string_view snippet = {});
  // What is no name, as it is.
  void add_item(Json item) { items_.push_back(std::move(item)); }

  // What begins a statement.
  void statements();
  void element_kinds();
  void kinds(const std::function<bool(model::KindId)>& wanted);
  // `detail` says what they are; empty: their kinds.
  void entities(const std::vector<model::EntityId>& all, std::string_view detail);
  // The other end of a flow; those that some relation allows come first.
  void ends(std::string_view from_name, bool forward);
  // Relations that fit both ends, as far as they are written.
  void relations(std::string_view left_name, bool backward);
  // Attributes of the kind that are not given yet in the bracket.
  void attributes(model::KindId owner, const OpenBracket& around);
  void values(model::KindId owner, std::string_view attribute);
  // Those that were found come first.
  void threats();
  // Those that a finding misses come first: at the element that is written behind, if one is.
  void controls();
  // Where the subject, a threat or a control that helps against one, was found comes first.
  void targets(std::string_view subject);

  Json take() { return std::move(items_); }

 private:
  std::string_view written_name(model::EntityId id) const;
  bool is_element(model::EntityId id) const;
  bool fits(const model::Relation& relation, model::EntityId from, model::EntityId to) const;
  bool joins(model::EntityId from, model::EntityId to) const;
  std::string_view name_behind_arrow() const;
  std::string_view name_behind_on() const;
  const std::vector<Workspace::Found>& found() const;

  Session& session_;
  const Place& place_;
  const model::Model& model_;
  Pages pages_;
  std::string_view text_;
  const Typed& typed_;
  Json items_ = Json::array();
};

}  // namespace aixc::lsp
