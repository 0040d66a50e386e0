#include "rules/passes/explain.h"

#include <algorithm>

#include "compiler/model/value.h"

namespace aixc::rules::passes {
namespace {

using eval::Found;
using eval::Reading;

EntityId end_of(const Witness& witness) {
  return witness.steps.empty() ? witness.start : witness.steps.back().to;
}

class Names final : public model::ValueNames {
 public:
  explicit Names(const model::Model& model) : model_(model) {}
  std::string_view symbol_text(Symbol symbol) const override { return model_.text(symbol); }
  std::string_view entity_name(EntityId entity) const override { return model_.label_of(entity); }

 private:
  const model::Model& model_;
};

// In a sentence: a list without its brackets.
std::string told(const model::Model& model, const model::Value& value) {
  const auto* list = std::get_if<model::ValueList>(&value.data);
  if (list == nullptr || list->empty()) {
    return model::to_text(value, Names(model));
  }
  std::string result;
  for (const model::Value& item : *list) {
    result += (result.empty() ? "" : ", ") + model::to_text(item, Names(model));
  }
  return result;
}

}  // namespace

std::string path_text(const model::Model& model, const Witness& witness) {
  if (witness.empty()) {
    return {};
  }
  std::string result = model.label_of(witness.start);
  for (const WitnessStep& step : witness.steps) {
    result += " → " + model.label_of(step.to);
  }
  return result;
}

Witness join(const Found& found) {
  Witness result;
  for (const auto& [step, way] : found.ways) {
    if (step->form == model::Step::Form::Inside || step->form == model::Step::Form::Reference) {
      continue;
    }
    if (result.empty()) {
      result = way;
    } else if (end_of(result) == way.start) {
      result.steps.insert(result.steps.end(), way.steps.begin(), way.steps.end());
    } else if (end_of(way) == result.start) {
      Witness longer = way;
      longer.steps.insert(longer.steps.end(), result.steps.begin(), result.steps.end());
      result = std::move(longer);
    }
  }
  return result;
}

Explainer::Explainer(Run& run) : run_(run), derivations_(run.model.attributes.size()) {
  for (size_t i = 0; i < run.model.derivations.size(); ++i) {
    for (const model::AttributeId target : run.model.derivations[model::DerivationId(i)].targets) {
      derivations_[target.value].push_back(model::DerivationId(i));
    }
  }
}

FactId Explainer::fact(Dependency about) {
  const uint64_t key = (uint64_t{about.entity.value} << 32U) | about.attribute.value;
  if (const auto found = facts_.find(key); found != facts_.end()) {
    return found->second;
  }
  const Reading reading = run_.knowledge.read(about.entity, about.attribute);
  Fact fact;
  fact.entity = about.entity;
  fact.attribute = about.attribute;
  fact.origin = reading.origin;
  if (reading.state == Reading::State::Known) {
    fact.value = *reading.value;
  }
  const model::Entity& entity = run_.model.entities[about.entity];
  for (const model::Assignment& given : entity.attributes) {
    if (given.attribute == about.attribute) {
      fact.place = given.value_span;
    }
  }
  const FactId id = run_.result.facts.add(std::move(fact));
  facts_.emplace(key, id);
  const bool computed = reading.origin == Origin::Derived || reading.origin == Origin::Assumed;
  if (reading.state == Reading::State::Known && computed) {
    explain_derived(id, reading);
  }
  return id;
}

// Looks for the derivation behind a value; for an assumed one that none gives, it is the default.
void Explainer::explain_derived(FactId id, const Reading& reading) {
  const Fact& fact = run_.result.facts[id];
  const int rank = std::max(eval::Knowledge::rank_of(*reading.value), 0);
  // The value is certain, so what gives it is not a derivation that only may hold.
  for (const Truth least : {Truth::True, Truth::Unknown}) {
    for (const model::DerivationId derivation : derivations_[fact.attribute.value]) {
      const bool assumed = run_.model.derivations[derivation].assumed;
      if (assumed == (reading.origin == Origin::Assumed) &&
          try_derivation(id, derivation, rank, least)) {
        return;
      }
    }
  }
  const auto* fallback =
      run_.model.default_of(run_.model.entities[fact.entity].kind, fact.attribute);
  if (fallback != nullptr) {
    run_.result.facts[id].place = fallback->value_span;
  }
}

bool Explainer::try_derivation(FactId id, model::DerivationId derivation, int rank, Truth least) {
  const model::Derivation& it = run_.model.derivations[derivation];
  const Dependency about{run_.result.facts[id].entity, run_.result.facts[id].attribute};
  const eval::Column* column = run_.knowledge.find_column(about.attribute);
  const uint32_t before = run_.knowledge.horizon();
  const auto& type = run_.model.attributes[about.attribute].type;
  std::unique_ptr<DerivationSearch> fresh;
  DerivationSearch* search = nullptr;
  if (column != nullptr && column->recursive) {
    run_.knowledge.set_horizon(
        run_.knowledge.cell(about.attribute, it.assumed, about.entity).stamp);
    fresh = std::make_unique<DerivationSearch>(run_.knowledge, it, type);
    search = fresh.get();
  } else {
    auto& slot = searches_[derivation];
    if (!slot) {
      slot = std::make_unique<DerivationSearch>(run_.knowledge, it, type);
    }
    search = slot.get();
  }
  std::vector<Dependency> reads;
  const auto found = search->find(about.entity, rank, &reads);
  run_.knowledge.set_horizon(before);
  if (!found || found->truth < least) {
    return false;
  }
  Reason why = reason(it.match.variables, *found, reads);
  Fact& fact = run_.result.facts[id];
  fact.derivation = derivation;
  fact.place = it.name_span;
  fact.reason = std::move(why);
  return true;
}

Reason Explainer::reason(const std::vector<model::Variable>& variables, const Found& found,
                         const std::vector<Dependency>& reads) {
  Reason result;
  for (size_t i = 0; i < variables.size(); ++i) {
    if (variables[i].name && found.environment[i]) {
      result.bindings.push_back({variables[i].name, found.environment[i]});
    }
  }
  result.witness = join(found);
  for (const Dependency& read : reads) {
    const FactId id = fact(read);
    if (std::ranges::find(result.facts, id) == result.facts.end()) {
      result.facts.push_back(id);
    }
  }
  return result;
}

std::string Explainer::value_text(const model::AttributeReference& reference,
                                  const Found& found) const {
  EntityId entity = reference.variable ? found.environment[*reference.variable] : run_.model.system;
  if (!entity) {
    return {};
  }
  if (reference.accesses.empty()) {
    return run_.model.label_of(entity);
  }
  const std::vector<model::Variable> none;
  eval::Conditions reader(run_.knowledge, none);
  eval::Environment environment = found.environment;
  const model::Expression expression{reference, {}};
  const eval::Operand operand = reader.value(expression, environment);
  std::string result;
  for (const eval::Item& item : operand.items) {
    result += result.empty() ? "" : ", ";
    if (item.entity) {
      result += run_.model.label_of(item.entity);
    } else {
      result += item.value != nullptr ? told(run_.model, *item.value) : "unknown";
    }
  }
  return result;
}

std::string Explainer::text(const model::Template& text, const Found& found) {
  std::string result;
  for (const model::Template::Part& part : text.parts) {
    if (part.reference) {
      result += value_text(*part.reference, found);
    } else if (part.path) {
      for (const auto& [step, way] : found.ways) {
        if (step->flow == part.path) {
          result += path_text(run_.model, way);
        }
      }
    } else if (part.witness) {
      const auto path = std::ranges::find_if(
          found.ways, [](const auto& way) { return way.first->form == model::Step::Form::Path; });
      result += path_text(run_.model, path != found.ways.end() ? path->second : join(found));
    } else {
      result += part.text;
    }
  }
  return result;
}

}  // namespace aixc::rules::passes
