#include <algorithm>

#include "compiler/render/check/issue.h"
#include "compiler/render/diff.h"
#include "compiler/render/json_parts.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

// The name by which docs/schema/aixc-diff-1.json is known.
constexpr const char* DiffSchema = "urn:aixc:schema:aixc-diff-1.json";

Json place_of(const Compared& compared, const diff::Change& change) {
  const source::SourceMap* sources =
      change.what == diff::What::Went ? compared.before : compared.after;
  if (!change.place || sources == nullptr) {
    return nullptr;
  }
  const source::Position at = sources->begin(change.place);
  return {{"file", file_of(*sources, change.place.file)}, {"line", at.line}, {"column", at.column}};
}

Json json_of(const Compared& compared, const diff::Change& change, bool fails) {
  Json details = Json::array();
  for (const diff::Detail& detail : change.details) {
    Json one = {{"name", detail.name}};
    one["before"] = detail.before.empty() ? Json() : Json(on_one_line(detail.before));
    one["after"] = detail.after.empty() ? Json() : Json(on_one_line(detail.after));
    details.push_back(std::move(one));
  }
  Json reasons = Json::array();
  for (const std::string& reason : change.reasons) {
    reasons.push_back(on_one_line(reason));
  }
  Json json = {{"subject", rules::id_of(diff::word(change.subject))},
               {"what", diff::word(change.what)},
               {"id", change.id},
               {"title", on_one_line(change.title)},
               {"details", details},
               {"reasons", reasons}};
  json["level"] = change.level ? Json(rules::word(*change.level)) : Json();
  json["worse"] = change.worse;
  json["fails"] = fails;
  json["at"] = place_of(compared, change);
  return json;
}

}  // namespace

std::string diff_json(std::span<const Compared> all) {
  Json models = Json::array();
  bool passed = true;
  for (const Compared& compared : all) {
    Json changes = Json::array();
    for (size_t i = 0; i < compared.differences->changes.size(); ++i) {
      const bool fails = std::ranges::count(compared.failing, i) > 0;
      changes.push_back(json_of(compared, compared.differences->changes[i], fails));
    }
    passed = passed && compared.failing.empty();
    models.push_back({{"file", compared.file},
                      {"title", on_one_line(compared.title)},
                      {"changes", std::move(changes)}});
  }
  return to_string({{"schema", DiffSchema}, {"passed", passed}, {"models", std::move(models)}});
}

}  // namespace aixc::render
