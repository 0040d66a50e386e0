// Findings and their controls → the periodic table.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/core.h>

#include "compiler/diagram/pictures.h"
#include "compiler/diagram/view_parts.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::ControlId;
using model::ThreatId;
using rules::Finding;
using rules::FindingControl;
using rules::LedgerRow;

constexpr std::array States{ControlState::InPlace, ControlState::Planned, ControlState::Missing};

// For one control and one threat: at how many elements the control is in which state.
using Tally = std::map<ControlState, int>;

ControlState state_of(rules::ControlState state) {
  switch (state) {
    case rules::ControlState::InPlace:
      return ControlState::InPlace;
    case rules::ControlState::Planned:
      return ControlState::Planned;
    case rules::ControlState::Considered:
    case rules::ControlState::Missing:
      return ControlState::Missing;
  }
  return ControlState::Missing;
}

class PeriodicMaker {
 public:
  PeriodicMaker(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), assessment_(assessment) {}

  Grid make() {
    grid_.title = "Periodic table";
    grid_.subtitle =
        "Controls by threats, as far as this system needs them. Controls against every threat are "
        "listed below where they are in place or planned.";
    grid_.corner = "Control";
    grid_.narrow = true;
    std::vector<const LedgerRow*> threats = ordered_threats();
    for (const LedgerRow* row : threats) {
      grid_.columns.push_back(column_of(*row));
    }
    add_rows(threats);
    add_legend();
    grid_.note = general_controls();
    return std::move(grid_);
  }

 private:
  // By surface, as the colours of the map have it.
  std::vector<const LedgerRow*> ordered_threats() const {
    std::vector<const LedgerRow*> threats;
    for (const LedgerRow& row : assessment_.ledger) {
      if (!model_.threats[row.threat].combined) {
        threats.push_back(&row);
      }
    }
    std::stable_sort(threats.begin(), threats.end(), [&](const LedgerRow* a, const LedgerRow* b) {
      return surface_of(model_, a->threat) < surface_of(model_, b->threat);
    });
    return threats;
  }

  GridHead column_of(const LedgerRow& row) const {
    GridHead head;
    head.surface = surface_of(model_, row.threat);
    head.group = upper_first(word(*head.surface));
    head.title = model_.title(row.threat);
    head.threat = model_.name_of(model_.threats[row.threat].entity);
    head.calm = row.status == rules::Status::NotApplicable;
    for (const rules::FindingId id : row.findings) {
      const Finding& finding = assessment_.findings[id];
      if (finding.number > 0 && finding.status != rules::Status::NotApplicable) {
        head.numbers.push_back({finding.number, is_calm(to_status(finding.status))});
      }
    }
    return head;
  }

  void add_rows(const std::vector<const LedgerRow*>& threats) {
    std::vector<ControlId> controls;
    for (std::size_t c = 0; c < model_.controls.size(); ++c) {
      controls.emplace_back(c);
    }
    // Those of a group stand together, groups in the order in which they first occur.
    std::map<Symbol, std::size_t> order;
    for (const ControlId control : controls) {
      order.try_emplace(model_.controls[control].group, order.size());
    }
    std::stable_sort(controls.begin(), controls.end(), [&](ControlId a, ControlId b) {
      return order[model_.controls[a].group] < order[model_.controls[b].group];
    });
    for (const ControlId control : controls) {
      std::vector<GridCell> cells;
      for (const LedgerRow* row : threats) {
        cells.push_back(cell(control, *row));
      }
      const bool any = std::any_of(cells.begin(), cells.end(),
                                   [](const GridCell& it) { return !it.items.empty(); });
      if (!any) {
        continue;
      }
      grid_.rows.push_back(
          {group_title(model_.controls[control].group), model_.title(control), "", {}, {}, false});
      std::move(cells.begin(), cells.end(), std::back_inserter(grid_.cells));
    }
  }

  std::string group_title(Symbol group) const {
    if (!group) {
      return "Against single threats";
    }
    std::string text(model_.text(group));
    std::replace(text.begin(), text.end(), '_', ' ');
    return upper_first(text);
  }

  // What a general control does is told once, not in every column.
  GridCell cell(ControlId control, const LedgerRow& row) const {
    Tally tally;
    for (const rules::FindingId id : row.findings) {
      const Finding& finding = assessment_.findings[id];
      if (finding.status == rules::Status::NotApplicable) {
        continue;
      }
      for (const FindingControl& one : finding.controls) {
        if (one.control == control && one.relation != rules::ControlRelation::General) {
          ++tally[state_of(one.state)];
        }
      }
    }
    GridCell result;
    std::vector<std::string> words;
    for (const ControlState state : States) {
      if (tally[state] > 0) {
        GridItem item;
        item.control = state;
        result.items.push_back(item);
        words.push_back(
            fmt::format("{} at {}", word(state),
                        rules::counted(static_cast<std::size_t>(tally[state]), "element")));
      }
    }
    const bool named = names(row.threat, control);
    if (result.items.empty() && row.status == rules::Status::NotApplicable && named) {
      GridItem item;
      item.unneeded = true;
      result.items.push_back(item);
      words.emplace_back("not needed: the threat does not apply");
    }
    if (!words.empty()) {
      result.description =
          fmt::format("{} for {}: {}", model_.title(control),
                      rules::lower_first(model_.title(row.threat)), listed(words, words.size()));
    }
    return result;
  }

  // Whether the library names the control for the threat or a group that it stands in.
  bool names(ThreatId threat, ControlId control) const {
    const Symbol group = model_.controls[control].group;
    for (ThreatId it = threat; it; it = model_.threats[it].parent) {
      const model::Threat& known = model_.threats[it];
      const auto& excluded = known.excluded_controls;
      if (std::find(excluded.begin(), excluded.end(), control) != excluded.end()) {
        return false;
      }
      const auto& direct = known.controls;
      const auto& groups = known.control_groups;
      if (std::find(direct.begin(), direct.end(), control) != direct.end() ||
          (group && std::find(groups.begin(), groups.end(), group) != groups.end())) {
        return true;
      }
    }
    return false;
  }

  void add_legend() {
    std::set<ControlState> states;
    bool unneeded = false;
    for (const GridCell& cell : grid_.cells) {
      for (const GridItem& item : cell.items) {
        unneeded = unneeded || item.unneeded;
        if (item.control) {
          states.insert(*item.control);
        }
      }
    }
    for (const ControlState state : states) {
      GridItem item;
      item.control = state;
      grid_.legend.push_back({item, word(state)});
    }
    if (unneeded) {
      GridItem item;
      item.unneeded = true;
      grid_.legend.push_back({item, "the threat does not apply"});
    }
  }

  std::string general_controls() const {
    std::map<ControlId, ControlState> states;
    for (const Finding& finding : assessment_.findings) {
      for (const FindingControl& one : finding.controls) {
        const ControlState state = state_of(one.state);
        if (one.relation == rules::ControlRelation::General && state != ControlState::Missing) {
          const auto [known, added] = states.try_emplace(one.control, state);
          known->second = std::min(known->second, state);
        }
      }
    }
    std::vector<std::string> texts;
    for (const auto& [control, state] : states) {
      texts.push_back(fmt::format("{} ({})", model_.title(control), word(state)));
    }
    return texts.empty() ? std::string("No control against every threat is in place or planned.")
                         : "Against every threat: " + listed(texts, texts.size());
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  Grid grid_;
};

}  // namespace

Grid make_periodic_table(const model::Model& model, const rules::Assessment& assessment) {
  return PeriodicMaker(model, assessment).make();
}

}  // namespace aixc::diagram
