#include "compiler/format/format.h"

#include <algorithm>

#include "compiler/ast/ast.h"
#include "compiler/base/check.h"
#include "compiler/format/layout.h"
#include "compiler/format/marker.h"
#include "compiler/format/words.h"
#include "compiler/parse/parse.h"

namespace aixc::format {
namespace {

bool is_text(std::string_view word) {
  return word.starts_with("\"\"\"");
}

bool means_the_same(const Word& a, const Word& b) {
  return is_text(a.text) && is_text(b.text) ? ast::string_value(a.text) == ast::string_value(b.text)
                                            : a.text == b.text;
}

// Commas apart, no word is lost, added or changed, and no comment is lost.
bool means_the_same(const Words& before, const Words& after) {
  if (before.size() != after.size()) {
    return false;
  }
  size_t comments = 0;
  for (size_t i = 0; i < before.size(); ++i) {
    comments += before[i].comments.size() - after[i].comments.size();
    if (!means_the_same(before[i], after[i])) {
      return false;
    }
  }
  return comments == 0;
}

bool has_windows_line_ends(std::string_view text) {
  const size_t line_break = text.find('\n');
  return line_break != std::string_view::npos && line_break > 0 && text[line_break - 1] == '\r';
}

std::string with_windows_line_ends(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' && !result.ends_with('\r')) {
      result += '\r';
    }
    result += c;
  }
  return result;
}

}  // namespace

std::optional<std::string> format(const source::SourceMap& sources, source::FileId file,
                                  diagnostics::Sink& sink) {
  const size_t errors = sink.error_count();
  const ast::File tree = parse::parse(sources, file, sink);
  if (sink.error_count() > errors) {
    return std::nullopt;
  }
  const std::string_view text = sources.file(file).text;
  Words words(text);
  Marker(words).file(tree);
  std::string result = lay_out(words);
  if (has_windows_line_ends(text)) {
    result = with_windows_line_ends(result);
  }
  AIXC_CHECK(means_the_same(words, Words(result)));
  return result;
}

}  // namespace aixc::format
