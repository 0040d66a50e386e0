#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::NotApplicable;
using diagram::Point;
using diagram::wrap;

constexpr double PanelWidth = Spacing::ColumnWidth;
constexpr double TextRoom = PanelWidth - 38 - Spacing::Padding;

struct GroupLines {
  std::vector<std::string> title;
  std::vector<std::string> reason;
  double height = 0;
};

GroupLines measure(const NotApplicable& group) {
  GroupLines lines{wrap(group.title, {13, true}, TextRoom, 3),
                   wrap(group.reason, {12}, TextRoom, 4), 0};
  lines.height = 22 + 16 * static_cast<double>(lines.title.size() + lines.reason.size());
  return lines;
}

void draw_column(SvgWriter& svg, const GroupLines* first, const GroupLines* last, Point at) {
  double y = at.y + 28;
  for (const GroupLines* group = first; group != last; ++group) {
    svg.line({at.x + 18, y - 4}, {at.x + 27, y - 4}, "hl2");
    const double next = draw_paragraph(svg, {at.x + 38, y}, "h3", group->title, 16) + 2;
    draw_paragraph(svg, {at.x + 38, next}, "m", group->reason, 16);
    y += group->height;
  }
}

}  // namespace

double draw_not_applicable(SvgWriter& svg, const diagram::ReportView& view, Point corner,
                           int columns) {
  svg.open_with("role=\"group\" aria-label=\"Not applicable, and why\"");
  svg.text(corner.x, corner.y + 14, "h2", "Not applicable, and why");
  svg.text(corner.x + diagram::text_width("Not applicable, and why", {16, true}) + 12,
           corner.y + 14, "m", view.not_applicable_note);
  std::vector<GroupLines> groups;
  double total = 0;
  for (const NotApplicable& group : view.not_applicable) {
    groups.push_back(measure(group));
    total += groups.back().height;
  }
  // The first of two columns takes groups up to half of the height.
  std::size_t split = 0;
  double first = 0;
  while (split < groups.size() && first + groups[split].height / 2 <= total / columns) {
    first += groups[split++].height;
  }
  const double height = std::max(first, total - first) + 18;
  const double top = corner.y + 32;
  const double second_x = corner.x + Spacing::TextWidth - PanelWidth;
  svg.rect({corner.x, top, PanelWidth, height}, 8, "panel");
  draw_column(svg, groups.data(), groups.data() + split, {corner.x, top});
  if (split < groups.size()) {
    svg.rect({second_x, top, PanelWidth, height}, 8, "panel");
    draw_column(svg, groups.data() + split, groups.data() + groups.size(), {second_x, top});
  }
  svg.close().newline();
  return 32 + height;
}

}  // namespace aixc::render
