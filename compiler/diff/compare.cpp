#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "compiler/diff/differences.h"
#include "compiler/diff/drawing.h"
#include "rules/words.h"

namespace aixc::diff {
namespace {

using rules::Finding;
using rules::FindingId;
using rules::Status;

// What the analysis of two versions says, with the changes of the drawing as reasons.
class Analysis {
 public:
  Analysis(const Version& before, const Version& after, const Drawing& drawing)
      : old_(before), new_(after), drawing_(drawing) {}

  std::vector<Change> compare() {
    findings();
    scenarios();
    violations();
    questions();
    return std::move(changes_);
  }

 private:
  using ById = std::map<std::string, const Finding*>;

  // The id that a finding of the old version has now.
  std::string id_now(const Finding& finding) const {
    const size_t at = finding.id.find('@');
    return finding.id.substr(0, at + 1) + drawing_.now(finding.id.substr(at + 1));
  }

  void findings() {
    ById before;
    ById after;
    for (const Finding& finding : old_.assessment.findings) {
      before[id_now(finding)] = &finding;
    }
    for (const Finding& finding : new_.assessment.findings) {
      after[finding.id] = &finding;
    }
    const auto is_there = [](const Finding* one) {
      return one != nullptr && one->status != Status::NotApplicable;
    };
    const auto find = [](const ById& in, const std::string& id) -> const Finding* {
      const auto found = in.find(id);
      return found == in.end() ? nullptr : found->second;
    };
    for (const Finding& finding : new_.assessment.findings) {
      const Finding* was = find(before, finding.id);
      if (is_there(&finding)) {
        is_there(was) ? changed(*was, finding) : came(finding);
      }
    }
    for (const Finding& finding : old_.assessment.findings) {
      const Finding* is = find(after, id_now(finding));
      if (is_there(&finding) && !is_there(is)) {
        went(finding, is);
      }
    }
  }

  static std::string title(const Version& version, const Finding& finding) {
    const std::string& threat = version.model.title(finding.threat);
    return finding.element == version.model.system
               ? threat
               : fmt::format("{} on `{}`", threat, rules::path_of(version.model, finding.element));
  }

  // `high`, or the status where no level matters.
  static std::string level(const Finding& finding) {
    return finding.status == Status::Applies ? rules::level_text(finding.risk.residual)
                                             : std::string(rules::word(finding.status));
  }

  static std::optional<rules::Band> band(const Finding& finding) {
    if (finding.status != Status::Applies || finding.risk.residual.high <= 0) {
      return std::nullopt;
    }
    return rules::band_of(finding.risk.residual.high);
  }

  void causes(const Version& version, const Notes& notes, const Finding& finding,
              std::vector<std::string>& reasons) const {
    for (const auto* verdicts : {&finding.raised, &finding.dismissed}) {
      for (const rules::Verdict& verdict : *verdicts) {
        collect_causes(version, notes, verdict.reason, reasons);
      }
    }
    const auto treated = notes.treatments.find(finding.treatment);
    if (finding.treatment && treated != notes.treatments.end()) {
      add(treated->second, reasons);
    }
    for (const rules::FindingControl& control : finding.controls) {
      const auto found = notes.treatments.find(control.treatment);
      if (control.treatment && found != notes.treatments.end()) {
        add(found->second, reasons);
      }
    }
  }

  static void add(const std::string& reason, std::vector<std::string>& reasons) {
    if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) {
      reasons.push_back(reason);
    }
  }

  // The rule's own sentence, then what of the drawing made the difference.
  static std::string told(const Finding& finding) {
    const auto& verdicts =
        finding.status == Status::NotApplicable ? finding.dismissed : finding.raised;
    return verdicts.empty() ? std::string() : verdicts.front().because;
  }

  Change finding_change(const Version& version, What what, const Finding& finding) const {
    Change change;
    change.subject = Subject::Finding;
    change.what = what;
    change.id = finding.id;
    change.title = title(version, finding);
    change.place = version.model.entities[finding.element].name_span;
    return change;
  }

  void came(const Finding& finding) {
    Change change = finding_change(new_, What::Came, finding);
    change.details.push_back({"level", "", level(finding)});
    change.level = band(finding);
    change.worse = change.level.has_value();
    add(told(finding), change.reasons);
    causes(new_, drawing_.after, finding, change.reasons);
    changes_.push_back(std::move(change));
  }

  void went(const Finding& finding, const Finding* dismissed) {
    Change change = finding_change(old_, What::Went, finding);
    change.details.push_back({"level", level(finding), ""});
    if (dismissed != nullptr) {
      add(told(*dismissed), change.reasons);
      causes(new_, drawing_.after, *dismissed, change.reasons);
    }
    causes(old_, drawing_.before, finding, change.reasons);
    if (change.reasons.empty()) {
      add("no rule raises it any more, and nothing that it rested on has changed: look at the "
          "rules",
          change.reasons);
    }
    changes_.push_back(std::move(change));
  }

  void changed(const Finding& was, const Finding& is) {
    Change change = finding_change(new_, What::Changed, is);
    if (level(was) != level(is)) {
      change.details.push_back({"level", level(was), level(is)});
    }
    const std::string forms_before = forms(old_.model, was);
    const std::string forms_after = forms(new_.model, is);
    if (forms_before != forms_after) {
      change.details.push_back({"forms", forms_before, forms_after});
    }
    if (change.details.empty()) {
      return;
    }
    change.level = band(is);
    const auto band_before = band(was);
    change.worse = change.level && (!band_before || *band_before < *change.level);
    if (was.status != is.status) {
      add(told(is), change.reasons);
    }
    factors(was, is, change.reasons);
    causes(new_, drawing_.after, is, change.reasons);
    causes(old_, drawing_.before, was, change.reasons);
    if (change.reasons.empty()) {
      add("nothing that it rests on has changed: look at the rules and at the day", change.reasons);
    }
    changes_.push_back(std::move(change));
  }

  static std::string forms(const model::Model& model, const Finding& finding) {
    std::string text;
    for (const model::ThreatId variant : finding.variants) {
      text += (text.empty() ? "" : ", ") + rules::lower_first(model.title(variant));
    }
    return text;
  }

  // Rates of likelihood and impact that hold now and did not, or the other way round.
  void factors(const Finding& was, const Finding& is, std::vector<std::string>& reasons) const {
    const auto texts = [](const Finding& finding) {
      std::set<std::string> result;
      for (const rules::Factor& factor : finding.risk.factors) {
        if (factor.truth == rules::Truth::True && !factor.because.empty()) {
          result.insert(factor.because);
        }
      }
      return result;
    };
    const std::set<std::string> before = texts(was);
    const std::set<std::string> after = texts(is);
    for (const std::string& text : after) {
      if (!before.contains(text)) {
        add("now " + text, reasons);
      }
    }
    for (const std::string& text : before) {
      if (!after.contains(text)) {
        add("no longer " + text, reasons);
      }
    }
  }

  // ---- what else the analysis says ----
  template <typename Item>
  struct Named {
    std::string key;
    const Item* item;
  };

  template <typename Item, typename Key>
  static std::vector<Named<Item>> named(const std::vector<Item>& items, Key&& key) {
    std::vector<Named<Item>> result;
    for (const Item& item : items) {
      std::string name = key(item);
      if (std::ranges::find(result, name, &Named<Item>::key) == result.end()) {
        result.push_back({std::move(name), &item});
      }
    }
    return result;
  }

  template <typename Item, typename Key, typename Both>
  void match(const std::vector<Item>& before, const std::vector<Item>& after, Key&& key,
             Both&& tell) {
    const auto old_items = named(before, [&](const Item& item) { return key(item, true); });
    const auto new_items = named(after, [&](const Item& item) { return key(item, false); });
    const auto find = [](const auto& in, const std::string& name) -> const Item* {
      const auto found = std::ranges::find(in, name, &Named<Item>::key);
      return found == in.end() ? nullptr : found->item;
    };
    for (const auto& [name, item] : new_items) {
      tell(name, find(old_items, name), item);
    }
    for (const auto& [name, item] : old_items) {
      if (find(new_items, name) == nullptr) {
        tell(name, item, nullptr);
      }
    }
  }

  std::string path(model::EntityId id, bool is_old) const {
    return is_old ? drawing_.now(rules::path_of(old_.model, id)) : rules::path_of(new_.model, id);
  }

  const model::Model& model(bool is_old) const { return is_old ? old_.model : new_.model; }

  Change& change(Subject subject, std::string id, std::string title, bool was, bool is) {
    Change& one = changes_.emplace_back();
    one.subject = subject;
    one.what = was && is ? What::Changed : is ? What::Came : What::Went;
    one.id = std::move(id);
    one.title = std::move(title);
    return one;
  }

  void scenarios() {
    const auto state = [](const rules::Scenario* one) {
      return one == nullptr ? "" : one->truth == rules::Truth::True ? "applies" : "open";
    };
    match(
        old_.assessment.scenarios, new_.assessment.scenarios,
        [&](const rules::Scenario& one, bool is_old) {
          const auto threat = model(is_old).threats[one.threat].entity;
          return fmt::format("{}@{}", model(is_old).name_of(threat), path(one.element, is_old));
        },
        [&](const std::string& id, const rules::Scenario* was, const rules::Scenario* is) {
          const std::string before = state(was);
          const std::string after = state(is);
          if (before == after) {
            return;
          }
          const rules::Scenario& shown = is != nullptr ? *is : *was;
          const bool is_old = is == nullptr;
          Change& one = change(Subject::Scenario, id,
                               fmt::format("{} on `{}`", model(is_old).title(shown.threat),
                                           path(shown.element, is_old)),
                               was != nullptr, is != nullptr);
          one.details.push_back({"status", before, after});
          one.place = model(is_old).entities[shown.element].name_span;
          add(shown.because, one.reasons);
          steps(shown, is_old ? drawing_.before : drawing_.after, one.reasons);
        });
  }

  // What of the attack's steps came or went.
  static void steps(const rules::Scenario& scenario, const Notes& notes,
                    std::vector<std::string>& reasons) {
    const auto told = [&](const auto& in, const auto& key) {
      if (const auto found = in.find(key); found != in.end()) {
        add(found->second, reasons);
      }
    };
    for (const rules::ScenarioStep& step : scenario.steps) {
      told(notes.entities, step.from);
      told(notes.flows, step.flow);
      told(notes.entities, step.to);
    }
  }

  void violations() {
    match(
        old_.assessment.violations, new_.assessment.violations,
        [&](const rules::Violation& one, bool is_old) {
          std::string id(model(is_old).text(model(is_old).policies[one.policy].name));
          for (const rules::Binding& binding : one.reason.bindings) {
            if (binding.entity) {
              id += "@" + path(binding.entity, is_old);
            }
          }
          return id;
        },
        [&](const std::string& id, const rules::Violation* was, const rules::Violation* is) {
          if (was != nullptr && is != nullptr) {
            return;
          }
          const rules::Violation& shown = is != nullptr ? *is : *was;
          Change& one =
              change(Subject::Violation, id, shown.message, was != nullptr, is != nullptr);
          one.place = shown.place;
          const Version& version = is != nullptr ? new_ : old_;
          const Notes& notes = is != nullptr ? drawing_.after : drawing_.before;
          collect_causes(version, notes, shown.reason, one.reasons);
        });
  }

  void questions() {
    match(
        old_.assessment.questions, new_.assessment.questions,
        [&](const rules::Question& one, bool is_old) {
          const auto& attribute = model(is_old).attributes[one.about.attribute];
          return fmt::format("{}.{}", path(one.about.entity, is_old),
                             model(is_old).text(attribute.name));
        },
        [&](const std::string& id, const rules::Question* was, const rules::Question* is) {
          if (was != nullptr && is != nullptr) {
            return;
          }
          const bool is_old = is == nullptr;
          const rules::Question& shown = is_old ? *was : *is;
          Change& one = change(Subject::Question, id, shown.ask, was != nullptr, is != nullptr);
          one.place = model(is_old).entities[shown.about.entity].name_span;
          add(is_old ? answer(id) : waiting(shown), one.reasons);
        });
  }

  std::string answer(const std::string& id) const {
    for (const auto* notes : {&drawing_.after, &drawing_.before}) {
      for (const auto& [about, text] : notes->attributes) {
        if (text.starts_with(fmt::format("`{}`", id))) {
          return text;
        }
      }
    }
    return "nothing waits for the answer any more";
  }

  std::string waiting(const rules::Question& question) const {
    std::string text;
    for (const FindingId id : question.settles) {
      const Finding& finding = new_.assessment.findings[id];
      text += (text.empty() ? "it would settle " : ", ") + rules::lower_first(title(new_, finding));
    }
    return text;
  }

  const Version& old_;
  const Version& new_;
  const Drawing& drawing_;
  std::vector<Change> changes_;
};

auto reading_order(const Change& change) {
  const int level = change.level ? -1 - static_cast<int>(*change.level) : 0;
  return std::tuple(change.subject, change.what == What::Went,
                    change.subject == Subject::Finding ? level : 0, change.what);
}

}  // namespace

Differences compare(const Version& before, const Version& after) {
  Drawing drawing = compare_drawings(before, after);
  Differences result;
  result.changes = Analysis(before, after, drawing).compare();
  std::ranges::move(drawing.changes, std::back_inserter(result.changes));
  std::ranges::stable_sort(result.changes, {}, reading_order);
  return result;
}

std::string_view word(Subject subject) {
  switch (subject) {
    case Subject::Finding:
      return "threat";
    case Subject::Scenario:
      return "attack scenario";
    case Subject::Violation:
      return "broken policy";
    case Subject::Question:
      return "question";
    case Subject::Treatment:
      return "treatment";
    case Subject::System:
      return "system";
    case Subject::Party:
      return "party";
    case Subject::Data:
      return "data asset";
    case Subject::Element:
      return "element";
    case Subject::Flow:
      return "flow";
  }
  return {};
}

std::string_view plural(Subject subject) {
  switch (subject) {
    case Subject::Finding:
      return "threats";
    case Subject::Scenario:
      return "attack scenarios";
    case Subject::Violation:
      return "broken policies";
    case Subject::Question:
      return "questions";
    case Subject::Treatment:
      return "treatments";
    case Subject::System:
      return "system";
    case Subject::Party:
      return "parties";
    case Subject::Data:
      return "data assets";
    case Subject::Element:
      return "elements";
    case Subject::Flow:
      return "flows";
  }
  return {};
}

std::string_view word(What what) {
  switch (what) {
    case What::Came:
      return "came";
    case What::Went:
      return "went";
    case What::Changed:
      return "changed";
  }
  return {};
}

}  // namespace aixc::diff
