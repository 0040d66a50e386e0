#include "compiler/diagram/card_box.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"

namespace aixc::diagram {
namespace {

using Style = CardStyle;

constexpr double ThreatCardWidth = 360;
constexpr double NarrowCardWidth = 272;
constexpr std::array PlainWidths{212.0, 264.0, 320.0};
constexpr double IconRoom = 45;  // from the right edge to the left of the icon, with a gap
constexpr double TagHeight = 17;
constexpr double TagGap = 5;
constexpr double TagRow = 22;
constexpr double Right = 12;
constexpr double BadgeRow = 31;
constexpr int TitleLines = 3;
constexpr int NameLines = 3;

const Font TitleFont{Style::TitleSize, true};
const Font KindFont{Style::KindSize};
const Font TagFont{Style::TagSize};

double pill_width(const std::string& text) {
  return text_width(text, TagFont) + 14;
}

double tags_width(const Card& card) {
  double width = 0;
  for (const std::string& tag : card.tags) {
    width += pill_width(tag) + TagGap;
  }
  return width;
}

double plain_width(const Card& card, Detail detail, CardWidth cards) {
  // In a full map the cards without threats are wide enough to stand beside those with threats.
  const bool small =
      detail != Detail::Threats || card.palette == Palette::Person || cards == CardWidth::Narrow;
  const double title = Style::Left + text_width(card.title, TitleFont) + IconRoom;
  const double second_row = Style::Left + text_width("[" + card.kind + "]", KindFont) + 10 +
                            tags_width(card) + Right - TagGap;
  for (const double width : PlainWidths) {
    if ((small || width > PlainWidths.front()) && title <= width && second_row <= width) {
      return width;
    }
  }
  return PlainWidths.back();
}

// The tags at the right of the kind's row; those that find no room there in rows of their own
// below.
void place_tags(const Card& card, CardBox& box) {
  const double row_width = box.size.width - Style::Left - Right;
  double y = box.header - 25;
  double room = row_width - text_width(box.kind, KindFont) - 10;
  double x = box.size.width - Right;
  for (const std::string& tag : card.tags) {
    const std::string text = shorten(tag, TagFont, row_width - 14);
    const double width = pill_width(text);
    if (width > room) {
      y += TagRow;
      box.header += TagRow;
      room = row_width;
      x = box.size.width - Right;
    }
    box.tags.push_back({text, {x - width, y, width, TagHeight}});
    x -= width + TagGap;
    room -= width + TagGap;
  }
}

void place_threats(const Card& card, CardBox& box) {
  double y = box.header;
  for (std::size_t i = 0; i < card.threats.size(); ++i) {
    const ThreatRow& row = card.threats[i];
    const bool calm = is_calm(row.status);
    ThreatBlock block;
    block.index = static_cast<int>(i);
    block.top = y;
    block.name =
        wrap(row.name, {Style::ThreatSize, !calm}, box.impact_x - 16 - Style::NameLeft, NameLines);
    const double text_room = box.size.width - Right - Style::ControlLeft;
    for (const ControlRow& control : row.controls) {
      block.controls.push_back(shorten(control.text, {Style::ControlSize}, text_room));
    }
    if (!row.note.empty()) {
      block.note =
          shorten(row.note, {Style::ControlSize}, text_room + Style::ControlLeft - Style::NameLeft);
    }
    const std::size_t below = block.controls.size() + (block.note.empty() ? 0 : 1);
    block.height = 32 + Style::NameLine * static_cast<double>(block.name.size() - 1) +
                   Style::ControlLine * static_cast<double>(below);
    y += block.height;
    box.threats.push_back(std::move(block));
  }
  box.size.height = y;
}

void place_badges(const Card& card, CardBox& box) {
  box.size.height = box.header;
  int count = 0;
  Level worst = Level::None;
  for (const ThreatRow& row : card.threats) {
    if (!is_calm(row.status)) {
      ++count;
      worst = std::max(worst, row.risk.upper);
    }
  }
  double x = 10;
  const auto add = [&](Badge::What what, int number) {
    if (number == 0) {
      return;
    }
    const double width = 26 + text_width(fmt::format("{}", number), {12, true});
    box.badges.push_back({what, number, worst, {x, box.header + 6, width, 19}});
    x += width + 6;
  };
  add(Badge::What::Threats, count);
  add(Badge::What::Controls, card.controls_in_place);
  add(Badge::What::Questions, card.open_questions);
  if (!box.badges.empty()) {
    box.size.height += BadgeRow;
  }
}

// Upper case for ASCII and the Latin-1 letters; other scripts stay as they are.
std::string upper_case(const std::string& text) {
  std::string result = text;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto c = static_cast<unsigned char>(result[i]);
    const auto before = static_cast<unsigned char>(i > 0 ? result[i - 1] : 0);
    if (c >= 'a' && c <= 'z') {
      result[i] = static_cast<char>(c - 0x20);
    } else if (before == 0xC3 && c >= 0xA0 && c <= 0xBE && c != 0xB7) {
      result[i] = static_cast<char>(c - 0x20);
    }
  }
  return result;
}

}  // namespace

CardBox measure_card(const Card& card, Detail detail, CardWidth width) {
  const bool with_threats = detail == Detail::Threats && !card.threats.empty();
  CardBox box;
  box.narrow = width == CardWidth::Narrow;
  box.size.width = !with_threats ? plain_width(card, detail, width)
                   : box.narrow  ? NarrowCardWidth
                                 : ThreatCardWidth;
  box.risk_x = box.size.width - (box.narrow ? 20 : 68);
  box.impact_x = box.risk_x - 26;
  box.title = wrap(card.title, TitleFont, box.size.width - Style::Left - IconRoom, TitleLines);
  box.header += Style::TitleLine * static_cast<double>(box.title.size() - 1);
  if (!card.kind.empty()) {
    box.kind = shorten("[" + card.kind + "]", KindFont, box.size.width - Style::Left - Right);
  }
  place_tags(card, box);
  box.size.height = box.header;
  if (with_threats) {
    place_threats(card, box);
  } else if (detail == Detail::Badges) {
    place_badges(card, box);
  }
  return box;
}

TitleStrip measure_title(const Boundary& boundary) {
  constexpr double MaxTitle = 420;
  constexpr double MaxNote = 260;
  const Font font{11.5, true, 0.4};
  TitleStrip strip;
  strip.title = shorten(upper_case(boundary.title), font, MaxTitle);
  strip.note = boundary.note.empty() ? "" : shorten(boundary.note, {11}, MaxNote);
  strip.note_x = Style::Left + text_width(strip.title, font) + 10;
  strip.size = {strip.note_x + text_width(strip.note, {11}) + 4, 28};
  return strip;
}

LabelBox measure_label(const MapFlow& flow, CardWidth cards) {
  const double max_text = cards == CardWidth::Narrow ? 120 : 180;
  constexpr int MaxLines = 3;
  LabelBox box;
  if (flow.label.empty() && flow.note.empty()) {
    return box;
  }
  box.lock = flow.sensitivity == Sensitivity::Stated;
  box.warning = flow.untrusted;
  const Font font{Style::LabelSize, box.lock};
  double width = 0;
  if (!flow.label.empty()) {
    box.lines = wrap(flow.label, font, max_text, MaxLines);
  }
  for (const std::string& line : box.lines) {
    width = std::max(width, text_width(line, font));
  }
  width += (box.lock ? Style::SignWidth : 0) + (box.warning ? Style::SignWidth : 0);
  if (!flow.note.empty()) {
    box.note = shorten(flow.note, {Style::NoteSize}, max_text);
    width = std::max(width, text_width(box.note, {Style::NoteSize}));
  }
  const auto lines = static_cast<double>(box.lines.size());
  box.size = {std::ceil(width + 16),
              (box.note.empty() ? 9.5 : 7 + Style::LabelLine) + lines * Style::LabelLine};
  return box;
}

}  // namespace aixc::diagram
