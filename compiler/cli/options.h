// The options of the command line: their values, and one description of each.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace aixc::cli {

// What was given, or the default. `words` are the arguments that are no options.
struct Options {
  std::vector<std::string> words;
  std::vector<std::string> outputs;
  std::string format;
  std::string stage;
  std::string theme = "auto";
  std::string view;
  std::string scale;
  std::string page;
  std::string detail;
  std::string direction;
  std::string fail_on;
  std::string standard;
  std::string target;
  std::string budget;
  std::string depfile;
  std::string starter;
  std::string stdlib;
  std::string root;
  std::string today;
  std::string config;
  std::string port;
  std::string color = "auto";
  bool allow_outside_root = false;
  bool strict = false;
  bool exit_zero = false;
  bool json = false;
  bool markdown = false;
  bool open = false;
  bool plan = false;
  bool force = false;
  bool man = false;
  bool ask = false;
  bool list_views = false;
  bool check = false;
  bool diff = false;
  std::string baseline;
  std::string write_baseline;
  std::string fail_on_new;
  bool sarif_suppressed = false;
  // The names (`--theme`) of the options that were given; the rest is default or configuration.
  std::vector<std::string_view> given;
  // What only the configuration says.
  std::vector<std::string> libraries;
  std::vector<std::string> exclude;
  std::vector<std::string> ignore;
  std::vector<std::string> ignore_rules;
  std::string appetite;
};

struct OptionInfo {
  std::string_view names;  // `-o,--output`
  std::string_view value;  // what stands behind it in the help; empty for a flag
  std::string_view help;
  std::variant<std::string Options::*, std::vector<std::string> Options::*, bool Options::*> target;
  std::vector<std::string_view> choices;  // the only values it takes; empty: any
};

// One description for each option; a command names those it takes.
namespace option {
extern const OptionInfo Output, OutputFormat, View, ListViews, Theme, Detail, Direction, Scale,
    Page;
extern const OptionInfo FailOn, ExitZero, Strict, CheckFormat, CheckOutput;
extern const OptionInfo Baseline, WriteBaseline, SarifSuppressed, FailOnNew;
extern const OptionInfo Target, Budget, Open, Plan, Depfile, Template, Force, Man, Port;
extern const OptionInfo Stage, Json, Ask, Check, Diff, Markdown, Standard;
extern const OptionInfo Stdlib, Root, AllowOutsideRoot, Config, Today, Color;
}  // namespace option

using OptionList = std::vector<const OptionInfo*>;
// `own`, then those of every command that reads models.
OptionList with_reading(OptionList own);

}  // namespace aixc::cli
