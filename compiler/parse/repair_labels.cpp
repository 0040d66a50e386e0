// Labels and payloads without their signs: `system s Support`, `user -> web question`.
#include <fmt/format.h>

#include "compiler/parse/repair.h"
#include "compiler/parse/word_kinds.h"

namespace aixc::parse {
namespace {

// Looks at names that follow each other, over lines: `KIND name KIND name`. What stands behind the
// last tells how many there must be, so that a name too many is known to be there; it is the one
// that ends a line alone.
class LabelRepairer {
 public:
  LabelRepairer(std::vector<Lexeme>& words, Reporter& reporter)
      : words_(words), reporter_(reporter) {}

  void run() {
    std::vector<Lexeme> result;
    size_t kept = 0;  // words before it stand in `result`
    for (size_t begin = 0; begin < words_.size(); ++begin) {
      if (words_[begin].type != AisysLexer::ID) {
        continue;
      }
      size_t end = begin;
      while (words_[end].type == AisysLexer::ID) {
        ++end;
      }
      if (const std::optional<Slip> slip = slip_in(begin, end)) {
        result.insert(result.end(), words_.begin() + static_cast<ptrdiff_t>(kept),
                      words_.begin() + static_cast<ptrdiff_t>(slip->first));
        kept = mend(*slip, result);
      }
      begin = end;
    }
    if (kept > 0) {
      result.insert(result.end(), words_.begin() + static_cast<ptrdiff_t>(kept), words_.end());
      words_ = std::move(result);
    }
  }

 private:
  // The words `first` to `last` are a label, or what flows, without a colon or without quotes.
  struct Slip {
    enum class Meant : uint8_t { Label, Payload, QuotedPayload };
    size_t first;
    size_t last;
    Meant meant;
  };

  // How many names from `begin` on belong to what stands before: none where a statement or member
  // begins; nothing where that cannot be told.
  std::optional<size_t> taken(size_t begin) const {
    if (begin == 0) {
      return 0;
    }
    const int32_t before = words_[begin - 1].type;
    if (is_arrow(before) || before == AisysLexer::COLON || before == AisysLexer::COMMA ||
        before == AisysLexer::DOT || before == AisysLexer::KW_BY) {
      return 1;
    }
    const bool ended = before == AisysLexer::LBRACE || before == AisysLexer::RBRACE ||
                       before == AisysLexer::RBRACK || before == AisysLexer::STRING ||
                       is_number(before);
    return ended ? std::optional<size_t>(0) : std::nullopt;
  }

  // What is left of the names when all pairs are taken, as word `end` shows.
  std::optional<size_t> left_over(size_t end) const {
    switch (words_[end].type) {
      case Lexeme::EndOfText:
      case AisysLexer::STRING:
      case AisysLexer::LBRACE:
      case AisysLexer::RBRACE:
      case AisysLexer::KW_BY:
        return 0;
      case AisysLexer::ARROW:
      case AisysLexer::LARROW:
      case AisysLexer::BIARROW:
      case AisysLexer::COLON:
      case AisysLexer::DOT:
      case AisysLexer::MINUS:
        return 1;
      default:
        return std::nullopt;
    }
  }

  std::optional<Slip> slip_in(size_t begin, size_t end) const {
    const auto before = taken(begin);
    const auto behind = left_over(end);
    if (!before || !behind || (end - begin - *before) % 2 == *behind) {
      return std::nullopt;
    }
    for (size_t line = begin; line < end;) {
      size_t next = line + 1;
      while (next < end && !starts_line(next)) {
        ++next;
      }
      // On the last line the word behind may need the name.
      if (next == end && *behind == 1 && !starts_line(end)) {
        return std::nullopt;
      }
      const bool first = line == begin;
      if (first && *before == 1 && is_arrow(words_[begin - 1].type) && next == line + 2) {
        return Slip{line + 1, line + 1, Slip::Meant::Payload};
      }
      if (first && *before == 1 && next > line + 1 && begins_payload(begin)) {
        return Slip{line, next - 1, Slip::Meant::QuotedPayload};
      }
      const bool declares = (!first || *before == 0) && next >= line + 3 && (next - line) % 2 == 1;
      if (declares) {
        return Slip{line + 2, next - 1, Slip::Meant::Label};
      }
      line = next;
    }
    return std::nullopt;
  }

  // `-> web :` stands before.
  bool begins_payload(size_t begin) const {
    if (words_[begin - 1].type != AisysLexer::COLON) {
      return false;
    }
    size_t end = begin - 1;  // of the path
    while (end > 2 && words_[end - 2].type == AisysLexer::DOT) {
      end -= 2;
    }
    return end > 1 && is_arrow(words_[end - 2].type);
  }

  // Reports it, writes what was meant, and gives the next word.
  size_t mend(const Slip& slip, std::vector<Lexeme>& into) {
    const source::Span place = reporter_.span(words_[slip.first].begin, words_[slip.last].end);
    if (slip.meant != Slip::Meant::Payload) {
      report_unquoted_label(reporter_, place);
      if (slip.meant == Slip::Meant::QuotedPayload) {
        into.push_back(words_[slip.first]);  // something flows
      }
      return slip.last + 1;
    }
    const auto word = reporter_.text().substr(place.begin, place.end - place.begin);
    if (auto report = reporter_.syntax(place, "what flows stands behind a `:`")) {
      report->help(fmt::format("write `: {}`", word))
          .fix(reporter_.span(place.begin, place.begin), ": ");
    }
    into.push_back({AisysLexer::COLON, place.begin, place.begin});
    return slip.first;
  }

  bool starts_line(size_t index) const {
    return words_[index].type == Lexeme::EndOfText ||
           reporter_.is_first_on_line(words_[index].begin);
  }

  std::vector<Lexeme>& words_;
  Reporter& reporter_;
};

}  // namespace

void report_unquoted_label(Reporter& reporter, source::Span place) {
  const auto label = reporter.text().substr(place.begin, place.end - place.begin);
  if (auto report = reporter.syntax(place, "a label stands in quotes")) {
    report->help(fmt::format("write `\"{}\"`", label)).fix(place, fmt::format("\"{}\"", label));
  }
}

void repair_labels(std::vector<Lexeme>& words, Reporter& reporter) {
  LabelRepairer(words, reporter).run();
}

}  // namespace aixc::parse
