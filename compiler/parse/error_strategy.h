#pragma once

#include "antlr4-runtime.h"
#include "compiler/diagnostics/sink.h"
#include "compiler/parse/lexemes.h"
#include "compiler/source/source_map.h"

namespace aixc::parse {

class ErrorStrategy final : public antlr4::ANTLRErrorStrategy {
 public:
  ErrorStrategy(const source::SourceMap& sources, source::FileId file,
                const std::vector<Lexeme>& words, diagnostics::Sink& sink)
      : sources_(sources), file_(file), words_(words), sink_(sink) {}

  void reset(antlr4::Parser*) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void recover(antlr4::Parser* parser, std::exception_ptr) override;
  void sync(antlr4::Parser*) override {}
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  void reportMatch(antlr4::Parser*) override {}
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;

 private:
  const source::SourceMap& sources_;
  source::FileId file_;
  const std::vector<Lexeme>& words_;
  diagnostics::Sink& sink_;
  size_t reported_ = 0;
};

}  // namespace aixc::parse
