#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/style.h"

namespace aixc::render {
namespace {

using diagram::Badge;
using diagram::Card;
using diagram::CardBox;
using diagram::CardStyle;
using diagram::Level;
using diagram::Point;
using diagram::Rect;
using diagram::Risk;
using diagram::Status;
using diagram::ThreatBlock;
using diagram::ThreatRow;

std::string spoken_risk(const Risk& risk) {
  if (risk.upper_score == 0) {
    return "";
  }
  if (risk.score == risk.upper_score) {
    return fmt::format(", {} {}", word(risk.level), risk.score);
  }
  return fmt::format(", {} {} to {} {}", word(risk.level), risk.score, word(risk.upper),
                     risk.upper_score);
}

// What replaces the risk where the finding is treated or waits for an answer.
void draw_status(SvgWriter& svg, Point at, Status status, bool with_word) {
  status_sign(svg, {at.x - 1, at.y}, status);
  if (!with_word) {
    return;
  }
  svg.text(at.x + 8, at.y + 4, status == Status::Open ? "s b" : "s", word(status));
}

void draw_threat(SvgWriter& svg, const ThreatRow& row, const ThreatBlock& block,
                 const CardBox& box) {
  const double y = block.top + 16;
  const bool calm = is_calm(row.status);
  svg.open(calm ? "calm" : "");
  svg.title(
      fmt::format("{} {}: {}{}", row.number, row.name, word(row.status), spoken_risk(row.risk)));
  number_mark(svg, {22, y}, row.number);
  surface_arrow(svg, {46, y}, row.surface);
  for (std::size_t i = 0; i < block.name.size(); ++i) {
    svg.text(CardStyle::NameLeft, y + 4.3 + CardStyle::NameLine * static_cast<double>(i), "n",
             block.name[i]);
  }
  impact_mark(svg, {box.impact_x, y}, row.impact);
  const Point sign{box.risk_x, y};
  if (calm || row.status == Status::Open) {
    draw_status(svg, sign, row.status, !box.narrow);
  } else if (box.narrow) {
    level_sign(svg, sign, row.risk.upper);
  } else {
    risk(svg, sign, row.risk, false);
  }
  double line = y + 18.5 + CardStyle::NameLine * static_cast<double>(block.name.size() - 1);
  for (std::size_t i = 0; i < block.controls.size(); ++i) {
    const diagram::ControlState state = row.controls[i].state;
    control_sign(svg, {67, line}, state);
    svg.text(CardStyle::ControlLeft, line + 3.8,
             state == diagram::ControlState::Missing ? "s" : "s m", block.controls[i]);
    line += CardStyle::ControlLine;
  }
  svg.text(CardStyle::NameLeft, line + 3.8, "s m", block.note);
  svg.close();
}

std::string badge_class(const Badge& badge) {
  switch (badge.what) {
    case Badge::What::Threats:
      return fmt::format("bdg bt {}", badge.worst == Level::None ? "none" : word(badge.worst));
    case Badge::What::Controls:
      return "bdg bc";
    case Badge::What::Questions:
      return "bdg bq";
  }
  return "";
}

const char* badge_words(const Badge& badge) {
  switch (badge.what) {
    case Badge::What::Threats:
      return badge.count == 1 ? "threat" : "threats";
    case Badge::What::Controls:
      return badge.count == 1 ? "control in place" : "controls in place";
    case Badge::What::Questions:
      return badge.count == 1 ? "open question" : "open questions";
  }
  return "";
}

void draw_badge(SvgWriter& svg, const Badge& badge) {
  svg.open(badge_class(badge)).title(fmt::format("{} {}", badge.count, badge_words(badge)));
  svg.rect(badge.rect, 9.5, "pill");
  const Point sign{badge.rect.x + 11, badge.rect.centre().y};
  switch (badge.what) {
    case Badge::What::Threats:
      svg.text(sign.x, sign.y + 4.2, "b c", "!");
      break;
    case Badge::What::Controls:
      control_sign(svg, sign, diagram::ControlState::InPlace);
      break;
    case Badge::What::Questions:
      svg.text(sign.x, sign.y + 4.2, "b c", "?");
      break;
  }
  svg.text(badge.rect.x + 19, sign.y + 4.2, "b", fmt::format("{}", badge.count));
  svg.close();
}

// Three faint boxes, each larger than the one before: as soft as a filter's, but it stays a drawing
// where filters become bitmaps (PDF), and needs no id.
void draw_shadow(SvgWriter& svg, diagram::Size size) {
  svg.open("sh");
  for (const double by : {0.5, 1.5, 2.5}) {
    svg.rect(Rect{0, 1.5, size.width, size.height}.grown(by), 6 + by, "");
  }
  svg.close();
}

// The coloured part: the whole card, or its upper part with square lower corners.
void draw_header(SvgWriter& svg, const CardBox& box) {
  if (box.size.height <= box.header) {
    svg.rect({0, 0, box.size.width, box.size.height}, 6, "hd");
    return;
  }
  svg.path("hd", fmt::format("M0 {0}V6a6 6 0 0 1 6 -6H{1}a6 6 0 0 1 6 6V{0}z", number(box.header),
                             number(box.size.width - 6)));
}

void draw_title(SvgWriter& svg, const Card& card, const CardBox& box) {
  icon(svg, {box.size.width - 31, 8}, card.icon);
  double y = 24;
  const bool linked = !card.url.empty() && svg.open_link(card.url);
  for (const std::string& line : box.title) {
    svg.text(CardStyle::Left, y, "ti", line);
    y += CardStyle::TitleLine;
  }
  if (linked) {
    svg.close_link();
  }
  svg.text(CardStyle::Left, y, "te", box.kind);
  for (const diagram::Pill& tag : box.tags) {
    svg.open("tag").rect(tag.rect, 8.5, "pill");
    svg.text(tag.rect.centre().x, tag.rect.y + 12.2, "", tag.text).close();
  }
}

}  // namespace

void draw_card(SvgWriter& svg, const Card& card, const diagram::PositionedCard& placed,
               const std::string& id) {
  const CardBox& box = placed.box;
  const std::size_t threats = card.threats.size();
  svg.open_with(fmt::format(
      "class=\"node {}\" id=\"{}\" role=\"group\" aria-label=\"{}, {}, {} {}\" "
      "transform=\"translate({} {})\"",
      palette_class(card.palette), id, escape(card.title), escape(card.kind), threats,
      threats == 1 ? "threat" : "threats", number(placed.rect.x), number(placed.rect.y)));
  svg.title(card.kind.empty() ? card.title : fmt::format("{} [{}]", card.title, card.kind));
  if (card.lane == diagram::Lane::Development) {
    svg.rect(diagram::Rect{0, 0, box.size.width, box.size.height}.grown(4), 9, "dev");
  }
  draw_shadow(svg, box.size);
  svg.rect({0, 0, box.size.width, box.size.height}, 6, "bd");
  draw_header(svg, box);
  draw_title(svg, card, box);
  for (const ThreatBlock& block : box.threats) {
    if (block.index > 0) {
      svg.line({12, block.top}, {box.size.width - 12, block.top}, "hl");
    }
    draw_threat(svg, card.threats[static_cast<std::size_t>(block.index)], block, box);
  }
  for (const Badge& badge : box.badges) {
    draw_badge(svg, badge);
  }
  svg.close();
}

}  // namespace aixc::render
