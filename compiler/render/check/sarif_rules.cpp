// The rules of a SARIF log: a threat, a policy or a diagnostic each, with its help.
#include <algorithm>
#include <cctype>

#include <fmt/core.h>

#include "compiler/render/check/sarif_parts.h"
#include "compiler/render/markdown_text.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

constexpr size_t MostTags = 10;

// `indirect_prompt_injection` → `IndirectPromptInjection`, as viewers expect names.
std::string pascal(std::string_view name) {
  std::string result;
  bool up = true;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
      up = true;
      continue;
    }
    result += up ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    up = false;
  }
  return result.substr(0, SarifName);
}

// The name of a rule: another one than its id, however those are compared.
std::string rule_name(std::string_view id, std::string_view what) {
  std::string name = pascal(id);
  const bool is_one_word = name.size() == id.size();
  return is_one_word ? name + std::string(what) : name;
}

// `UnknownKind` → `Unknown kind`
std::string words_of(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const bool is_upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    result += is_upper && !result.empty() ? " " : "";
    result += is_upper && !result.empty()
                  ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                  : c;
  }
  return result;
}

Json message(std::string_view text, size_t most) {
  return {{"text", sarif_text(text, most)}};
}

// Help in both forms: sections with a heading each.
class Help {
 public:
  void section(std::string_view heading, std::string_view written) {
    const std::string text = on_one_line(written);
    if (text.empty()) {
      return;
    }
    plain_ += fmt::format("{}{}{}{}", plain_.empty() ? "" : "\n\n", heading,
                          heading.empty() ? "" : "\n", text);
    markdown_ +=
        fmt::format("{}{}{}", markdown_.empty() ? "" : "\n\n",
                    heading.empty() ? "" : fmt::format("**{}**\n\n", heading), markdown_text(text));
  }

  Json finish() const { return {{"text", plain_}, {"markdown", markdown_}}; }

 private:
  std::string plain_;
  std::string markdown_;
};

Json diagnostic_rule(const Issue& issue) {
  const auto kind = diagnostics::find_kind(issue.rule);
  const diagnostics::KindInfo& info = diagnostics::info(*kind);
  Help help;
  help.section("", info.explanation);
  return {{"id", issue.rule},
          {"name", info.name},
          {"shortDescription", message(words_of(info.name), SarifShort)},
          {"fullDescription", message(info.explanation, SarifLong)},
          {"help", help.finish()},
          {"defaultConfiguration", {{"level", word(issue.severity)}}},
          {"messageStrings", {{"default", {{"text", "{0}."}}}}},
          {"properties", {{"tags", {"correctness", "aixc"}}, {"precision", "very-high"}}}};
}

Json policy_rule(const Issue& issue) {
  const model::Model& model = *issue.model->model;
  const auto policy = std::ranges::find_if(
      model.policies, [&](const model::Policy& one) { return model.text(one.name) == issue.rule; });
  const std::string title = policy->label.empty() ? issue.rule : policy->label;
  const std::string text = policy->doc.empty() ? title : policy->doc;
  Help help;
  help.section("", text);
  return {{"id", issue.rule},
          {"name", rule_name(issue.rule, "Policy")},
          {"shortDescription", message(title, SarifShort)},
          {"fullDescription", message(text, SarifLong)},
          {"help", help.finish()},
          {"defaultConfiguration", {{"level", word(issue.severity)}}},
          {"messageStrings", {{"default", {{"text", "{0}."}}}}},
          {"properties", {{"tags", {"policy", "aixc"}}, {"precision", "very-high"}}}};
}

// The text of an entry of a taxonomy's `items`; "" if it has none.
std::string item_name(const model::Model& model, model::EntityId taxonomy, const std::string& id) {
  const model::Value* items = model.given(taxonomy, "items");
  const auto* map = items == nullptr ? nullptr : std::get_if<model::ValueMap>(&items->data);
  if (map == nullptr) {
    return {};
  }
  const auto found = std::ranges::find(*map, id, &model::ValueEntry::key);
  const auto* text = found == map->end() ? nullptr : std::get_if<std::string>(&found->value.data);
  return text == nullptr ? std::string() : *text;
}

model::EntityId find_taxonomy(const model::Model& model, std::string_view name) {
  for (const model::EntityId taxonomy : model.taxonomies) {
    if (model.name_of(taxonomy) == name) {
      return taxonomy;
    }
  }
  return {};
}

// The ids that a threat's `maps` gives for a taxonomy.
std::vector<std::string> mapped(const model::Model& model, model::EntityId threat,
                                std::string_view taxonomy) {
  std::vector<std::string> ids;
  const model::Value* maps = model.given(threat, "maps");
  const auto* map = maps == nullptr ? nullptr : std::get_if<model::ValueMap>(&maps->data);
  if (map == nullptr) {
    return ids;
  }
  for (const auto& [name, value] : *map) {
    const auto* list = std::get_if<model::ValueList>(&value.data);
    if (name != taxonomy || list == nullptr) {
      continue;
    }
    for (const model::Value& one : *list) {
      if (const auto* text = std::get_if<std::string>(&one.data)) {
        ids.push_back(*text);
      }
    }
  }
  return ids;
}

}  // namespace

// A component with its taxa, and the reference to one of them.
Json SarifRules::entry(const std::string& name, const Json& component, const Json& taxon) {
  const auto [found, added] = taxonomy_indices_.try_emplace(name, taxonomies_.size());
  if (added) {
    taxonomies_.push_back({component, {}});
    taxonomies_.back().component["taxa"] = Json::array();
  }
  Taxonomy& taxonomy = taxonomies_[found->second];
  Json& taxa = taxonomy.component["taxa"];
  const auto [place, is_new] = taxonomy.indices.try_emplace(taxon["id"], taxa.size());
  if (is_new) {
    taxa.push_back(taxon);
  }
  return {{"id", taxon["id"]},
          {"index", place->second},
          {"toolComponent", {{"name", component["name"]}, {"index", found->second}}}};
}

Json SarifRules::reference(const model::Model& model, model::EntityId taxonomy,
                           const std::string& id) {
  Json component = {{"name", sarif_text(model.label_of(taxonomy), SarifName)}};
  if (const std::string version = model.text_of(taxonomy, "version"); !version.empty()) {
    component["version"] = on_one_line(version);
  }
  if (const std::string publisher = model.text_of(taxonomy, "publisher"); !publisher.empty()) {
    component["organization"] = on_one_line(publisher);
  }
  const std::string name = item_name(model, taxonomy, id);
  Json taxon = {{"id", id}, {"shortDescription", message(name.empty() ? id : name, SarifShort)}};
  if (!name.empty()) {
    taxon["name"] = sarif_text(name, SarifName);
  }
  std::string url = model.text_of(taxonomy, "url");
  if (const size_t place = url.find("{id}"); place != std::string::npos) {
    url = web_link(url.replace(place, 4, sarif_uri(id)));
    if (!url.empty()) {
      taxon["helpUri"] = url;
    }
  }
  return entry(std::string(model.name_of(taxonomy)), component, taxon);
}

// The threat itself is an entry of the AI Exchange.
Json SarifRules::exchange_reference(const Issue& issue) {
  const model::Model& model = *issue.model->model;
  const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
  const model::Threat& threat = model.threats[finding.threat];
  Json taxon = {{"id", threat.slug},
                {"name", sarif_text(model.label_of(threat.entity), SarifName)},
                {"shortDescription", message(model.label_of(threat.entity), SarifShort)}};
  if (!issue.url.empty()) {
    taxon["helpUri"] = issue.url;
  }
  return entry("ai_exchange", {{"name", "OWASP AI Exchange"}, {"organization", "OWASP"}}, taxon);
}

SarifRules::Rule SarifRules::threat_rule(const Issue& issue) {
  const model::Model& model = *issue.model->model;
  const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
  const model::EntityId threat = model.threats[finding.threat].entity;
  const std::string& title = model.label_of(threat);
  const std::string summary = model.text_of(threat, "summary");
  Help help;
  help.section("", summary.empty() ? title : summary);
  help.section("How it happens", model.text_of(threat, "how"));
  help.section("What to do", model.text_of(threat, "fix"));
  help.section("How to see that it is done", model.text_of(threat, "verify"));
  Rule rule;
  rule.taxa = Json::array();
  Json tags = {"security", "ai", "threat-model"};
  if (!issue.url.empty()) {
    rule.taxa.push_back(exchange_reference(issue));
  }
  if (const model::EntityId atlas = find_taxonomy(model, "atlas")) {
    for (const std::string& id : mapped(model, threat, "atlas")) {
      rule.taxa.push_back(reference(model, atlas, id));
      if (tags.size() < MostTags) {
        tags.push_back("external/atlas/" + id);
      }
    }
  }
  rule.json = {{"id", issue.rule},
               {"name", rule_name(issue.rule, "Threat")},
               {"shortDescription", message(title, SarifShort)},
               {"fullDescription", message(summary.empty() ? title : summary, SarifLong)},
               {"help", help.finish()}};
  if (!issue.url.empty()) {
    rule.json["helpUri"] = issue.url;
  }
  rule.json["messageStrings"] = {{"default", {{"text", "{0}: {1}."}}}};
  rule.json["relationships"] = Json::array();
  for (const Json& taxon : rule.taxa) {
    rule.json["relationships"].push_back({{"target", taxon}, {"kinds", {"relevant"}}});
  }
  rule.json["properties"] = {{"tags", tags}, {"precision", "high"}, {"problem.severity", ""}};
  return rule;
}

size_t SarifRules::index_of(const Issue& issue) {
  const auto [found, added] = indices_.try_emplace(issue.rule, rules_.size());
  if (added) {
    switch (issue.subject) {
      case Issue::Subject::Diagnostic:
        rules_.push_back({diagnostic_rule(issue), Json::array(), 0});
        break;
      case Issue::Subject::Violation:
        rules_.push_back({policy_rule(issue), Json::array(), 0});
        break;
      case Issue::Subject::Finding:
        rules_.push_back(threat_rule(issue));
        break;
    }
  }
  Rule& rule = rules_[found->second];
  rule.worst = std::max(rule.worst, issue.score);
  return found->second;
}

Json SarifRules::taxa_of(const Issue& issue) {
  return rules_[index_of(issue)].taxa;
}

// A rule has one severity, its results have many: the worst of them.
Json SarifRules::rules() const {
  Json list = Json::array();
  for (const Rule& rule : rules_) {
    Json json = rule.json;
    if (rule.worst > 0) {
      const bool grave = rules::band_of(rule.worst) >= rules::Band::High;
      const bool low = rules::band_of(rule.worst) == rules::Band::Low;
      const std::string_view level = grave ? "error" : low ? "note" : "warning";
      json["defaultConfiguration"] = {{"level", level}};
      json["properties"]["security-severity"] = security_severity(rule.worst);
      json["properties"]["problem.severity"] = grave ? "error" : low ? "recommendation" : "warning";
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json SarifRules::taxonomies() const {
  Json list = Json::array();
  for (const Taxonomy& taxonomy : taxonomies_) {
    list.push_back(taxonomy.component);
  }
  return list;
}

}  // namespace aixc::render
