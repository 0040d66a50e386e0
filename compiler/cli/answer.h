// What a person types as an answer → the value as it is written in a model.
#pragma once

#include <string>
#include <string_view>

#include "compiler/model/model.h"

namespace aixc::cli {

// `yes / no`, `own / finetuned / supplier`, `a date`: what may be typed.
std::string answer_form(const model::Model& model, const model::AttributeDeclaration& attribute);

struct Answer {
  std::string written;  // `yes`, `[write, spend]`, `"text"`
  std::string error;    // why it is no answer; empty if it is one
};

// Takes `y`, `n`, `unknown`, the number of a choice, or the beginning of one if it is the only
// such; several choices with commas or blanks. Texts get their quotes.
Answer read_answer(const model::Model& model, const model::AttributeDeclaration& attribute,
                   std::string_view typed);

std::string trimmed(std::string_view text);

}  // namespace aixc::cli
