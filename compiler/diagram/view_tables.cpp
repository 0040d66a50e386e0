// Findings → the risk register, and what does not apply.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/diagram/view_parts.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using rules::Finding;

constexpr std::size_t MissingInRegister = 3;
constexpr std::size_t MostRegisterRows = 60;

class TableMaker {
 public:
  TableMaker(const model::Model& model, const rules::Assessment& assessment, ReportView& view)
      : model_(model), assessment_(assessment), view_(view) {}

  void add_register() {
    for (const Finding& finding : assessment_.findings) {
      if (finding.status == rules::Status::NotApplicable) {
        continue;
      }
      if (view_.register_rows.size() >= MostRegisterRows) {
        ++view_.register_left_out;
        continue;
      }
      RegisterRow row;
      row.number = finding.number;
      row.threat = model_.title(finding.threat);
      row.surface = surface_of(model_, finding.threat);
      row.element =
          finding.element == model_.system ? "whole system" : model_.label_of(finding.element);
      row.impact = letter_of(model_, finding.threat);
      row.inherent = to_risk(finding.risk.score);
      row.residual = to_risk(finding.risk.residual);
      row.status = to_status(finding.status);
      row.controls = control_rows(model_, finding, missing_rows(finding.status));
      row.note = treatment_note(model_, finding, false);
      row.responsible = finding.responsible.who == rules::Responsible::Nobody
                            ? std::string()
                            : rules::answering_parties(model_, finding);
      row.url = model_.text_of(model_.threats[finding.threat].entity, "url");
      const std::size_t path = row.url.find("/go/");
      row.link_text = path == std::string::npos ? std::string() : row.url.substr(path);
      while (row.link_text.ends_with('/')) {
        row.link_text.pop_back();
      }
      view_.register_rows.push_back(std::move(row));
    }
  }

  // Threats that are absent for one reason stand together: those that rules dismissed first, since
  // their reasons say most.
  void not_applicable() {
    struct Group {
      std::vector<std::string> titles;
      std::string reason;
      bool dismissed = false;
    };
    std::vector<Group> groups;
    std::size_t threats = 0;
    for (const rules::LedgerRow& row : assessment_.ledger) {
      if (row.status != rules::Status::NotApplicable) {
        continue;
      }
      ++threats;
      const std::string& title = model_.title(row.threat);
      const auto same = std::find_if(groups.begin(), groups.end(),
                                     [&](const Group& it) { return it.reason == row.because; });
      if (same != groups.end()) {
        same->titles.push_back(rules::lower_first(title));
      } else {
        groups.push_back({{title}, row.because, !row.findings.empty()});
      }
    }
    std::stable_partition(groups.begin(), groups.end(),
                          [](const Group& it) { return it.dismissed; });
    for (const Group& group : groups) {
      view_.not_applicable.push_back({listed(group.titles, group.titles.size()), group.reason});
    }
    if (threats > 0) {
      view_.not_applicable_note = fmt::format("{} in {}", rules::counted(threats, "threat"),
                                              rules::counted(groups.size(), "group"));
    }
  }

 private:
  static std::size_t missing_rows(rules::Status status) {
    return status == rules::Status::Applies ? MissingInRegister : 0;
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  ReportView& view_;
};

}  // namespace

void add_tables(const model::Model& model, const rules::Assessment& assessment, ReportView& view) {
  TableMaker tables(model, assessment, view);
  tables.add_register();
  tables.not_applicable();
}

}  // namespace aixc::diagram
