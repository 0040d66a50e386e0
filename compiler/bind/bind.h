// Trees → model: imports, names, kinds and attributes, elements, flows, treatments, rules.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/sink.h"
#include "compiler/model/mention.h"
#include "compiler/model/model.h"
#include "compiler/source/file_system.h"
#include "compiler/source/source_map.h"

namespace aixc::parse {
struct Memory;
}

namespace aixc::bind {

// Larger files are refused.
inline constexpr size_t MaxFileBytes = 64 * 1024 * 1024;

// The embedded standard library, read and bound: what many compilations of one process begin with,
// so that an editor does not wait for it at each keystroke.
struct Library;
std::shared_ptr<const Library> bound_library();

struct LoadOptions {
  std::string root;  // imports may not leave it; empty: the entry file's folder
  bool allow_outside_root = false;
  std::string stdlib_directory;  // empty: the embedded standard library
  // Where somebody may open copies of the library's files, as an editor does: what stands there
  // under the name of one is that one, whatever its text. Canonical; empty: nowhere.
  std::string library_copies;
  std::vector<std::string> libraries;  // files that are read before the entry, wherever they are
  // To begin with, if the files only describe a system and the standard library is the embedded
  // one; must outlive the program. The model is the same without, but for the numbers of its names.
  const Library* library = nullptr;
  // What was read of earlier versions of the files, for whoever reads them again and again.
  parse::Memory* memory = nullptr;
};

// The entry file, everything it imports, and the standard library, each read once.
struct Program {
  source::SourceMap sources;
  std::deque<ast::File> files;       // standard library first, then imports and entry as reached
  source::FileId entry;              // none if it could not be read
  const Library* library = nullptr;  // what `bind` begins with: then its trees are left out
};

// Reads and parses. `entry` is a path, or `-` with the text in `standard_input`.
Program load(const std::string& entry, const std::string& standard_input,
             const source::FileSystem& disk, const LoadOptions& options, diagnostics::Sink& sink);

// Resolves every name. Always gives a model; with errors in the sink it must not be assessed.
// With `test`, its statements are the system, and the systems in the files are left out. With
// `mentions`, every name that was resolved is added to them, in no particular order.
model::Model bind(const Program& program, diagnostics::Sink& sink, const ast::Test* test = nullptr,
                  model::Mentions* mentions = nullptr);

}  // namespace aixc::bind
