#include "compiler/parse/error_strategy.h"

#include <fmt/format.h>

namespace aixc::parse {

antlr4::Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  const size_t at =
      std::max(parser->getTokenStream()->index(), error.getOffendingToken()->getTokenIndex());
  if (at < reported_) {
    return;
  }
  reported_ = at + 1;
  const Lexeme& word = words_[at];
  const source::Span span = {file_, word.begin, word.end};
  sink_.report(diagnostics::Kind::SyntaxError, span,
               fmt::format("unexpected `{}`", sources_.text(span)));
}

void ErrorStrategy::recover(antlr4::Parser* parser, std::exception_ptr) {
  antlr4::TokenStream& tokens = *parser->getTokenStream();
  const auto starts_line = [&](size_t at) {
    const uint32_t begin = words_[at].begin;
    return begin == 0 || sources_.file(file_).text[begin - 1] == '\n';
  };
  size_t at = std::max(tokens.index(), reported_);
  while (at + 1 < words_.size() && !starts_line(at)) {
    ++at;
  }
  tokens.seek(std::min(at, words_.size() - 1));
}

}  // namespace aixc::parse
