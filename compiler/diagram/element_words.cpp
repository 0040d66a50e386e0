#include "compiler/diagram/element_words.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::EntityId;

constexpr std::size_t MostTags = 4;

// Attributes that a card shows as a tag, most telling first. `text` stands for the value where the
// value alone would not be understood; of lists each value is a tag.
struct TagRule {
  std::string_view attribute;
  std::string_view value;  // empty: any
  std::string_view text;   // empty: the value itself; `{}` is the value
};
constexpr std::array Tags{
    TagRule{"trust", "", ""},
    TagRule{"exposure", "", ""},
    TagRule{"approval", "none", "no approval"},
    TagRule{"approval", "", "{} approval"},
    TagRule{"autonomy", "", ""},
    TagRule{"technique", "", ""},
    TagRule{"effect", "", ""},
    TagRule{"reversible", "no", "irreversible"},
    TagRule{"renders", "", ""},
    TagRule{"sensitivity", "", ""},
    TagRule{"personal", "yes", "personal"},
    TagRule{"training", "finetuned", "fine-tuned"},
    TagRule{"training", "own", "trained by us"},
    TagRule{"weights", "open", "open weights"},
    TagRule{"respects_rights", "no", "ignores rights"},
    TagRule{"origin", "public", "public origin"},
};

// The value as a person gave it. How far people and outside content are trusted is told however
// it is known, and of nothing else, where it only repeats who stands behind it.
const model::Value* shown_value(const model::Model& model, const rules::Assessment& assessment,
                                EntityId element, std::string_view attribute) {
  if (attribute != "trust") {
    return model.given(element, attribute);
  }
  const Palette palette = look_of(model, model.entities[element].kind).palette;
  const bool outside = palette == Palette::Person || palette == Palette::External;
  return outside ? known_value(model, assessment, element, attribute) : nullptr;
}

}  // namespace

Look look_of(const model::Model& model, model::KindId kind) {
  for (; kind; kind = model.kinds[kind].parent) {
    const Look look = look_of_kind(model.text(model.kinds[kind].name));
    if (look.known) {
      return look;
    }
  }
  return {};
}

const model::Value* known_value(const model::Model& model, const rules::Assessment& assessment,
                                EntityId entity, std::string_view attribute) {
  const auto first = std::lower_bound(
      assessment.shown.begin(), assessment.shown.end(), entity,
      [](const rules::Shown& it, EntityId wanted) { return it.about.entity < wanted; });
  for (auto it = first; it != assessment.shown.end() && it->about.entity == entity; ++it) {
    if (model.text(model.attributes[it->about.attribute].name) == attribute) {
      return &it->value;
    }
  }
  return nullptr;
}

std::vector<std::string> values_of(const model::Model& model, const model::Value& value) {
  if (const auto* list = std::get_if<model::ValueList>(&value.data)) {
    std::vector<std::string> texts;
    for (const model::Value& item : *list) {
      texts.push_back(rules::value_text(model, item));
    }
    return texts;
  }
  return value.is_unknown() ? std::vector<std::string>()
                            : std::vector<std::string>{rules::value_text(model, value)};
}

std::vector<std::string> tags_of(const model::Model& model, const rules::Assessment& assessment,
                                 EntityId element) {
  std::vector<std::string> tags;
  std::string_view told;
  for (const TagRule& rule : Tags) {
    const model::Value* value = shown_value(model, assessment, element, rule.attribute);
    if (value == nullptr || told == rule.attribute) {
      continue;
    }
    for (const std::string& text : values_of(model, *value)) {
      if ((!rule.value.empty() && text != rule.value) || tags.size() >= MostTags) {
        continue;
      }
      told = rule.attribute;
      tags.push_back(rule.text.empty() ? text : fmt::format(fmt::runtime(rule.text), text));
    }
  }
  for (std::string& tag : tags) {
    std::replace(tag.begin(), tag.end(), '_', ' ');
  }
  return tags;
}

}  // namespace aixc::diagram
