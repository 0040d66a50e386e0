// All texts of one compilation, each loaded once, with their line tables.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace aixc::source {

// Line and column as people count them: from 1, the column in Unicode code points.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

struct SourceFile {
  std::string name;  // as shown to people: relative to the root, `/` between folders; `<stdin>`
  std::string_view text;              // valid UTF-8 without a BOM
  std::vector<uint32_t> line_starts;  // byte offset of each line's first byte
  bool library = false;               // a file of the standard library
  std::string read_from = {};         // where one of the library was read; empty: it is embedded
};

class SourceMap {
 public:
  // Takes the text over. `text` must be valid UTF-8 without a BOM.
  FileId add(std::string name, std::string text);
  // A file of the embedded standard library: the text is not copied and must outlive the map.
  FileId add_embedded(std::string name, std::string_view text);
  // A file of a standard library on disk, by the name that the same file has when it is embedded.
  FileId add_library(std::string name, std::string text, std::string read_from);

  const SourceFile& file(FileId id) const { return files_[id]; }
  size_t size() const { return files_.size(); }

  // The bytes of `span`; empty for no place.
  std::string_view text(Span span) const;
  Position position(FileId file, uint32_t offset) const;
  Position begin(Span span) const { return position(span.file, span.begin); }
  Position end(Span span) const { return position(span.file, span.end); }
  // A line's text without its line break; `line` counts from 1.
  std::string_view line(FileId file, uint32_t line) const;
  // Where a person finds the file: its name below the folder that was set; names of the standard
  // library and of standard input as they are.
  std::string path(FileId file) const;
  // `path:line:column`, as in every message; "" for no place.
  std::string describe(Span span) const;
  // The folder that names are relative to, as seen from where the program was started. When that is
  // somewhere below the folder, `here` is the way down to it.
  void set_folder(std::string folder, std::string here = {}) {
    folder_ = std::move(folder);
    here_ = std::move(here);
  }

 private:
  Store<FileId, SourceFile> files_;
  std::deque<std::string> owned_;
  std::string folder_;
  std::string here_;
};

// The byte offset of the first byte that is not UTF-8 (overlong forms, surrogates and code points
// above U+10FFFF included), or npos.
size_t find_invalid_utf8(std::string_view text);

}  // namespace aixc::source
