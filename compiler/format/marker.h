// The style itself: where lines may begin in each construct of the language.
#pragma once

#include <functional>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/format/words.h"

namespace aixc::format {

// Marks the words of one file. `base` is everywhere the indent of the line that a construct begins
// on; its own lines stand one step further in.
class Marker {
 public:
  explicit Marker(Words& words) : words_(words) {}

  void file(const ast::File& file);

 private:
  // One thing of those that stand in a pair of braces.
  struct Item {
    ast::Span span;
    bool is_attribute = false;
    std::function<void(uint32_t base)> mark;
  };

  // ---- any construct (marker.cpp) ----
  void open(size_t word, Mark::Kind kind, bool forced = false);
  void close(size_t word);
  void line(size_t word, uint32_t indent) {
    line(word, {.kind = Mark::Kind::Line, .indent = indent});
  }
  void line(size_t word, const Mark& mark) { words_[word].before.push_back(mark); }
  void begin_item(size_t word, uint32_t indent, Blanks blanks, bool first);
  void replace_comma(size_t word) { std::erase_if(words_[word].after, is_comma); }
  void end_items(size_t word, uint32_t base, Blanks blanks, bool none);
  void documented(ast::Span span, std::string_view doc);
  static bool is_comma(const Mark& mark) { return mark.kind == Mark::Kind::Comma; }
  Item item(const ast::Statement& statement);

  // The statement may be set in columns with its neighbours.
  void row(ast::Span span, Shape shape);
  // Whether two neighbours are attributes, or entries of a map, that were written on one line. All
  // that were stay on one if they fit; else each has its own.
  bool shares_line(const Item& one, const Item& next) const;
  // A block or a map: on one line only if it was, and holds one thing or only attributes.
  void braces(size_t open_word, size_t close_word, const std::vector<Item>& items, uint32_t base,
              bool is_map);
  // A list with its brackets; the items are found by their spans.
  void list(size_t open_word, size_t close_word, const std::vector<ast::Expr>& items,
            uint32_t base);
  // The last word of a value, with the parentheses around it.
  size_t end_of_value(ast::Span span) const;
  // Lines before all but the first of several things with commas.
  template <typename Things>
  void fill(const Things& things, uint32_t indent);

  // ---- statements of a system (mark_system.cpp) ----
  void block(const ast::Block& block, uint32_t base);
  void block(const std::optional<ast::Block>& block, uint32_t base);
  void block(const std::optional<ast::Box<ast::Block>>& block, uint32_t base);
  void mark(const ast::Attribute& attribute, uint32_t base);
  void mark(const ast::AttributeDeclaration& declared, uint32_t base);
  void mark(const ast::Declaration& declaration, uint32_t base);
  void mark(const ast::FlowStatement& flow, uint32_t base);
  void mark(const ast::Import& import, uint32_t base);
  void mark(const ast::Extend& extend, uint32_t base);
  void mark(const ast::Treatment& treatment, uint32_t base);
  void mark(const ast::Expectation& expectation, uint32_t base);
  void mark(const ast::Test& test, uint32_t base);

  // ---- statements of a library (mark_library.cpp) ----
  void mark(const ast::RelationDeclaration& relation, uint32_t base);
  void mark(const ast::PathDeclaration& path, uint32_t base);
  void mark(const ast::Rule& rule, uint32_t base);
  void mark(const ast::Rate& rate, uint32_t base);
  void mark(const ast::Derivation& derivation, uint32_t base);
  void mark(const ast::Policy& policy, uint32_t base);
  void clause_before(ast::Span span, uint32_t base);
  void text_clause(const std::optional<ast::Text>& text, uint32_t base);
  void match_clause(const std::vector<ast::Pattern>& patterns, uint32_t base);
  void condition_clause(const std::optional<ast::Expr>& condition, uint32_t base);
  void names_clause(const std::vector<ast::Name>& names, uint32_t base);

  // ---- expressions and patterns (mark_expression.cpp) ----
  void expr(const ast::Expr& expr, uint32_t base);
  void logic(const ast::Logic& logic, ast::Span span, uint32_t base);
  void call(const ast::Call& call, uint32_t base);
  void map(const ast::Map& map, ast::Span span, uint32_t base);
  void quantified(const ast::Quantified& quantified, ast::Span span, uint32_t base);
  void patterns(const std::vector<ast::Pattern>& patterns, uint32_t base);
  void pattern(const ast::Pattern& pattern, uint32_t base);
  // The word before a span, parentheses around it passed over.
  size_t word_before(ast::Span span) const;

  Words& words_;
};

template <typename Things>
void Marker::fill(const Things& things, uint32_t indent) {
  for (size_t i = 1; i < things.size(); ++i) {
    line(words_.first_of(things[i].span), indent);
  }
}

}  // namespace aixc::format
