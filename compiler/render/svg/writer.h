#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/geometry.h"

// Builds an SVG document. Everything that a user wrote passes `escape`, `safe_link` or `id_of` and
// nothing else does, so no input can make the document malformed, load or run anything.
namespace aixc::render {

// Text for element content and attribute values: `& < > " '` become entities; control characters
// (except tab and line feed), lone surrogates, U+FFFE, U+FFFF and bytes that are no UTF-8 are
// dropped.
std::string escape(std::string_view text);

// The link if it is http, https, mailto or relative; otherwise empty. Not escaped.
std::string safe_link(std::string_view url);

// A document-wide id: the prefix and the path, other characters than letters, digits, `_`, `.` and
// `-` as `:` and their code in hexadecimal. Different paths give different ids.
std::string id_of(std::string_view prefix, std::string_view path);

// A coordinate: at most one decimal, never "-0".
std::string number(double value);

class SvgWriter {
 public:
  // Appends markup as it is: for the renderer's own constants and already escaped text.
  SvgWriter& raw(std::string_view markup);

  // `<g class="…">`; an empty class leaves it out.
  SvgWriter& open(std::string_view css_class);
  // A group with the given attributes, as markup.
  SvgWriter& open_with(std::string_view attributes);
  SvgWriter& close();

  // A line of text at its baseline. An empty text draws nothing.
  SvgWriter& text(double x, double y, std::string_view css_class, std::string_view text);
  SvgWriter& rect(const diagram::Rect& rect, double radius, std::string_view css_class);
  SvgWriter& circle(diagram::Point centre, double radius, std::string_view css_class);
  // A path with the data as markup.
  SvgWriter& path(std::string_view css_class, std::string_view data);
  SvgWriter& line(diagram::Point from, diagram::Point to, std::string_view css_class);
  // `<title>` of the enclosing group: what pointers and screen readers tell.
  SvgWriter& title(std::string_view text);
  SvgWriter& newline();

  // Opens a link if the URL is safe; says whether it did, and so whether to close it.
  bool open_link(std::string_view url);
  void close_link();

  // Says that a page may end at this height. Only where nothing moves what is drawn.
  SvgWriter& may_break(double y) {
    breaks_.push_back(y);
    return *this;
  }
  std::vector<double> take_breaks() { return std::move(breaks_); }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::vector<double> breaks_;
};

// The data of a path along a line.
std::string path_data(const diagram::Curve& line);

}  // namespace aixc::render
