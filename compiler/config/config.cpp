// The only file that sees toml++.
#include "compiler/config/config.h"

#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "compiler/source/byte_order_mark.h"

namespace aixc::config {
namespace {

namespace fs = std::filesystem;
using diagnostics::Kind;
using source::Span;

constexpr size_t MaxFileBytes = 1024 * 1024;

const std::vector<std::string_view> Levels = {"low", "medium", "high", "critical"};

std::string choices_text(const std::vector<std::string_view>& choices) {
  std::string text;
  for (const std::string_view choice : choices) {
    text += fmt::format("{}`\"{}\"`", text.empty() ? "" : ", ", choice);
  }
  return text;
}

// Reads one file into a Config.
class Reader {
 public:
  Reader(const std::string& path, Loaded& into) : into_(into) {
    into_.config.folder = fs::path(path).parent_path().string();
    into_.config.root = into_.config.folder.empty() ? "." : into_.config.folder;
  }

  void read(const std::string& path, std::string text) {
    if (text.starts_with(source::ByteOrderMark)) {
      text.erase(0, source::ByteOrderMark.size());
    }
    const size_t bad = source::find_invalid_utf8(text);
    const auto byte = bad < text.size() ? static_cast<unsigned char>(text[bad]) : 0U;
    text.resize(std::min(bad, text.size()));
    file_ = into_.sources.add(path, std::move(text));
    if (bad != std::string::npos) {
      const auto at = static_cast<uint32_t>(bad);
      into_.sink.report(Kind::InvalidUtf8, Span{file_, at, at}, fmt::format("0x{:02X}", byte), bad);
      return;
    }
    const toml::parse_result parsed = toml::parse(into_.sources.file(file_).text);
    if (!parsed) {
      const std::string description(parsed.error().description());
      into_.sink.report(Kind::BadConfigSyntax, span(parsed.error().source()), description)
          .help("a line is `key = value`; a text stands in quotes: `fail-on = \"high\"`");
      return;
    }
    for (const auto& [name, value] : parsed.table()) {
      entry(name, value);
    }
  }

 private:
  uint32_t offset(toml::source_position at) const {
    const source::SourceFile& file = into_.sources.file(file_);
    const size_t line = std::min<size_t>(at.line, file.line_starts.size());
    size_t offset = line == 0 ? 0 : file.line_starts[line - 1];
    // Columns count code points.
    for (uint32_t column = 1; column < at.column && offset < file.text.size(); ++column) {
      do {
        ++offset;
      } while (offset < file.text.size() &&
               (static_cast<unsigned char>(file.text[offset]) & 0xC0U) == 0x80U);
    }
    return static_cast<uint32_t>(std::min(offset, file.text.size()));
  }

  Span span(const toml::source_region& region) const {
    const uint32_t begin = offset(region.begin);
    return {file_, begin, std::max(begin, offset(region.end))};
  }

  void entry(const toml::key& name, const toml::node& value) {
    const auto key = std::ranges::find(keys(), name.str(), &Key::name);
    if (key == keys().end()) {
      std::vector<std::string_view> known;
      for (const Key& one : keys()) {
        known.push_back(one.name);
      }
      auto report = into_.sink.report(Kind::UnknownConfigKey, span(name.source()), name.str());
      if (value.is_table()) {
        report.help("keys stand outside of tables: leave the line in brackets out");
      } else {
        report.did_you_mean(name.str(), known);
      }
      return;
    }
    if (const auto* flag = std::get_if<std::optional<bool> Config::*>(&key->target)) {
      if (const auto* yes = value.as_boolean()) {
        into_.config.*(*flag) = yes->get();
      } else {
        wrong(*key, value, "`true` or `false`");
      }
    } else if (const auto* one = std::get_if<std::string Config::*>(&key->target)) {
      if (auto read = text(*key, value)) {
        into_.config.*(*one) = std::move(*read);
      }
    } else if (const auto* many = std::get_if<std::vector<std::string> Config::*>(&key->target)) {
      list(*key, value, into_.config.*(*many));
    }
  }

  void wrong(const Key& key, const toml::node& value, const std::string& takes) {
    into_.sink.report(Kind::BadConfigValue, span(value.source()), key.name, takes);
  }

  void list(const Key& key, const toml::node& value, std::vector<std::string>& into) {
    const toml::array* items = value.as_array();
    if (items == nullptr) {
      wrong(key, value, "a list of texts: `[\"…\"]`");
      return;
    }
    for (const toml::node& item : *items) {
      auto read = text(key, item);
      if (read && (key.name != "ignore" || is_warning(item, *read))) {
        into.push_back(std::move(*read));
      }
    }
  }

  std::optional<std::string> text(const Key& key, const toml::node& value) {
    const auto* given = value.as_string();
    if (given == nullptr) {
      wrong(key, value,
            key.choices.empty() ? "a text in double quotes" : choices_text(key.choices));
      return std::nullopt;
    }
    std::string read = given->get();
    if (!key.choices.empty() && std::ranges::find(key.choices, read) == key.choices.end()) {
      into_.sink.report(Kind::BadConfigValue, span(value.source()), key.name,
                        choices_text(key.choices));
      return std::nullopt;
    }
    return key.is_path ? below(read, value) : read;
  }

  // The path from where the program was started.
  std::optional<std::string> below(const std::string& written, const toml::node& value) {
    const fs::path path = fs::path(written).lexically_normal();
    const bool leads_out = path.is_absolute() || (!path.empty() && *path.begin() == "..");
    if (written.empty() || written.find('\0') != std::string::npos || leads_out) {
      into_.sink.report(Kind::ConfigPathOutside, span(value.source()), written)
          .help("put `aixc.toml` into a folder around it, or name it on the command line");
      return std::nullopt;
    }
    std::string result = (fs::path(into_.config.folder) / path).lexically_normal().string();
    if (result.size() > 1 && result.ends_with('/')) {
      result.pop_back();
    }
    return result;
  }

  bool is_warning(const toml::node& value, const std::string& code) {
    const auto kind = diagnostics::find_kind(code);
    if (kind && diagnostics::info(*kind).severity == diagnostics::Severity::Warning) {
      return true;
    }
    into_.sink
        .report(Kind::BadConfigValue, span(value.source()), "ignore",
                "codes of warnings, such as `\"AIX5003\"`")
        .help(kind ? fmt::format("`{}` is an error, and errors cannot be silenced", code)
                   : fmt::format("`aixc list diagnostics` shows them; `{}` is none", code));
    return false;
  }

  Loaded& into_;
  source::FileId file_;
};

}  // namespace

std::span<const Key> keys() {
  static const std::vector<Key> All = {
      {"root",
       "--root",
       "imports may reach everything below this folder; unless given, that of `aixc.toml`",
       &Config::root,
       {},
       true},
      {"libraries",
       "",
       "files that every model reads, as if it imported them",
       &Config::libraries,
       {},
       true},
      {"stdlib",
       "--stdlib",
       "a folder to read the standard library from",
       &Config::stdlib,
       {},
       true},
      {"exclude",
       "",
       "files and folders that are left out when a folder is checked",
       &Config::exclude,
       {},
       true},
      {"fail-on", "--fail-on", "the level at which a threat fails the gate", &Config::fail_on,
       Levels, false},
      {"strict",
       "--strict",
       "warnings count as errors, and open threats gate",
       &Config::strict,
       {},
       false},
      {"baseline",
       "--baseline",
       "the file of known findings, which do not fail the gate",
       &Config::baseline,
       {},
       true},
      {"appetite", "", "the level of risk that is lived with, for systems that state none",
       &Config::appetite, Levels, false},
      {"ignore", "", "codes of warnings that are not reported", &Config::ignore, {}, false},
      {"ignore-rules",
       "",
       "names of rules and policies that are not applied",
       &Config::ignore_rules,
       {},
       false},
      {"theme", "--theme", "colours of pictures", &Config::theme, {"auto", "light", "dark"}, false},
      {"detail",
       "--detail",
       "what cards of pictures carry",
       &Config::detail,
       {"none", "badges", "threats"},
       false},
      {"direction",
       "--direction",
       "where flows run by preference",
       &Config::direction,
       {"auto", "down", "right"},
       false},
      {"plan",
       "--plan",
       "reports that show a plan (html) have the cheapest one; needs the solver CBC",
       &Config::plan,
       {},
       false},
  };
  return All;
}

std::string find(const std::string& entry, const source::FileSystem& disk) {
  const fs::path here = disk.canonical(".");
  const bool is_input = entry == "-";
  fs::path folder = is_input ? here : fs::path(disk.canonical(entry)).parent_path();
  if (folder == ".") {
    folder.clear();
  }
  while (true) {
    const fs::path path = folder / FileName;
    // One that is there and cannot be read must not be passed over: it may hold the gate.
    const std::string error = disk.read(path.string(), MaxFileBytes).error;
    if (error != "no such file" && error != "Not a directory") {
      const bool absolute = !is_input && fs::path(entry).is_absolute();
      return absolute || !path.is_absolute() ? path.string()
                                             : path.lexically_relative(here).string();
    }
    if (folder.empty() || folder == folder.parent_path()) {
      return {};
    }
    folder = folder.parent_path();
  }
}

Loaded load(const std::string& path, const source::FileSystem& disk) {
  Loaded loaded;
  source::ReadResult read = disk.read(path, MaxFileBytes);
  if (!read.text) {
    loaded.sink.report(Kind::CannotRead, Span{}, path, read.error);
    return loaded;
  }
  Reader(path, loaded).read(path, std::move(*read.text));
  return loaded;
}

}  // namespace aixc::config
