#include "compiler/cli/options.h"

namespace aixc::cli {
namespace option {

const OptionInfo Output = {"-o,--output",
                           "OUT",
                           "write to OUT; may be given several times; `-` is standard output",
                           &Options::outputs,
                           {}};
const OptionInfo OutputFormat = {"--format",
                                 "FORMAT",
                                 "the format of outputs whose extension does not say it",
                                 &Options::format,
                                 {}};
const OptionInfo Theme = {"--theme",
                          "THEME",
                          "colours of pictures: auto (follows the reader), light, dark",
                          &Options::theme,
                          {"auto", "light", "dark"}};
const OptionInfo Detail = {"--detail",
                           "LEVEL",
                           "what cards carry: none, badges or threats (default: by size)",
                           &Options::detail,
                           {"none", "badges", "threats"}};
const OptionInfo Direction = {"--direction",
                              "WAY",
                              "where flows run by preference: down or right",
                              &Options::direction,
                              {"down", "right"}};
const OptionInfo FailOn = {"--fail-on",
                           "LEVEL",
                           "exit 1 for a threat at LEVEL or above: low, medium, high, critical",
                           &Options::fail_on,
                           {"low", "medium", "high", "critical"}};
const OptionInfo ExitZero = {"--exit-zero",
                             "",
                             "exit 0 whatever is found; 2 still means a failure",
                             &Options::exit_zero,
                             {}};
const OptionInfo Strict = {
    "--strict", "", "warnings count as errors, and open threats gate", &Options::strict, {}};
const OptionInfo CheckFormat = {"--format",
                                "FORMAT",
                                "text, gcc (one line each) or json",
                                &Options::format,
                                {"text", "gcc", "json"}};
const OptionInfo Stage = {"--stage",
                          "STAGE",
                          "ast, model, library or findings",
                          &Options::stage,
                          {"ast", "model", "library", "findings"}};
const OptionInfo Json = {"--json", "", "as JSON, for scripts", &Options::json, {}};
const OptionInfo Ask = {
    "--ask", "", "ask one by one, and write the answers into the file", &Options::ask, {}};
const OptionInfo Check = {"--check",
                          "",
                          "write nothing; exit 1 if a file would change, and name it",
                          &Options::check,
                          {}};
const OptionInfo Diff = {
    "--diff", "", "write nothing; show what would change, and exit 1", &Options::diff, {}};
const OptionInfo Markdown = {
    "--markdown", "", "as Markdown, for issues and wikis", &Options::markdown, {}};
const OptionInfo Standard = {
    "--standard",
    "NAME",
    "the entries of a standard, with the threats and controls mapped to them",
    &Options::standard,
    {}};
const OptionInfo Stdlib = {
    "--stdlib", "DIR", "read the standard library from DIR", &Options::stdlib, {}};
const OptionInfo Root = {
    "--root", "DIR", "imports may reach everything below DIR", &Options::root, {}};
const OptionInfo AllowOutsideRoot = {
    "--allow-outside-root", "", "imports may reach any file", &Options::allow_outside_root, {}};
const OptionInfo Today = {
    "--today", "DATE", "the day that `until` and `due` are compared with", &Options::today, {}};
const OptionInfo Color = {"--color",
                          "WHEN",
                          "auto, always or never; NO_COLOR is honoured",
                          &Options::color,
                          {"auto", "always", "never"}};

}  // namespace option

OptionList with_reading(OptionList own) {
  own.insert(own.end(), {&option::Stdlib, &option::Root, &option::AllowOutsideRoot, &option::Today,
                         &option::Color});
  return own;
}

}  // namespace aixc::cli
