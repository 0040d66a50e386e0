// `aixc test FILE…`: runs the tests of rules that stand in libraries.
#include <algorithm>
#include <ostream>
#include <set>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/diagnostics/emit.h"
#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using rules::Finding;
using rules::Status;

constexpr std::string_view Applies = "applies";
constexpr std::string_view Open = "open";
constexpr std::string_view Dismissed = "dismissed";
constexpr std::string_view Absent = "absent";

class TestRun {
 public:
  TestRun(const Options& options, World& world)
      : options_(options), world_(world), paint_(colors_output(options, world)) {}

  int run() {
    int code = Clean;
    const auto entries = entries_of(options_, world_);
    if (!entries) {
      return Refused;
    }
    for (const std::string& entry : *entries) {
      const Outcome outcome = compile_entry(entry, options_, world_);
      code = std::max<int>(code, outcome.code);
      if (outcome.code == Clean) {
        run_tests(outcome);
      }
    }
    if (passed_ + failed_ == 0 && code == Clean) {
      world_.out << "no tests: a test is `test NAME { … expect applies THREAT on ELEMENT }`\n";
      return Clean;
    }
    world_.out << fmt::format(
        "{} passed, {}\n", passed_,
        failed_ > 0 ? paint_.bad(fmt::format("{} failed", failed_)) : std::string("0 failed"));
    return failed_ > 0 ? std::max<int>(code, Found) : code;
  }

 private:
  void run_tests(const Outcome& outcome) {
    const bind::Program& program = outcome.compilation.program;
    for (const ast::File& file : program.files) {
      if (file.id != program.entry) {
        continue;
      }
      for (const ast::Statement& statement : file.statements) {
        if (const auto* test = std::get_if<ast::Test>(&statement)) {
          const bool ok = run_test(program, *test, outcome.options);
          ++(ok ? passed_ : failed_);
        }
      }
    }
  }

  // A test is a system of its own.
  bool run_test(const bind::Program& program, const ast::Test& test, const Options& options) {
    diagnostics::Sink sink;
    const model::Model model = bind::bind(program, sink, &test);
    if (sink.has_errors()) {
      fail(program.sources, test.name.span, fmt::format("test `{}` has errors", test.name.text));
      world_.out << diagnostics::to_text(sink.sorted(), program.sources,
                                         {.color = colors_output(options_, world_)});
      return false;
    }
    const rules::Assessment assessment =
        rules::assess(model, *assess_options(options, world_), sink);
    bool ok = true;
    for (const ast::Expectation& expectation : test.expectations) {
      for (const ast::Target& target : expectation.targets) {
        ok = check(program.sources, test, model, assessment, expectation, target) && ok;
      }
    }
    return ok;
  }

  bool check(const source::SourceMap& sources, const ast::Test& test, const model::Model& model,
             const rules::Assessment& assessment, const ast::Expectation& expectation,
             const ast::Target& target) {
    const std::string_view wanted = expectation.status.text;
    const auto words = {Applies, Open, Dismissed, Absent};
    if (std::ranges::find(words, wanted) == words.end()) {
      return fail(sources, expectation.status.span,
                  fmt::format("`{}` is nothing to expect: write applies, open, dismissed or absent",
                              wanted));
    }
    const model::ThreatId threat = model.find_threat(expectation.threat.text);
    if (!threat) {
      return fail(sources, expectation.threat.span,
                  fmt::format("there is no threat `{}`", expectation.threat.text));
    }
    const std::string path(sources.text(target.path.span));
    const model::EntityId element = path == "system" ? model.system : model.find_element(path);
    if (!element || target.to) {
      return fail(sources, target.span,
                  fmt::format("`{}` is no element of the test", sources.text(target.span)));
    }
    const Seen seen = look(model, assessment, threat, element);
    if (seen.status == wanted) {
      return true;
    }
    return fail(sources, expectation.span,
                fmt::format("test `{}`: {} on {} is {}, not {}", test.name.text,
                            model.name_of(model.threats[threat].entity),
                            rules::path_of(model, element), seen.status, wanted),
                seen.why);
  }

  struct Seen {
    std::string_view status;
    std::vector<std::string> why;
  };

  // What became of the threat at the element; of a variant, whether that form was found.
  static Seen look(const model::Model& model, const rules::Assessment& assessment,
                   model::ThreatId threat, model::EntityId element) {
    for (const rules::Scenario& scenario : assessment.scenarios) {
      if (scenario.threat == threat && scenario.element == element) {
        return {scenario.truth == rules::Truth::True ? Applies : Open, {scenario.because}};
      }
    }
    const model::ThreatId reported = rules::passes::reported_as(model, threat);
    for (const Finding& finding : assessment.findings) {
      if (finding.threat == reported && finding.element == element) {
        return look(model, finding, threat);
      }
    }
    return {Absent, {}};
  }

  static Seen look(const model::Model& model, const Finding& finding, model::ThreatId threat) {
    Seen seen{Applies, {}};
    if (finding.status == Status::NotApplicable) {
      seen.status = Dismissed;
    } else if (finding.status == Status::Open) {
      seen.status = Open;
    }
    const bool is_form = threat != finding.threat;
    if (is_form && std::ranges::count(finding.variants, threat) == 0 && seen.status == Applies) {
      seen.status = Absent;
    }
    for (const auto* verdicts : {&finding.raised, &finding.dismissed}) {
      for (const rules::Verdict& verdict : *verdicts) {
        const model::Rule& rule = model.rules[verdict.rule];
        seen.why.push_back(fmt::format("rule `{}` {}{}: {}", model.text(rule.name),
                                       rule.dismiss ? "dismisses it" : "raises it",
                                       verdict.truth == rules::Truth::Unknown ? ", perhaps" : "",
                                       verdict.because));
      }
    }
    for (const rules::Dependency& about : finding.depends_on) {
      seen.why.push_back(fmt::format("it depends on {}",
                                     rules::attribute_path(model, about.entity, about.attribute)));
    }
    return seen;
  }

  // Prints the place with a caret below it; always false.
  bool fail(const source::SourceMap& sources, source::Span span, const std::string& message,
            const std::vector<std::string>& why = {}) {
    const source::Position at = sources.begin(span);
    const std::string_view line = sources.line(span.file, at.line);
    const std::string_view before = line.substr(0, span.begin - line_start(sources, span));
    const size_t marked = std::max<size_t>(
        1, std::min(render::width_of(sources.text(span)), render::width_of(line) - at.column + 1));
    std::string indent;
    for (const char c : before) {
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
        indent += c == '\t' ? '\t' : ' ';
      }
    }
    world_.out << fmt::format("{}: {} {}\n", sources.describe(span), paint_.bad("failed:"), message)
               << fmt::format("  {}\n  {}{}\n", line, indent,
                              paint_.bad("^" + std::string(marked - 1, '~')));
    for (const std::string& reason : why) {
      world_.out << render::paragraph("  = ", reason, 4);
    }
    return false;
  }

  static size_t line_start(const source::SourceMap& sources, source::Span span) {
    return sources.file(span.file).line_starts[sources.begin(span).line - 1];
  }

  const Options& options_;
  World& world_;
  render::Paint paint_;
  int passed_ = 0;
  int failed_ = 0;
};

int run_test_command(const Options& options, World& world) {
  if (!assess_options(options, world)) {
    return Refused;
  }
  return TestRun(options, world).run();
}

}  // namespace

Command test_command() {
  return {
      .name = "test",
      .arguments = "FILE…",
      .summary = "run the `test` blocks of rules",
      .description =
          "Each `test NAME { … }` of the files is a small system; it is assessed, and what its "
          "`expect applies|open|dismissed|absent THREAT on ELEMENT` say is compared with what is "
          "found. Treated findings count as applying. A folder stands for all `.aisys` files below "
          "it. Exit 1 if one fails.",
      .options = with_reading({&option::Strict}),
      .examples = {{"aixc test library.aisys", "the tests of a company's own rules"},
                   {"aixc test rules/", "all tests of a folder"}},
      .least_words = 1,
      .run = run_test_command,
  };
}

}  // namespace aixc::cli
