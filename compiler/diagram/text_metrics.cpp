#include "compiler/diagram/text_metrics.h"

#include <array>
#include <cstdint>
#include <utility>

namespace aixc::diagram {
namespace {

// Advance widths of U+0020 to U+007E in thousandths of the font size.
using Table = std::array<std::uint16_t, 95>;
// clang-format off
constexpr Table Regular{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
constexpr Table Bold{
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584};
// clang-format on

constexpr char32_t Replacement = 0xFFFD;
constexpr std::string_view Ellipsis = "…";

// Decodes the character at `at` and moves past it; a wrong byte is one replacement character.
char32_t next(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) {
    return lead;
  }
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || at + static_cast<std::size_t>(more) > text.size()) {
    return Replacement;
  }
  char32_t c = lead & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) {
      return Replacement;
    }
    c = (c << 6) | (byte & 0x3F);
  }
  at += static_cast<std::size_t>(more);
  return c;
}

bool in(char32_t c, char32_t low, char32_t high) {
  return c >= low && c <= high;
}

// Marks that sit on the character before them, and invisible format characters.
bool is_zero_width(char32_t c) {
  return c < 0x20 || in(c, 0x7F, 0x9F) || c == 0xAD || in(c, 0x300, 0x36F) || in(c, 0x483, 0x489) ||
         in(c, 0x591, 0x5BD) || in(c, 0x610, 0x61A) || in(c, 0x64B, 0x65F) ||
         in(c, 0x1AB0, 0x1AFF) || in(c, 0x1DC0, 0x1DFF) || in(c, 0x200B, 0x200F) ||
         in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x206F) || in(c, 0x20D0, 0x20FF) ||
         in(c, 0xFE00, 0xFE0F) || in(c, 0xFE20, 0xFE2F) || c == 0xFEFF || in(c, 0x1F3FB, 0x1F3FF) ||
         in(c, 0xE0000, 0xE01EF);
}

// Chinese, Japanese, Korean and full-width characters: one em, and a line may break after each.
bool is_wide(char32_t c) {
  return in(c, 0x1100, 0x115F) || in(c, 0x2E80, 0xA4CF) || in(c, 0xA960, 0xA97F) ||
         in(c, 0xAC00, 0xD7A3) || in(c, 0xF900, 0xFAFF) || in(c, 0xFE30, 0xFE6F) ||
         in(c, 0xFF00, 0xFF60) || in(c, 0xFFE0, 0xFFE6) || in(c, 0x20000, 0x3FFFF);
}

bool is_emoji(char32_t c) {
  return in(c, 0x2600, 0x27BF) || in(c, 0x2B00, 0x2BFF) || in(c, 0x1F000, 0x1FAFF);
}

// Punctuation that texts of ours use; {regular, bold}.
std::pair<int, int> punctuation(char32_t c) {
  switch (c) {
    case 0xA0:
    case 0xB7:
      return {278, 278};
    case 0x2018:
    case 0x2019:
      return {222, 278};
    case 0x201C:
    case 0x201D:
      return {333, 500};
    case 0x2013:
      return {556, 556};
    case 0x2022:
      return {350, 350};
    case 0x2014:
    case 0x2026:
    case 0x2190:
    case 0x2192:
    case 0x2194:
      return {1000, 1000};
    default:
      return {600, 642};
  }
}

double advance(char32_t c, Font font) {
  if (c == U'\t' || c == U'\n' || c == U'\r') {
    c = U' ';
  }
  if (is_zero_width(c)) {
    return 0;
  }
  int width = 0;
  if (c < 0x7F) {
    width = (font.bold ? Bold : Regular)[c - 0x20];
  } else if (is_wide(c)) {
    width = 1000;
  } else if (is_emoji(c)) {
    width = 1250;
  } else if (in(c, 0x370, 0x52F)) {  // Greek and Cyrillic
    width = font.bold ? 680 : 640;
  } else {
    width = font.bold ? punctuation(c).second : punctuation(c).first;
  }
  return width * font.size / 1000 + font.letter_spacing;
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0x3000;
}

// Bounds what marks without a width can pile up on one place.
constexpr std::size_t MaxWordBytes = 200;
constexpr std::size_t MaxLineBytes = 1000;

// A piece of text that is never broken unless it alone is wider than a line.
struct Word {
  std::string text;
  double width = 0;
  bool space_before = false;
};

// Takes words one by one, so that a very long text is read only as far as it is shown.
class Words {
 public:
  Words(std::string_view text, Font font, double max_width)
      : text_(text), font_(font), max_width_(max_width) {}

  // False at the end of the text.
  bool take(Word& word) {
    word = {};
    std::size_t at = at_;
    while (at < text_.size()) {
      const std::size_t start = at;
      const char32_t c = next(text_, at);
      if (is_space(c)) {
        if (!word.text.empty()) {
          break;
        }
        word.space_before = true;
        at_ = at;
        continue;
      }
      const double width = advance(c, font_);
      const bool breaks = (is_wide(c) || word.width + width > max_width_) && width > 0;
      if ((breaks && !word.text.empty()) || word.text.size() > MaxWordBytes) {
        break;
      }
      word.text += text_.substr(start, at - start);
      word.width += width;
      at_ = at;
      if (is_wide(c)) {
        break;
      }
    }
    return !word.text.empty();
  }

 private:
  std::string_view text_;
  Font font_;
  double max_width_;
  std::size_t at_ = 0;
};

}  // namespace

double text_width(std::string_view text, Font font) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += advance(next(text, at), font);
  }
  return width;
}

std::string shorten(std::string_view text, Font font, double max_width) {
  const double ellipsis = text_width(Ellipsis, font);
  double width = 0;
  std::size_t fits = 0;  // bytes that leave room for the ellipsis
  for (std::size_t at = 0; at < text.size();) {
    width += advance(next(text, at), font);
    if (width > max_width) {
      return std::string(text.substr(0, fits)) + std::string(Ellipsis);
    }
    if (width + ellipsis <= max_width) {
      fits = at;
    }
  }
  return std::string(text);
}

std::vector<std::string> wrap(std::string_view text, Font font, double max_width, int max_lines) {
  std::vector<std::string> lines{""};
  double width = 0;
  const double space = text_width(" ", font);
  Words words(text, font, max_width);
  for (Word word; words.take(word);) {
    const double gap = word.space_before && !lines.back().empty() ? space : 0;
    const bool fits = width + gap + word.width <= max_width &&
                      lines.back().size() + word.text.size() <= MaxLineBytes;
    if (lines.back().empty() || fits) {
      lines.back() += (gap > 0 ? " " : "") + word.text;
      width += gap + word.width;
      continue;
    }
    if (static_cast<int>(lines.size()) == max_lines) {
      // One word too many makes `shorten` cut the line where the ellipsis fits.
      lines.back() = shorten(lines.back() + (gap > 0 ? " " : "") + word.text, font, max_width);
      return lines;
    }
    lines.push_back(word.text);
    width = word.width;
  }
  return lines;
}

}  // namespace aixc::diagram
