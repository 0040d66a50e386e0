// The findings, broken policies and diagnostics of a check as one flat list: what linters call
// issues, and every format for CI is made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/render/check/checked.h"
#include "compiler/render/plain_text.h"

namespace aixc::render {

// Its texts are on one line each, whatever a model says.
struct Issue {
  enum class Subject : uint8_t { Diagnostic, Violation, Finding };
  enum class Severity : uint8_t { Error, Warning, Note };
  Subject subject = Subject::Diagnostic;
  Severity severity = Severity::Error;
  bool fails = false;              // it fails the gate, or is an error
  bool generic = false;            // a conventional threat to the system as a whole
  bool open = false;               // a finding that waits for an answer
  int score = 0;                   // of a finding: the upper end of its residual risk, 1–25
  std::string rule;                // `AIX2003`, `indirect_prompt_injection`, the policy's name
  std::string title;               // `Indirect prompt injection on vpc.triage`; of others empty
  std::string message;             // one sentence, without its place
  std::string help;                // what to do; may be empty
  std::string url;                 // of the threat; may be empty
  std::string id;                  // stable: model and element, no line, no label
  const Checked* model = nullptr;  // where it comes from
  rules::FindingId finding;        // of findings
  source::Span span;               // never without a file
};

// Of all models, worst first: what fails before what does not, then by severity and risk, then in
// the order of models and reports. Open findings only when they gate. A file that several models
// import says what is wrong with it once.
std::vector<Issue> issues_of(const CheckReport& report);
// Of one model, in the order of its report.
std::vector<Issue> issues_of(const CheckReport& report, const Checked& model);

// The issue of one finding, whatever its status.
Issue finding_issue(const Checked& model, rules::FindingId finding);

// `error`, `warning`, `note`
std::string_view word(Issue::Severity severity);

// The name of a file as reports for CI give it: relative, with `/`, the same on every machine.
std::string file_of(const source::SourceMap& sources, source::FileId file);

// What a threat at an element is called in a baseline and in fingerprints:
// `support:evasion@vpc.gpt`.
std::string finding_key(const model::Model& model, const rules::Finding& finding);
std::string violation_key(const model::Model& model, const rules::Violation& violation);

// The link if it leads to the web and is safe wherever it stands; otherwise empty.
std::string web_link(std::string_view url);

// 16 hexadecimal digits that are the same for the same text, everywhere (FNV-1a, 64 bits).
std::string fingerprint(std::string_view text);

}  // namespace aixc::render
