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
const OptionInfo View = {"--view",
                         "NAME",
                         "which picture to draw (default: report); --list-views names them",
                         &Options::view,
                         {}};
const OptionInfo ListViews = {
    "--list-views", "", "list the pictures that can be drawn of FILE", &Options::list_views, {}};
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
                              "where flows run by preference: auto, down or right",
                              &Options::direction,
                              {"auto", "down", "right"}};
const OptionInfo Scale = {"--scale",
                          "FACTOR",
                          "size of PNG pictures: 1, 1.5, 2, 3 or 4 times",
                          &Options::scale,
                          {"1", "1.5", "2", "3", "4"}};
const OptionInfo Page = {"--page",
                         "SIZE",
                         "pages of PDF: fit (one page, as large as the picture), a4 or letter",
                         &Options::page,
                         {"fit", "a4", "letter"}};
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
const OptionInfo CheckFormat = {
    "--format",
    "FORMAT",
    "what is printed: text, gcc (one line each), json, sarif, github, "
    "gitlab, junit, rdjson or markdown",
    &Options::format,
    {"text", "gcc", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"}};
const OptionInfo CheckOutput = {
    "-o,--output",
    "[FORMAT:]FILE",
    "write this format into a file too; may be given several times. `.sarif`, `.json`, `.xml` "
    "(junit) and `.md` say the format, before others stands its name: `gitlab:quality.json`",
    &Options::outputs,
    {}};
const OptionInfo Baseline = {
    "--baseline", "FILE", "known findings, which do not fail the gate", &Options::baseline, {}};
const OptionInfo WriteBaseline = {"--write-baseline",
                                  "FILE",
                                  "write what is found as known findings, and exit 0",
                                  &Options::write_baseline,
                                  {}};
const OptionInfo SarifSuppressed = {"--sarif-suppressed",
                                    "",
                                    "SARIF also with treated threats, marked as suppressed (GitHub "
                                    "shows them as if they were not)",
                                    &Options::sarif_suppressed,
                                    {}};
const OptionInfo FailOnNew = {"--fail-on-new",
                              "LEVEL",
                              "exit 1 for a new threat at LEVEL or above: low, medium, high, "
                              "critical",
                              &Options::fail_on_new,
                              {"low", "medium", "high", "critical"}};
const OptionInfo Stage = {"--stage",
                          "STAGE",
                          "ast, model, library or findings",
                          &Options::stage,
                          {"ast", "model", "library", "findings"}};
const OptionInfo Depfile = {"--depfile",
                            "FILE",
                            "write what the outputs are made from to FILE, for make and ninja",
                            &Options::depfile,
                            {}};
const OptionInfo Template = {"--template",
                             "NAME",
                             "what to start from: chatbot, rag, agent, classifier, finetune",
                             &Options::starter,
                             {"chatbot", "rag", "agent", "classifier", "finetune"}};
const OptionInfo Force = {
    "--force", "", "replace a file that is there already", &Options::force, {}};
const OptionInfo Port = {"--port",
                         "PORT",
                         "the port on 127.0.0.1 (default: 7407); 0 takes any that is free",
                         &Options::port,
                         {}};
const OptionInfo Man = {"--man", "", "the manual page `aixc.1`, in roff", &Options::man, {}};
const OptionInfo Target = {"--target",
                           "LEVEL",
                           "the highest level that may remain: low, medium, high",
                           &Options::target,
                           {"low", "medium", "high"}};
const OptionInfo Budget = {
    "--budget", "N", "what may be spent, in the unit of the costs", &Options::budget, {}};
const OptionInfo Plan = {
    "--plan",
    "",
    "put the cheapest plan into reports that show one (html); needs the solver CBC",
    &Options::plan,
    {}};
const OptionInfo Open = {
    "--open", "", "plan for open threats as if they applied", &Options::open, {}};
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
    "--markdown", "", "as Markdown, for comments, issues and wikis", &Options::markdown, {}};
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
const OptionInfo Config = {"--config",
                           "FILE",
                           "the configuration instead of the nearest `aixc.toml`; `none`: no file",
                           &Options::config,
                           {}};
const OptionInfo Today = {
    "--today", "DATE", "the day that `until` and `due` are compared with", &Options::today, {}};
const OptionInfo Color = {"--color",
                          "WHEN",
                          "auto, always or never; NO_COLOR is honoured",
                          &Options::color,
                          {"auto", "always", "never"}};

}  // namespace option

OptionList with_reading(OptionList own) {
  own.insert(own.end(), {&option::Stdlib, &option::Root, &option::AllowOutsideRoot, &option::Config,
                         &option::Today, &option::Color});
  return own;
}

}  // namespace aixc::cli
