#include "compiler/render/json_parts.h"

#include <algorithm>

#include "compiler/model/places.h"
#include "rules/words.h"

namespace aixc::render {

using model::EntityId;

Json JsonParts::place(source::Span span) const {
  if (!span) {
    return nullptr;
  }
  const source::Position at = sources_.begin(span);
  return {{"file", sources_.file(span.file).name}, {"line", at.line}, {"column", at.column}};
}

// Yes/no and numbers as such, lists and maps as such, everything else as the text of the model.
Json JsonParts::value(const model::Value& given) const {
  if (const auto* yes = std::get_if<bool>(&given.data)) {
    return *yes;
  }
  if (const auto* number = std::get_if<model::Number>(&given.data)) {
    const auto whole = static_cast<int64_t>(number->value);
    return static_cast<double>(whole) == number->value ? Json(whole) : Json(number->value);
  }
  if (const auto* text = std::get_if<std::string>(&given.data)) {
    return *text;
  }
  if (const auto* items = std::get_if<model::ValueList>(&given.data)) {
    Json list = Json::array();
    for (const model::Value& item : *items) {
      list.push_back(value(item));
    }
    return list;
  }
  if (const auto* entries = std::get_if<model::ValueMap>(&given.data)) {
    Json map = Json::object();
    for (const auto& [key, item] : *entries) {
      map[key] = value(item);
    }
    return map;
  }
  return rules::value_text(model_, given);
}

Json JsonParts::attributes(const std::vector<model::Assignment>& assignments) const {
  std::vector<const model::Assignment*> written;
  for (const model::Assignment& assignment : assignments) {
    written.push_back(&assignment);
  }
  // Assignments are sorted by a number that is no business of a reader.
  std::ranges::sort(written, {}, [](const model::Assignment* a) { return a->name_span; });
  Json object = Json::object();
  for (const model::Assignment* assignment : written) {
    const Symbol name = model_.attributes[assignment->attribute].name;
    object[std::string(model_.text(name))] = value(assignment->value);
  }
  return object;
}

Json JsonParts::system() const {
  const model::Entity& entity = model_.entities[model_.system];
  return {{"id", model_.text(entity.name)},
          {"title", entity.label},
          {"attributes", attributes(entity.attributes)},
          {"at", place(entity.name_span)}};
}

Json JsonParts::element(EntityId id) const {
  const model::Entity& entity = model_.entities[id];
  const model::Kind& kind = model_.kinds[entity.kind];
  Json ancestors = Json::array();
  for (model::KindId up = kind.parent; up; up = model_.kinds[up].parent) {
    ancestors.push_back(model_.text(model_.kinds[up].name));
  }
  Json json = {{"path", entity.path},
               {"kind", model_.text(kind.name)},
               {"kinds_above", ancestors},
               {"label", entity.label}};
  json["party"] = entity.party ? Json(model_.name_of(entity.party)) : Json();
  json["parent"] = entity.parent ? Json(model_.entities[entity.parent].path) : Json();
  json["attributes"] = attributes(entity.attributes);
  json["at"] = place(entity.name_span);
  return json;
}

Json JsonParts::party(EntityId id) const {
  const model::Entity& entity = model_.entities[id];
  return {{"id", model_.text(entity.name)},
          {"label", entity.label},
          {"role", model_.text_of(id, "role")},
          {"attributes", attributes(entity.attributes)},
          {"at", place(entity.name_span)}};
}

Json JsonParts::data(EntityId id) const {
  const model::Entity& entity = model_.entities[id];
  return {{"id", model_.text(entity.name)},
          {"label", entity.label},
          {"declared", !entity.implied},
          {"attributes", attributes(entity.attributes)},
          {"at", place(entity.name_span)}};
}

Json JsonParts::flow(model::FlowId id) const {
  const model::Flow& flow = model_.flows[id];
  Json payload = Json::array();
  for (const EntityId data : flow.payload) {
    payload.push_back(model_.name_of(data));
  }
  Json crosses = Json::array();
  for (const EntityId boundary : model::boundaries_crossed(model_, flow)) {
    crosses.push_back(model_.entities[boundary].path);
  }
  Json json = {{"from", model_.entities[flow.from].path}, {"to", model_.entities[flow.to].path}};
  json["relation"] =
      flow.relation ? Json(model_.text(model_.relations[flow.relation].name)) : Json();
  json["payload"] = payload;
  json["label"] = flow.payload_label;
  json["crosses"] = crosses;
  json["attributes"] =
      flow.entity ? attributes(model_.entities[flow.entity].attributes) : Json::object();
  json["at"] = place(flow.edge_span);
  return json;
}

Json JsonParts::dependency(const rules::Dependency& dependency) const {
  const model::AttributeDeclaration& attribute = model_.attributes[dependency.attribute];
  return {{"element", rules::path_of(model_, dependency.entity)},
          {"attribute", model_.text(attribute.name)}};
}

Json JsonParts::dependencies(const std::vector<rules::Dependency>& all) const {
  Json list = Json::array();
  for (const rules::Dependency& one : all) {
    list.push_back(dependency(one));
  }
  return list;
}

Json JsonParts::question(const rules::Question& question) const {
  const model::AttributeDeclaration& attribute = model_.attributes[question.about.attribute];
  Json findings = Json::array();
  for (const rules::FindingId id : question.settles) {
    findings.push_back(assessment_.findings[id].id);
  }
  Json values = Json::array();
  for (const Symbol symbol : attribute.type.values) {
    values.push_back(model_.text(symbol));
  }
  if (attribute.type.form == model::Type::Form::YesNo) {
    values = {"yes", "no"};
  }
  Json json = dependency(question.about);
  json["ask"] = question.ask;
  json["values"] = values;
  json["settles"] = question.settles.size();
  json["findings"] = findings;
  json["at"] = place(model_.entities[question.about.entity].name_span);
  return json;
}

Json JsonParts::counts() const {
  const rules::Counts& counts = assessment_.counts;
  return {{"applies", counts.applies},         {"open", counts.open},
          {"countered", counts.countered},     {"accepted", counts.accepted},
          {"transferred", counts.transferred}, {"avoided", counts.avoided},
          {"critical", counts.critical},       {"high", counts.high},
          {"medium", counts.medium},           {"low", counts.low}};
}

std::string to_string(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace aixc::render
