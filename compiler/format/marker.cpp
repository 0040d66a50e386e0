#include "compiler/format/marker.h"

#include <algorithm>

#include "compiler/format/layout.h"

namespace aixc::format {

void Marker::open(size_t word, Mark::Kind kind, bool forced) {
  words_[word].before.push_back({.kind = kind, .forced = forced});
}

void Marker::close(size_t word) {
  words_[word].after.push_back({.kind = Mark::Kind::Close});
}

void Marker::begin_item(size_t word, uint32_t indent, Blanks blanks, bool first) {
  line(word, {.kind = Mark::Kind::Line, .indent = indent, .blanks = blanks, .first = first});
}

void Marker::end_items(size_t word, uint32_t base, Blanks blanks, bool none) {
  line(
      word,
      {.kind = Mark::Kind::Line, .indent = base, .blanks = blanks, .first = none, .closing = true});
}

void Marker::documented(ast::Span span, std::string_view doc) {
  Word& word = words_[words_.first_of(span)];
  word.may_have_doc = true;
  if (doc.empty()) {
    return;
  }
  const auto begins_doc = [&](const Comment& comment) { return comment.text.data() == doc.data(); };
  const auto found = std::ranges::find_if(word.comments, begins_doc);
  word.doc_begin = found == word.comments.end() ? UINT32_MAX : found->begin;
}

void Marker::row(ast::Span span, Shape shape) {
  words_[words_.first_of(span)].begins_row = shape;
  words_[words_.last_of(span)].ends_row = true;
}

size_t Marker::end_of_value(ast::Span span) const {
  size_t last = words_.last_of(span);
  while (words_[last + 1].text == ")") {
    ++last;
  }
  return last;
}

Marker::Item Marker::item(const ast::Statement& statement) {
  return std::visit(
      [this](const auto& form) {
        return Item{form.span, false, [this, &form](uint32_t base) { mark(form, base); }};
      },
      statement);
}

void Marker::file(const ast::File& file) {
  bool first = true;
  for (const ast::Statement& statement : file.statements) {
    const Item one = item(statement);
    line(words_.first_of(one.span),
         {.kind = Mark::Kind::Line, .forced = true, .blanks = Blanks::All, .first = first});
    one.mark(0);
    first = false;
  }
  line(words_.size() - 1, {.kind = Mark::Kind::Line,
                           .forced = true,
                           .blanks = Blanks::All,
                           .first = first,
                           .closing = true});
}

bool Marker::shares_line(const Item& one, const Item& next) const {
  const bool both = one.is_attribute && next.is_attribute;
  return both && !words_.breaks_between(end_of_value(one.span), words_.first_of(next.span));
}

void Marker::braces(size_t open_word, size_t close_word, const std::vector<Item>& items,
                    uint32_t base, bool is_map) {
  const bool only_attributes = std::ranges::all_of(items, &Item::is_attribute);
  const bool breaks = words_.breaks_between(open_word, close_word);
  const bool bare = items.empty() && words_[close_word].comments.empty();
  open(open_word, Mark::Kind::OpenTogether,
       !bare && (breaks || (items.size() > 1 && !only_attributes)));
  bool first = true;
  for (size_t i = 0; i < items.size(); ++i) {
    const Item& one = items[i];
    const bool joined = i > 0 && shares_line(items[i - 1], one);
    const bool joins_next = i + 1 < items.size() && shares_line(one, items[i + 1]);
    begin_item(words_.first_of(one.span), base + IndentWidth, Blanks::All, first);
    if (joins_next && !joined) {
      open(words_.first_of(one.span), Mark::Kind::OpenTogether);
    }
    one.mark(base + IndentWidth);
    const size_t last = end_of_value(one.span);
    replace_comma(last);
    if (joined && !joins_next) {
      close(last);
    }
    if (is_map) {
      const bool ends = &one == &items.back();
      words_[last].after.push_back({ends ? Mark::Kind::CommaIfBroken : Mark::Kind::Comma});
    } else if (&one != &items.back()) {
      words_[last].after.push_back({Mark::Kind::CommaIfFlat});
    }
    first = false;
  }
  if (!bare) {
    end_items(close_word, base, Blanks::All, items.empty());
  }
  close(close_word);
}

void Marker::list(size_t open_word, size_t close_word, const std::vector<ast::Expr>& items,
                  uint32_t base) {
  const bool simple = std::ranges::all_of(items, [](const ast::Expr& one) {
    const auto* literal = std::get_if<ast::Literal>(&one.node);
    return std::holds_alternative<ast::Reference>(one.node) ||
           (literal != nullptr && literal->raw.find('\n') == std::string_view::npos);
  });
  const Blanks blanks = simple ? Blanks::BeforeComments : Blanks::All;
  open(open_word, Mark::Kind::OpenTogether);
  size_t next = open_word + 1;
  for (size_t i = 0; i < items.size(); ++i) {
    begin_item(next, base + IndentWidth, blanks, i == 0);
    if (simple && i == 0) {
      open(next, Mark::Kind::OpenFill);
    }
    expr(items[i], base + IndentWidth);
    const size_t last = end_of_value(items[i].span);
    if (i + 1 == items.size()) {
      replace_comma(last);
      if (simple) {
        close(last);
      }
      words_[last].after.push_back({Mark::Kind::CommaIfBroken});
    }
    next = last + 1;
  }
  if (!items.empty() || !words_[close_word].comments.empty()) {
    end_items(close_word, base, blanks, items.empty());
  }
  close(close_word);
}

}  // namespace aixc::format
