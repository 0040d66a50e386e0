// Text → tree. The only folder that sees ANTLR.
#pragma once

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/sink.h"
#include "compiler/parse/memory.h"
#include "compiler/source/source_map.h"

namespace aixc::parse {

// Always gives a tree, whatever the bytes; what is wrong goes to the sink, all of it in one run, in
// the user's words. The tree views the file's text. With a `memory`, the same again at the cost of
// what has changed since a text of that name was parsed with it.
ast::File parse(const source::SourceMap& sources, source::FileId file, diagnostics::Sink& sink,
                Memory* memory = nullptr);

}  // namespace aixc::parse
