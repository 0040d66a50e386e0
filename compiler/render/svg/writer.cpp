#include "compiler/render/svg/writer.h"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace aixc::render {
namespace {

using diagram::Bezier;
using diagram::Curve;
using diagram::Point;
using diagram::Rect;

// The length of the UTF-8 character at `at`, 0 if there is none that XML allows.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    return lead >= 0x20 || lead == '\t' || lead == '\n' ? (lead == 0x7F ? 0 : 1) : 0;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) {
    return 0;
  }
  unsigned long code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return 0;
    }
    code = (code << 6) | (byte(i) & 0x3FU);
  }
  constexpr unsigned long Least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool control = code < 0xA0;
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  const bool non_character = (code & 0xFFFEU) == 0xFFFE;
  return code < Least[length] || code > 0x10FFFF || control || surrogate || non_character ? 0
                                                                                          : length;
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool same_ignoring_case(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + 0x20) : a[i]) != lower[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 1) {
      switch (text[at]) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        case '\'':
          out += "&#39;";
          break;
        default:
          out += text[at];
      }
    } else {
      out += text.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string safe_link(std::string_view url) {
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\') {
      return "";  // browsers drop such characters, which can turn one scheme into another
    }
  }
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') {
    return std::string(url);  // relative: no scheme before the first / ? #
  }
  const std::string_view scheme = url.substr(0, end);
  for (const std::string_view allowed : {"http", "https", "mailto"}) {
    if (same_ignoring_case(scheme, allowed)) {
      return std::string(url);
    }
  }
  return "";
}

std::string id_of(std::string_view prefix, std::string_view path) {
  std::string id(prefix);
  for (const char c : path) {
    if (is_alphanumeric(c) || c == '_' || c == '.' || c == '-') {
      id += c;
    } else {
      id += fmt::format(":{:02x}", static_cast<unsigned char>(c));
    }
  }
  return id;
}

std::string number(double value) {
  const double rounded = std::round(value * 10) / 10;
  if (!std::isfinite(rounded) || rounded == 0) {
    return "0";
  }
  std::string text = fmt::format("{:.1f}", rounded);
  if (text.ends_with(".0")) {
    text.resize(text.size() - 2);
  }
  return text;
}

SvgWriter& SvgWriter::raw(std::string_view markup) {
  out_ += markup;
  return *this;
}

SvgWriter& SvgWriter::open(std::string_view css_class) {
  if (css_class.empty()) {
    return raw("<g>");
  }
  fmt::format_to(std::back_inserter(out_), "<g class=\"{}\">", css_class);
  return *this;
}

SvgWriter& SvgWriter::open_with(std::string_view attributes) {
  fmt::format_to(std::back_inserter(out_), "<g {}>", attributes);
  return *this;
}

SvgWriter& SvgWriter::close() {
  return raw("</g>");
}

SvgWriter& SvgWriter::text(double x, double y, std::string_view css_class, std::string_view text) {
  const std::string escaped = escape(text);
  if (escaped.empty()) {
    return *this;
  }
  fmt::format_to(std::back_inserter(out_), "<text x=\"{}\" y=\"{}\"", number(x), number(y));
  if (!css_class.empty()) {
    fmt::format_to(std::back_inserter(out_), " class=\"{}\"", css_class);
  }
  fmt::format_to(std::back_inserter(out_), ">{}</text>", escaped);
  return *this;
}

SvgWriter& SvgWriter::rect(const Rect& rect, double radius, std::string_view css_class) {
  out_ += "<rect";
  if (!css_class.empty()) {
    fmt::format_to(std::back_inserter(out_), " class=\"{}\"", css_class);
  }
  fmt::format_to(std::back_inserter(out_), " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                 number(rect.x), number(rect.y), number(rect.width), number(rect.height));
  if (radius > 0) {
    fmt::format_to(std::back_inserter(out_), " rx=\"{}\"", number(radius));
  }
  return raw("/>");
}

SvgWriter& SvgWriter::circle(Point centre, double radius, std::string_view css_class) {
  fmt::format_to(std::back_inserter(out_), "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                 css_class, number(centre.x), number(centre.y), number(radius));
  return *this;
}

SvgWriter& SvgWriter::path(std::string_view css_class, std::string_view data) {
  fmt::format_to(std::back_inserter(out_), "<path class=\"{}\" d=\"{}\"/>", css_class, data);
  return *this;
}

SvgWriter& SvgWriter::line(Point from, Point to, std::string_view css_class) {
  const std::string end = from.y == to.y   ? "H" + number(to.x)
                          : from.x == to.x ? "V" + number(to.y)
                                           : "L" + number(to.x) + " " + number(to.y);
  return path(css_class, fmt::format("M{} {}{}", number(from.x), number(from.y), end));
}

SvgWriter& SvgWriter::title(std::string_view text) {
  fmt::format_to(std::back_inserter(out_), "<title>{}</title>", escape(text));
  return *this;
}

SvgWriter& SvgWriter::newline() {
  return raw("\n");
}

bool SvgWriter::open_link(std::string_view url) {
  const std::string link = safe_link(url);
  if (link.empty()) {
    return false;
  }
  fmt::format_to(std::back_inserter(out_), "<a href=\"{}\" rel=\"noopener\">", escape(link));
  return true;
}

void SvgWriter::close_link() {
  raw("</a>");
}

std::string path_data(const Curve& line) {
  std::string data;
  const auto point = [](Point p) { return number(p.x) + " " + number(p.y); };
  for (const Bezier& piece : line) {
    if (data.empty()) {
      data = "M" + point(piece[0]);
    }
    const bool vertical =
        piece[0].x == piece[3].x && piece[1].x == piece[0].x && piece[2].x == piece[0].x;
    if (vertical) {
      data += "V" + number(piece[3].y);
    } else {
      data += "C" + point(piece[1]) + " " + point(piece[2]) + " " + point(piece[3]);
    }
  }
  return data;
}

}  // namespace aixc::render
