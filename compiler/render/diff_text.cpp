#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/render/diff.h"
#include "compiler/render/paint.h"
#include "compiler/render/plain_text.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using diff::Change;
using diff::Subject;
using diff::What;

std::string_view sign_of(What what) {
  return what == What::Came ? "+" : what == What::Went ? "-" : "~";
}

class DiffWriter {
 public:
  DiffWriter(const Compared& compared, bool color) : compared_(compared), paint_(color) {}

  std::string write() {
    text_ = fmt::format("{}\n{}\n", paint_.bold(on_one_line(compared_.title)),
                        diff_summary(*compared_.differences));
    const auto& changes = compared_.differences->changes;
    for (size_t i = 0; i < changes.size(); ++i) {
      if (i == 0 || changes[i].subject != changes[i - 1].subject) {
        text_ += fmt::format("\n{}\n", paint_.bold(plural(changes[i].subject)));
      }
      write(changes[i], std::ranges::count(compared_.failing, i) > 0);
    }
    return std::move(text_);
  }

 private:
  void write(const Change& change, bool fails) {
    constexpr size_t Indent = 4;
    std::string title = change.title;
    if (const std::string details = details_of(change); !details.empty()) {
      title += ": " + details;
    }
    if (fails) {
      title += " (fails the gate)";
    }
    text_ += paragraph(fmt::format("  {} ", sign(change)), on_one_line(title), Indent);
    for (const std::string& reason : change.reasons) {
      text_ += paragraph("      - ", on_one_line(reason), Indent + 4);
    }
    const source::SourceMap* sources =
        change.what == What::Went ? compared_.before : compared_.after;
    if (change.subject == Subject::Finding && sources != nullptr) {
      const std::string place = rules::line_of(*sources, change.place);
      text_ += place.empty() ? "" : fmt::format("      {}\n", paint_.muted("at " + place));
    }
  }

  // Red is what makes it worse: a threat that came, an element that went says nothing.
  std::string sign(const Change& change) const {
    const std::string_view sign = sign_of(change.what);
    const bool analysis = change.subject == Subject::Finding ||
                          change.subject == Subject::Scenario ||
                          change.subject == Subject::Violation;
    if (!analysis) {
      return paint_.note(sign);
    }
    const bool worse =
        change.worse || (change.what == What::Came && change.subject != Subject::Finding);
    return worse                       ? paint_.bad(sign)
           : change.what == What::Went ? paint_.good(sign)
                                       : paint_.warning(sign);
  }

  static std::string details_of(const Change& change) {
    std::string text;
    for (const diff::Detail& detail : change.details) {
      text += text.empty() ? "" : ", ";
      const bool is_level = detail.name == "level" || detail.name == "status";
      if (!is_level) {
        text += detail.name + " ";
      }
      if (change.what == What::Changed && !detail.before.empty()) {
        text += detail.after.empty() ? fmt::format("was {}", detail.before)
                                     : fmt::format("{} → {}", detail.before, detail.after);
      } else if (change.what == What::Changed) {
        text += fmt::format("now {}", detail.after);
      } else {
        text += change.what == What::Went ? (is_level ? "was " : "") + detail.before : detail.after;
      }
    }
    return text;
  }

  const Compared& compared_;
  Paint paint_;
  std::string text_;
};

}  // namespace

std::string diff_summary(const diff::Differences& differences) {
  std::string text;
  for (size_t subject = 0; subject <= static_cast<size_t>(Subject::Flow); ++subject) {
    std::array<size_t, 3> counts{};
    for (const Change& change : differences.changes) {
      if (change.subject == static_cast<Subject>(subject)) {
        ++counts[static_cast<size_t>(change.what)];
      }
    }
    std::string part;
    for (const What what : {What::Came, What::Changed, What::Went}) {
      const size_t count = counts[static_cast<size_t>(what)];
      if (count == 0) {
        continue;
      }
      const auto noun = static_cast<Subject>(subject);
      part +=
          part.empty()
              ? fmt::format("{} {}", rules::counted(count, diff::word(noun), diff::plural(noun)),
                            diff::word(what))
              : fmt::format(", {} {}", count, diff::word(what));
    }
    text += part.empty() ? "" : (text.empty() ? "" : "; ") + part;
  }
  return text.empty() ? "nothing has changed" : text;
}

std::string diff_text(std::span<const Compared> all, bool color) {
  std::string text;
  for (const Compared& compared : all) {
    text += text.empty() ? "" : "\n";
    text += DiffWriter(compared, color).write();
  }
  return text;
}

}  // namespace aixc::render
