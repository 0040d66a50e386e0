// `aixc list WHAT`: the names of the library, of the diagnostics and of the formats.
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/cli/standards.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/type_text.h"
#include "compiler/pages/vocabulary.h"
#include "compiler/render/json_parts.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;

// One line of a list: `name` and `text` for people, all fields for scripts.
struct Row {
  std::string name;
  std::string text;
  Json fields;  // beside `name`
};
using Rows = std::vector<Row>;

// Those that are drawn first, then those of the library's own statements.
Rows list_kinds(const model::Model& model) {
  std::vector<model::KindId> kinds;
  for (size_t i = 0; i < model.kinds.size(); ++i) {
    kinds.emplace_back(i);
  }
  std::ranges::stable_sort(kinds, {}, [&](model::KindId it) { return model.kinds[it].family; });
  Rows rows;
  for (const model::KindId id : kinds) {
    const model::Kind& kind = model.kinds[id];
    const bool drawn = kind.family == model::Family::Element || kind.family == model::Family::Other;
    const std::string parent =
        kind.parent ? std::string(model.text(model.kinds[kind.parent].name)) : "";
    Json attributes = Json::array();
    for (const model::AttributeId attribute : pages::attributes_of(model, id)) {
      attributes.push_back(model.text(model.attributes[attribute].name));
    }
    std::string text = kind.label;
    text += parent.empty() ? (drawn ? "" : ", a statement") : ", is " + parent;
    rows.push_back({std::string(model.text(kind.name)),
                    text,
                    {{"label", kind.label}, {"is", parent}, {"attributes", attributes}}});
  }
  return rows;
}

Rows list_threats(const model::Model& model) {
  Rows rows;
  for (const model::Threat& threat : model.threats) {
    const std::string parent =
        threat.parent ? std::string(model.name_of(model.threats[threat.parent].entity)) : "";
    std::string text = model.label_of(threat.entity);
    text += threat.group ? ", a group" : threat.variant ? ", a form of " + parent : "";
    Json controls = Json::array();
    for (const model::ControlId control : threat.controls) {
      controls.push_back(model.name_of(model.controls[control].entity));
    }
    rows.push_back({std::string(model.name_of(threat.entity)),
                    text,
                    {{"label", model.label_of(threat.entity)},
                     {"slug", threat.slug},
                     {"section", model.text_of(threat.entity, "section")},
                     {"in", parent},
                     {"group", threat.group},
                     {"variant", threat.variant},
                     {"combined", threat.combined},
                     {"controls", controls}}});
  }
  return rows;
}

Rows list_controls(const model::Model& model) {
  Rows rows;
  for (const model::Control& control : model.controls) {
    rows.push_back({std::string(model.name_of(control.entity)),
                    model.label_of(control.entity),
                    {{"label", model.label_of(control.entity)},
                     {"slug", control.slug},
                     {"section", model.text_of(control.entity, "section")},
                     {"group", control.group ? model.text(control.group) : ""},
                     {"general", control.general}}});
  }
  return rows;
}

Rows list_rules(const model::Model& model) {
  Rows rows;
  for (const model::Rule& rule : model.rules) {
    const std::string_view verb = rule.dismiss ? "dismisses" : "raises";
    const std::string_view threat = model.name_of(model.threats[rule.threat].entity);
    rows.push_back({std::string(model.text(rule.name)),
                    fmt::format("{} {}", verb, threat),
                    {{"verb", rule.dismiss ? "dismiss" : "raise"},
                     {"threat", threat},
                     {"source", rule.source}}});
  }
  for (const model::Policy& policy : model.policies) {
    rows.push_back({std::string(model.text(policy.name)),
                    fmt::format("{} (policy)", policy.require ? "requires" : "forbids"),
                    {{"verb", policy.require ? "require" : "forbid"}}});
  }
  return rows;
}

std::string kind_names(const model::Model& model, const std::vector<model::KindId>& kinds) {
  std::string text;
  for (const model::KindId kind : kinds) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", model.text(model.kinds[kind].name));
  }
  return text;
}

Rows list_relations(const model::Model& model) {
  Rows rows;
  for (const model::Relation& relation : model.relations) {
    const std::string from = kind_names(model, relation.from);
    const std::string to = kind_names(model, relation.to);
    rows.push_back({std::string(model.text(relation.name)),
                    fmt::format("{} → {}", from, to),
                    {{"from", from}, {"to", to}, {"carries", relation.carries}}});
  }
  return rows;
}

// Those of what is drawn first, then those of the library's own statements.
Rows list_attributes(const model::Model& model) {
  std::vector<const model::AttributeDeclaration*> attributes;
  for (const model::AttributeDeclaration& attribute : model.attributes) {
    attributes.push_back(&attribute);
  }
  std::ranges::stable_sort(attributes, {}, [&](const model::AttributeDeclaration* it) {
    return model.kinds[it->owner].family;
  });
  Rows rows;
  for (const model::AttributeDeclaration* one : attributes) {
    const model::AttributeDeclaration& attribute = *one;
    const std::string_view owner = model.text(model.kinds[attribute.owner].name);
    const std::string type = model::type_text(model, attribute.type);
    rows.push_back({fmt::format("{}.{}", owner, model.text(attribute.name)),
                    type + (attribute.derived ? ", derived" : ""),
                    {{"kind", owner},
                     {"attribute", model.text(attribute.name)},
                     {"type", type},
                     {"ask", attribute.ask},
                     {"derived", attribute.derived}}});
  }
  return rows;
}

Rows list_taxonomies(const model::Model& model) {
  Rows rows;
  for (const model::EntityId entity : model.taxonomies) {
    const std::string version = model.text_of(entity, "version");
    rows.push_back({std::string(model.name_of(entity)),
                    fmt::format("{}{}", model.label_of(entity),
                                version.empty() ? "" : fmt::format(" ({})", version)),
                    {{"label", model.label_of(entity)},
                     {"version", version},
                     {"url", model.text_of(entity, "url")}}});
  }
  return rows;
}

Rows list_diagnostics(const model::Model& /*model*/) {
  Rows rows;
  for (const diagnostics::KindInfo& info : diagnostics::all_kinds()) {
    const bool error = info.severity == diagnostics::Severity::Error;
    rows.push_back({diagnostics::code_text(info.kind),
                    std::string(info.message),
                    {{"id", info.name},
                     {"severity", error ? "error" : "warning"},
                     {"message", info.message},
                     {"explanation", info.explanation}}});
  }
  return rows;
}

Rows list_formats(const model::Model& /*model*/) {
  Rows rows;
  for (const render::Format& format : render::formats()) {
    std::string extensions;
    for (const std::string_view extension : format.extensions) {
      extensions += fmt::format("{}{}", extensions.empty() ? "" : ", ", extension);
    }
    rows.push_back({std::string(format.name),
                    fmt::format("{} ({})", format.description, extensions),
                    {{"extensions", format.extensions}, {"description", format.description}}});
  }
  return rows;
}

struct Listing {
  std::string_view name;
  bool needs_library;
  Rows (*rows)(const model::Model& model);
};

constexpr Listing Listings[] = {
    {"kinds", true, list_kinds},           {"threats", true, list_threats},
    {"controls", true, list_controls},     {"rules", true, list_rules},
    {"relations", true, list_relations},   {"attributes", true, list_attributes},
    {"taxonomies", true, list_taxonomies}, {"diagnostics", false, list_diagnostics},
    {"formats", false, list_formats},
};

const Listing* find_listing(std::string_view name) {
  for (const Listing& listing : Listings) {
    if (listing.name == name) {
      return &listing;
    }
  }
  return nullptr;
}

void print(const Rows& rows, bool as_json, World& world) {
  if (as_json) {
    Json list = Json::array();
    for (const Row& row : rows) {
      Json json = {{"name", row.name}};
      json.update(row.fields);
      list.push_back(json);
    }
    world.out << render::to_string(list);
    return;
  }
  constexpr size_t WidestName = 36;
  size_t widest = 0;
  for (const Row& row : rows) {
    widest = std::max(widest, std::min(row.name.size(), WidestName));
  }
  for (const Row& row : rows) {
    world.out << render::paragraph(render::padded(row.name, widest) + "  ", row.text, widest + 2);
  }
}

int run_standard(const Options& options, World& world) {
  if (options.words.size() > 1 ||
      (!options.words.empty() && find_listing(options.words.front()) != nullptr)) {
    return refuse(world, "`--standard` stands in the place of WHAT",
                  "the form is `aixc list --standard NAME [FILE]`");
  }
  const Outcome outcome =
      compile_library(options.words.empty() ? "" : options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  const model::Model& model = outcome.compilation.model;
  const auto standard = standard_named(model, options.standard, world);
  if (!standard) {
    return Refused;
  }
  if (!options.json) {
    print_standard(model, *standard, world);
    return Clean;
  }
  Json entries = Json::array();
  for (const rules::StandardEntry& entry : standard->entries) {
    entries.push_back(standard_entry_json(model, entry));
  }
  world.out << render::to_string({{"standard", model.name_of(standard->taxonomy)},
                                  {"title", standard->title},
                                  {"entries", entries}});
  return Clean;
}

int run_list(const Options& options, World& world) {
  if (!options.standard.empty()) {
    return run_standard(options, world);
  }
  if (options.words.empty()) {
    return refuse(world, "too few arguments: the form is `aixc list WHAT [FILE]`",
                  "see `aixc list --help`");
  }
  const Listing* listing = find_listing(options.words.front());
  if (listing == nullptr) {
    std::vector<std::string_view> names;
    std::string all;
    for (const Listing& one : Listings) {
      names.push_back(one.name);
      all += fmt::format("{}{}", all.empty() ? "" : ", ", one.name);
    }
    const std::string near = did_you_mean(options.words.front(), names);
    return refuse(world, fmt::format("there is no list of `{}`", options.words.front()),
                  near.empty() ? "there are " + all : near);
  }
  if (!listing->needs_library) {
    print(listing->rows({}), options.json, world);
    return Clean;
  }
  const Outcome outcome =
      compile_library(options.words.size() > 1 ? options.words[1] : "", options, world);
  if (outcome.code == Clean) {
    print(listing->rows(outcome.compilation.model), options.json, world);
  }
  return outcome.code;
}

}  // namespace

Command list_command() {
  return {
      .name = "list",
      .arguments = "WHAT [FILE]",
      .summary = "the kinds, threats, controls, rules … that there are",
      .description =
          "WHAT is kinds, threats, controls, rules, relations, attributes, taxonomies, diagnostics "
          "or "
          "formats. With a FILE also what its libraries declare. `aixc explain` says more about "
          "each "
          "name. With --standard the entries of a taxonomy, and what of the library is mapped to "
          "each, published or by our judgement.",
      .options = with_reading({&option::Standard, &option::Json}),
      .examples = {{"aixc list kinds", "what a system can be drawn from"},
                   {"aixc list threats --json", "all threats, with slugs and controls"},
                   {"aixc list --standard atlas", "MITRE ATLAS, with the threats mapped to it"},
                   {"aixc list formats", "what `-o` can write"}},
      .least_words = 0,
      .most_words = 2,
      .run = run_list,
  };
}

}  // namespace aixc::cli
