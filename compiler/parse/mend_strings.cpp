#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "compiler/base/utf8.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/mender.h"
#include "compiler/parse/word_kinds.h"

namespace aixc::parse {
namespace {

using diagnostics::Kind;

constexpr std::string_view Hexadecimal = "0123456789abcdefABCDEF";

// The bytes of the escape at the start of `text`, which is a backslash and more.
size_t escape_length(std::string_view text) {
  if (text.starts_with("\\u{")) {
    const size_t close = text.find_first_not_of(Hexadecimal, 3);
    return close < text.size() && text[close] == '}' ? close + 1 : 3;
  }
  if (text.starts_with("\\u")) {
    return std::min(text.find_first_not_of(Hexadecimal, 2), std::min<size_t>(text.size(), 6));
  }
  return text.size() < 2 ? text.size() : 1 + code_point_length(text, 1);
}

// The character that `\u{…}` stands for; nothing if it stands for none.
std::optional<uint32_t> escaped_character(std::string_view escape) {
  if (!escape.starts_with("\\u{") || !escape.ends_with('}')) {
    return std::nullopt;
  }
  const std::string_view digits = escape.substr(3, escape.size() - 4);
  uint32_t code_point = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code_point, 16);
  const bool character = !digits.empty() && error == std::errc() && code_point <= 0x10FFFF &&
                         (code_point < 0xD800 || code_point > 0xDFFF);
  return character ? std::optional(code_point) : std::nullopt;
}

// Characters that nobody sees and that a terminal may obey; line breaks and tabs are none here.
bool is_control(uint32_t code_point) {
  return (code_point < 0x20 && code_point != '\n' && code_point != '\t' && code_point != '\r') ||
         (code_point >= 0x7F && code_point <= 0x9F);
}

bool is_escape(std::string_view escape) {
  if (escape.size() == 2) {
    return std::string_view("\"\\nt").find(escape[1]) != std::string_view::npos;
  }
  const std::optional<uint32_t> character = escaped_character(escape);
  return character && !is_control(*character) && *character != '\r';
}

constexpr std::string_view NoControls =
    "a control character has no place in a text: nobody sees it, and a terminal may obey it";

}  // namespace

void Mender::check_escapes(const Lexeme& string) {
  const std::string_view raw = text_of(string);
  for (size_t at = raw.find('\\'); at < raw.size(); at = raw.find('\\', at)) {
    const std::string_view escape = raw.substr(at, escape_length(raw.substr(at)));
    const auto begin = static_cast<uint32_t>(string.begin + at);
    at += escape.size();
    if (is_escape(escape)) {
      continue;
    }
    const source::Span place = reporter_.span(begin, static_cast<uint32_t>(string.begin + at));
    auto report = reporter_.report(Kind::BadEscape, place, escape);
    if (!report) {
      return;
    }
    if (escaped_character(escape)) {
      report->help(std::string(NoControls)).fix(place, "");
    } else if (escape.size() > 2 && escape[1] == 'u' && escape[2] != '{') {
      const std::string meant = fmt::format("\\u{{{}}}", escape.substr(2));
      report->help(fmt::format("write `{}`", meant)).fix(place, meant);
    } else if (escape == "\\'") {
      report->help("a `'` needs no backslash").fix(place, "'");
    } else if (escape[1] != 'u') {
      report->help("write `\\\\` for a backslash");
    } else {
      report->help("a character by its number is written `\\u{1F512}`");
    }
  }
}

void Mender::check_controls(const Lexeme& string) {
  const std::string_view raw = text_of(string);
  for (size_t at = 0; at < raw.size(); at += code_point_length(raw, at)) {
    const uint32_t character = code_point_at(raw, at);
    if (!is_control(character)) {
      continue;
    }
    const auto begin = static_cast<uint32_t>(string.begin + at);
    const source::Span place =
        reporter_.span(begin, begin + static_cast<uint32_t>(code_point_length(raw, at)));
    auto report = reporter_.report(Kind::UnexpectedCharacter, place, character_name(character));
    if (!report) {
      return;
    }
    report->help(std::string(NoControls)).fix(place, "");
  }
}

// The quote is probably missing where the string runs into a brace; else at the end of the line.
void Mender::unterminated_string() {
  const Lexeme string = take();
  const std::string_view raw = text_of(string);
  size_t cut = raw.find(" {", 1);
  if (cut == std::string_view::npos) {
    cut = raw.find_last_not_of(" \t}") + 1;
    cut = raw.find('}', cut) == std::string_view::npos ? std::string_view::npos : cut;
  }
  const bool certain = cut == std::string_view::npos;
  const size_t length = certain ? raw.find_last_not_of(" \t,") + 1 : cut;
  const auto end = static_cast<uint32_t>(string.begin + length);
  if (auto report =
          reporter_.report(Kind::UnterminatedString, reporter_.span(string.begin, end), "\"")) {
    if (raw.find("\\\"") != std::string_view::npos) {
      report->help("`\\\"` is a quote within the text; write `\\\\` for a backslash");
    } else if (certain && length > 1) {
      report->help("close it behind the text").fix(reporter_.span(end, end), "\"");
    }
  }
  put(AisysLexer::STRING, string.begin, end);
  read_again(end, string.end);
}

// Of all texts the culprit is likely to be the first that reaches back to the margin of its own
// line: there another statement begins.
void Mender::unterminated_text() {
  const Lexeme text = take();
  const uint32_t margin = reporter_.indent(text.begin);
  uint32_t end = line_end(text.begin);
  for (uint32_t next = end; next < text.end; next = line_end(end + 1)) {
    const auto first = static_cast<uint32_t>(text_.find_first_not_of(" \t\r\n", next));
    if (first >= text.end || reporter_.indent(first) <= margin) {
      break;
    }
    end = line_end(first);
    if (end >= text.end) {
      break;
    }
  }
  end = std::min(end, text.end);
  if (auto report = reporter_.report(Kind::UnterminatedString,
                                     reporter_.span(text.begin, text.begin + 3), "\"\"\"")) {
    report->note(reporter_.span(end, end), "the text probably ends here");
  }
  put(AisysLexer::TEXT, text.begin, end);
  read_again(end, text.end);
}

void Mender::unterminated_comment() {
  const Lexeme comment = take();
  reporter_.report(Kind::UnterminatedComment, reporter_.span(comment.begin, comment.begin + 2));
  lexemes_.comments.push_back(comment);
}

bool Mender::odd_string(uint32_t open, uint32_t close_quote) {
  const uint32_t limit = line_end(open);
  const auto open_length = static_cast<uint32_t>(code_point_length(text_, open));
  uint32_t close = open + open_length;
  while (close < limit && code_point_at(text_, close) != close_quote && text_[close] != '"') {
    close += static_cast<uint32_t>(code_point_length(text_, close));
  }
  if (close >= limit) {
    return false;
  }
  const auto end = close + static_cast<uint32_t>(code_point_length(text_, close));
  const std::string_view content = text_.substr(open + open_length, close - open - open_length);
  if (auto report = reporter_.report(Kind::UnexpectedCharacter, reporter_.span(open, end),
                                     text_.substr(open, open_length))) {
    report->help("a string stands in straight double quotes: `\"…\"`");
    if (content.find_first_of("\"\\") == std::string_view::npos) {
      report->fix(reporter_.span(open, end), fmt::format("\"{}\"", content));
    }
  }
  put(AisysLexer::STRING, open, end);
  resume_at(end);
  return true;
}

}  // namespace aixc::parse
