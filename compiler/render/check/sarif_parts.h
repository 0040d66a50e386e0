// The parts of a SARIF log: texts within the limits of code scanning, places, rules, taxonomies.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/render/check/issue.h"
#include "compiler/render/json_parts.h"

namespace aixc::render {

// Limits of GitHub code scanning, in characters.
constexpr size_t SarifName = 255;
constexpr size_t SarifShort = 1024;
constexpr size_t SarifLong = 2048;

// Plain text of a SARIF message: brackets of what would be a link, and braces, which would be
// placeholders, are escaped as the standard says (3.11.5, 3.11.6), control characters made visible,
// and what is longer than `most` ends in `…`. The one way for texts of a model into a log.
std::string sarif_text(std::string_view text, size_t most);
// The same for an argument of a message, which is not looked into for placeholders.
std::string sarif_argument(std::string_view text, size_t most);

// A relative reference (RFC 3986): what may not stand in one is percent-encoded.
std::string sarif_uri(std::string_view path);

// Places in the files of one model.
class SarifPlaces {
 public:
  Json physical(const source::SourceMap& sources, source::Span span) const;
  // With a message and, for elements, the logical name.
  Json location(const source::SourceMap& sources, source::Span span,
                std::string_view message) const;
  // `primaryLocationLineHash` of the line on which `span` begins.
  std::string line_hash(const source::SourceMap& sources, source::Span span);

 private:
  std::map<std::string, std::vector<std::string>> hashes_;  // by text
};

// The rules that results refer to, and the taxonomies that rules refer to, in the order first used.
class SarifRules {
 public:
  // The index of the issue's rule, which is added when it is new.
  size_t index_of(const Issue& issue);
  // What the result says of taxonomies: references to entries of `taxonomies()`.
  Json taxa_of(const Issue& issue);

  Json rules() const;
  Json taxonomies() const;

 private:
  struct Rule {
    Json json;
    Json taxa;
    int worst = 0;
  };
  struct Taxonomy {
    Json component;
    std::map<std::string, size_t> indices;
  };
  Rule threat_rule(const Issue& issue);
  Json reference(const model::Model& model, model::EntityId taxonomy, const std::string& id);
  Json exchange_reference(const Issue& issue);
  Json entry(const std::string& name, const Json& component, const Json& taxon);

  std::vector<Rule> rules_;
  std::map<std::string, size_t> indices_;
  std::vector<Taxonomy> taxonomies_;
  std::map<std::string, size_t> taxonomy_indices_;
};

// `"8.2"` for a residual score of 1–25: within 0.1–3.9, 4.0–6.9, 7.0–8.9, 9.0–10.0 for low to
// critical, the bands of code scanning.
std::string security_severity(int score);

}  // namespace aixc::render
