// Collects diagnostics of all stages of one compilation.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "compiler/diagnostics/diagnostic.h"

namespace aixc::diagnostics {

class Sink {
 public:
  // Adds details to the diagnostic just reported; valid until the next report.
  class Builder {
   public:
    explicit Builder(Diagnostic& diagnostic) : diagnostic_(diagnostic) {}
    Builder& note(source::Span span, std::string message);
    Builder& help(std::string text);
    // The fix also becomes visible as part of the diagnostic in editors.
    Builder& fix(source::Span span, std::string replacement);
    // "did you mean `x`?" with the names near to `name`; with a single one, also the fix that puts
    // it in place of the diagnostic's own span. Says nothing when no candidate is near.
    Builder& did_you_mean(std::string_view name, std::span<const std::string_view> candidates);

   private:
    Diagnostic& diagnostic_;
  };

  // The arguments fill the placeholders of the kind's message.
  template <typename... Args>
  Builder report(Kind kind, source::Span span, const Args&... args) {
    return add(kind, span,
               fmt::vformat(std::string_view(info(kind).message), fmt::make_format_args(args...)));
  }

  // Takes out those for which `is_unwanted` says so.
  template <typename Predicate>
  void remove_if(Predicate&& is_unwanted) {
    std::erase_if(diagnostics_, is_unwanted);
    recount();
  }

  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  size_t warning_count() const { return diagnostics_.size() - errors_; }

  // By file (in the order of loading), then place, then order of report; exact repetitions removed.
  std::vector<Diagnostic> sorted() const;

 private:
  void recount();
  Builder add(Kind kind, source::Span span, std::string message);

  std::vector<Diagnostic> diagnostics_;
  size_t errors_ = 0;
};

}  // namespace aixc::diagnostics
