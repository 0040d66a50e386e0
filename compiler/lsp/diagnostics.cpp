// `textDocument/publishDiagnostics`: code, link to its page, other places, and the fix as data for
// the code action.
#include "compiler/lsp/features.h"
#include "compiler/lsp/uri.h"

namespace aixc::lsp {
namespace {

constexpr int ErrorSeverity = 1;
constexpr int WarningSeverity = 2;
constexpr int InformationSeverity = 3;

class Publisher {
 public:
  Publisher(Session& session, const Analysis& analysis)
      : session_(session), places_(session, analysis), analysis_(analysis) {}

  std::map<std::string, Json> run() {
    for (const auto& [path, file] : analysis_.files()) {
      by_uri_[places_.uri(file)] = Json::array();
    }
    for (const diagnostics::Diagnostic& diagnostic : analysis_.diagnostics()) {
      add(diagnostic);
    }
    tell_of_copies();
    add_configuration();
    return std::move(by_uri_);
  }

 private:
  void add(const diagnostics::Diagnostic& diagnostic) {
    // What has no place, a file that cannot be read say, is told at the top of the entry.
    source::Span span = diagnostic.span;
    if (!span) {
      span = {analysis_.compilation().program.entry, 0, 0};
    }
    if (!span || !analysis_.is_users(span.file)) {
      return;
    }
    Json json = text_of(diagnostic, places_.range(span));
    if (session_.client.related_information && !diagnostic.notes.empty()) {
      json["relatedInformation"] = related(diagnostic);
    }
    if (diagnostic.fix) {
      json["data"] = {{"replacement", diagnostic.fix->replacement},
                      {"range", to_json(places_.range(diagnostic.fix->span))},
                      {"uri", places_.uri(diagnostic.fix->span.file)}};
    }
    by_uri_[places_.uri(span.file)].push_back(std::move(json));
  }

  void tell_of_copies() {
    for (const auto& [path, file] : analysis_.files()) {
      if (is_changed_copy(session_, analysis_, file)) {
        by_uri_[places_.uri(file)] = Json::array(
            {{{"range", to_json(Range())},
              {"severity", InformationSeverity},
              {"source", "aixc"},
              {"message",
               "this is a copy of a file of the standard library: what is changed here changes "
               "nothing\nhelp: write what you need into a library of your own, and import it"}}});
      }
    }
  }

  // The mistakes of `aixc.toml`: the texts are read without it then.
  void add_configuration() {
    const Project& project = analysis_.project();
    if (project.configuration_path.empty()) {
      return;
    }
    const std::string path = session_.documents.canonical(project.configuration_path);
    Json& list = by_uri_.try_emplace(session_.documents.uri_of(path), Json::array()).first->second;
    const source::SourceMap& sources = project.configuration.sources;
    for (const diagnostics::Diagnostic& one : project.configuration.sink.sorted()) {
      Range range;
      if (one.span) {
        range = PositionMap(sources.file(one.span.file).text, session_.encoding)
                    .range(one.span.begin, one.span.end);
      }
      list.push_back(text_of(one, range));
    }
  }

  Json text_of(const diagnostics::Diagnostic& diagnostic, const Range& range) {
    const diagnostics::KindInfo& info = diagnostics::info(diagnostic.kind);
    Json json = {{"range", to_json(range)},
                 {"severity",
                  info.severity == diagnostics::Severity::Error ? ErrorSeverity : WarningSeverity},
                 {"code", diagnostics::code_text(diagnostic.kind)}};
    if (const std::string page = session_.shelf.page_of(diagnostic.kind); !page.empty()) {
      json["codeDescription"] = {{"href", uri_of_path(page)}};
    }
    json["source"] = "aixc";
    json["message"] = diagnostic.help.empty() ? diagnostic.message
                                              : diagnostic.message + "\nhelp: " + diagnostic.help;
    return json;
  }

  Json related(const diagnostics::Diagnostic& diagnostic) {
    Json list = Json::array();
    for (const diagnostics::Note& note : diagnostic.notes) {
      Json location = places_.location(note.span);
      if (!location.is_null()) {
        list.push_back({{"location", std::move(location)}, {"message", note.message}});
      }
    }
    return list;
  }

  Session& session_;
  Places places_;
  const Analysis& analysis_;
  std::map<std::string, Json> by_uri_;
};

}  // namespace

std::map<std::string, Json> diagnostics_of(Session& session, const Analysis& analysis) {
  return Publisher(session, analysis).run();
}

}  // namespace aixc::lsp
