#include "compiler/cli/answer.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/core.h>

namespace aixc::cli {
namespace {

using model::Type;

std::vector<std::string> choices_of(const model::Model& model, const Type& type) {
  if (type.form == Type::Form::YesNo) {
    return {"yes", "no"};
  }
  std::vector<std::string> choices;
  for (const Symbol value : type.values) {
    choices.emplace_back(model.text(value));
  }
  return choices;
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
  std::string text;
  for (const std::string& item : items) {
    text += (text.empty() ? "" : std::string(between)) + item;
  }
  return text;
}

// The choice that is meant: itself, its number from 1, or the only one that begins so.
Answer choose(const std::vector<std::string>& choices, std::string_view typed) {
  if (std::ranges::find(choices, typed) != choices.end()) {
    return {std::string(typed), ""};
  }
  size_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error == std::errc() && end == typed.data() + typed.size() && number >= 1 &&
      number <= choices.size()) {
    return {choices[number - 1], ""};
  }
  std::vector<std::string> meant;
  for (const std::string& choice : choices) {
    if (choice.starts_with(typed)) {
      meant.push_back(choice);
    }
  }
  if (meant.size() == 1) {
    return {meant.front(), ""};
  }
  return {"", fmt::format("`{}` is none of {}", typed, joined(choices, ", "))};
}

Answer choose_some(const std::vector<std::string>& choices, std::string_view typed) {
  if (typed == "none") {
    return {"none", ""};
  }
  std::vector<std::string> chosen;
  while (!typed.empty()) {
    const size_t end = std::min(typed.find_first_of(", []"), typed.size());
    if (end > 0) {
      Answer one = choose(choices, typed.substr(0, end));
      if (!one.error.empty()) {
        return one;
      }
      chosen.push_back(one.written);
    }
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  return {fmt::format("[{}]", joined(chosen, ", ")), ""};
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result + "\"";
}

std::string form_word(Type::Form form) {
  switch (form) {
    case Type::Form::YesNo:
      return "yes / no";
    case Type::Form::Text:
      return "a text";
    case Type::Form::Number:
      return "a number";
    case Type::Form::Percent:
      return "a percentage";
    case Type::Form::Date:
      return "a date such as 2027-06-30";
    case Type::Form::Duration:
      return "a duration such as 90d";
    case Type::Form::Map:
      return "a map { key: value }";
    case Type::Form::Reference:
      return "the name of an element";
    case Type::Form::OneOf:
    case Type::Form::SomeOf:
    case Type::Form::List:
      break;
  }
  return "a list [a, b]";
}

}  // namespace

std::string trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return {};
  }
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::string answer_form(const model::Model& model, const model::AttributeDeclaration& attribute) {
  const Type& type = attribute.type;
  if (type.form == Type::Form::OneOf) {
    return joined(choices_of(model, type), " / ");
  }
  if (type.form == Type::Form::SomeOf) {
    return joined(choices_of(model, type), ", ") + " (several with commas, or none)";
  }
  return form_word(type.form);
}

Answer read_answer(const model::Model& model, const model::AttributeDeclaration& attribute,
                   std::string_view typed) {
  if (typed == "unknown") {
    return {"unknown", ""};
  }
  switch (attribute.type.form) {
    case Type::Form::YesNo:
    case Type::Form::OneOf:
      return choose(choices_of(model, attribute.type), typed);
    case Type::Form::SomeOf:
      return choose_some(choices_of(model, attribute.type), typed);
    case Type::Form::Text:
      return {typed.starts_with('"') ? std::string(typed) : quoted(typed), ""};
    case Type::Form::List:
      return {typed.starts_with('[') ? std::string(typed) : fmt::format("[{}]", typed), ""};
    case Type::Form::Number:
    case Type::Form::Percent:
    case Type::Form::Date:
    case Type::Form::Duration:
    case Type::Form::Map:
    case Type::Form::Reference:
      return {std::string(typed), ""};
  }
  return {};
}

}  // namespace aixc::cli
