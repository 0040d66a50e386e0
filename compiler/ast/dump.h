// The AST as text, for people and goldens.
#pragma once

#include <string>

#include "compiler/ast/ast.h"

namespace aixc::ast {

// One construct to a line, children indented by two blanks; expressions and patterns on one line in
// brackets that show how they nest. Ends with a line break; a file without statements gives "".
// Places and comments are left out, so that a golden changes only when the meaning does.
std::string dump(const File& file);

}  // namespace aixc::ast
