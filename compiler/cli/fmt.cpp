// `aixc fmt FILE…`: one style for all models.
#include <istream>
#include <iterator>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/diagnostics/emit.h"
#include "compiler/format/diff.h"
#include "compiler/format/format.h"
#include "compiler/render/paint.h"
#include "compiler/source/byte_order_mark.h"

namespace aixc::cli {
namespace {

class Fmt {
 public:
  Fmt(const Options& options, World& world) : options_(options), world_(world) {}

  int run() {
    const auto entries = entries_of(options_, world_);
    if (!entries) {
      return Refused;
    }
    int code = Clean;
    for (const std::string& entry : *entries) {
      code = std::max<int>(code, file(entry));
    }
    return code;
  }

 private:
  bool writes() const { return !options_.check && !options_.diff; }

  ExitCode file(const std::string& entry) {
    if (entry == "-") {
      std::string text((std::istreambuf_iterator<char>(world_.in)), {});
      return text_of("<stdin>", std::move(text), entry);
    }
    source::ReadResult read = world_.files.read(entry, bind::MaxFileBytes);
    if (!read.text) {
      return refuse(world_, fmt::format("`{}` cannot be read: {}", entry, read.error));
    }
    return text_of(entry, std::move(*read.text), entry);
  }

  ExitCode text_of(const std::string& name, std::string text, const std::string& entry) {
    const auto formatted = format_text(name, text);
    if (!formatted) {
      return Found;
    }
    const bool changed = *formatted != text;
    if (options_.diff) {
      print_diff(format::unified_diff(name, text, *formatted));
    } else if (options_.check && changed) {
      world_.out << fmt::format("would reformat {}\n", name);
    }
    if (!writes()) {
      return changed ? Found : Clean;
    }
    if (entry == "-") {
      world_.out << *formatted;
      return Clean;
    }
    if (!changed) {
      return Clean;
    }
    world_.out << fmt::format("reformatted {}\n", name);
    // By its canonical name, so that a link stays one.
    return write_output(world_.files.canonical(entry), *formatted, world_);
  }

  // Nothing, and the reason on standard error, if there is an error in the text.
  std::optional<std::string> format_text(const std::string& name, std::string_view text) {
    if (text.starts_with(source::ByteOrderMark)) {
      text.remove_prefix(source::ByteOrderMark.size());
    }
    source::SourceMap sources;
    diagnostics::Sink sink;
    std::optional<std::string> formatted;
    const size_t bad = source::find_invalid_utf8(text);
    const source::FileId id = sources.add(name, std::string(text.substr(0, bad)));
    if (bad == std::string_view::npos) {
      formatted = format::format(sources, id, sink);
    } else {
      const auto at = static_cast<uint32_t>(bad);
      const auto byte = static_cast<unsigned>(static_cast<unsigned char>(text[bad]));
      sink.report(diagnostics::Kind::InvalidUtf8, {id, at, at}, fmt::format("0x{:02X}", byte), bad);
    }
    if (!formatted) {
      world_.err << diagnostics::to_text(sink.sorted(), sources,
                                         {.color = colors_errors(options_, world_)})
                 << fmt::format("aixc: `{}` is left as it is\n", name);
    }
    return formatted;
  }

  void print_diff(const std::string& diff) {
    const render::Paint paint(colors_output(options_, world_));
    size_t at = 0;
    while (at < diff.size()) {
      const size_t end = std::min(diff.find('\n', at), diff.size() - 1);
      const std::string line = diff.substr(at, end - at);
      world_.out << (line.starts_with('+')   ? paint.good(line)
                     : line.starts_with('-') ? paint.bad(line)
                                             : line)
                 << "\n";
      at = end + 1;
    }
  }

  const Options& options_;
  World& world_;
};

int run_fmt(const Options& options, World& world) {
  return Fmt(options, world).run();
}

}  // namespace

Command fmt_command() {
  return {
      .name = "fmt",
      .arguments = "FILE…|-",
      .summary = "bring files into the one style",
      .description =
          "Rewrites each file in place, and prints the names of those that changed; `-` reads "
          "standard input and writes standard output. Comments and blank lines stay where they "
          "are, and no meaning changes. A file with errors is left as it is, and exits 1. A folder "
          "stands for all `.aisys` files below it.",
      .options = {&option::Check, &option::Diff, &option::Color},
      .examples = {{"aixc fmt models/", "all models of a folder"},
                   {"aixc fmt --check models/", "for CI: exit 1 if a file is not in the style"},
                   {"aixc fmt --diff model.aisys", "show what would change"},
                   {"aixc fmt - < model.aisys", "for editors"}},
      .least_words = 1,
      .run = run_fmt,
  };
}

}  // namespace aixc::cli
