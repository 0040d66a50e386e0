#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/utf8.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/mender.h"
#include "compiler/parse/word_kinds.h"

namespace aixc::parse {
namespace {

using diagnostics::Kind;

// Two signs without a blank between, which people write for one of ours.
struct Joined {
  int32_t first;
  int32_t second;
  int32_t type;
  std::string_view meant;
};

constexpr auto JoinedSigns = std::to_array<Joined>({
    {AisysLexer::ASSIGN, AisysLexer::GT, AisysLexer::ARROW, "->"},
    {AisysLexer::EQ, AisysLexer::GT, AisysLexer::ARROW, "->"},
    {AisysLexer::MINUS, AisysLexer::ARROW, AisysLexer::ARROW, "->"},
    {AisysLexer::ARROW, AisysLexer::GT, AisysLexer::ARROW, "->"},
    {AisysLexer::LARROW, AisysLexer::MINUS, AisysLexer::LARROW, "<-"},
    {AisysLexer::LARROW, AisysLexer::ARROW, AisysLexer::BIARROW, "<->"},
    {AisysLexer::LE, AisysLexer::GT, AisysLexer::BIARROW, "<->"},
    {AisysLexer::LT, AisysLexer::GT, AisysLexer::NE, "!="},
    {AisysLexer::NE, AisysLexer::ASSIGN, AisysLexer::NE, "!="},
    {AisysLexer::EQ, AisysLexer::ASSIGN, AisysLexer::EQ, "=="},
    {AisysLexer::ASSIGN, AisysLexer::LT, AisysLexer::LE, "<="},
    {AisysLexer::COLON, AisysLexer::ASSIGN, AisysLexer::COLON, ":"},
    {AisysLexer::COLON, AisysLexer::COLON, AisysLexer::COLON, ":"},
});

// What other languages call our words.
struct Logic {
  char sign;
  int32_t type;
  std::string_view meant;
};
constexpr auto LogicSigns = std::to_array<Logic>({
    {'&', AisysLexer::KW_AND, "and"},
    {'|', AisysLexer::KW_OR, "or"},
    {'!', AisysLexer::KW_NOT, "not"},
});

}  // namespace

bool Mender::joined_signs() {
  if (!joined(0)) {
    return false;
  }
  const uint32_t begin = peek(0).begin;
  const uint32_t end = peek(1).end;
  if (peek(0).type == AisysLexer::STAR && peek(1).type == AisysLexer::SLASH) {
    if (auto report =
            reporter_.report(Kind::UnexpectedCharacter, reporter_.span(begin, end), "*/")) {
      report->help("no comment is open here; comments do not nest");
    }
    take();
    take();
    return true;
  }
  const auto found = std::ranges::find_if(JoinedSigns, [&](const Joined& signs) {
    return signs.first == peek(0).type && signs.second == peek(1).type;
  });
  if (found == JoinedSigns.end()) {
    return false;
  }
  int32_t type = found->type;
  std::string_view meant = found->meant;
  if (found->first == AisysLexer::ASSIGN && is_number(peek(2).type)) {
    type = AisysLexer::GE;
    meant = ">=";
  }
  if (auto report = reporter_.report(Kind::UnexpectedCharacter, reporter_.span(begin, end),
                                     text_.substr(begin, end - begin))) {
    report->help(fmt::format("did you mean `{}`?", meant))
        .fix(reporter_.span(begin, end), std::string(meant));
  }
  take();
  take();
  put(type, begin, end);
  return true;
}

// Splits the word into what may stand in a name and what may not.
void Mender::name_with_odd_characters() {
  const std::string_view name = text_of(peek());
  const auto is_good = [&](size_t at) {
    return static_cast<uint8_t>(name[at]) < 0x80 || may_stand_in_name(code_point_at(name, at));
  };
  size_t bad = 0;
  while (bad < name.size() && is_good(bad)) {
    bad += code_point_length(name, bad);
  }
  if (bad == name.size()) {
    done_.push_back(take());
    return;
  }
  const Lexeme word = take();
  std::vector<Lexeme> pieces;
  for (size_t at = 0; at < name.size();) {
    const size_t begin = at;
    const auto from = static_cast<uint32_t>(word.begin + begin);
    if (!is_good(at)) {
      at += code_point_length(name, at);
      pieces.push_back({AisysLexer::BAD, from, static_cast<uint32_t>(word.begin + at)});
      continue;
    }
    while (at < name.size() && is_good(at)) {
      at += code_point_length(name, at);
    }
    for (Lexeme piece : lex(name.substr(begin, at - begin)).words) {
      if (piece.type != Lexeme::EndOfText) {
        pieces.push_back({piece.type, from + piece.begin, from + piece.end});
      }
    }
  }
  ahead_.insert(ahead_.end(), pieces.rbegin(), pieces.rend());
}

void Mender::bad_character() {
  const uint32_t code_point = code_point_at(text_, peek().begin);
  const auto quote = closing_quote(code_point);
  const bool within_word =
      !done_.empty() && done_.back().end == peek().begin && is_name(done_.back().type);
  if (quote && !within_word && odd_string(peek().begin, *quote)) {
    return;
  }
  const bool mended =
      code_point < 0x80 ? mend_ascii(static_cast<char>(code_point)) : mend_unicode(code_point);
  if (!mended) {
    unknown_characters();
  }
}

void Mender::replace_next(int32_t type, std::string_view meant, const std::string& help) {
  const Lexeme word = take();
  const source::Span place = reporter_.span(word.begin, word.end);
  const std::string shown = character_name(code_point_at(text_, word.begin));
  const bool one = word.end - word.begin == code_point_length(text_, word.begin);
  if (auto report = reporter_.report(Kind::UnexpectedCharacter, place,
                                     one ? std::string_view(shown) : text_of(word))) {
    report->help(help).fix(place, std::string(meant));
  }
  if (type != AisysLexer::BAD) {
    put(type, word.begin, word.end);
  }
}

bool Mender::mend_ascii(char c) {
  if (c == ';') {
    replace_next(AisysLexer::BAD, "", "nothing ends a statement: leave the `;` out");
    return true;
  }
  if (c == '#') {
    const uint32_t end = line_end(peek().begin);
    replace_next(AisysLexer::BAD, "//", "a comment begins with `//`");
    resume_at(end);
    return true;
  }
  if (c == '|' && !done_.empty() && is_arrow(done_.back().type)) {
    label_on_arrow();
    return true;
  }
  const auto logic = std::ranges::find(LogicSigns, c, &Logic::sign);
  if (logic == LogicSigns.end()) {
    return false;
  }
  if (joined(0) && peek(1).type == AisysLexer::BAD && text_[peek(1).begin] == c) {
    const uint32_t begin = take().begin;
    ahead_.back().begin = begin;  // `&&` as one
  }
  const bool spaced = !joined(0);
  replace_next(logic->type, spaced ? std::string(logic->meant) : std::string(logic->meant) + " ",
               fmt::format("write `{}`", logic->meant));
  return true;
}

// `a -->|label| b`, as Mermaid has it. The label is left out.
void Mender::label_on_arrow() {
  const uint32_t begin = peek().begin;
  const uint32_t last = line_end(begin);
  const size_t close = text_.substr(0, last).find('|', begin + 1);
  const uint32_t end =
      close == std::string_view::npos ? begin + 1 : static_cast<uint32_t>(close) + 1;
  if (auto report = reporter_.report(Kind::UnexpectedCharacter, reporter_.span(begin, end),
                                     text_.substr(begin, end - begin))) {
    report->help("what flows stands behind the last element: `a -> b : \"label\"`");
  }
  resume_at(end);
}

bool Mender::mend_unicode(uint32_t code_point) {
  if (is_odd_blank(code_point)) {
    const bool visible = code_point != 0xAD && code_point != 0xFEFF && code_point != 0x2060 &&
                         !(code_point >= 0x200B && code_point <= 0x200F);
    replace_next(AisysLexer::BAD, visible ? " " : "",
                 "the character cannot be seen: put an ordinary blank in its place, or nothing");
    return true;
  }
  if (is_dash(code_point)) {
    if (joined(0) && peek(1).type == AisysLexer::GT) {
      const uint32_t begin = take().begin;
      ahead_.back().begin = begin;
      replace_next(AisysLexer::ARROW, "->", "an arrow is `->`, of two plain signs");
      return true;
    }
    if (!done_.empty() && done_.back().type == AisysLexer::LT && done_.back().end == peek().begin) {
      ahead_.back().begin = done_.back().begin;
      done_.pop_back();
      replace_next(AisysLexer::LARROW, "<-", "an arrow is `<-`, of two plain signs");
      return true;
    }
    const bool before_bracket = joined(0) && peek(1).type == AisysLexer::LBRACK;
    replace_next(before_bracket ? AisysLexer::MINUS : AisysLexer::BAD, "-",
                 "this is a dash; a plain `-` is meant, or an arrow `->`");
    return true;
  }
  if (const Lookalike* sign = find_lookalike(code_point)) {
    replace_next(sign->type, sign->meant, fmt::format("write `{}`", sign->meant));
    return true;
  }
  return false;
}

// Characters that nobody can have meant are dropped, a run of them with one message.
void Mender::unknown_characters() {
  const uint32_t begin = peek().begin;
  uint32_t end = begin;
  std::string shown;
  for (size_t count = 0; peek().type == AisysLexer::BAD && peek().begin == end; ++count) {
    const Lexeme word = take();
    end = word.end;
    if (count < 8) {
      shown += character_name(code_point_at(text_, word.begin));
    } else if (count == 8) {
      shown += "…";
    }
  }
  reporter_.report(Kind::UnexpectedCharacter, reporter_.span(begin, end), shown);
}

}  // namespace aixc::parse
