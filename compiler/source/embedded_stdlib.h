// The standard library as it was when the program was built: the files of stdlib/, in the binary.
#pragma once

#include <span>
#include <string_view>

namespace aixc::stdlib {

struct EmbeddedFile {
  std::string_view path;  // relative to stdlib/, with forward slashes: "threats/input.aisys"
  std::string_view text;
  std::string_view tree;  // `ast::from_archive` makes the parsed file of it
};

// All files, sorted by path. They live as long as the program.
std::span<const EmbeddedFile> files();

}  // namespace aixc::stdlib
