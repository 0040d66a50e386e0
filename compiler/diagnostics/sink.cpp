#include "compiler/diagnostics/sink.h"

#include <algorithm>
#include <tuple>

#include "compiler/base/edit_distance.h"

namespace aixc::diagnostics {
namespace {

auto place_of(const Diagnostic& diagnostic) {
  // A message about no place comes first.
  return std::tuple(static_cast<bool>(diagnostic.span), diagnostic.span);
}

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.kind == b.kind && a.span == b.span && a.message == b.message;
}

}  // namespace

Sink::Builder& Sink::Builder::note(source::Span span, std::string message) {
  diagnostic_.notes.push_back({span, std::move(message)});
  return *this;
}

Sink::Builder& Sink::Builder::help(std::string text) {
  diagnostic_.help = std::move(text);
  return *this;
}

Sink::Builder& Sink::Builder::fix(source::Span span, std::string replacement) {
  diagnostic_.fix = Fix{span, std::move(replacement)};
  return *this;
}

Sink::Builder& Sink::Builder::did_you_mean(std::string_view name,
                                           std::span<const std::string_view> candidates) {
  const std::vector<std::string> near = nearest_names(name, candidates);
  if (near.empty()) {
    return *this;
  }
  std::string text = "did you mean `" + near[0] + "`";
  for (size_t i = 1; i < near.size(); ++i) {
    text += (i + 1 == near.size() ? " or `" : ", `") + near[i] + "`";
  }
  diagnostic_.help = text + "?";
  if (near.size() == 1) {
    diagnostic_.fix = Fix{diagnostic_.span, near[0]};
  }
  return *this;
}

Sink::Builder Sink::add(Kind kind, source::Span span, std::string message) {
  diagnostics_.push_back({kind, span, std::move(message), {}, {}, {}});
  if (info(kind).severity == Severity::Error) {
    ++errors_;
  }
  return Builder(diagnostics_.back());
}

void Sink::recount() {
  errors_ = static_cast<size_t>(std::ranges::count_if(diagnostics_, [](const Diagnostic& one) {
    return info(one.kind).severity == Severity::Error;
  }));
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> result = diagnostics_;
  std::ranges::stable_sort(result, {}, place_of);
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

}  // namespace aixc::diagnostics
