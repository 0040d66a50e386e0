#include "compiler/pipeline.h"

#include <algorithm>
#include <filesystem>

#include "compiler/ignores.h"

namespace aixc {
namespace {

// A rule that is left out must be one: else its finding would be looked for in vain.
void check_ignored_rules(const model::Model& model, const std::vector<std::string>& ignored,
                         diagnostics::Sink& sink) {
  std::vector<std::string_view> names;
  for (const model::Rule& rule : model.rules) {
    names.push_back(model.text(rule.name));
  }
  for (const model::Policy& policy : model.policies) {
    names.push_back(model.text(policy.name));
  }
  for (const std::string& name : ignored) {
    if (std::ranges::find(names, name) == names.end()) {
      sink.report(diagnostics::Kind::UnknownIgnoredRule, source::Span{}, name)
          .did_you_mean(name, names);
    }
  }
}

void silence(const bind::Program& program, const CompileOptions& options, Heard heard,
             diagnostics::Sink& sink) {
  sink.remove_if([&](const diagnostics::Diagnostic& one) {
    return std::ranges::find(options.ignored, one.kind) != options.ignored.end();
  });
  apply_ignores(program, options.assess.today, heard, sink);
}

// How one comes from `root` to where the program was started; "" if that is not below it.
std::string way_here(const source::FileSystem& disk, const std::string& root) {
  const std::filesystem::path way =
      std::filesystem::path(disk.canonical(".")).lexically_relative(disk.canonical(root));
  return way.empty() || way == "." || *way.begin() == ".." ? "" : way.generic_string();
}

}  // namespace

Compilation read(const std::string& entry, const std::string& standard_input,
                 const source::FileSystem& disk, const CompileOptions& options) {
  Compilation result;
  result.program = bind::load(entry, standard_input, disk, options.load, result.sink);
  const std::filesystem::path folder = options.load.root.empty()
                                           ? std::filesystem::path(entry).parent_path()
                                           : std::filesystem::path(options.load.root);
  result.program.sources.set_folder(
      folder.string(), options.load.root.empty() ? "" : way_here(disk, options.load.root));
  result.model = bind::bind(result.program, result.sink, nullptr,
                            options.mentions ? &result.mentions : nullptr);
  return result;
}

bool assess(Compilation& compilation, const CompileOptions& options) {
  diagnostics::Sink sink = compilation.sink;
  check_ignored_rules(compilation.model, options.assess.ignored_rules, sink);
  if (!sink.has_errors() && compilation.model.system) {
    auto assessment = rules::assess(compilation.model, options.assess, sink);
    if (options.assess.interrupted && options.assess.interrupted()) {
      return false;
    }
    compilation.assessment = std::move(assessment);
  }
  silence(compilation.program, options, Heard::Everything, sink);
  compilation.sink = std::move(sink);
  return true;
}

diagnostics::Sink told_of_text(const Compilation& compilation, const CompileOptions& options) {
  diagnostics::Sink sink = compilation.sink;
  silence(compilation.program, options, Heard::TextOnly, sink);
  return sink;
}

Compilation compile(const std::string& entry, const std::string& standard_input,
                    const source::FileSystem& disk, const CompileOptions& options) {
  Compilation result = read(entry, standard_input, disk, options);
  assess(result, options);
  return result;
}

}  // namespace aixc
