#include "compiler/cli/ask.h"

#include <algorithm>
#include <istream>
#include <optional>
#include <ostream>
#include <set>

#include <fmt/core.h>

#include "compiler/cli/answer.h"
#include "compiler/render/paint.h"
#include "compiler/source/byte_order_mark.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

class Interview {
 public:
  Interview(const Options& options, World& world)
      : options_(options), world_(world), paint_(colors_output(options, world)) {}

  int run() {
    const std::string& entry = options_.words.front();
    if (entry == "-") {
      return refuse(world_, "answers cannot be written into standard input", "name a file");
    }
    Outcome outcome = compile_system(entry, options_, world_);
    while (outcome.code == Clean) {
      const rules::Question* question = next(outcome.compilation);
      if (question == nullptr) {
        break;
      }
      const auto written = ask(outcome.compilation, *question);
      if (!written) {
        break;
      }
      if (*written) {
        ++answered_;
        outcome = compile_system(entry, options_, world_);
      }
    }
    if (outcome.code == Clean) {
      world_.out << fmt::format(
          "{} written, {} left\n", rules::counted(answered_, "answer"),
          rules::counted(outcome.compilation.assessment->questions.size(), "question"));
    }
    return outcome.code;
  }

 private:
  std::string key(const Compilation& compilation, const rules::Question& question) const {
    return rules::attribute_path(compilation.model, question.about.entity,
                                 question.about.attribute);
  }

  const rules::Question* next(const Compilation& compilation) const {
    for (const rules::Question& question : compilation.assessment->questions) {
      if (!skipped_.contains(key(compilation, question))) {
        return &question;
      }
    }
    return nullptr;
  }

  // True if an answer was written, false if the question is left for later; nothing: stop.
  std::optional<bool> ask(const Compilation& compilation, const rules::Question& question) {
    const model::Model& model = compilation.model;
    const model::AttributeDeclaration& attribute = model.attributes[question.about.attribute];
    skipped_.insert(key(compilation, question));
    world_.out << "\n" << render::paragraph("", paint_.bold(question.ask), 0);
    world_.out << paint_.muted(
                      fmt::format("{}: {} (Enter: later, `unknown`, `?`: what it means, `q`: stop)",
                                  key(compilation, question), answer_form(model, attribute)))
               << "\n";
    std::string line;
    while (true) {
      world_.out << "> " << std::flush;
      if (!std::getline(world_.in, line)) {
        world_.out << "\n";
        return std::nullopt;
      }
      line = trimmed(line);
      if (line == "q") {
        return std::nullopt;
      }
      if (line.empty()) {
        return false;
      }
      if (line == "?") {
        world_.out << render::paragraph(
            "", attribute.doc.empty() ? "nothing more is said about it" : attribute.doc, 0);
        continue;
      }
      const Answer answer = read_answer(model, attribute, line);
      if (!answer.error.empty()) {
        world_.out << answer.error << "\n";
        continue;
      }
      if (write(compilation, question, answer.written)) {
        return true;
      }
    }
  }

  // Writes the answer if the model is still without errors with it.
  bool write(const Compilation& compilation, const rules::Question& question,
             const std::string& value) {
    const Edit edit = attribute_edit(compilation, question.about, value);
    if (!edit) {
      world_.out << fmt::format("write `{}: {}` by hand: it is declared in no file of yours\n",
                                key(compilation, question), value);
      return false;
    }
    const std::string path = compilation.program.sources.path(edit.span.file);
    const source::ReadResult before = world_.files.read(path, bind::MaxFileBytes);
    if (!before.text) {
      world_.out << fmt::format("`{}` cannot be read: {}\n", path, before.error);
      return false;
    }
    std::string text = *before.text;
    const size_t shift = text.starts_with(source::ByteOrderMark) ? source::ByteOrderMark.size() : 0;
    if (text.substr(shift) != compilation.program.sources.file(edit.span.file).text) {
      world_.out << fmt::format("`{}` was changed meanwhile: run the command again\n", path);
      return false;
    }
    text.replace(edit.span.begin + shift, edit.span.end - edit.span.begin, edit.replacement);
    if (write_output(path, text, world_) != Clean) {
      return false;
    }
    const Outcome check = compile_quietly(options_.words.front(), options_, world_);
    if (check.code == Clean || !check.compilation.sink.has_errors()) {
      return true;
    }
    print_diagnostics(check.compilation, options_, world_);
    world_.out << "the answer is taken back\n";
    write_output(path, *before.text, world_);
    return false;
  }

  const Options& options_;
  World& world_;
  render::Paint paint_;
  std::set<std::string> skipped_;
  size_t answered_ = 0;
};

}  // namespace

int ask_questions(const Options& options, World& world) {
  return Interview(options, world).run();
}

}  // namespace aixc::cli
