#include "compiler/render/svg/document.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {

std::string document(std::string_view drawing, diagram::Size size, const PictureTitle& words,
                     const SvgOptions& options) {
  const std::string width = number(std::ceil(size.width));
  const std::string height = number(std::ceil(size.height));
  const std::string title_id = id_of(options.id_prefix, "title");
  const std::string description_id = id_of(options.id_prefix, "desc");
  const std::string style =
      options.with_style
          ? fmt::format("<style>{}</style>", style_sheet(options.theme, StyleScope::Pictures))
          : std::string();
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{0}\" viewBox=\"0 0 {1} {2}\" "
      "width=\"{1}\" height=\"{2}\" role=\"graphics-document document\" "
      "aria-labelledby=\"{3} {4}\"><title id=\"{3}\">{5}</title><desc id=\"{4}\">{6}</desc>\n{7}"
      "<rect class=\"bg\" width=\"{1}\" height=\"{2}\"/>\n{8}</svg>\n",
      PictureClass, width, height, title_id, description_id, escape(words.title),
      escape(words.description), style, drawing);
}

diagram::Size size_of_document(std::string_view document) {
  const auto attribute = [&](std::string_view name) {
    const std::size_t at = document.find(name) + name.size();
    double value = 0;
    std::from_chars(document.data() + at, document.data() + document.size(), value);
    return value;
  };
  return {attribute(" width=\""), attribute(" height=\"")};
}

// An inner picture cuts off what is outside of the part; the outermost one need not.
std::string part_of_document(std::string_view document, double top, double bottom) {
  const std::string width = number(size_of_document(document).width);
  const std::string height = number(bottom - top);
  const std::size_t start = document.find(" viewBox=");
  const std::size_t end = document.find(" role=", start);
  const std::size_t body = document.find('>', end) + 1;
  return fmt::format(
      "{0} viewBox=\"0 0 {2} {3}\" width=\"{2}\" height=\"{3}\"{4}"
      "<svg viewBox=\"0 {1} {2} {3}\" width=\"{2}\" height=\"{3}\">{5}</svg>\n",
      document.substr(0, start), number(top), width, height, document.substr(end, body - end),
      document.substr(body));
}

double draw_picture_head(SvgWriter& svg, const std::string& title,
                         const std::vector<std::string>& below, double room) {
  double y = draw_paragraph(svg, {Spacing::Margin, 56}, "h1",
                            diagram::wrap(title, {28, true}, room, 2), 34) -
             8;
  for (const std::string& text : below) {
    if (!text.empty()) {
      y = draw_paragraph(svg, {Spacing::Margin, y}, "big m", diagram::wrap(text, {14}, room, 3),
                         20);
    }
  }
  return y + 6;
}

}  // namespace aixc::render
