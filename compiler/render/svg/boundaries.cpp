#include <fmt/format.h>

#include "compiler/render/svg/map.h"

namespace aixc::render {

void draw_boundary(SvgWriter& svg, const diagram::Boundary& boundary,
                   const diagram::PositionedBoundary& placed, const std::string& id) {
  svg.open_with(fmt::format("class=\"bnd{}{}\" id=\"{}\" role=\"group\" aria-label=\"{}, {}\"",
                            boundary.ours ? "" : " ext", boundary.trust ? "" : " zone", id,
                            escape(boundary.title),
                            boundary.trust ? "trust boundary" : "boundary"));
  svg.title(boundary.note.empty() ? boundary.title
                                  : fmt::format("{}, {}", boundary.title, boundary.note));
  svg.rect(placed.rect, 8, "box").close();
}

void draw_boundary_title(SvgWriter& svg, const diagram::Boundary& boundary,
                         const diagram::PositionedBoundary& placed) {
  svg.open(fmt::format("bnd{}", boundary.ours ? "" : " ext"));
  const double baseline = placed.rect.y + 20;
  const double left = placed.rect.x;
  svg.text(left + placed.title_shift + diagram::CardStyle::Left, baseline, "t", placed.strip.title);
  svg.text(left + placed.note_shift + placed.strip.note_x, baseline, "m", placed.strip.note);
  svg.close();
}

}  // namespace aixc::render
