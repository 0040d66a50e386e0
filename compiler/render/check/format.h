// The formats of `aixc check`: one table, one file for each format.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/render/check/checked.h"

namespace aixc::render {

struct CheckFormat {
  std::string_view name;       // as given to `--format`, and before the colon of `-o NAME:FILE`
  std::string_view extension;  // with its dot, where it says the format; may be empty
  std::string_view description;
  std::string (*render)(const CheckReport& report);
};

std::span<const CheckFormat> check_formats();
// By name; null if there is none.
const CheckFormat* find_check_format(std::string_view name);
// By the extension of `path`, ignoring case; null if none says it.
const CheckFormat* check_format_of_path(std::string_view path);

std::string check_gcc(const CheckReport& report);
std::string check_json(const CheckReport& report);
std::string check_sarif(const CheckReport& report);
std::string check_github(const CheckReport& report);
std::string check_gitlab(const CheckReport& report);
std::string check_junit(const CheckReport& report);
std::string check_rdjson(const CheckReport& report);
std::string check_markdown(const CheckReport& report);

}  // namespace aixc::render
