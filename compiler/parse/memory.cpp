#include "compiler/parse/memory.h"

#include <algorithm>
#include <span>

namespace aixc::parse {
namespace {

std::span<const Lexeme> within(const std::vector<Lexeme>& all, uint32_t begin, uint32_t end) {
  const auto first = std::ranges::lower_bound(all, begin, {}, &Lexeme::begin);
  const auto last = std::ranges::lower_bound(first, all.end(), end, {}, &Lexeme::begin);
  return {first, last};
}

bool same(std::span<const Lexeme> before, std::span<const Lexeme> now, uint32_t shift) {
  return std::ranges::equal(before, now, [shift](const Lexeme& a, const Lexeme& b) {
    return a.type == b.type && a.begin + shift == b.begin && a.end + shift == b.end;
  });
}

}  // namespace

Recall::Recall(const Version& before, const source::Change& change, const Lexemes& now)
    : before_(before), change_(change), now_(now) {}

uint32_t Recall::begin_of_text(const std::vector<Lexeme>& words, size_t first) {
  // A bracket that was put in has no width, and may stand anywhere.
  while (first > 0 && words[first - 1].begin == words[first - 1].end) {
    --first;
  }
  return first == 0 ? 0 : words[first - 1].end;
}

std::optional<size_t> Recall::find(size_t first) {
  const uint32_t begin = now_.words[first].begin;
  if (begin >= change_.begin && begin < change_.end) {
    return std::nullopt;
  }
  const uint32_t shift = begin < change_.begin ? 0 : change_.shift();
  const auto begins_at = [&](const RememberedStatement& one) {
    return before_.read.words[one.first_word].begin;
  };
  const auto& all = before_.statements;
  while (next_ < all.size() && begins_at(all[next_]) < begin - shift) {
    ++next_;
  }
  const bool known = next_ < all.size() && begins_at(all[next_]) == begin - shift &&
                     all[next_].tree && is_unchanged(all[next_], first, shift);
  return known ? std::optional(next_) : std::nullopt;
}

bool Recall::is_unchanged(const RememberedStatement& statement, size_t first,
                          uint32_t shift) const {
  const std::span words(before_.read.words);
  const auto seen = words.subspan(statement.first_word, statement.words_seen);
  if (first + seen.size() > now_.words.size() ||
      !same(seen, std::span(now_.words).subspan(first, seen.size()), shift)) {
    return false;
  }
  const uint32_t begin = begin_of_text(before_.read.words, statement.first_word);
  const uint32_t end = seen.back().end;
  const bool beside = shift == 0 && end <= change_.begin ? true : begin >= change_.old_end;
  return beside && begin_of_text(now_.words, first) == begin + shift &&
         same(within(before_.read.comments, begin, end),
              within(now_.comments, begin + shift, end + shift), shift);
}

}  // namespace aixc::parse
