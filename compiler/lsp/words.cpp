#include "compiler/lsp/words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace aixc::lsp {
namespace {

constexpr auto Reserved = std::to_array<std::string_view>(
    {"and", "or", "not", "in", "is", "inside", "exists", "where", "by", "on", "to", "from"});

bool starts_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool continues_name(char c) {
  return starts_name(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// The end of the name, or number, that begins at `at`: single hyphens may stand inside.
size_t end_of_name(std::string_view text, size_t at) {
  while (at < text.size()) {
    const bool hyphen = text[at] == '-' && at + 1 < text.size() && continues_name(text[at + 1]);
    if (!continues_name(text[at]) && !hyphen) {
      break;
    }
    ++at;
  }
  return at;
}

// The signs that join two ends of a flow or that must not be taken apart.
size_t length_of_sign(std::string_view rest) {
  for (const std::string_view sign : {"<->", "->", "<-", "]->", "==", "!=", "<=", ">="}) {
    if (rest.starts_with(sign)) {
      return sign == "]->" ? 1 : sign.size();
    }
  }
  return 1;
}

class Reader {
 public:
  Reader(std::string_view text, uint32_t offset) : text_(text.substr(0, offset)) {
    typed_.brackets.push_back({'\0', {}, {}, 0});
  }

  Typed run() {
    while (at_ < text_.size() && typed_.inside == Typed::Inside::Nothing) {
      next();
    }
    auto& words = typed_.brackets.back().words;
    const bool touches = !words.empty() && starts_name(words.back().text.front()) &&
                         words.back().begin + words.back().text.size() == text_.size();
    if (touches && typed_.inside == Typed::Inside::Nothing) {
      typed_.prefix = words.back().text;
      words.pop_back();
    }
    return std::move(typed_);
  }

 private:
  void next() {
    const char c = text_[at_];
    if (c == '\n') {
      new_line_ = true;
    }
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at_;
    } else if (text_.substr(at_).starts_with("//")) {
      skip(text_.find('\n', at_), Typed::Inside::Comment, 0);
    } else if (text_.substr(at_).starts_with("/*")) {
      skip(text_.find("*/", at_ + 2), Typed::Inside::Comment, 2);
    } else if (c == '"') {
      read_text();
    } else if (continues_name(c)) {
      add(end_of_name(text_, at_));
    } else {
      read_sign(c);
    }
  }

  void skip(size_t end, Typed::Inside inside, size_t length) {
    if (end == std::string_view::npos) {
      typed_.inside = inside;
      at_ = text_.size();
    } else {
      at_ = end + length;
    }
  }

  void read_text() {
    const bool block = text_.substr(at_).starts_with("\"\"\"");
    const size_t begin = at_;
    size_t end = at_ + (block ? 3 : 1);
    while (end < text_.size() && !(block ? text_.substr(end).starts_with("\"\"\"")
                                         : text_[end] == '"' || text_[end] == '\n')) {
      end += !block && text_[end] == '\\' ? 2 : 1;
    }
    if (end >= text_.size()) {
      add(text_.size());  // whoever asks sees which text it is
      typed_.inside = Typed::Inside::Text;
      at_ = text_.size();
      return;
    }
    at_ = begin;
    add(end + (block ? 3 : text_[end] == '"' ? 1 : 0));
  }

  void read_sign(char c) {
    if (c == '{' || c == '[' || c == '(') {
      std::vector<TypedWord> head = typed_.statement();
      typed_.brackets.push_back({c, std::move(head), {}, static_cast<uint32_t>(at_)});
      ++at_;
      new_line_ = false;
    } else if (c == '}' || c == ']' || c == ')') {
      if (typed_.brackets.size() > 1) {
        typed_.brackets.pop_back();
      }
      add(at_ + 1);
    } else {
      add(at_ + length_of_sign(text_.substr(at_)));
    }
  }

  void add(size_t end) {
    typed_.brackets.back().words.push_back(
        {text_.substr(at_, end - at_), static_cast<uint32_t>(at_), new_line_});
    new_line_ = false;
    at_ = end;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool new_line_ = true;
  Typed typed_;
};

}  // namespace

bool is_arrow(std::string_view word) {
  return word == "->" || word == "<-" || word == "<->";
}

bool is_name(std::string_view text) {
  return !text.empty() && starts_name(text.front()) && end_of_name(text, 0) == text.size() &&
         text.find("--") == std::string_view::npos &&
         std::ranges::find(Reserved, text) == Reserved.end();
}

std::vector<TypedWord> Typed::statement() const {
  const std::vector<TypedWord>& words = brackets.back().words;
  size_t begin = words.size();
  while (begin > 0) {
    --begin;
    const bool goes_on =
        begin > 0 && (is_arrow(words[begin].text) || words[begin].text == ":" ||
                      is_arrow(words[begin - 1].text) || words[begin - 1].text == "," ||
                      words[begin - 1].text == ":");
    const bool behind_block = begin > 0 && words[begin - 1].text == "}";
    if (behind_block || (words[begin].first_of_line && !goes_on)) {
      break;
    }
  }
  return {words.begin() + static_cast<std::ptrdiff_t>(begin), words.end()};
}

Typed typed_before(std::string_view text, uint32_t offset) {
  return Reader(text, offset).run();
}

}  // namespace aixc::lsp
