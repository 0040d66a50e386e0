#include "compiler/parse/parse.h"

#include "antlr4-runtime.h"
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
Lexemes read_words(Reporter& reporter, Guesses guesses) {
  Lexemes lexemes = lex(reporter.text());
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
      : words_(words), reporter_(reporter), window_(words), parser_(&window_) {
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::SLL);
    parser_.removeErrorListeners();
    parser_.setErrorHandler(std::make_shared<ErrorStrategy>(words, reporter));
  }

  bool at_end() { return window_.LA(1) == antlr4::Token::EOF; }

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
  TokenWindow window_;
  AisysParser parser_;
};

ast::File read(const source::SourceMap& sources, source::FileId file, diagnostics::Sink& sink,
               Guesses guesses) {
  Reporter reporter(sources, file, sink);
  const Lexemes lexemes = read_words(reporter, guesses);

  ast::File result;
  result.id = file;
  for (const Lexeme& comment : lexemes.comments) {
    result.comments.push_back({{file, comment.begin, comment.end}});
  }
  TreeReader reader(reporter, file, lexemes.comments);
  StatementParser parser(lexemes.words, reporter);
  while (!parser.at_end()) {
    if (auto statement = reader.statement(parser.next())) {
      result.statements.push_back(std::move(*statement));
    }
  }
  reporter.finish();
  return result;
}

size_t count(const diagnostics::Sink& sink) {
  return sink.error_count() + sink.warning_count();
}

void forget_all_but_first(size_t number, diagnostics::Sink& sink) {
  size_t seen = 0;
  sink.remove_if([&](const diagnostics::Diagnostic&) { return seen++ >= number; });
}

}  // namespace

ast::File parse(const source::SourceMap& sources, source::FileId file, diagnostics::Sink& sink) {
  const size_t told = count(sink);
  const size_t errors = sink.error_count();
  ast::File result = read(sources, file, sink, Guesses::No);
  if (sink.error_count() == errors) {
    return result;
  }
  forget_all_but_first(told, sink);
  return read(sources, file, sink, Guesses::Yes);
}

}  // namespace aixc::parse
