// A page about one thing that has a name: what `aixc explain` prints in the terminal and `aixc
// docs` writes as Markdown. Data; the two renderers stand in `text.h` and `markdown.h`.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/source/span.h"

namespace aixc::pages {

// What a page is about, and what links lead to.
struct Subject {
  enum class What : uint8_t {
    Threat,
    Control,
    Kind,
    Attribute,
    Relation,
    Path,
    Rule,
    Rate,
    Policy,
    Standard,
    Diagnostic
  };
  What what = What::Threat;
  std::string name;  // as declared; of an attribute `kind.attribute`, of a diagnostic its code
  auto operator<=>(const Subject&) const = default;
};

// `threat`, `control`, …: as it is declared.
std::string_view word(Subject::What what);

// A part of a line: text, perhaps a link to a page or to the web.
struct Piece {
  std::string text;
  std::optional<Subject> subject;
  std::string url;
  std::string title;  // what a page says in place of the name; empty: the text
};
using Line = std::vector<Piece>;

// Prose of the library: `code` stands in backticks, empty lines part paragraphs.
struct Prose {
  std::string text;
};

// Rows of a name and what is said of it. With a header it is a table of all columns; in the
// terminal only the first `terminal_columns` are shown, and a single one as a list of names.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<Line>> rows;
  size_t terminal_columns = 2;
};

// Text of a library, as it stands there.
struct Code {
  std::string text;
};

using Block = std::variant<Prose, Table, Code>;

struct Section {
  std::string heading;  // empty for what stands at the top
  std::vector<Block> blocks;
};

struct Page {
  Subject subject;
  std::string label;    // the title; empty if it would only repeat the name
  std::string summary;  // one sentence, for the lists that lead to the page
  source::Span place;   // where it is declared; none for a diagnostic
  std::vector<Section> sections;

  // Sections without content are left out.
  void add(std::string heading, Block block);
};

// ---- lines --------------------------------------------------------------------------------------

Piece plain(std::string text);
// `title` may be empty.
Piece link(Subject::What what, std::string name, std::string title);
// Adds `, ` between the pieces.
Line joined(const Line& pieces);

}  // namespace aixc::pages
