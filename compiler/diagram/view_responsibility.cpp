// Findings → who answers for them.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "compiler/diagram/pictures.h"
#include "compiler/diagram/view_parts.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::EntityId;
using rules::Finding;
using rules::Responsible;

// The columns: our party, the others in declaration order, then whoever is not named.
class ResponsibilityMaker {
 public:
  ResponsibilityMaker(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), assessment_(assessment), us_(rules::our_party(model)) {}

  Grid make() {
    grid_.title = "Responsibility";
    grid_.subtitle =
        "Who answers for which threat, by element. A number in two columns is shared; what a "
        "supplier has to do is to be verified unless there is proof.";
    grid_.corner = "Element";
    for (const Finding& finding : assessment_.findings) {
      if (finding.number > 0 && finding.status != rules::Status::NotApplicable) {
        place(finding);
      }
    }
    choose_columns();
    std::vector<EntityId> elements = model_.elements;
    elements.push_back(model_.system);
    for (const EntityId element : elements) {
      if (rows_.contains(element)) {
        add_row(element, rows_.at(element));
      }
    }
    add_legend();
    return std::move(grid_);
  }

 private:
  struct Row {
    std::map<EntityId, std::vector<NumberMark>> marks;  // by party, none: not named
    std::map<EntityId, std::vector<NumberMark>> verify;
    std::vector<std::string> because;
  };

  void place(const Finding& finding) {
    Row& row = rows_[finding.element];
    const NumberMark mark{finding.number, is_calm(to_status(finding.status))};
    const rules::Responsibility& who = finding.responsible;
    const bool ours = who.who == Responsible::Us || who.who == Responsible::Shared;
    const bool theirs = who.who == Responsible::Supplier || who.who == Responsible::Shared;
    if (ours) {
      row.marks[us_].push_back(mark);
    }
    if (theirs && (who.party != us_ || !ours)) {
      (finding.verify ? row.verify : row.marks)[who.party].push_back(mark);
    }
    if (who.who == Responsible::Nobody) {
      row.marks[EntityId()].push_back(mark);
    }
    if (!who.because.empty() &&
        std::find(row.because.begin(), row.because.end(), who.because) == row.because.end()) {
      row.because.push_back(who.because);
    }
  }

  void choose_columns() {
    std::set<EntityId> used;
    for (const auto& [element, row] : rows_) {
      for (const auto* marks : {&row.marks, &row.verify}) {
        for (const auto& [party, numbers] : *marks) {
          used.insert(party);
        }
      }
    }
    parties_ = model_.parties;
    std::stable_partition(parties_.begin(), parties_.end(), [&](EntityId it) { return it == us_; });
    if (used.contains(EntityId())) {
      parties_.emplace_back();
    }
    for (const EntityId party : parties_) {
      grid_.columns.push_back({"",
                               party ? model_.label_of(party)
                               : us_ ? "Nobody"
                                     : "Us",
                               party ? model_.text_of(party, "role") : "",
                               {},
                               {},
                               false});
    }
    grid_.columns.push_back({"", "Why", "", {}, {}, false});
  }

  void add_row(EntityId element, const Row& row) {
    const bool whole = element == model_.system;
    grid_.rows.push_back(
        {"",
         whole ? "Whole system" : model_.label_of(element),
         whole ? "" : rules::lower_first(model_.kinds[model_.entities[element].kind].label),
         {},
         {},
         false});
    for (const EntityId party : parties_) {
      grid_.cells.push_back(cell(row, party));
    }
    GridCell why;
    for (const std::string& because : row.because) {
      GridItem item;
      item.text = because;
      why.items.push_back(std::move(item));
    }
    grid_.cells.push_back(std::move(why));
  }

  static GridCell cell(const Row& row, EntityId party) {
    GridCell result;
    const auto add = [&](const auto& marks, const char* text) {
      const auto found = marks.find(party);
      if (found == marks.end()) {
        return;
      }
      GridItem item;
      item.numbers = found->second;
      item.text = text;
      result.items.push_back(std::move(item));
    };
    add(row.marks, "");
    add(row.verify, "to verify");
    return result;
  }

  void add_legend() {
    GridItem open;
    open.numbers = {{1, false}};
    GridItem treated;
    treated.numbers = {{2, true}};
    grid_.legend = {{open, "applies, or is open"}, {treated, "is treated"}};
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  EntityId us_;
  std::map<EntityId, Row> rows_;
  std::vector<EntityId> parties_;
  Grid grid_;
};

}  // namespace

Grid make_responsibility(const model::Model& model, const rules::Assessment& assessment) {
  return ResponsibilityMaker(model, assessment).make();
}

}  // namespace aixc::diagram
