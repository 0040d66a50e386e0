// Texts of the program that an editor opens as files: the standard library, where a name leads, and
// the pages of diagnostics, which their codes link to.
#pragma once

#include <set>
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/file_system.h"

namespace aixc::lsp {

class Shelf {
 public:
  // Below `folder`, which is made when it is needed; empty: nothing is ever put there.
  Shelf(source::FileSystem& files, std::string folder)
      : files_(files), folder_(std::move(folder)) {}

  // The path of a file with that text; "" if it cannot be written.
  std::string put(const std::string& name, std::string_view text);
  std::string page_of(diagnostics::Kind kind);

 private:
  source::FileSystem& files_;
  std::string folder_;
  std::set<std::string> written_;
};

}  // namespace aixc::lsp
