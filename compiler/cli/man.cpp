#include "compiler/cli/man.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/base/utf8.h"
#include "compiler/cli/command.h"
#include "compiler/version.h"

namespace aixc::cli {
namespace {

// A text as roff: nothing in it is a request or an escape; other characters than ASCII by their
// number; what stands in backticks is bold.
std::string roff(std::string_view text) {
  std::string result;
  bool bold = false;
  for (size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const uint32_t code = code_point_at(text, at);
    if (code == '`') {
      bold = !bold;
      result += bold ? "\\fB" : "\\fR";
    } else if (code == '\\') {
      result += "\\e";
    } else if (code == '-') {
      result += "\\-";
    } else if (code == '\'') {
      result += "\\(aq";
    } else if (code == '"') {
      result += "\\(dq";
    } else if (code == '^') {
      result += "\\(ha";
    } else if (code == '~') {
      result += "\\(ti";
    } else if (code >= 0x80) {
      result += fmt::format("\\[u{:04X}]", code);
    } else {
      result += static_cast<char>(code);
    }
  }
  return result;
}

// Text on lines of its own; a point or an apostrophe at the start of a line is no request.
std::string lines(std::string_view text) {
  const std::string line = roff(text);
  return (line.starts_with('.') ? "\\&" : "") + line + "\n";
}

// Paragraphs are separated by empty lines.
std::string paragraphs(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t end = std::min(text.find("\n\n"), text.size());
    result += (result.empty() ? "" : ".PP\n") + lines(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return result;
}

std::string option_entry(const OptionInfo& info) {
  std::string names;
  std::string_view rest = info.names;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(','), rest.size());
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", roff(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!info.value.empty()) {
    names += fmt::format(" \\fI{}\\fR", roff(info.value));
  }
  return fmt::format(".TP\n{}\n{}", names, lines(info.help));
}

std::string examples(const Command& command) {
  std::string text;
  for (const Example& example : command.examples) {
    text += fmt::format(".TP\n\\fB{}\\fR\n{}", roff(example.command), lines(example.what));
  }
  return text;
}

bool is_common(const OptionInfo* info) {
  const OptionList common = with_reading({});
  return std::ranges::find(common, info) != common.end();
}

// What a command takes; the options of every command that reads models stand once, in a section of
// their own.
std::string section(const Command& command) {
  const std::string name = command.name.empty() ? "" : fmt::format(" {}", command.name);
  std::string text = fmt::format(".SS aixc{} {}\n{}", roff(name), roff(command.arguments),
                                 paragraphs(command.description));
  for (const OptionInfo* info : command.options) {
    text += is_common(info) ? "" : option_entry(*info);
  }
  return text + examples(command);
}

}  // namespace

std::string man_page() {
  std::string text = fmt::format(
      ".\\\" Made by `aixc help --man`.\n"
      ".TH AIXC 1 \"{}\" \"aixc {}\" \"User Commands\"\n"
      ".SH NAME\naixc \\- threat\\-model compiler for AI systems\n.SH SYNOPSIS\n",
      VersionDate, Version);
  for (const Command& command : commands()) {
    text +=
        fmt::format("{}\\fBaixc{}\\fR {}\n", &command == &commands().front() ? "" : ".br\n",
                    command.name.empty() ? "" : " " + roff(command.name), roff(command.arguments));
  }
  text += ".SH DESCRIPTION\n" + paragraphs(commands().front().description);
  text += ".SH COMMANDS\n";
  for (const Command& command : commands()) {
    text += section(command);
  }
  text += ".SH OPTIONS OF EVERY COMMAND THAT READS MODELS\n";
  for (const OptionInfo* info : with_reading({})) {
    text += option_entry(*info);
  }
  text +=
      ".SH EXIT STATUS\n.TP\n0\nall is well\n.TP\n1\nthreats at or above \\fB\\-\\-fail\\-on\\fR, "
      "or "
      "errors in a model\n.TP\n2\nwrong usage, or something that cannot be read or written\n"
      ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nno colours, unless \\fB\\-\\-color always\\fR\n";
  return text;
}

}  // namespace aixc::cli
