#include "compiler/parse/repair.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "compiler/parse/word_kinds.h"

namespace aixc::parse {
namespace {

class Repairer {
 public:
  Repairer(std::vector<Lexeme>& words, Reporter& reporter) : words_(words), reporter_(reporter) {}

  void run() {
    std::vector<int32_t> open;
    for (at_ = 0; at_ < words_.size(); ++at_) {
      const int32_t word = type();
      if (is_opening(word)) {
        open.push_back(word);
      } else if (is_closing(word) && !open.empty()) {
        open.pop_back();
      } else if (word == AisysLexer::ASSIGN) {
        equals(!open.empty() && open.back() == AisysLexer::LBRACE);
      } else if (word == AisysLexer::COMMA && !open.empty() && open.back() == AisysLexer::LBRACE) {
        values_without_brackets();
      } else if (word == AisysLexer::MINUS) {
        relation_without_brackets();
      } else if (word == AisysLexer::STRING) {
        party_without_by();
      } else if (is_number(word)) {
        name_of_digits();
      }
    }
    apply();
  }

  // `llm where`, and what flows to it: read as the name that it was meant to be.
  void reserved_names() {
    std::set<int32_t> named;
    for (at_ = 0; at_ < words_.size(); ++at_) {
      if (is_reserved(type()) && declares_reserved()) {
        named.insert(type());
        report_reserved_name(reporter_, reporter_.span(word().begin, word().end),
                             source(word().begin, word().end),
                             source(word(-1).begin, word(-1).end));
        words_[at_].type = AisysLexer::ID;
      }
    }
    for (at_ = 0; at_ < words_.size() && !named.empty(); ++at_) {
      if (named.contains(type()) && (is_arrow(type(-1)) || is_arrow(type(1)))) {
        words_[at_].type = AisysLexer::ID;
      }
    }
  }

 private:
  // A bracket to put in before word `index`; positions go up.
  struct Insertion {
    size_t index;
    Lexeme word;
  };

  int32_t type(ptrdiff_t offset = 0) const {
    const auto index = static_cast<ptrdiff_t>(at_) + offset;
    return index < 0 || index >= static_cast<ptrdiff_t>(words_.size())
               ? Lexeme::EndOfText
               : words_[static_cast<size_t>(index)].type;
  }
  const Lexeme& word(ptrdiff_t offset = 0) const {
    return words_[static_cast<size_t>(static_cast<ptrdiff_t>(at_) + offset)];
  }
  std::string_view source(uint32_t begin, uint32_t end) const {
    return reporter_.text().substr(begin, end - begin);
  }

  void insert(size_t index, int32_t type, uint32_t offset) {
    insertions_.push_back({index, {type, offset, offset}});
  }

  // A line `KIND word`, with nothing but a label or a block behind it, that continues no condition.
  bool declares_reserved() const {
    const int32_t before = type(-2);
    const bool begins = at_ == 1 || before == AisysLexer::LBRACE || before == AisysLexer::RBRACE ||
                        before == AisysLexer::STRING || is_name(before) || is_number(before);
    const int32_t next = type(1);
    const bool ends = next == Lexeme::EndOfText || next == AisysLexer::STRING ||
                      next == AisysLexer::LBRACE || next == AisysLexer::RBRACE || starts_line(1);
    return type(-1) == AisysLexer::ID && starts_line(-1) && !starts_line(0) && begins && ends;
  }

  // `=` gives a value in `derive v.a = value` only.
  void equals(bool in_braces) {
    const bool derived = type(-2) == AisysLexer::DOT &&
                         (type(-4) == AisysLexer::KW_DERIVE || type(-4) == AisysLexer::KW_ASSUME);
    const bool compares = type(-2) == AisysLexer::DOT || is_reserved(type(-2)) ||
                          type(-2) == AisysLexer::KW_WHEN || type(-2) == AisysLexer::LPAREN ||
                          type(-1) == AisysLexer::RPAREN || type(-2) == AisysLexer::COLON;
    if (derived || !(compares || (in_braces && is_name(type(-1))))) {
      return;
    }
    const source::Span place = reporter_.span(word().begin, word().end);
    const char* meant = compares ? "==" : ":";
    if (auto report = reporter_.syntax(
            place, compares ? "a comparison is written `==`"
                            : fmt::format("the value of `{}` stands behind `:`, not `=`",
                                          source(word(-1).begin, word(-1).end)))) {
      report->help(fmt::format("write `{}`", meant)).fix(place, meant);
    }
    words_[at_].type = compares ? AisysLexer::EQ : AisysLexer::COLON;
  }

  // `effect: read, write` in a block: what follows the comma is no attribute, element or flow.
  void values_without_brackets() {
    if (!is_value(type(-1)) || type(-2) != AisysLexer::COLON || !is_attribute_name(-3)) {
      return;
    }
    ptrdiff_t last = 0;  // the last of the values
    while (type(last) == AisysLexer::COMMA && is_value(type(last + 1)) &&
           type(last + 1) != AisysLexer::KW_ATTR && !begins_member(last + 1)) {
      last += 2;
    }
    last -= 1;
    if (last < 1) {
      return;
    }
    const uint32_t begin = word(-1).begin;
    const uint32_t end = word(last).end;
    const source::Span place = reporter_.span(begin, end);
    if (auto report = reporter_.syntax(place, fmt::format("several values of `{}` need brackets",
                                                          source(word(-3).begin, word(-3).end)))) {
      const std::string meant = fmt::format("[{}]", source(begin, end));
      report->help(fmt::format("write `{}`", meant)).fix(place, meant);
    }
    insert(at_ - 1, AisysLexer::LBRACK, begin);
    at_ = static_cast<size_t>(static_cast<ptrdiff_t>(at_) + last);
    insert(at_ + 1, AisysLexer::RBRACK, end);
  }

  // The name before the colon is that of an attribute, and not the end of a flow.
  bool is_attribute_name(ptrdiff_t offset) const {
    const int32_t before = type(offset - 1);
    return (is_name(type(offset)) || is_reserved(type(offset))) && !is_arrow(before) &&
           before != AisysLexer::DOT && before != AisysLexer::KW_ATTR;
  }

  // Whether the word can begin an attribute, an element or a flow.
  bool begins_member(ptrdiff_t offset) const {
    if (!is_name(type(offset))) {
      return false;
    }
    const int32_t next = type(offset + 1);
    if (is_name(next)) {
      // `KIND name`, unless a colon shows that the name is the next attribute's.
      return type(offset + 2) != AisysLexer::COLON && !starts_line(offset + 1);
    }
    return next == AisysLexer::COLON || next == AisysLexer::DOT || next == AisysLexer::MINUS ||
           is_arrow(next);
  }

  bool starts_line(ptrdiff_t offset) const {
    return reporter_.is_first_on_line(word(offset).begin);
  }

  // `-trains->`
  void relation_without_brackets() {
    if (!is_name(type(1)) || type(2) != AisysLexer::ARROW || word().end != word(1).begin ||
        word(1).end != word(2).begin) {
      return;
    }
    const source::Span place = reporter_.span(word().begin, word(2).end);
    const std::string meant = fmt::format("-[{}]->", source(word(1).begin, word(1).end));
    if (auto report = reporter_.syntax(place, "the relation of a flow stands in brackets")) {
      report->help(fmt::format("write `{}`", meant)).fix(place, meant);
    }
    insert(at_ + 1, AisysLexer::LBRACK, word(1).begin);
    insert(at_ + 2, AisysLexer::RBRACK, word(1).end);
  }

  // `llm gpt "GPT" openai {`: a declaration would need two names.
  void party_without_by() {
    if (type(1) != AisysLexer::ID || type(2) != AisysLexer::LBRACE || starts_line(1) ||
        !is_name(type(-1))) {
      return;
    }
    const source::Span place = reporter_.span(word(1).begin, word(1).end);
    const auto party = source(word(1).begin, word(1).end);
    if (auto report = reporter_.syntax(place, "who operates it stands behind `by`")) {
      report->help(fmt::format("write `by {}`", party))
          .fix(reporter_.span(word(1).begin, word(1).begin), "by ");
    }
    insert(at_ + 1, AisysLexer::KW_BY, word(1).begin);
  }

  // `app 2w "Two weeks"`
  void name_of_digits() {
    const int32_t next = type(1);
    const bool declares =
        next == AisysLexer::STRING || next == AisysLexer::LBRACE || next == AisysLexer::KW_BY;
    if (!declares || type(-1) != AisysLexer::ID || !starts_line(-1)) {
      return;
    }
    const auto text = source(word().begin, word().end);
    if (auto report = reporter_.syntax(reporter_.span(word().begin, word().end),
                                       "a name begins with a letter")) {
      report->help(fmt::format("choose another name, such as `{}_{}`",
                               source(word(-1).begin, word(-1).end), text));
    }
    words_[at_].type = AisysLexer::ID;
  }

  void apply() {
    if (insertions_.empty()) {
      return;
    }
    std::vector<Lexeme> result;
    result.reserve(words_.size() + insertions_.size());
    auto next = insertions_.begin();
    for (size_t i = 0; i < words_.size(); ++i) {
      for (; next != insertions_.end() && next->index == i; ++next) {
        result.push_back(next->word);
      }
      result.push_back(words_[i]);
    }
    words_ = std::move(result);
  }

  std::vector<Lexeme>& words_;
  Reporter& reporter_;
  size_t at_ = 0;
  std::vector<Insertion> insertions_;
};

}  // namespace

void report_reserved_name(Reporter& reporter, source::Span place, std::string_view word,
                          std::string_view kind) {
  if (auto report = reporter.syntax(
          place, fmt::format("`{}` is a reserved word and cannot be a name", word))) {
    report->help(fmt::format("choose another name, such as `{}_{}`", word,
                             kind.empty() ? std::string_view("1") : kind));
  }
}

void repair_reserved_names(std::vector<Lexeme>& words, Reporter& reporter) {
  Repairer(words, reporter).reserved_names();
}

void repair_words(std::vector<Lexeme>& words, Reporter& reporter) {
  Repairer(words, reporter).run();
}

}  // namespace aixc::parse
