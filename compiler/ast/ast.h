// The text of one file as plain data, in the order written, nothing resolved.
//
// Texts are views into the source file, so a tree must not outlive its `SourceMap`. A tree is given
// for every text, whatever is wrong with it: what could not be read is left out or stands as an
// `ErrorExpr`, and the parser has reported it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/source/span.h"

namespace aixc::ast {

using source::Span;

// An owned child; copied with its owner, so that trees are values. Never empty but after a move.
template <typename T>
class Box {
 public:
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: converts on purpose
  Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&&) noexcept = default;
  Box& operator=(const Box& other) {
    value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Box& operator=(Box&&) noexcept = default;
  ~Box() = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

 private:
  std::unique_ptr<T> value_;
};

// ---- names and texts ----------------------------------------------------------------------------

struct Name {
  std::string_view text;
  Span span;
};

// `vpc.kb`; at least one part.
struct Path {
  std::vector<Name> parts;
  Span span;
};

// A string with its quotes: `raw` is what stands in the file; `string_value` gives what it means.
struct Text {
  std::string_view raw;
  Span span;
};

// What a string literal means: quotes removed, escapes replaced, the first line break and the
// common indent of a `"""` text stripped. `raw` must have passed the parser, which reports bad
// escapes.
std::string string_value(std::string_view raw);

// ---- expressions --------------------------------------------------------------------------------

struct Expr;
struct Pattern;

struct Literal {
  enum class Kind : uint8_t { String, Integer, Decimal, Percent, Date, Duration };
  Kind kind;
  std::string_view raw;  // with quotes, `%` or unit
};

// `trusted`, `m.by.role`
struct Reference {
  std::vector<Name> parts;
};

// `near(kb, 2)`; the function's name is a path only by grammar, one part in fact.
struct Call {
  std::vector<Name> function;
  std::vector<Expr> arguments;
};

struct List {
  std::vector<Expr> items;
};

struct MapEntry;
struct Map {
  std::vector<MapEntry> entries;
};

struct Not {
  Box<Expr> operand;
};

// `a and b and c`, `a or b`; at least two operands.
struct Logic {
  enum class Op : uint8_t { And, Or };
  Op op;
  std::vector<Expr> operands;
};

enum class CompareOp : uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, Is };

struct Comparison {
  CompareOp op;
  Box<Expr> left;
  Box<Expr> right;  // for `is`: a Reference of one part, a kind or `unknown`
};

// `exists { pattern where … }`, `count { … }`
struct Quantified {
  enum class Op : uint8_t { Exists, Count };
  Op op;
  std::vector<Pattern> patterns;
  std::optional<Box<Expr>> where;
};

struct ErrorExpr {};

struct Expr {
  Span span;
  std::variant<ErrorExpr, Literal, Reference, Call, List, Map, Not, Logic, Comparison, Quantified>
      node;
};

struct MapEntry {
  std::variant<Name, Text> key;
  Expr value;
};

// ---- patterns -----------------------------------------------------------------------------------

// `(v: kind)`, `(v)`, `(:kind)`, `()`
struct NodePattern {
  std::optional<Name> variable;
  std::optional<Name> kind;
  Span span;
};

enum class Direction : uint8_t { Forward, Backward, Both };

// The `*` of `-[*]->`, `-[*1..3]->`.
struct Repeat {
  Span span;
  std::optional<uint32_t> least;  // both bounds or none
  std::optional<uint32_t> most;
};

// `->`, `<-`, `<->`, `-[calls]->`, `-[f: input_path where …]->`. In a flow statement only the
// relation may be given (the binder says so).
struct EdgePattern {
  Direction direction = Direction::Forward;
  std::optional<Name> variable;  // only with a colon: `f` of `-[f: calls]->`
  std::optional<Name> relation;  // a relation, a path class or a reference attribute
  std::optional<Repeat> repeat;
  std::optional<Box<Expr>> where;
  Span span;
};

struct Inside {
  Span span;
};

struct PatternStep {
  std::variant<EdgePattern, Inside> via;
  NodePattern node;
};

struct Pattern {
  NodePattern first;
  std::vector<PatternStep> steps;
  Span span;
};

// ---- statements of a system ---------------------------------------------------------------------

struct Attribute {
  Name name;
  Expr value;
  Span span;
};

// `one of [a, b]`, `list of actor`, `yes/no`, `text`, a kind
struct Type {
  enum class Form : uint8_t { Plain, YesNo, OneOf, SomeOf, ListOf };
  Form form = Form::Plain;
  Name name;                 // Plain: `text`, `number`, a kind …; ListOf: what it lists
  std::vector<Expr> values;  // OneOf, SomeOf
  Span span;
};

// `attr task: one of […] ask "…"`
struct AttributeDeclaration {
  Name name;
  Type type;
  std::optional<Text> ask;
  std::string_view doc;
  Span span;
};

struct FlowStep {
  EdgePattern edge;
  Path to;
};

struct Block;

// `a -> b -> c : payload { … }`
struct FlowStatement {
  Path first;
  std::vector<FlowStep> steps;
  std::variant<std::monostate, Text, std::vector<Path>> payload;
  std::optional<Box<Block>> block;
  std::string_view doc;
  Span span;
};

// One shape for `system`, `party`, `data`, `kind`, `taxonomy`, `threat`, `control`, `view` and
// every element: `KEYWORD name "Label" is BASE in GROUP by PARTY { … }`. The binder tells them
// apart.
struct Declaration {
  Name keyword;
  Name name;
  std::optional<Text> label;
  std::optional<Name> base;
  std::optional<Path> group;
  std::optional<Path> party;
  std::optional<Box<Block>> block;
  std::string_view doc;  // the `///` lines above, as written; "" if there are none
  Span span;
};

using Member = std::variant<Attribute, AttributeDeclaration, Declaration, FlowStatement>;

struct Block {
  std::vector<Member> members;
  Span span;  // with its braces
};

struct Extend {
  Path target;
  Block block;
  Span span;
};

struct Import {
  Text path;
  Span span;
};

// An element, boundary, party or `system`; or a flow when `edge` and `to` are there.
struct Target {
  Path path;
  std::optional<EdgePattern> edge;
  std::optional<Path> to;
  Span span;
};

struct Treatment {
  enum class Verb : uint8_t { Implement, Accept, Transfer, Avoid };
  Verb verb;
  Name subject;  // a control for implement, else a threat
  std::vector<Target> targets;
  std::optional<Path> party;  // transfer … to
  std::optional<Block> block;
  std::string_view doc;
  Span span;
};

// ---- statements of a library --------------------------------------------------------------------

struct RelationDeclaration {
  Name name;
  std::optional<Text> label;
  std::vector<Name> from;
  std::vector<Name> to;
  std::optional<Block> block;
  std::string_view doc;
  Span span;
};

struct PathDeclaration {
  Name name;
  std::optional<Text> label;
  std::vector<Name> from;
  std::vector<Name> to;
  std::vector<Name> through;
  std::vector<Name> over;
  std::optional<Expr> where;
  std::string_view doc;
  Span span;
};

struct Rule {
  enum class Verdict : uint8_t { Raise, Dismiss };
  Name name;
  std::optional<Text> label;
  std::vector<Pattern> patterns;
  std::optional<Expr> where;
  Verdict verdict;
  Path threat;
  Name target;
  std::optional<Text> because;
  std::optional<Text> source;
  std::string_view doc;
  Span span;
};

// `rate … likelihood >= 4 of THREAT, … on v`
struct Rate {
  Name name;
  std::optional<Text> label;
  std::vector<Pattern> patterns;
  std::optional<Expr> where;
  Name factor;      // `likelihood` or `impact`
  CompareOp bound;  // GreaterEqual or LessEqual
  uint32_t level;
  Span level_span;
  std::vector<Path> threats;
  Name target;
  std::optional<Text> because;
  std::optional<Text> source;
  std::string_view doc;
  Span span;
};

struct Derivation {
  bool assumed;  // `assume` instead of `derive`
  Name variable;
  Name attribute;
  std::optional<Expr> value;
  std::vector<Pattern> patterns;
  std::optional<Expr> when;
  std::string_view doc;
  Span span;
};

struct Policy {
  enum class Verb : uint8_t { Require, Forbid };
  enum class Level : uint8_t { Error, Warning };
  Verb verb;
  Name name;
  std::optional<Text> label;
  std::vector<Pattern> patterns;
  std::optional<Expr> where;
  Level level;
  Text message;
  std::string_view doc;
  Span span;
};

// `expect applies THREAT on A, B`
struct Expectation {
  Name status;
  Name threat;
  std::vector<Target> targets;
  Span span;
};

struct Test;

using Statement =
    std::variant<Import, Declaration, FlowStatement, Extend, Treatment, RelationDeclaration,
                 PathDeclaration, Rule, Rate, Derivation, Policy, Test>;

struct Test {
  Name name;
  std::optional<Text> label;
  std::vector<Statement> statements;
  std::vector<Expectation> expectations;
  std::string_view doc;
  Span span;
};

// ---- the file -----------------------------------------------------------------------------------

struct Comment {
  Span span;  // without the line break
};

struct File {
  source::FileId id;
  std::vector<Statement> statements;
  std::vector<Comment> comments;  // all, `///` included, in order; the formatter keeps them
};

}  // namespace aixc::ast
