#include "compiler/diagram/view.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "compiler/diagram/pictures.h"
#include "compiler/diagram/view_parts.h"
#include "compiler/model/places.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::EntityId;
using rules::Finding;

constexpr std::size_t MostQuestions = 6;
constexpr std::size_t MostNamed = 3;

std::string counted(int number, std::string_view noun, std::string_view plural = {}) {
  return rules::counted(static_cast<std::size_t>(number), noun, plural);
}

// `a threat`: for counts that are told only where there is something to tell.
std::string some(int number, std::string_view what) {
  return number > 0 ? fmt::format("{} {}", number, what) : std::string();
}

class ReportMaker {
 public:
  ReportMaker(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), assessment_(assessment), us_(rules::our_party(model)) {}

  ReportView make() {
    parts_ = make_map(model_, assessment_);
    head();
    gate();
    risks();
    for (const rules::Scenario& scenario : assessment_.scenarios) {
      add_scenario(scenario);
    }
    questions();
    for (const rules::Violation& violation : assessment_.violations) {
      view_.violations.push_back(
          {std::string(model_.text(model_.policies[violation.policy].name)), violation.message});
    }
    parties();
    to_verify();
    Grid responsibility = make_responsibility(model_, assessment_);
    if (answering(responsibility) > 1) {
      view_.responsibility = std::move(responsibility);
    }
    add_tables(model_, assessment_, view_);
    view_.footnote =
        "Threats and controls: OWASP AI Exchange, owaspai.org. Likelihood, impact and the strength "
        "of "
        "controls are estimates.";
    view_.map = std::move(parts_.map);
    return std::move(view_);
  }

 private:
  // ---- title block ----
  void head() {
    view_.title = model_.label_of(model_.system);
    const std::string owner = model_.text_of(model_.system, "owner");
    view_.subtitle = dotted(
        {owner.empty() ? "" : "Owner: " + owner,
         assessment_.appetite ? fmt::format("risk appetite: {}", rules::word(*assessment_.appetite))
                              : std::string(),
         model_.text_of(model_.system, "description")});
    const auto ours = std::count_if(parts_.map.boundaries.begin(), parts_.map.boundaries.end(),
                                    [](const Boundary& boundary) { return boundary.ours; });
    std::vector<std::string> counts = {
        counted(static_cast<int>(model::count_elements(model_)), "element"),
        counted(static_cast<int>(model_.flows.size()), "flow"),
        ours > 0 ? counted(static_cast<int>(ours), "boundary of ours", "boundaries of ours") : "",
        threat_counts()};
    int in_place = 0;
    int planned = 0;
    for (const model::Treatment& treatment : model_.treatments) {
      if (treatment.verb == model::Treatment::Verb::Implement) {
        const std::string status = rules::treatment_text(model_, treatment, "status");
        in_place += status.empty() || status == "in_place" ? 1 : 0;
        planned += status == "planned" ? 1 : 0;
      }
    }
    counts.push_back(in_place > 0 ? counted(in_place, "control in place", "controls in place")
                                  : "no control in place");
    counts.push_back(some(planned, "planned"));
    if (!assessment_.questions.empty()) {
      counts.push_back(counted(static_cast<int>(assessment_.questions.size()), "open question"));
    }
    view_.counts = dotted(counts);
  }

  std::string threat_counts() const {
    const rules::Counts& counts = assessment_.counts;
    std::vector<std::string> levels;
    const auto add = [](std::vector<std::string>& to, std::string text) {
      if (!text.empty()) {
        to.push_back(std::move(text));
      }
    };
    add(levels, some(counts.critical, "critical"));
    add(levels, some(counts.high, "high"));
    add(levels, some(counts.medium, "medium"));
    add(levels, some(counts.low, "low"));
    std::vector<std::string> parts;
    parts.push_back(fmt::format("{} {}{}", counts.applies,
                                counts.applies == 1 ? "applies" : "apply",
                                levels.empty() ? "" : " (" + listed(levels, levels.size()) + ")"));
    add(parts, some(counts.countered, "countered"));
    add(parts, some(counts.accepted, "accepted"));
    add(parts, some(counts.transferred, "transferred"));
    add(parts, some(counts.avoided, "avoided"));
    add(parts, some(counts.open, "open"));
    const int all = counts.applies + counts.countered + counts.accepted + counts.transferred +
                    counts.avoided + counts.open;
    return fmt::format("{}: {}", counted(all, "threat"), listed(parts, parts.size()));
  }

  void gate() {
    if (!assessment_.appetite) {
      return;
    }
    std::vector<std::string> above;
    for (const Finding& finding : assessment_.findings) {
      const int score = finding.risk.residual.high;
      if (finding.status == rules::Status::Applies && !finding.conventional && score > 0 &&
          rules::band_of(score) > *assessment_.appetite) {
        above.push_back(fmt::format("{} {}", finding.number, model_.title(finding.threat)));
      }
    }
    view_.gate.shown = true;
    view_.gate.failed = !above.empty();
    view_.gate.title = above.empty()
                           ? "Gate: nothing above appetite"
                           : fmt::format("Gate: {} above appetite",
                                         counted(static_cast<int>(above.size()), "threat"));
    view_.gate.text = above.empty() ? fmt::format("no remaining risk above {}",
                                                  rules::word(*assessment_.appetite))
                                    : listed(above, MostNamed);
  }

  // ---- panels ----
  void risks() {
    const rules::Counts& counts = assessment_.counts;
    for (const auto& [level, count] :
         {std::pair(Level::Critical, counts.critical), std::pair(Level::High, counts.high),
          std::pair(Level::Medium, counts.medium), std::pair(Level::Low, counts.low)}) {
      if (count > 0) {
        view_.risk_bars.push_back({level, count});
      }
    }
    const auto absent = static_cast<int>(
        std::count_if(assessment_.ledger.begin(), assessment_.ledger.end(),
                      [](const auto& row) { return row.status == rules::Status::NotApplicable; }));
    view_.risk_note =
        dotted({some(counts.open, "open"), some(counts.countered, "countered"),
                some(counts.accepted, "accepted"), some(counts.transferred, "transferred"),
                some(counts.avoided, "avoided"), some(absent, "not applicable")});
    for (const Finding& finding : assessment_.findings) {
      const bool rated = finding.number > 0 && finding.risk.residual.high > 0;
      if (rated && finding.status != rules::Status::Open) {
        const NumberMark mark{finding.number, is_calm(to_status(finding.status))};
        view_.heat_marks.push_back(
            {finding.risk.residual_likelihood.high, finding.risk.residual_impact.high, mark});
        view_.heat_marks_before.push_back(
            {finding.risk.likelihood.high, finding.risk.impact.high, mark});
      }
    }
  }

  void add_scenario(const rules::Scenario& scenario) {
    if (scenario.truth != rules::Truth::True) {
      return;
    }
    Scenario drawn;
    drawn.id = model_.name_of(model_.threats[scenario.threat].entity);
    drawn.title = model_.title(scenario.threat);
    drawn.summary = scenario.because;
    for (const rules::ScenarioStep& step : scenario.steps) {
      ScenarioStep one;
      one.flow = step.flow ? parts_.flows[step.flow.value] : -1;
      const auto card = parts_.cards.find(step.to);
      one.card = card == parts_.cards.end() ? -1 : card->second;
      one.title = fmt::format("{} → {}", model_.label_of(step.from), model_.label_of(step.to));
      // The step's text begins with its title.
      one.text = step.text.starts_with(one.title) ? step.text.substr(one.title.size()) : step.text;
      while (one.text.starts_with(':') || one.text.starts_with(' ')) {
        one.text.erase(0, 1);
      }
      one.text = dotted({one.text, threats_at(step.to)});
      drawn.steps.push_back(std::move(one));
    }
    const std::string fix = model_.text_of(model_.threats[scenario.threat].entity, "fix");
    drawn.advice =
        fix.substr(0, fix.find(". ") == std::string::npos ? fix.size() : fix.find(". ") + 1);
    view_.scenarios.push_back(std::move(drawn));
  }

  // "Direct prompt injection (1), Agent escape (2)": what applies where the step arrives.
  std::string threats_at(EntityId element) const {
    std::vector<std::string> threats;
    for (const Finding& finding : assessment_.findings) {
      if (finding.element == element && finding.status == rules::Status::Applies &&
          finding.number > 0) {
        threats.push_back(fmt::format("{} ({})", rules::lower_first(model_.title(finding.threat)),
                                      finding.number));
      }
    }
    return listed(threats, 2);
  }

  void questions() {
    for (const rules::Question& question : assessment_.questions) {
      if (view_.questions.size() >= MostQuestions) {
        break;
      }
      std::vector<std::string> settled;
      for (const rules::FindingId id : question.settles) {
        settled.push_back(rules::lower_first(model_.title(assessment_.findings[id].threat)));
      }
      const bool one = settled.size() == 1;
      view_.questions.push_back(
          {question.ask, fmt::format("It decides whether {} {}. Answer: {} on {}.",
                                     listed(settled, MostNamed), one ? "applies" : "apply",
                                     model_.text(model_.attributes[question.about.attribute].name),
                                     rules::path_of(model_, question.about.entity))});
    }
  }

  void parties() {
    std::map<EntityId, std::vector<NumberMark>> marks;
    for (const Finding& finding : assessment_.findings) {
      if (finding.number == 0) {
        continue;
      }
      const NumberMark mark{finding.number, is_calm(to_status(finding.status))};
      const rules::Responsible who = finding.responsible.who;
      const EntityId party = finding.responsible.party;
      const bool theirs = who == rules::Responsible::Supplier || who == rules::Responsible::Shared;
      if (theirs && party && party != us_) {
        marks[party].push_back(mark);
      }
      if (us_ && who != rules::Responsible::Supplier && who != rules::Responsible::Nobody) {
        marks[us_].push_back(mark);
      }
    }
    // Ours first, then as declared.
    std::vector<EntityId> order = model_.parties;
    std::stable_partition(order.begin(), order.end(), [&](EntityId it) { return it == us_; });
    for (const EntityId party : order) {
      view_.parties.push_back(
          {model_.label_of(party), model_.text_of(party, "role"), duty_of(party), marks[party]});
    }
  }

  // How many parties answer for anything.
  static std::size_t answering(const Grid& grid) {
    std::size_t parties = 0;
    for (std::size_t column = 0; column + 1 < grid.columns.size(); ++column) {
      bool used = false;
      for (std::size_t row = 0; row < grid.rows.size(); ++row) {
        used = used || !grid.cell(row, column).items.empty();
      }
      parties += used ? 1 : 0;
    }
    return parties;
  }

  std::string duty_of(EntityId party) const {
    if (party == us_) {
      return "operates and treats";
    }
    std::vector<std::string> supplied;
    for (const EntityId element : model_.elements) {
      if (model_.entities[element].party == party && !model::is_boundary(model_, element)) {
        supplied.push_back(model_.label_of(element));
      }
    }
    return supplied.empty() ? std::string() : "supplies " + listed(supplied, 2);
  }

  // Rows of one party for one reason are told together.
  void to_verify() {
    std::vector<std::pair<const rules::ToVerify*, std::vector<std::string>>> groups;
    for (const rules::ToVerify& row : assessment_.to_verify) {
      const std::string threat = rules::lower_first(model_.title(row.threat));
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return group.first->party == row.party && group.first->because == row.because;
      });
      if (same != groups.end()) {
        same->second.push_back(threat);
      } else {
        groups.push_back({&row, {threat}});
      }
    }
    for (const auto& [row, threats] : groups) {
      view_.to_verify.push_back(fmt::format(
          "To verify with {}: {}{}{}", row->party ? model_.label_of(row->party) : "the supplier",
          listed(threats, MostNamed), row->because.empty() ? "" : "; ", row->because));
    }
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  EntityId us_;
  MapParts parts_;
  ReportView view_;
};

}  // namespace

ReportView make_report_view(const model::Model& model, const rules::Assessment& assessment) {
  return ReportMaker(model, assessment).make();
}

}  // namespace aixc::diagram
