#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/sections.h"
#include "compiler/render/svg/style.h"

namespace aixc::render {
namespace {

using namespace diagram;

// A sign in a box of 24 × 16, and what it means.
struct Entry {
  std::function<void(SvgWriter&)> sign;
  std::string text;
};

struct LegendColumn {
  const char* heading;
  std::vector<Entry> entries;
};

constexpr Point Middle{12, 8};

LegendColumn elements(const ReportView& view) {
  LegendColumn column{"Elements", {}};
  for (const Palette palette : {Palette::Person, Palette::Application, Palette::Store,
                                Palette::Agent, Palette::Model, Palette::External}) {
    std::string kinds;
    std::set<std::string> seen;
    for (const Card& card : view.map.cards) {
      if (card.palette == palette && seen.insert(card.kind).second) {
        kinds += (kinds.empty() ? "" : ", ") + card.kind;
      }
    }
    if (seen.empty()) {
      continue;
    }
    column.entries.push_back({[palette](SvgWriter& svg) {
                                svg.open(fmt::format("node {}", palette_class(palette)));
                                svg.rect({0, 0, 24, 16}, 3, "hd").close();
                              },
                              kinds});
  }
  if (std::any_of(view.map.cards.begin(), view.map.cards.end(),
                  [](const Card& card) { return card.lane == Lane::Development; })) {
    column.entries.push_back({[](SvgWriter& svg) {
                                svg.rect({1, 0, 22, 16}, 5, "dev");
                              },
                              "development time"});
  }
  return column;
}

void flow_sign(SvgWriter& svg, Sensitivity sensitivity) {
  svg.open(fmt::format("fl {}", sensitivity_class(sensitivity)));
  svg.line({0, 8}, {18, 8}, "l");
  arrowhead(svg, {24, 8}, 0, sensitivity == Sensitivity::Stated ? 1.25 : 1.1);
  svg.close();
}

LegendColumn boundaries_and_flows(const ReportView& view, bool crossings) {
  LegendColumn column{"Boundaries and flows", {}};
  const auto add = [&](bool occurs, std::function<void(SvgWriter&)> sign, const char* text) {
    if (occurs) {
      column.entries.push_back({std::move(sign), text});
    }
  };
  const auto boundary = [&](bool ours, bool trust) {
    return std::any_of(view.map.boundaries.begin(), view.map.boundaries.end(),
                       [&](const Boundary& b) { return b.ours == ours && b.trust == trust; });
  };
  const auto box = [](const char* css_class) {
    return [css_class](SvgWriter& svg) {
      svg.open(css_class).rect({1, 1, 22, 14}, 3, "box").close();
    };
  };
  const auto flow = [&](auto holds) {
    return std::any_of(view.map.flows.begin(), view.map.flows.end(), holds);
  };
  const auto carries = [&](Sensitivity s) {
    return flow([s](const MapFlow& f) { return f.sensitivity == s; });
  };
  add(boundary(true, true), box("bnd"), "our trust boundary");
  add(boundary(false, true), box("bnd ext"), "another party");
  add(boundary(true, false) || boundary(false, false), box("bnd zone"), "place");
  add(
      crossings, [](SvgWriter& svg) { crossing_sign(svg, Middle); }, "trust-boundary crossing");
  add(
      carries(Sensitivity::Stated), [](SvgWriter& svg) { flow_sign(svg, Sensitivity::Stated); },
      "sensitive, as stated");
  add(
      carries(Sensitivity::Derived), [](SvgWriter& svg) { flow_sign(svg, Sensitivity::Derived); },
      "sensitive, derived");
  add(
      carries(Sensitivity::Plain), [](SvgWriter& svg) { flow_sign(svg, Sensitivity::Plain); },
      "other flow");
  add(
      flow([](const MapFlow& f) { return f.untrusted; }),
      [](SvgWriter& svg) { warning_sign(svg, Middle); }, "untrusted content");
  return column;
}

// All findings that the report shows, on cards or in the register.
struct Findings {
  std::set<Surface> surfaces;
  std::set<char> impacts;
  std::set<Level> levels;
  std::set<ControlState> controls;
  std::set<Status> statuses;
};

Findings collect(const ReportView& view) {
  Findings found;
  const auto include = [&](const auto& row, const Risk& risk) {
    found.surfaces.insert(row.surface);
    found.impacts.insert(row.impact.begin(), row.impact.end());
    found.levels.insert(risk.upper);
    found.statuses.insert(row.status);
    for (const ControlRow& control : row.controls) {
      found.controls.insert(control.state);
    }
  };
  for (const Card& card : view.map.cards) {
    for (const ThreatRow& row : card.threats) {
      include(row, row.risk);
    }
  }
  for (const RegisterRow& row : view.register_rows) {
    include(row, row.residual);
    found.levels.insert(row.inherent.upper);
  }
  found.levels.erase(Level::None);
  return found;
}

LegendColumn surfaces(const Findings& found) {
  LegendColumn column{"Threat surface", {}};
  for (const Surface surface : found.surfaces) {
    column.entries.push_back(
        {[surface](SvgWriter& svg) { surface_arrow(svg, Middle, surface); }, word(surface)});
  }
  if (std::any_of(found.statuses.begin(), found.statuses.end(), is_calm)) {
    column.entries.push_back({[](SvgWriter& svg) {
                                svg.open("calm");
                                surface_arrow(svg, Middle, Surface::Input);
                                svg.close();
                              },
                              "treated"});
  }
  return column;
}

LegendColumn impacts(const Findings& found) {
  LegendColumn column{"Impact on", {}};
  for (const char letter : std::string_view("TBPAIEC")) {
    if (found.impacts.contains(letter)) {
      column.entries.push_back(
          {[letter](SvgWriter& svg) { impact_mark(svg, Middle, std::string_view(&letter, 1)); },
           impact_word(std::string_view(&letter, 1))});
    }
  }
  return column;
}

LegendColumn levels(const Findings& found) {
  LegendColumn column{"Risk", {}};
  const std::pair<Level, const char*> ranges[] = {{Level::Critical, "critical, 17–25"},
                                                  {Level::High, "high, 10–16"},
                                                  {Level::Medium, "medium, 5–9"},
                                                  {Level::Low, "low, 1–4"}};
  for (const auto& [level, text] : ranges) {
    if (found.levels.contains(level)) {
      column.entries.push_back(
          {[level = level](SvgWriter& svg) { level_sign(svg, Middle, level); }, text});
    }
  }
  for (const Status status :
       {Status::Open, Status::Accepted, Status::Transferred, Status::Avoided}) {
    if (found.statuses.contains(status)) {
      column.entries.push_back(
          {[status](SvgWriter& svg) { status_sign(svg, Middle, status); },
           status == Status::Open ? "open: waits for an answer" : word(status)});
    }
  }
  return column;
}

LegendColumn controls(const Findings& found) {
  LegendColumn column{"Controls", {}};
  for (const ControlState state : found.controls) {
    column.entries.push_back(
        {[state](SvgWriter& svg) { control_sign(svg, Middle, state); }, word(state)});
  }
  return column;
}

}  // namespace

double draw_legend(SvgWriter& svg, const ReportView& view, bool crossings, Point corner) {
  constexpr double Row = 24;
  constexpr double Width = Spacing::TextWidth;
  const Findings found = collect(view);
  std::vector<LegendColumn> columns{elements(view),  boundaries_and_flows(view, crossings),
                                    surfaces(found), impacts(found),
                                    levels(found),   controls(found)};
  std::erase_if(columns, [](const LegendColumn& c) { return c.entries.empty(); });
  if (columns.empty()) {
    return 0;
  }
  std::size_t rows = 0;
  for (const LegendColumn& column : columns) {
    rows = std::max(rows, column.entries.size());
  }
  svg.open_with("role=\"group\" aria-label=\"Legend\"");
  svg.text(corner.x, corner.y + 14, "h2", "Legend");
  const double top = corner.y + 30;
  const double height = 50 + Row * static_cast<double>(rows);
  svg.rect({corner.x, top, Width, height}, 8, "panel").newline();
  const double step = (Width - 2 * Spacing::Padding) / static_cast<double>(columns.size());
  double x = corner.x + Spacing::Padding;
  for (const LegendColumn& column : columns) {
    svg.text(x, top + 26, "h3", column.heading);
    double y = top + 40;
    for (const Entry& entry : column.entries) {
      svg.open_with(fmt::format("transform=\"translate({} {})\"", number(x), number(y)));
      entry.sign(svg);
      svg.close();
      svg.text(x + 34, y + 12.3, "", shorten(entry.text, {12}, step - 44)).newline();
      y += Row;
    }
    x += step;
  }
  svg.close();
  return 30 + height;
}

}  // namespace aixc::render
