#include "compiler/plan/mps.h"

#include <charconv>
#include <cmath>

#include <fmt/core.h>

namespace aixc::plan {
namespace {

// Shortest text that reads back as the same number.
std::string digits(double value) {
  return fmt::format("{}", value);
}

std::string columns(const Program& program) {
  std::vector<std::string> entries(program.variables.size());
  for (size_t row = 0; row < program.rows.size(); ++row) {
    for (const auto& [variable, coefficient] : program.rows[row].terms) {
      entries[variable] += fmt::format(" X{} R{} {}\n", variable, row, digits(coefficient));
    }
  }
  std::string text = "COLUMNS\n";
  bool integers = false;
  int markers = 0;
  const auto mark = [&](bool integer) {
    if (integer != integers) {
      text += fmt::format(" M{} 'MARKER' '{}'\n", markers++, integer ? "INTORG" : "INTEND");
      integers = integer;
    }
  };
  for (size_t i = 0; i < program.variables.size(); ++i) {
    mark(program.variables[i].integer);
    text += fmt::format(" X{} OBJ {}\n", i, digits(program.variables[i].weight)) + entries[i];
  }
  mark(false);
  return text;
}

}  // namespace

std::string to_mps(const Program& program) {
  std::string rows = "ROWS\n N OBJ\n";
  std::string sides = "RHS\n";
  std::string ranges;
  for (size_t i = 0; i < program.rows.size(); ++i) {
    const Row& row = program.rows[i];
    const bool from_above = std::isinf(row.lower);
    const bool equal = row.lower == row.upper;
    rows += fmt::format(" {} R{}\n", equal ? "E" : from_above ? "L" : "G", i);
    sides += fmt::format(" RHS R{} {}\n", i, digits(from_above ? row.upper : row.lower));
    if (!equal && !from_above && !std::isinf(row.upper)) {
      ranges += fmt::format(" RNG R{} {}\n", i, digits(row.upper - row.lower));
    }
  }
  std::string bounds = "BOUNDS\n";
  for (size_t i = 0; i < program.variables.size(); ++i) {
    const Variable& variable = program.variables[i];
    bounds += fmt::format(" LO BND X{} {}\n UP BND X{} {}\n", i, digits(variable.lower), i,
                          digits(variable.upper));
  }
  return "NAME plan FREE\n" + rows + columns(program) + sides +
         (ranges.empty() ? "" : "RANGES\n" + ranges) + bounds + "ENDATA\n";
}

std::optional<Answer> read_cbc_solution(std::string_view text, size_t variables) {
  Answer answer;
  if (text.starts_with("Infeasible") || text.starts_with("Integer infeasible")) {
    answer.end = Answer::End::Infeasible;
    return answer;
  }
  if (!text.starts_with("Optimal")) {
    return std::nullopt;
  }
  answer.end = Answer::End::Optimal;
  answer.values.assign(variables, 0);
  text.remove_prefix(std::min(text.find('\n'), text.size()));
  while (true) {
    const size_t name = text.find('X');
    if (name == std::string_view::npos) {
      return answer;
    }
    text.remove_prefix(name + 1);
    size_t index = 0;
    const auto after = std::from_chars(text.data(), text.data() + text.size(), index);
    text.remove_prefix(static_cast<size_t>(after.ptr - text.data()));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (after.ec != std::errc() || end.ec != std::errc() || index >= variables) {
      return std::nullopt;
    }
    answer.values[index] = value;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
}

}  // namespace aixc::plan
