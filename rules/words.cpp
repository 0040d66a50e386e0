#include "rules/words.h"

#include <algorithm>
#include <cctype>

#include <fmt/core.h>

namespace aixc::rules {
namespace {

class Names final : public model::ValueNames {
 public:
  explicit Names(const model::Model& model) : model_(model) {}
  std::string_view symbol_text(Symbol symbol) const override { return model_.text(symbol); }
  std::string_view entity_name(model::EntityId entity) const override {
    return model_.entities[entity].path;
  }

 private:
  const model::Model& model_;
};

}  // namespace

std::string_view word(Band band) {
  switch (band) {
    case Band::Low:
      return "low";
    case Band::Medium:
      return "medium";
    case Band::High:
      return "high";
    case Band::Critical:
      return "critical";
  }
  return {};
}

std::string_view word(Status status) {
  switch (status) {
    case Status::Applies:
      return "applies";
    case Status::Open:
      return "open";
    case Status::Countered:
      return "countered";
    case Status::Accepted:
      return "accepted";
    case Status::Transferred:
      return "transferred";
    case Status::Avoided:
      return "avoided";
    case Status::NotApplicable:
      return "not applicable";
  }
  return {};
}

std::string_view word(ControlState state) {
  switch (state) {
    case ControlState::InPlace:
      return "in place";
    case ControlState::Planned:
      return "planned";
    case ControlState::Considered:
      return "considered";
    case ControlState::Missing:
      return "missing";
  }
  return {};
}

std::string_view word(ControlRelation relation) {
  switch (relation) {
    case ControlRelation::Direct:
      return "direct";
    case ControlRelation::Inherited:
      return "inherited";
    case ControlRelation::Group:
      return "group";
    case ControlRelation::General:
      return "general";
  }
  return {};
}

std::string_view word(Origin origin) {
  switch (origin) {
    case Origin::Given:
      return "given";
    case Origin::Derived:
      return "derived";
    case Origin::Assumed:
      return "assumed";
    case Origin::Unknown:
      return "unknown";
  }
  return {};
}

std::string_view word(Truth truth) {
  switch (truth) {
    case Truth::False:
      return "no";
    case Truth::Unknown:
      return "unknown";
    case Truth::True:
      return "yes";
  }
  return {};
}

std::string_view word(Responsible who) {
  switch (who) {
    case Responsible::Us:
      return "us";
    case Responsible::Supplier:
      return "supplier";
    case Responsible::Shared:
      return "shared";
    case Responsible::Nobody:
      return "nobody";
  }
  return {};
}

std::string_view word(model::Treatment::Verb verb) {
  switch (verb) {
    case model::Treatment::Verb::Implement:
      return "implement";
    case model::Treatment::Verb::Accept:
      return "accept";
    case model::Treatment::Verb::Transfer:
      return "transfer";
    case model::Treatment::Verb::Avoid:
      return "avoid";
  }
  return {};
}

std::string id_of(std::string_view text) {
  std::string id(text);
  std::ranges::replace(id, ' ', '_');
  return id;
}

std::string level_text(Interval score) {
  if (score.high <= 0) {
    return {};
  }
  const std::string_view low = word(band_of(std::max(score.low, 1)));
  const std::string_view high = word(band_of(score.high));
  return low == high ? std::string(high) : fmt::format("{} to {}", low, high);
}

std::string number_text(Interval interval) {
  return interval.low == interval.high ? std::to_string(interval.high)
                                       : fmt::format("{}–{}", interval.low, interval.high);
}

std::string path_of(const model::Model& model, model::EntityId entity) {
  if (!entity) {
    return {};
  }
  return entity == model.system ? "system" : model.entities[entity].path;
}

std::string way_text(const model::Model& model, const Witness& witness) {
  if (witness.empty()) {
    return {};
  }
  std::string text = model.label_of(witness.start);
  for (const WitnessStep& step : witness.steps) {
    text += " → " + model.label_of(step.to);
  }
  return text;
}

std::string value_text(const model::Model& model, const model::Value& value) {
  return model::to_text(value, Names(model));
}

std::string attribute_path(const model::Model& model, model::EntityId entity,
                           model::AttributeId attribute) {
  return fmt::format("{}.{}", path_of(model, entity), model.text(model.attributes[attribute].name));
}

std::string line_of(const source::SourceMap& sources, source::Span span) {
  if (!span) {
    return {};
  }
  return fmt::format("{}:{}", sources.path(span.file), sources.begin(span).line);
}

std::string lower_first(std::string_view title) {
  std::string text(title);
  const auto is_upper = [](char letter) {
    return std::isupper(static_cast<unsigned char>(letter)) != 0;
  };
  const std::string_view word = title.substr(0, title.find(' '));
  if (std::ranges::count_if(word, is_upper) == 1 && is_upper(word.front())) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  return text;
}

std::string counted(size_t number, std::string_view noun, std::string_view plural) {
  if (number == 1) {
    return fmt::format("1 {}", noun);
  }
  return plural.empty() ? fmt::format("{} {}s", number, noun)
                        : fmt::format("{} {}", number, plural);
}

std::string treatment_text(const model::Model& model, const model::Treatment& treatment,
                           std::string_view attribute) {
  const Symbol name = model.names.find(attribute);
  for (const model::Assignment& given : treatment.attributes) {
    if (!name || model.attributes[given.attribute].name != name) {
      continue;
    }
    const auto* text = std::get_if<std::string>(&given.value.data);
    return text != nullptr ? *text : value_text(model, given.value);
  }
  return {};
}

}  // namespace aixc::rules
