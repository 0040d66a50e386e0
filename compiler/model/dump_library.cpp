#include <algorithm>

#include "compiler/model/dump.h"
#include "compiler/model/dump_writer.h"

namespace aixc::model {
namespace {

class LibraryDump {
 public:
  explicit LibraryDump(const Model& model) : model_(model), writer_(model) {}

  std::string run() {
    for (size_t i = 0; i < model_.kinds.size(); ++i) {
      write(KindId(i));
    }
    for (const Relation& relation : model_.relations) {
      write(relation);
    }
    for (const PathClass& path : model_.paths) {
      write(path);
    }
    for (const Threat& threat : model_.threats) {
      write(threat);
    }
    for (const Control& control : model_.controls) {
      entity("control", control.entity, EntityId());
    }
    for (const EntityId taxonomy : model_.taxonomies) {
      entity("taxonomy", taxonomy, EntityId());
    }
    for (const Derivation& derivation : model_.derivations) {
      write(derivation);
    }
    for (const Rule& rule : model_.rules) {
      write(rule);
    }
    for (const Rate& rate : model_.rates) {
      write(rate);
    }
    for (const Policy& policy : model_.policies) {
      write(policy);
    }
    return std::move(text_);
  }

 private:
  void line(std::string_view text) { text_ += fmt::format("  {}\n", text); }

  // In the order declared, which that of the symbols need not be.
  std::vector<AttributeId> own_attributes(KindId kind) const {
    std::vector<AttributeId> result;
    for (const auto& [name, id] : model_.kinds[kind].attributes) {
      if (model_.attributes[id].owner == kind) {
        result.push_back(id);
      }
    }
    std::ranges::sort(result);
    return result;
  }

  void write(KindId id) {
    const Kind& it = model_.kinds[id];
    text_ += fmt::format("kind {} \"{}\"", model_.text(it.name), it.label);
    if (it.parent) {
      text_ += " is " + writer_.kind(it.parent);
    }
    text_ += "\n";
    if (!it.shape.empty()) {
      line("shape: " + it.shape);
    }
    for (const AttributeId own : own_attributes(id)) {
      const AttributeDeclaration& attribute = model_.attributes[own];
      line(fmt::format("{} {}: {}", attribute.derived ? "derived" : "attr",
                       model_.text(attribute.name), writer_.type(attribute.type)));
    }
    for (const Assignment& given : it.defaults) {
      assignment(given);
    }
  }

  void assignment(const Assignment& given) {
    line(fmt::format("{}: {}", model_.text(model_.attributes[given.attribute].name),
                     writer_.value(given.value)));
  }

  std::string kinds(const std::vector<KindId>& all) const {
    return joined(all, [&](KindId kind) { return writer_.kind(kind); });
  }
  std::string filters(const std::vector<NodeFilter>& all) const {
    return joined(all, [&](const NodeFilter& filter) { return writer_.filter(filter); });
  }

  void write(const Relation& it) {
    text_ += fmt::format("relation {} \"{}\" from {} to {}{}\n", model_.text(it.name), it.label,
                         kinds(it.from), kinds(it.to), it.carries ? "" : " carries no data");
  }

  void write(const PathClass& it) {
    text_ += fmt::format("path {} \"{}\" from {} to {}\n", model_.text(it.name), it.label,
                         filters(it.from), filters(it.to));
    if (!it.through.empty()) {
      line("through " + filters(it.through));
    }
    if (!it.over.empty()) {
      line("over " + joined(it.over, [&](RelationId relation) {
             return std::string(model_.text(model_.relations[relation].name));
           }));
    }
    if (it.where) {
      line("where " + writer_.expression(*it.where, it.variables));
    }
  }

  void entity(std::string_view what, EntityId id, EntityId group) {
    const Entity& it = model_.entities[id];
    text_ += fmt::format("{} {} \"{}\"", what, it.path, it.label);
    if (group) {
      text_ += fmt::format(" in {}", model_.name_of(group));
    }
    text_ += "\n";
    for (const Assignment& given : it.attributes) {
      assignment(given);
    }
  }

  void write(const Threat& it) {
    entity("threat", it.entity, it.parent ? model_.threats[it.parent].entity : EntityId());
  }

  // ---- rules ----
  std::string threat(ThreatId id) const {
    return std::string(model_.name_of(model_.threats[id].entity));
  }
  std::string variable(const Match& match, VariableIndex index) const {
    return writer_.reference({index, {}}, match.variables);
  }

  void match(const Match& it) {
    line("match " + writer_.pattern(it.pattern, it.variables));
    if (it.where) {
      line("where " + writer_.expression(*it.where, it.variables));
    }
  }

  void because(const Template& it, const Match& match) {
    if (!it.parts.empty()) {
      line("because " + writer_.text(it, match.variables));
    }
  }

  void write(const Derivation& it) {
    text_ += fmt::format("{} {}.{} = {}\n", it.assumed ? "assume" : "derive",
                         variable(it.match, it.variable), model_.text(it.attribute),
                         it.value ? writer_.expression(*it.value, it.match.variables) : "yes");
    match(it.match);
  }

  void write(const Rule& it) {
    text_ += fmt::format("rule {} {} {} on {}\n", model_.text(it.name),
                         it.dismiss ? "dismisses" : "raises", threat(it.threat),
                         variable(it.match, it.target));
    match(it.match);
    because(it.because, it.match);
  }

  void write(const Rate& it) {
    text_ += fmt::format("rate {} {} {} {} of {} on {}\n", model_.text(it.name),
                         it.impact ? "impact" : "likelihood", it.at_most ? "<=" : ">=", it.level,
                         joined(it.threats, [&](ThreatId id) { return threat(id); }),
                         variable(it.match, it.target));
    match(it.match);
    because(it.because, it.match);
  }

  void write(const Policy& it) {
    text_ += fmt::format("{} {} {}\n", it.require ? "require" : "forbid", model_.text(it.name),
                         it.error ? "error" : "warning");
    match(it.match);
    because(it.message, it.match);
  }

  const Model& model_;
  DumpWriter writer_;
  std::string text_;
};

}  // namespace

std::string dump_library(const Model& model) {
  return LibraryDump(model).run();
}

}  // namespace aixc::model
