// SARIF 2.1.0. What the limits and properties of code scanning are is said in sarif_parts.h.
#include "compiler/render/sarif.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/sarif_parts.h"
#include "compiler/version.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

constexpr size_t MostResults = 5000;  // what code scanning takes of one run; the worst come first
constexpr std::string_view Schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

class Log {
 public:
  explicit Log(const CheckReport& report) : report_(report) {}

  std::string write() {
    std::vector<Issue> issues = issues_of(report_);
    if (report_.suppressed) {
      add_treated(issues);
    }
    if (issues.size() > MostResults) {
      issues.resize(MostResults);
    }
    Json results = Json::array();
    for (const Issue& issue : issues) {
      results.push_back(result(issue));
    }
    Json driver = {{"name", "aixc"},     {"fullName", fmt::format("aixc {}", Version)},
                   {"version", Version}, {"semanticVersion", Version},
                   {"language", "en"},   {"rules", rules_.rules()}};
    Json taxonomies = rules_.taxonomies();
    if (!taxonomies.empty()) {
      driver["supportedTaxonomies"] = Json::array();
      for (size_t i = 0; i < taxonomies.size(); ++i) {
        driver["supportedTaxonomies"].push_back({{"name", taxonomies[i]["name"]}, {"index", i}});
      }
    }
    Json run = {{"tool", {{"driver", std::move(driver)}}},
                {"automationDetails", {{"id", "aixc/"}}},
                {"columnKind", "utf16CodeUnits"},
                {"originalUriBaseIds",
                 {{"SRCROOT", {{"description", {{"text", "The root of the sources."}}}}}}}};
    if (!taxonomies.empty()) {
      run["taxonomies"] = std::move(taxonomies);
    }
    run["results"] = std::move(results);
    return to_string({{"$schema", Schema}, {"version", "2.1.0"}, {"runs", {std::move(run)}}});
  }

 private:
  // Decisions to live with a threat, for viewers that honour suppressions. A countered one is none.
  void add_treated(std::vector<Issue>& issues) const {
    for (const Checked& checked : report_.models) {
      if (checked.assessment == nullptr) {
        continue;
      }
      const auto& findings = checked.assessment->findings;
      for (size_t i = 0; i < findings.size(); ++i) {
        const rules::Finding& finding = findings[rules::FindingId(i)];
        if (finding.treatment && finding.status != rules::Status::Applies &&
            finding.status != rules::Status::Open &&
            finding.status != rules::Status::NotApplicable) {
          issues.push_back(finding_issue(checked, rules::FindingId(i)));
        }
      }
    }
  }

  Json result(const Issue& issue) {
    const source::SourceMap& sources = *issue.model->sources;
    Json json = {{"ruleId", issue.rule}, {"ruleIndex", rules_.index_of(issue)}};
    json["level"] = word(issue.severity);
    const auto& states = issue.model->gate.states;
    if (const auto state = states.find(issue.id); state != states.end()) {
      json["baselineState"] = state_word(state->second);
    }
    json["message"] = message(issue);
    Json location = {{"physicalLocation", places_.physical(sources, issue.span)}};
    if (issue.subject == Issue::Subject::Finding) {
      location["logicalLocations"] = Json::array({logical(issue)});
    }
    json["locations"] = Json::array({location});
    json["partialFingerprints"] = {
        {"primaryLocationLineHash", places_.line_hash(sources, issue.span)},
        {"aixcElementPath/v1", fingerprint(issue.id)}};
    if (issue.subject == Issue::Subject::Finding) {
      add_finding(json, issue);
    }
    return json;
  }

  static std::string_view state_word(BaselineState state) {
    switch (state) {
      case BaselineState::New:
        return "new";
      case BaselineState::Unchanged:
        return "unchanged";
      case BaselineState::Updated:
        return "updated";
    }
    return {};
  }

  // The expanded text and what it is made of: viewers read one or the other.
  static Json message(const Issue& issue) {
    const std::string_view sentence = without_period(issue.message);
    if (issue.subject != Issue::Subject::Finding) {
      return {{"text", sarif_text(sentence, SarifLong - 1) + "."},
              {"id", "default"},
              {"arguments", {sarif_argument(sentence, SarifLong)}}};
    }
    const std::string title = issue.open ? issue.title + " is open" : issue.title;
    return {
        {"text", sarif_text(fmt::format("{}: {}", title, sentence), SarifLong - 1) + "."},
        {"id", "default"},
        {"arguments", {sarif_argument(title, SarifShort), sarif_argument(sentence, SarifShort)}}};
  }

  static std::string_view without_period(std::string_view text) {
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
  }

  static Json logical(const Issue& issue) {
    const model::Model& model = *issue.model->model;
    const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
    const std::string path = rules::path_of(model, finding.element);
    return {{"name", sarif_text(model.label_of(finding.element), SarifName)},
            {"fullyQualifiedName", fmt::format("{}.{}", model.name_of(model.system), path)},
            {"kind", model.text(model.kinds[model.entities[finding.element].kind].name)}};
  }

  void add_finding(Json& json, const Issue& issue) {
    const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
    const rules::Reason* reason = finding.raised.empty() ? nullptr : &finding.raised.front().reason;
    if (reason != nullptr && !reason->witness.empty() && !reason->witness.steps.empty()) {
      json["codeFlows"] = Json::array({code_flow(issue, reason->witness)});
    }
    if (reason != nullptr) {
      if (Json related = declarations(issue, *reason); !related.empty()) {
        json["relatedLocations"] = std::move(related);
      }
    }
    if (Json taxa = rules_.taxa_of(issue); !taxa.empty()) {
      json["taxa"] = std::move(taxa);
    }
    if (finding.treatment && finding.status != rules::Status::Applies) {
      json["suppressions"] = Json::array({suppression(issue, finding)});
    }
    json["rank"] = 4.0 * issue.score;
    json["properties"] = {
        {"status", rules::id_of(rules::word(finding.status))},
        {"likelihood",
         {finding.risk.residual_likelihood.low, finding.risk.residual_likelihood.high}},
        {"impact", {finding.risk.residual_impact.low, finding.risk.residual_impact.high}},
        {"level", rules::level_text(finding.risk.residual)}};
  }

  // The way of the attack: each element, and between them the flows that lead on.
  Json code_flow(const Issue& issue, const rules::Witness& witness) const {
    const model::Model& model = *issue.model->model;
    const source::SourceMap& sources = *issue.model->sources;
    Json locations = Json::array();
    const auto add = [&](source::Span span, const std::string& text) {
      if (span && !sources.file(span.file).library) {
        locations.push_back({{"location", places_.location(sources, span, text)}});
      }
    };
    add(model.entities[witness.start].name_span, model.label_of(witness.start));
    model::EntityId from = witness.start;
    for (const rules::WitnessStep& step : witness.steps) {
      if (step.flow) {
        add(model.flows[step.flow].edge_span,
            fmt::format("{} → {}", model.label_of(from), model.label_of(step.to)));
      }
      add(model.entities[step.to].name_span, model.label_of(step.to));
      from = step.to;
    }
    return {{"threadFlows", {{{"locations", std::move(locations)}}}}};
  }

  // Where the other things stand that the rule speaks of.
  Json declarations(const Issue& issue, const rules::Reason& reason) const {
    const model::Model& model = *issue.model->model;
    const source::SourceMap& sources = *issue.model->sources;
    Json list = Json::array();
    std::set<source::Span> told = {issue.span};
    for (const rules::Binding& binding : reason.bindings) {
      const source::Span span =
          binding.entity ? model.entities[binding.entity].name_span : source::Span{};
      if (!span || sources.file(span.file).library || !told.insert(span).second) {
        continue;
      }
      Json location = places_.location(sources, span, model.label_of(binding.entity));
      location["id"] = list.size() + 1;
      list.push_back(std::move(location));
    }
    return list;
  }

  Json suppression(const Issue& issue, const rules::Finding& finding) const {
    const model::Model& model = *issue.model->model;
    const model::Treatment& treatment = model.treatments[finding.treatment];
    std::string why = rules::treatment_text(model, treatment, "reason");
    if (why.empty()) {
      why = rules::treatment_text(model, treatment, "evidence");
    }
    Json json = {{"kind", "inSource"}, {"status", "accepted"}};
    json["justification"] = fmt::format("{}{}", rules::word(finding.status),
                                        why.empty() ? "" : ": " + on_one_line(why));
    if (treatment.span) {
      json["location"] = {
          {"physicalLocation", places_.physical(*issue.model->sources, treatment.span)}};
    }
    return json;
  }

  const CheckReport& report_;
  SarifRules rules_;
  SarifPlaces places_;
};

}  // namespace

std::string check_sarif(const CheckReport& report) {
  return Log(report).write();
}

RenderResult render_sarif(const RenderInput& input) {
  Checked checked;
  checked.sources = &input.sources;
  checked.model = &input.model;
  checked.assessment = &input.assessment;
  const CheckReport report{.models = {&checked, 1}, .suppressed = input.options.suppressed};
  return {check_sarif(report), {}};
}

}  // namespace aixc::render
