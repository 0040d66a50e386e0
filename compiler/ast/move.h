// Trees that go with their text: to another place, into another copy of it.
#pragma once

#include "compiler/ast/ast.h"

namespace aixc::ast {

// Where a tree's text stands and where the same text stands from now on.
struct Move {
  std::string_view from;     // the whole source that the tree views
  std::string_view to;       // the whole source that it shall view
  uint32_t shift = 0;        // added to its offsets, as unsigned numbers are: may go backwards
  source::FileId file = {};  // that `to` is
};

// The text of the statement must be the same in both sources.
void move(Statement& statement, const Move& by);

}  // namespace aixc::ast
