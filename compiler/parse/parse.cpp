#include "compiler/parse/parse.h"

#include "antlr4-runtime.h"
#include "compiler/parse/error_strategy.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/token_window.h"
#include "compiler/parse/tree_reader.h"
#include "grammar/AisysParser.h"

namespace aixc::parse {

ast::File parse(const source::SourceMap& sources, source::FileId file, diagnostics::Sink& sink) {
  const std::string_view text = sources.file(file).text;
  const Lexemes lexemes = lex(text);
  TokenWindow window(lexemes.words);
  AisysParser parser(&window);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::SLL);
  parser.removeErrorListeners();
  parser.setErrorHandler(std::make_shared<ErrorStrategy>(sources, file, lexemes.words, sink));

  ast::File result;
  result.id = file;
  for (const Lexeme& comment : lexemes.comments) {
    result.comments.push_back({{file, comment.begin, comment.end}});
  }
  TreeReader reader(file, text, lexemes.comments, sink);
  // Statement by statement: the tree of one takes many times the memory of its AST.
  while (window.LA(1) != antlr4::Token::EOF) {
    if (auto statement = reader.statement(*parser.statement())) {
      result.statements.push_back(std::move(*statement));
    }
    parser.getTreeTracker().reset();
    window.forget();
  }
  return result;
}

}  // namespace aixc::parse
