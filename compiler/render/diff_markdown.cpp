// A comment on a pull request: what matters first, the drawing's changes folded into one list.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/render/check/issue.h"
#include "compiler/render/diff.h"
#include "compiler/render/markdown_text.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using diff::Change;
using diff::Subject;
using diff::What;

constexpr size_t MostChanges = 100;  // of one kind: a comment has 65,536 characters

class Comment {
 public:
  explicit Comment(const Compared& compared) : compared_(compared) {}

  std::string write() {
    text_ = fmt::format("### {}\n\n{}.\n", markdown_text(compared_.title),
                        markdown_text(diff_summary(*compared_.differences)));
    const auto& changes = compared_.differences->changes;
    size_t in_section = 0;
    for (size_t i = 0; i < changes.size(); ++i) {
      if (i == 0 || changes[i].subject != changes[i - 1].subject) {
        std::string heading(plural(changes[i].subject));
        heading.front() =
            static_cast<char>(std::toupper(static_cast<unsigned char>(heading.front())));
        text_ += fmt::format("\n#### {}\n\n", heading);
        in_section = 0;
      }
      if (++in_section <= MostChanges) {
        write(changes[i], std::ranges::count(compared_.failing, i) > 0);
      } else if (in_section == MostChanges + 1) {
        text_ += "- and more\n";
      }
    }
    return std::move(text_);
  }

 private:
  // Names stand in backticks in titles and reasons; they become code, all else is escaped.
  static std::string with_code(std::string_view text) {
    std::string result;
    bool code = false;
    while (true) {
      const size_t end = std::min(text.find('`'), text.size());
      const std::string_view part = text.substr(0, end);
      const bool closed = end < text.size();
      result += code && closed ? fmt::format("**{}**", markdown_text(part)) : between(part);
      if (!closed) {
        return result;
      }
      text.remove_prefix(end + 1);
      code = !code;
    }
  }

  // With the blanks at its ends, which `markdown_text` takes away.
  static std::string between(std::string_view part) {
    const std::string text = markdown_text(part);
    return text.empty() && !part.empty() ? " "
                                         : fmt::format("{}{}{}", part.starts_with(' ') ? " " : "",
                                                       text, part.ends_with(' ') ? " " : "");
  }

  static std::string_view mark(const Change& change, bool fails) {
    if (fails) {
      return "❌ ";
    }
    const bool analysis = change.subject <= Subject::Violation;
    if (!analysis) {
      return change.what == What::Came ? "➕ " : change.what == What::Went ? "➖ " : "✏️ ";
    }
    const bool worse =
        change.worse || (change.subject != Subject::Finding && change.what == What::Came);
    return worse ? "🔺 " : change.what == What::Went ? "✅ " : "🔹 ";
  }

  static std::string details_of(const Change& change) {
    std::string text;
    for (const diff::Detail& detail : change.details) {
      const bool is_level = detail.name == "level" || detail.name == "status";
      const std::string name = is_level ? "" : markdown_text(detail.name) + " ";
      const std::string before = markdown_text(detail.before);
      const std::string after = markdown_text(detail.after);
      text += text.empty() ? ": " : ", ";
      if (before.empty() || after.empty()) {
        const bool is_news = change.what == What::Changed && before.empty();
        text += fmt::format("{}{}{}", name,
                            after.empty() ? "was "
                            : is_news     ? "now "
                                          : "",
                            after.empty() ? before : after);
      } else {
        text += fmt::format("{}{} → **{}**", name, before, after);
      }
    }
    return text;
  }

  void write(const Change& change, bool fails) {
    text_ +=
        fmt::format("- {}{}{}", mark(change, fails), with_code(change.title), details_of(change));
    const source::SourceMap* sources =
        change.what == What::Went ? compared_.before : compared_.after;
    if (change.place && sources != nullptr && change.subject <= Subject::Violation) {
      text_ += " " + markdown_text(fmt::format("({}:{})", file_of(*sources, change.place.file),
                                               sources->begin(change.place).line));
    }
    text_ += "\n";
    for (const std::string& reason : change.reasons) {
      text_ += fmt::format("  - {}\n", with_code(reason));
    }
  }

  const Compared& compared_;
  std::string text_;
};

}  // namespace

std::string diff_markdown(std::span<const Compared> all) {
  const bool fails =
      std::ranges::any_of(all, [](const Compared& one) { return !one.failing.empty(); });
  std::string text = fmt::format("## What this change does to the threat model{}\n\n",
                                 fails ? ": it fails the gate" : "");
  for (const Compared& compared : all) {
    text += (&compared == &all.front() ? "" : "\n") + Comment(compared).write();
  }
  return text;
}

}  // namespace aixc::render
