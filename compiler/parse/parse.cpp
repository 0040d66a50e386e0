#include "compiler/parse/parse.h"

#include "antlr4-runtime.h"
#include "compiler/ast/move.h"
#include "compiler/parse/brackets.h"
#include "compiler/parse/error_strategy.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/mend.h"
#include "compiler/parse/repair.h"
#include "compiler/parse/token_window.h"
#include "compiler/parse/tree_reader.h"
#include "grammar/AisysParser.h"

namespace aixc::parse {
namespace {

using grammar::AisysParser;

// Whether words that can stand where they do are read as what they were meant to be. That is right
// only where the text as it stands has no meaning.
enum class Guesses : bool { No, Yes };

// The words of the file, as far as possible those that were meant.
Lexemes mended(Lexemes lexemes, Reporter& reporter, Guesses guesses) {
  mend_words(lexemes, reporter);
  balance_brackets(lexemes.words, reporter);
  if (guesses == Guesses::Yes) {
    repair_labels(lexemes.words, reporter);
    repair_reserved_names(lexemes.words, reporter);
  }
  repair_words(lexemes.words, reporter);
  return lexemes;
}

// Reads the words statement by statement: the tree of one takes many times the memory of its AST.
class StatementParser {
 public:
  StatementParser(const std::vector<Lexeme>& words, Reporter& reporter)
      : words_(words),
        reporter_(reporter),
        strategy_(std::make_shared<ErrorStrategy>(words, reporter)),
        window_(words),
        parser_(&window_) {
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::SLL);
    parser_.removeErrorListeners();
    parser_.setErrorHandler(strategy_);
  }

  bool at_end() { return window_.LA(1) == antlr4::Token::EOF; }
  // The next word.
  size_t at() { return window_.index(); }
  // How many words it has looked at for the last statement, which began with word `first`.
  size_t seen_from(size_t first) const { return window_.furthest() + 1 - first; }
  // How often something was wrong.
  size_t troubles() const { return reporter_.asked() + strategy_->skips(); }

  // Goes on behind a statement that is known.
  void pass(size_t words) {
    window_.seek(window_.index() + words);
    strategy_->reset(&parser_);
  }

  // The tree lives until the next call.
  AisysParser::StatementContext& next() {
    parser_.getTreeTracker().reset();
    window_.forget();
    const size_t begin = window_.index();
    AisysParser::StatementContext* tree = nullptr;
    try {
      tree = parser_.statement();
    } catch (const antlr4::ParseCancellationException&) {
      tree = give_up(begin);
    }
    if (window_.index() == begin) {
      window_.consume();  // not to stand still
    }
    return *tree;
  }

 private:
  // Brackets are bounded before; this is the guard behind that guard.
  AisysParser::StatementContext* give_up(size_t begin) {
    const auto& token = static_cast<const WordToken&>(*parser_.too_deep_at());
    reporter_.report(diagnostics::Kind::NestedTooDeep,
                     reporter_.span(token.lexeme().begin, token.lexeme().end), MaxNesting);
    const std::vector<uint32_t> partners = find_partners(words_);
    size_t at = begin;
    while (at <= token.getTokenIndex()) {
      at = std::max<size_t>(partners[at], at) + 1;
    }
    window_.seek(std::min(at, words_.size() - 1));
    auto* tree = static_cast<AisysParser::StatementContext*>(parser_.root());
    parser_.setContext(nullptr);
    return tree;
  }

  const std::vector<Lexeme>& words_;
  Reporter& reporter_;
  std::shared_ptr<ErrorStrategy> strategy_;
  TokenWindow window_;
  AisysParser parser_;
};

// One reading of a text, and what it found of each statement.
struct Reading {
  struct Statement {
    RememberedStatement place;    // without its tree
    std::optional<size_t> known;  // which of the earlier version it is
    std::optional<size_t> sound;  // which of the file it is, if nothing was wrong with it
  };

  ast::File file;
  Lexemes lexemes;
  std::vector<Statement> statements;
};

// An earlier version of the text, and what has changed since.
struct Past {
  Version& version;
  source::Change change;
};

ast::Statement moved(ast::Statement statement, const ast::Move& by) {
  ast::move(statement, by);
  return statement;
}

Reading read(Reporter& reporter, source::FileId file, Lexemes lexemes, Guesses guesses,
             const Past* past) {
  Reading result{{file, {}, {}}, mended(std::move(lexemes), reporter, guesses), {}};
  for (const Lexeme& comment : result.lexemes.comments) {
    result.file.comments.push_back({{file, comment.begin, comment.end}});
  }
  std::optional<Recall> recall;
  if (past != nullptr) {
    recall.emplace(past->version, past->change, result.lexemes);
  }
  TreeReader reader(reporter, file, result.lexemes.comments);
  StatementParser parser(result.lexemes.words, reporter);
  std::vector<ast::Statement>& statements = result.file.statements;
  while (!parser.at_end()) {
    const size_t first = parser.at();
    if (const auto known = recall ? recall->find(first) : std::nullopt) {
      const RememberedStatement& before = past->version.statements[*known];
      const Lexeme& word = past->version.read.words[before.first_word];
      statements.push_back(
          moved(*before.tree, {past->version.text, reporter.text(),
                               result.lexemes.words[first].begin - word.begin, file}));
      result.statements.push_back(
          {{first, before.words, before.words_seen, {}}, known, statements.size() - 1});
      parser.pass(before.words);
      continue;
    }
    const size_t troubles = parser.troubles();
    auto statement = reader.statement(parser.next());
    const size_t words = parser.at() - first;
    result.statements.push_back(
        {{first, words, std::max(words, parser.seen_from(first)), {}}, {}, {}});
    if (statement) {
      statements.push_back(std::move(*statement));
      if (parser.troubles() == troubles) {
        result.statements.back().sound = statements.size() - 1;
      }
    }
  }
  reporter.finish();
  return result;
}

// What a later reading needs to know of this one.
std::unique_ptr<Version> remembered(std::string_view text, Lexemes lexed, Reading& reading,
                                    const Past* past) {
  auto kept = std::make_unique<Version>(
      Version{std::string(text), std::move(lexed), std::move(reading.lexemes), {}});
  Version& result = *kept;
  for (Reading::Statement& one : reading.statements) {
    RememberedStatement& added = result.statements.emplace_back(std::move(one.place));
    if (one.known) {
      ++result.recalled;
      RememberedStatement& before = past->version.statements[*one.known];
      const uint32_t from = past->version.read.words[before.first_word].begin;
      const uint32_t to = result.read.words[added.first_word].begin;
      added.tree = moved(std::move(*before.tree),
                         {past->version.text, result.text, to - from, reading.file.id});
    } else if (one.sound) {
      added.tree =
          moved(reading.file.statements[*one.sound], {text, result.text, 0, reading.file.id});
    }
  }
  return kept;
}

size_t count(const diagnostics::Sink& sink) {
  return sink.error_count() + sink.warning_count();
}

void forget_all_but_first(size_t number, diagnostics::Sink& sink) {
  size_t seen = 0;
  sink.remove_if([&](const diagnostics::Diagnostic&) { return seen++ >= number; });
}

}  // namespace

ast::File parse(const source::SourceMap& sources, source::FileId file, diagnostics::Sink& sink,
                Memory* memory) {
  const source::SourceFile& source = sources.file(file);
  std::optional<Past> past;
  std::unique_ptr<Version>* slot = memory == nullptr ? nullptr : &memory->versions[source.name];
  if (slot != nullptr && *slot != nullptr) {
    past.emplace(**slot, source::change_between((*slot)->text, source.text));
  }
  Lexemes lexed = past ? lex(source.text, past->version.lexed, past->change) : lex(source.text);
  const auto attempt = [&](Guesses guesses) {
    Reporter reporter(sources, file, sink);
    return read(reporter, file, lexed, guesses, past ? &*past : nullptr);
  };
  const size_t told = count(sink);
  const size_t errors = sink.error_count();
  Reading reading = attempt(Guesses::No);
  if (sink.error_count() != errors) {
    forget_all_but_first(told, sink);
    reading = attempt(Guesses::Yes);
  }
  if (slot != nullptr) {
    *slot = remembered(source.text, std::move(lexed), reading, past ? &*past : nullptr);
  }
  return std::move(reading.file);
}

}  // namespace aixc::parse
