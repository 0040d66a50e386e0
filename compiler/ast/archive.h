// Trees as bytes: the standard library is parsed when the program is built, so that starting it
// costs no parsing. Texts are stored as places in the source, which must be at hand when reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ast/ast.h"

namespace aixc::ast {

// `text` is the source that the tree views.
std::string to_archive(const File& file, std::string_view text);

// The same tree again, viewing `text` as file `id`. Nothing if the bytes were not made by this
// version of the program from this very text.
std::optional<File> from_archive(std::string_view bytes, std::string_view text, source::FileId id);

}  // namespace aixc::ast
