// How names are written, compared and shown.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compiler/ast/ast.h"

namespace aixc::bind {

std::string path_text(const ast::Path& path);
// "`a`, `b` or `c`"; of very many the first few and "… (12 more)".
std::string quoted_list(std::span<const std::string_view> names, std::string_view conjunction);
// `prompt_store` → "prompt store"
std::string label_from_name(std::string_view name);
// The label's text, else the name with blanks.
std::string label_of(const std::optional<ast::Text>& label, const ast::Name& name);
// The `///` lines without their slashes.
std::string doc_text(std::string_view doc);

}  // namespace aixc::bind
