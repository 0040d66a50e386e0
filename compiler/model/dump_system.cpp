#include "compiler/model/dump.h"
#include "compiler/model/dump_writer.h"

namespace aixc::model {
namespace {

std::string_view verb_text(Treatment::Verb verb) {
  switch (verb) {
    case Treatment::Verb::Implement:
      return "implement";
    case Treatment::Verb::Accept:
      return "accept";
    case Treatment::Verb::Transfer:
      return "transfer";
    case Treatment::Verb::Avoid:
      break;
  }
  return "avoid";
}

class SystemDump {
 public:
  explicit SystemDump(const Model& model) : model_(model), writer_(model) {}

  std::string run() {
    if (model_.system) {
      entity("system", model_.system);
    }
    for (const EntityId party : model_.parties) {
      entity("party", party);
    }
    for (const EntityId data : model_.data) {
      entity(model_.entities[data].implied ? "implied data" : "data", data);
    }
    for (const EntityId element : model_.elements) {
      entity("element", element);
    }
    for (const Flow& flow : model_.flows) {
      write(flow);
    }
    for (const Treatment& treatment : model_.treatments) {
      write(treatment);
    }
    for (const View& view : model_.views) {
      write(view);
    }
    return std::move(text_);
  }

 private:
  void assignments(const std::vector<Assignment>& all) {
    for (const Assignment& given : all) {
      text_ += fmt::format("  {}: {}\n", model_.text(model_.attributes[given.attribute].name),
                           writer_.value(given.value));
    }
  }

  void entity(std::string_view what, EntityId id) {
    const Entity& it = model_.entities[id];
    text_ += fmt::format("{} {} \"{}\" is {}", what, it.path, it.label, writer_.kind(it.kind));
    if (it.party) {
      text_ += fmt::format(" by {}{}", model_.entities[it.party].path,
                           it.states_party ? "" : " (inherited)");
    }
    text_ += "\n";
    assignments(it.attributes);
  }

  void write(const Flow& it) {
    const Entity& entity = model_.entities[it.entity];
    text_ += fmt::format("flow {} -[{}]-> {}", model_.entities[it.from].path,
                         it.relation ? model_.text(model_.relations[it.relation].name) : "?",
                         model_.entities[it.to].path);
    if (!it.payload.empty()) {
      text_ += " : " + joined(it.payload, [&](EntityId data) {
                 return std::string(model_.entities[data].path);
               });
    } else if (!it.payload_label.empty()) {
      text_ += fmt::format(" : \"{}\"", it.payload_label);
    }
    text_ += "\n";
    assignments(entity.attributes);
  }

  std::string target(const Target& it) const {
    if (it.entity) {
      return it.entity == model_.system ? "system" : model_.entities[it.entity].path;
    }
    return joined(it.flows,
                  [&](FlowId flow) { return model_.entities[model_.flows[flow].entity].path; });
  }

  void write(const Treatment& it) {
    const EntityId subject = it.control  ? model_.controls[it.control].entity
                             : it.threat ? model_.threats[it.threat].entity
                                         : EntityId();
    text_ += fmt::format("{} {} on {}", verb_text(it.verb), subject ? model_.name_of(subject) : "?",
                         joined(it.targets, [&](const Target& to) { return target(to); }));
    if (it.party) {
      text_ += fmt::format(" to {}", model_.entities[it.party].path);
    }
    text_ += "\n";
    assignments(it.attributes);
  }

  void write(const View& it) {
    entity("view", it.entity);
    if (it.include) {
      text_ += fmt::format("  include: {}\n", writer_.expression(*it.include, it.variables));
    } else if (!it.elements.empty()) {
      text_ += fmt::format("  include: [{}]\n", joined(it.elements, [&](EntityId element) {
                             return model_.entities[element].path;
                           }));
    }
  }

  const Model& model_;
  DumpWriter writer_;
  std::string text_;
};

}  // namespace

std::string dump_system(const Model& model) {
  return SystemDump(model).run();
}

}  // namespace aixc::model
