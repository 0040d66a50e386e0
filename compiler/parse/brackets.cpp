#include "compiler/parse/brackets.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "compiler/parse/word_kinds.h"

namespace aixc::parse {
namespace {

using diagnostics::Kind;

// How brackets pair when layout is not looked at.
struct Pairing {
  size_t unclosed = 0;      // `{` without `}`
  size_t surplus = 0;       // `}` without `{`
  bool mismatched = false;  // anything wrong with the others
  size_t depth = 0;         // the deepest
};

Pairing pair_plainly(const std::vector<Lexeme>& words) {
  Pairing result;
  std::vector<int32_t> open;
  for (const Lexeme& word : words) {
    if (is_opening(word.type)) {
      open.push_back(word.type);
      result.depth = std::max(result.depth, open.size());
    } else if (is_closing(word.type)) {
      if (!open.empty() && closing_of(open.back()) == word.type) {
        open.pop_back();
      } else if (word.type == AisysLexer::RBRACE) {
        while (!open.empty() && open.back() != AisysLexer::LBRACE) {
          open.pop_back();
        }
        result.mismatched = true;
        if (open.empty()) {
          ++result.surplus;
        } else {
          open.pop_back();
        }
      } else {
        result.mismatched = true;
      }
    }
  }
  for (const int32_t type : open) {
    result.unclosed += type == AisysLexer::LBRACE ? 1 : 0;
    result.mismatched = result.mismatched || type != AisysLexer::LBRACE;
  }
  return result;
}

class Balancer {
 public:
  Balancer(std::vector<Lexeme>& words, Reporter& reporter, const Pairing& pairing)
      : words_(words),
        reporter_(reporter),
        unclosed_(pairing.unclosed),
        surplus_(pairing.surplus) {}

  void run() {
    done_.reserve(words_.size() + unclosed_);
    for (at_ = 0; at_ < words_.size(); ++at_) {
      const Lexeme& word = words_[at_];
      close_by_layout(word);
      if (is_opening(word.type)) {
        open(word);
      } else if (is_closing(word.type)) {
        close(word);
      } else if (word.type == Lexeme::EndOfText) {
        close_all();
        done_.push_back(word);
      } else {
        done_.push_back(word);
      }
    }
    words_ = std::move(done_);
  }

 private:
  struct Open {
    Lexeme word;
    uint32_t indent;  // of its line
  };

  void open(const Lexeme& word) {
    if (open_.size() == MaxNesting) {
      skip_group(word);
      return;
    }
    open_.push_back({word, reporter_.indent(word.begin)});
    done_.push_back(word);
  }

  // Leaves out what nests too deep, with its brackets. In place of a value an unreadable one stays.
  void skip_group(const Lexeme& word) {
    if (word.type != AisysLexer::LBRACE) {
      done_.push_back({AisysLexer::INT, word.begin, word.end});
    }
    reporter_.report(Kind::NestedTooDeep, reporter_.span(word.begin, word.end), MaxNesting);
    size_t depth = 0;
    for (; words_[at_].type != Lexeme::EndOfText; ++at_) {
      depth += is_opening(words_[at_].type) ? 1 : 0;
      depth -= is_closing(words_[at_].type) ? 1 : 0;
      if (depth == 0) {
        return;
      }
    }
    // What is open at the end was left open in there, or before: one message is enough.
    cut_off_ = true;
    --at_;
  }

  void close(const Lexeme& word) {
    // A `}` that closes what its neighbour below still belongs to is one too many.
    if (word.type == AisysLexer::RBRACE && surplus_ > 0 && closes_too_early(word)) {
      --surplus_;
      report_surplus(word);
      return;
    }
    size_t depth = open_.size();
    while (depth > 0 && closing_of(open_[depth - 1].word.type) != word.type &&
           (word.type == AisysLexer::RBRACE || open_[depth - 1].word.type != AisysLexer::LBRACE)) {
      --depth;
    }
    if (depth == 0 || closing_of(open_[depth - 1].word.type) != word.type) {
      report_surplus(word);
      return;
    }
    while (open_.size() > depth) {
      insert_closing(place_on_its_line());
    }
    open_.pop_back();
    done_.push_back(word);
  }

  bool closes_too_early(const Lexeme& word) const {
    if (open_.empty() || open_.back().word.type != AisysLexer::LBRACE) {
      return true;
    }
    const Lexeme& next = words_[at_ + 1];
    return next.type != Lexeme::EndOfText && reporter_.is_first_on_line(next.begin) &&
           reporter_.indent(next.begin) > open_.back().indent &&
           reporter_.line(word.end) != reporter_.line(next.begin);
  }

  void report_surplus(const Lexeme& word) {
    const source::Span place = reporter_.span(word.begin, word.end);
    if (auto report =
            reporter_.syntax(place, fmt::format("this `{}` closes nothing", text_of(word)))) {
      report->help("leave it out, or open a bracket before it");
    }
  }

  // While a `}` is known to be missing: the first word that stands no deeper than the line of an
  // open `{` shows that its block has ended.
  void close_by_layout(const Lexeme& word) {
    while (unclosed_ > 0 && !open_.empty() && word.type != Lexeme::EndOfText &&
           reporter_.is_first_on_line(word.begin)) {
      const Open& innermost = open_.back();
      const uint32_t indent = reporter_.indent(word.begin);
      const bool closes_it = is_closing(word.type) && indent == innermost.indent;
      if (innermost.word.type != AisysLexer::LBRACE || indent > innermost.indent || closes_it) {
        return;
      }
      --unclosed_;
      insert_closing(done_.size());
    }
  }

  // Where a `]` or `)` that is missing belongs: at the end of its line, or of the last one that
  // ends in a comma.
  size_t place_on_its_line() const {
    size_t at = done_.size();
    while (at > 0 && done_[at - 1].begin != open_.back().word.begin) {
      --at;
    }
    while (at < done_.size() && (!reporter_.is_first_on_line(done_[at].begin) ||
                                 done_[at - 1].type == AisysLexer::COMMA)) {
      ++at;
    }
    return at;
  }

  // Closes the innermost open bracket before the word `place` of those done.
  void insert_closing(size_t place) {
    const Open innermost = open_.back();
    open_.pop_back();
    const uint32_t end = done_[place - 1].end;
    const int32_t type = closing_of(innermost.word.type);
    if (auto report = reporter_.report(Kind::UnclosedBrace,
                                       reporter_.span(innermost.word.begin, innermost.word.end),
                                       text_of(innermost.word))) {
      report->note(reporter_.span(end, end),
                   fmt::format("the `{}` is probably missing here", text_of_type(type)));
    }
    done_.insert(done_.begin() + static_cast<ptrdiff_t>(place), {type, end, end});
  }

  // At the end of the text. What is open together gives one message, about the innermost.
  void close_all() {
    if (!open_.empty() && !cut_off_) {
      const Lexeme& innermost = open_.back().word;
      auto report = reporter_.report(
          Kind::UnclosedBrace, reporter_.span(innermost.begin, innermost.end), text_of(innermost));
      for (size_t i = 1; report && i < open_.size() && i <= 3; ++i) {
        const Lexeme& outer = open_[open_.size() - 1 - i].word;
        report->note(reporter_.span(outer.begin, outer.end), "nor is this");
      }
    }
    for (; !open_.empty(); open_.pop_back()) {
      const uint32_t end = done_.back().end;
      done_.push_back({closing_of(open_.back().word.type), end, end});
    }
  }

  std::string_view text_of(const Lexeme& word) const {
    return reporter_.text().substr(word.begin, word.end - word.begin);
  }

  static std::string_view text_of_type(int32_t closing) {
    return closing == AisysLexer::RBRACE ? "}" : closing == AisysLexer::RBRACK ? "]" : ")";
  }

  std::vector<Lexeme>& words_;
  Reporter& reporter_;
  size_t unclosed_;
  size_t surplus_;
  size_t at_ = 0;
  std::vector<Lexeme> done_;
  std::vector<Open> open_;
  bool cut_off_ = false;
};

// `not not not …` nests too.
void bound_negations(std::vector<Lexeme>& words, Reporter& reporter) {
  size_t run = 0;
  const auto excess = std::ranges::remove_if(words, [&](const Lexeme& word) {
    run = word.type == AisysLexer::KW_NOT ? run + 1 : 0;
    if (run == MaxNesting + 1) {
      reporter.report(Kind::NestedTooDeep, reporter.span(word.begin, word.end), MaxNesting);
    }
    return run > MaxNesting;
  });
  words.erase(excess.begin(), excess.end());
}

}  // namespace

void balance_brackets(std::vector<Lexeme>& words, Reporter& reporter) {
  bound_negations(words, reporter);
  const Pairing pairing = pair_plainly(words);
  if (pairing.unclosed > 0 || pairing.surplus > 0 || pairing.mismatched ||
      pairing.depth > MaxNesting) {
    Balancer(words, reporter, pairing).run();
  }
}

std::vector<uint32_t> find_partners(const std::vector<Lexeme>& words) {
  std::vector<uint32_t> partners(words.size());
  std::iota(partners.begin(), partners.end(), 0U);
  std::vector<uint32_t> open;
  for (uint32_t at = 0; at < words.size(); ++at) {
    if (is_opening(words[at].type)) {
      open.push_back(at);
    } else if (is_closing(words[at].type) && !open.empty()) {
      partners[at] = open.back();
      partners[open.back()] = at;
      open.pop_back();
    }
  }
  return partners;
}

}  // namespace aixc::parse
