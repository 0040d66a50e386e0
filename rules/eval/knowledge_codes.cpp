// What is kept for each entity: cells part by part, and readings as one byte.
#include "rules/eval/knowledge.h"
#include "rules/eval/passages.h"

namespace aixc::rules::eval {

Cell Cells::at(size_t index) const {
  return {bounds_[index].low, bounds_[index].high,
          depends_.empty() ? NoDependencies : depends_[index],
          stamps_.empty() ? 0 : stamps_[index]};
}

void Cells::set(size_t index, const Cell& cell, bool stamped) {
  bounds_[index] = {cell.low, cell.high};
  if (cell.depends != NoDependencies && depends_.empty()) {
    depends_.resize(bounds_.size(), NoDependencies);
  }
  if (!depends_.empty()) {
    depends_[index] = cell.depends;
  }
  if (stamped && stamps_.empty()) {
    stamps_.resize(bounds_.size(), 0);
  }
  if (stamped) {
    stamps_[index] = cell.stamp;
  }
}

// Null where none can be kept: for types that have no rank, and while a part of what was derived is
// not to be seen.
Knowledge::Code* Knowledge::code_of(EntityId entity, AttributeId attribute) const {
  Codes& codes = codes_[attribute.value];
  if (codes.of.empty()) {
    const model::AttributeDeclaration& it = model().attributes[attribute];
    const auto form = it.type.form;
    const Graph::Range range = graph_.places(it.owner);
    if ((form != model::Type::Form::YesNo && form != model::Type::Form::OneOf) ||
        !graph_.is_a(entity, it.owner)) {
      return nullptr;
    }
    codes.first = range.begin;
    codes.of.assign(range.size(), Unread);
    codes.values = &ranked(attribute, 0);
  }
  return hides_some_of(attribute) ? nullptr : &codes.of[graph_.place(entity) - codes.first];
}

Knowledge::Code Knowledge::encoded(const Reading& reading, EntityId entity) const {
  if (reading.state == Reading::State::Known) {
    const int rank = rank_of(*reading.value);
    const bool fits = rank >= 0 && FirstKnown + (rank + 1) * Origins <= UINT8_MAX &&
                      ranked(reading.attribute, rank) == *reading.value;
    return fits ? static_cast<Code>(FirstKnown + rank * Origins + static_cast<int>(reading.origin))
                : Elsewhere;
  }
  const bool open = reading.low < 0 && reading.high < 0 &&
                    reading.depends == sets_.of({entity, reading.attribute});
  return open ? Open : Elsewhere;
}

Reading Knowledge::decoded(Code code, EntityId entity, AttributeId attribute) const {
  if (code == Open) {
    return Reading::unknown(attribute, -1, -1, sets_.of({entity, attribute}));
  }
  const int number = code - FirstKnown;
  return Reading::known(attribute, codes_[attribute.value].values[number / Origins],
                        static_cast<Origin>(number % Origins));
}

// What depended on the reading is read anew.
void Knowledge::changed(AttributeId attribute, EntityId entity) {
  Codes& codes = codes_[attribute.value];
  ++codes.changes;
  if (!codes.of.empty()) {
    codes.of[graph_.place(entity) - codes.first] = Unread;
  }
}

std::shared_ptr<const Passages> Knowledge::passages(model::PathClassId path) const {
  if (!passages_) {
    passages_ = std::make_unique<PassagesOfClasses>(*this);
  }
  return passages_->of(path);
}

}  // namespace aixc::rules::eval
