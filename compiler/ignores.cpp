#include "compiler/ignores.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

namespace aixc {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Kind;
using source::Span;

constexpr std::string_view Mark = "aix:ignore";
constexpr std::string_view Blanks = " \t";

// One comment that is well-formed.
struct Ignore {
  Span span;
  uint32_t line = 0;
  uint32_t last_line = 0;  // the last one it covers
  bool alone = false;      // nothing else stands on its line
  std::vector<Kind> kinds;
  std::vector<bool> used;  // for each kind
};

std::string_view without_blanks(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(Blanks), text.size());
  text.remove_prefix(begin);
  const size_t end = text.find_last_not_of(" \t\r");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// Reads what stands behind the mark.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  // Gives what is wrong, or nothing.
  std::optional<std::string> parse() {
    while (!(text_ = without_blanks(text_)).empty()) {
      if (auto error = part()) {
        return error;
      }
    }
    if (kinds.empty()) {
      return "it names no warning, such as `AIX5003`";
    }
    if (without_blanks(reason_).empty()) {
      return "it gives no reason: write `reason=\"…\"`";
    }
    return std::nullopt;
  }

  std::vector<Kind> kinds;
  std::optional<model::Date> until;

 private:
  std::optional<std::string> part() {
    if (take("reason=\"")) {
      const size_t end = text_.find('"');
      if (end == std::string_view::npos) {
        return "its reason has no closing `\"`";
      }
      reason_ = text_.substr(0, end);
      text_.remove_prefix(end + 1);
      return std::nullopt;
    }
    const bool is_date = take("until=");
    const size_t end = std::min(text_.find_first_of(" \t,"), text_.size());
    const std::string_view word = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    return is_date ? date(word) : code(word);
  }

  std::optional<std::string> date(std::string_view word) {
    model::Date day;
    if (!model::parse_date(word, day)) {
      return fmt::format("`{}` is no day of the calendar", word);
    }
    until = day;
    return std::nullopt;
  }

  std::optional<std::string> code(std::string_view word) {
    if (word.empty()) {
      return std::nullopt;  // `AIX5003, AIX5051`
    }
    const auto kind = diagnostics::find_kind(word);
    if (!kind) {
      return fmt::format("`{}` is no code, and neither `until=…` nor `reason=\"…\"`", word);
    }
    const bool own =
        *kind == Kind::BadIgnore || *kind == Kind::UnusedIgnore || *kind == Kind::ExpiredIgnore;
    if (own || diagnostics::info(*kind).severity == diagnostics::Severity::Error) {
      return fmt::format("`{}` cannot be silenced", word);
    }
    kinds.push_back(*kind);
    return std::nullopt;
  }

  bool take(std::string_view prefix) {
    if (!text_.starts_with(prefix)) {
      return false;
    }
    text_.remove_prefix(prefix.size());
    return true;
  }

  std::string_view text_;
  std::string_view reason_;
};

// All comments of one file that silence something.
class Ignores {
 public:
  Ignores(const source::SourceMap& sources, const ast::File& file, model::Date today,
          diagnostics::Sink& sink)
      : sources_(sources), today_(today), sink_(sink) {
    for (const ast::Comment& comment : file.comments) {
      read(comment.span);
    }
    // Several, one below the other, all cover the line behind the last.
    for (size_t i = ignores_.size(); i-- > 1;) {
      if (ignores_[i].alone && ignores_[i].line == ignores_[i - 1].line + 1) {
        ignores_[i - 1].last_line = ignores_[i].last_line;
      }
    }
  }

  bool silence(const Diagnostic& one) {
    if (!one.span) {
      return false;
    }
    const uint32_t line = sources_.begin(one.span).line;
    bool silenced = false;
    for (Ignore& ignore : ignores_) {
      const auto kind = std::ranges::find(ignore.kinds, one.kind);
      if (kind != ignore.kinds.end() && line >= ignore.line && line <= ignore.last_line) {
        ignore.used[static_cast<size_t>(kind - ignore.kinds.begin())] = true;
        silenced = true;
      }
    }
    return silenced;
  }

  void report_unused() {
    for (const Ignore& ignore : ignores_) {
      for (size_t i = 0; i < ignore.kinds.size(); ++i) {
        if (!ignore.used[i]) {
          sink_.report(Kind::UnusedIgnore, ignore.span, diagnostics::code_text(ignore.kinds[i]))
              .help("remove the comment");
        }
      }
    }
  }

 private:
  void read(Span span) {
    std::string_view text = sources_.text(span);
    text.remove_prefix(std::min<size_t>(text.find_first_not_of("/*"), text.size()));
    text = without_blanks(text);
    if (text.ends_with("*/")) {
      text.remove_suffix(2);
    }
    if (!text.starts_with(Mark)) {
      return;
    }
    Parser parser(text.substr(Mark.size()));
    if (const auto error = parser.parse()) {
      sink_.report(Kind::BadIgnore, span, *error)
          .help("the form is `// aix:ignore AIX5003 until=2027-01-31 reason=\"…\"`");
      return;
    }
    if (parser.until && *parser.until < today_) {
      sink_.report(Kind::ExpiredIgnore, span, model::format_date(*parser.until))
          .help("mend what it silenced, or set a new day");
      return;
    }
    const size_t count = parser.kinds.size();
    const source::Position begin = sources_.begin(span);
    const std::string_view before =
        sources_.line(span.file, begin.line).substr(0, begin.column - 1);
    ignores_.push_back({span, begin.line, sources_.end(span).line + 1,
                        without_blanks(before).empty(), std::move(parser.kinds),
                        std::vector<bool>(count, false)});
  }

  const source::SourceMap& sources_;
  model::Date today_;
  diagnostics::Sink& sink_;
  std::vector<Ignore> ignores_;
};

}  // namespace

void apply_ignores(const bind::Program& program, model::Date today, Heard heard,
                   diagnostics::Sink& sink) {
  std::vector<Ignores> of_files;
  std::vector<source::FileId> files;
  for (const ast::File& file : program.files) {
    if (!program.sources.file(file.id).library && !file.comments.empty()) {
      files.push_back(file.id);
      of_files.emplace_back(program.sources, file, today, sink);
    }
  }
  sink.remove_if([&](const Diagnostic& one) {
    const auto file = std::ranges::find(files, one.span.file);
    return file != files.end() && of_files[static_cast<size_t>(file - files.begin())].silence(one);
  });
  if (heard == Heard::Everything && !sink.has_errors()) {
    for (Ignores& ignores : of_files) {
      ignores.report_unused();
    }
  }
}

}  // namespace aixc
