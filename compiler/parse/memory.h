// What was read of earlier versions of texts, so that whoever types waits only for what he changes.
//
// It never changes what is read: a statement is taken from here only if nothing that the parser
// looked at to read it has changed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/parse/lexemes.h"

namespace aixc::parse {

// A statement of the top level. Words are counted in `Version::read`.
struct RememberedStatement {
  size_t first_word = 0;
  size_t words = 0;                    // that belong to it
  size_t words_seen = 0;               // from the first on, that the parser looked at
  std::optional<ast::Statement> tree;  // none: something was wrong with it, it has to be read again
};

struct Version {
  std::string text;
  Lexemes lexed;                                // as the lexer told them
  Lexemes read;                                 // as the parser was given them
  std::vector<RememberedStatement> statements;  // in order; their trees view `text`
  size_t recalled = 0;                          // of them, that were not read again
};

struct Memory {
  // By the name of the file; those of one name push each other out.
  std::map<std::string, std::unique_ptr<Version>> versions;
};

// The statements of an earlier version, for one reading of a later one, from its beginning to its
// end.
class Recall {
 public:
  // `words` and `comments` are those that the parser is given now. All must outlive this.
  Recall(const Version& before, const source::Change& change, const Lexemes& now);

  // Which of the version's statements it is that begins with word `first`; none if it is new.
  std::optional<size_t> find(size_t first);

 private:
  // From which byte on the text of the statement counts: the comments above it belong to it.
  static uint32_t begin_of_text(const std::vector<Lexeme>& words, size_t first);
  bool is_unchanged(const RememberedStatement& statement, size_t first, uint32_t shift) const;

  const Version& before_;
  const source::Change& change_;
  const Lexemes& now_;
  size_t next_ = 0;  // statement of the earlier version
};

}  // namespace aixc::parse
