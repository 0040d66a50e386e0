// Findings → the AI security matrix.
#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "compiler/diagram/pictures.h"
#include "compiler/diagram/view_parts.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::Choice;
using rules::Finding;
using rules::LedgerRow;

class MatrixMaker {
 public:
  MatrixMaker(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), assessment_(assessment) {}

  Grid make() {
    grid_.title = "AI security matrix";
    grid_.subtitle =
        "What is harmed, by where the attack enters. Numbers are those of the findings; what does "
        "not apply is grey.";
    grid_.corner = "Asset and impact";
    for (const LedgerRow& row : assessment_.ledger) {
      if (!model_.threats[row.threat].combined) {
        place(row);
      }
    }
    finish();
    return std::move(grid_);
  }

 private:
  // Rows and columns are ordered as the library declares their values.
  struct Column {
    uint16_t lifecycle;
    uint16_t surface;
    auto operator<=>(const Column&) const = default;
  };

  std::vector<Choice> choices(model::ThreatId threat, std::string_view attribute) const {
    return choices_of(model_, model_.threats[threat].entity, attribute);
  }

  std::string title_of(Symbol name) const {
    std::string text(model_.text(name));
    std::replace(text.begin(), text.end(), '_', ' ');
    for (const std::string_view capitals : {"ip", "it", "ai"}) {
      if (text.size() >= capitals.size() && text.ends_with(capitals) &&
          (text.size() == capitals.size() || text[text.size() - capitals.size() - 1] == ' ')) {
        for (std::size_t i = text.size() - capitals.size(); i < text.size(); ++i) {
          text[i] = static_cast<char>(text[i] - 0x20);
        }
      }
    }
    return upper_first(text);
  }

  void place(const LedgerRow& row) {
    const GridItem item = item_of(row);
    for (const Choice& asset : choices(row.threat, "asset")) {
      rows_.try_emplace(asset.rank, title_of(asset.name));
      for (const Choice& impact : choices(row.threat, "cia")) {
        impacts_[asset.rank].try_emplace(impact.rank, model_.text(impact.name));
      }
      for (const Choice& lifecycle : choices(row.threat, "lifecycle")) {
        for (const Choice& surface : choices(row.threat, "attack_surface")) {
          const Column column{lifecycle.rank, surface.rank};
          columns_.try_emplace(column, std::pair(title_of(lifecycle.name), title_of(surface.name)));
          items_[{asset.rank, column}].push_back(item);
        }
      }
    }
  }

  GridItem item_of(const LedgerRow& row) const {
    GridItem item;
    item.text = model_.title(row.threat);
    item.threat = model_.name_of(model_.threats[row.threat].entity);
    item.calm = row.status == rules::Status::NotApplicable;
    for (const rules::FindingId id : row.findings) {
      const Finding& finding = assessment_.findings[id];
      if (finding.number > 0 && finding.status != rules::Status::NotApplicable) {
        item.numbers.push_back({finding.number, is_calm(to_status(finding.status))});
      }
    }
    return item;
  }

  void finish() {
    for (const auto& [rank, title] : rows_) {
      std::vector<std::string> impacts;
      for (const auto& [order, impact] : impacts_[rank]) {
        impacts.push_back(impact);
      }
      grid_.rows.push_back({"", title, listed(impacts, impacts.size()), {}, {}, false});
    }
    for (const auto& [column, titles] : columns_) {
      grid_.columns.push_back({titles.first, titles.second, "", {}, {}, false});
    }
    for (const auto& [rank, title] : rows_) {
      for (const auto& [column, titles] : columns_) {
        grid_.cells.push_back(cell(items_[{rank, column}]));
      }
    }
    GridItem applies;
    applies.numbers = {{1, false}};
    GridItem treated;
    treated.numbers = {{2, true}};
    grid_.legend = {{applies, "applies, or is open"}, {treated, "is treated"}};
  }

  // What applies stands first.
  static GridCell cell(std::vector<GridItem>& items) {
    std::stable_partition(items.begin(), items.end(), [](const GridItem& it) { return !it.calm; });
    GridCell result;
    result.items = items;
    const auto found =
        std::count_if(items.begin(), items.end(), [](const GridItem& it) { return !it.calm; });
    result.description =
        fmt::format("{} of {} found", found, rules::counted(items.size(), "threat"));
    return result;
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  std::map<uint16_t, std::string> rows_;
  std::map<uint16_t, std::map<uint16_t, std::string>> impacts_;
  std::map<Column, std::pair<std::string, std::string>> columns_;
  std::map<std::pair<uint16_t, Column>, std::vector<GridItem>> items_;
  Grid grid_;
};

}  // namespace

Grid make_matrix(const model::Model& model, const rules::Assessment& assessment) {
  return MatrixMaker(model, assessment).make();
}

}  // namespace aixc::diagram
