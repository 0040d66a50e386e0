// Files → program: the standard library, the entry and what it imports.
#include <filesystem>
#include <unordered_map>
#include <utility>

#include <fmt/core.h>

#include "compiler/ast/archive.h"
#include "compiler/bind/layer.h"
#include "compiler/parse/parse.h"
#include "compiler/source/byte_order_mark.h"
#include "compiler/source/embedded_stdlib.h"

namespace aixc::bind {
namespace {

namespace fs = std::filesystem;
using DiagnosticKind = diagnostics::Kind;
using source::FileId;
using source::Span;

constexpr size_t MaxImportDepth = 64;
constexpr std::string_view LibraryFolder = "stdlib/";
constexpr std::string_view Ending = ".aisys";
constexpr std::string_view StandardInput = "-";

// The trees of the embedded files, whose ids are the first.
void read_embedded_trees(Program& program, diagnostics::Sink& sink) {
  const auto files = stdlib::files();
  for (size_t i = 0; i < files.size(); ++i) {
    auto tree = ast::from_archive(files[i].tree, files[i].text, FileId(i));
    program.files[i] = tree ? std::move(*tree) : parse::parse(program.sources, FileId(i), sink);
  }
}

bool leads_out(const fs::path& relative) {
  return relative.empty() || relative.is_absolute() || *relative.begin() == "..";
}

class Loader {
 public:
  Loader(const source::FileSystem& disk, const LoadOptions& options, diagnostics::Sink& sink)
      : disk_(disk), options_(options), sink_(sink) {}

  Program load(const std::string& entry, const std::string& standard_input) {
    load_library();
    if (entry == StandardInput) {
      root_ = disk_.canonical(options_.root.empty() ? "." : options_.root);
      load_shared_libraries();
      program_.entry = add("<stdin>", standard_input);
      load_imports(program_.entry, root_, 1);
    } else {
      load_entry(entry);
    }
    const bool shows_library = program_.entry && program_.sources.file(program_.entry).library;
    if (program_.library != nullptr &&
        (shows_library || extends_library(program_, *program_.library))) {
      program_.library = nullptr;
      read_embedded_trees(program_, sink_);
    }
    return std::move(program_);
  }

 private:
  // ---- the standard library ----
  void load_library() {
    if (options_.stdlib_directory.empty() && options_.library != nullptr) {
      program_.library = options_.library;
      program_.sources = options_.library->sources;
      for (size_t i = 0; i < program_.sources.size(); ++i) {
        program_.files.push_back({FileId(i), {}, {}});
      }
      return;
    }
    if (options_.stdlib_directory.empty()) {
      load_embedded_library(program_, sink_);
      return;
    }
    const std::string& directory = options_.stdlib_directory;
    const auto paths = disk_.list(directory, Ending);
    if (!paths || paths->empty()) {
      sink_.report(DiagnosticKind::NoStandardLibrary, Span{}, directory,
                   paths ? "there is no `.aisys` file below it" : "there is no such folder");
      return;
    }
    for (const std::string& path : *paths) {
      const std::string canonical = disk_.canonical(path);
      source::ReadResult read = disk_.read(canonical, MaxFileBytes);
      if (!read.text) {
        sink_.report(DiagnosticKind::CannotRead, Span{}, path, read.error);
        continue;
      }
      const std::string name = fs::path(path).lexically_relative(directory).generic_string();
      loaded_[canonical] = add(std::string(LibraryFolder) + name, std::move(*read.text), canonical);
    }
  }

  // The file of the library that this one is: word for word, or by its place among the copies.
  FileId library_file(const std::string& canonical, const source::ReadResult& read) const {
    const std::string copy =
        options_.library_copies.empty()
            ? std::string()
            : fs::path(canonical).lexically_relative(options_.library_copies).generic_string();
    for (size_t i = 0; i < program_.sources.size(); ++i) {
      const source::SourceFile& file = program_.sources.file(FileId(i));
      if (file.library && (file.name == copy || (read.text && file.text == *read.text))) {
        return FileId(i);
      }
    }
    return {};
  }

  // ---- what every model of the project reads ----
  void load_shared_libraries() {
    for (const std::string& path : options_.libraries) {
      const std::string canonical = disk_.canonical(path);
      if (loaded_.contains(canonical)) {
        continue;
      }
      source::ReadResult read = disk_.read(canonical, MaxFileBytes);
      if (!read.text) {
        sink_.report(DiagnosticKind::CannotRead, Span{}, path, read.error);
        continue;
      }
      const FileId id = add(display_name(canonical), std::move(*read.text));
      loaded_[canonical] = id;
      load_imports(id, fs::path(canonical).parent_path().string(), 1);
    }
  }

  // ---- the entry and its imports ----
  void load_entry(const std::string& entry) {
    const std::string canonical = disk_.canonical(entry);
    const std::string directory = fs::path(canonical).parent_path().string();
    root_ = options_.root.empty() ? directory : disk_.canonical(options_.root);
    load_shared_libraries();
    if (const auto known = loaded_.find(canonical); known != loaded_.end()) {
      program_.entry = known->second;  // a file of a library itself
      return;
    }
    source::ReadResult read = disk_.read(canonical, MaxFileBytes);
    if (const FileId known = library_file(canonical, read)) {
      program_.entry = known;
      return;
    }
    if (!read.text) {
      auto report = sink_.report(DiagnosticKind::CannotRead, Span{}, entry, read.error);
      if (disk_.list(entry, Ending)) {
        report.help(fmt::format("`aixc check {}` looks at all models in it", entry));
      }
      return;
    }
    program_.entry = add(display_name(canonical), std::move(*read.text));
    loaded_[canonical] = program_.entry;
    load_imports(program_.entry, directory, 1);
  }

  // Depth first, in the order written. `directory` is that of the importing file.
  void load_imports(FileId importer, const std::string& directory, size_t depth) {
    // By index: the list of files grows on the way, and its elements stay where they are.
    const ast::File& file = program_.files[importer.value];
    for (const ast::Statement& statement : file.statements) {
      if (const auto* import = std::get_if<ast::Import>(&statement)) {
        load_import(*import, directory, depth);
      }
    }
  }

  void load_import(const ast::Import& import, const std::string& directory, size_t depth) {
    const Span span = import.path.span;
    const std::string written = ast::string_value(import.path.raw);
    if (written.empty() || written.find('\0') != std::string::npos) {
      sink_.report(DiagnosticKind::CannotImport, span, written, "that is no path");
      return;
    }
    const std::string canonical = disk_.canonical((fs::path(directory) / written).string());
    if (!options_.allow_outside_root && leads_out(fs::path(canonical).lexically_relative(root_))) {
      sink_.report(DiagnosticKind::ImportOutsideRoot, span)
          .help(
              "name a folder around both with `--root`, or allow it with "
              "`--allow-outside-root`");
      return;
    }
    if (loaded_.contains(canonical)) {
      return;
    }
    if (depth == MaxImportDepth) {
      sink_.report(DiagnosticKind::ImportTooDeep, span, MaxImportDepth);
      return;
    }
    source::ReadResult read = disk_.read(canonical, MaxFileBytes);
    if (library_file(canonical, read)) {
      return;
    }
    if (!read.text) {
      report_missing(import, canonical, read.error);
      return;
    }
    const FileId id = add(display_name(canonical), std::move(*read.text));
    loaded_[canonical] = id;
    load_imports(id, fs::path(canonical).parent_path().string(), depth + 1);
  }

  void report_missing(const ast::Import& import, const std::string& canonical,
                      const std::string& reason) {
    const std::string written = ast::string_value(import.path.raw);
    auto report = sink_.report(DiagnosticKind::CannotImport, import.path.span, written, reason);
    const std::string with_ending = canonical + std::string(Ending);
    if (!written.ends_with(Ending) && disk_.read(with_ending, MaxFileBytes).text) {
      const std::string better = "\"" + written + std::string(Ending) + "\"";
      report.help("write `" + better + "`").fix(import.path.span, better);
    } else {
      report.help("a path is relative to the file that says it");
    }
  }

  std::string display_name(const std::string& canonical) const {
    const fs::path relative = fs::path(canonical).lexically_relative(root_);
    return relative.empty() ? canonical : relative.generic_string();
  }

  // ---- one file ----
  // Files have an id and a tree each, in step, whatever is wrong with them. `library` is where one
  // of the standard library was read from.
  FileId add(std::string name, std::string text, std::string library = {}) {
    const bool marked = text.starts_with(source::ByteOrderMark);
    if (marked) {
      text.erase(0, source::ByteOrderMark.size());
    }
    const size_t bad = source::find_invalid_utf8(text);
    if (bad == std::string::npos) {
      const FileId id = library.empty() ? program_.sources.add(std::move(name), std::move(text))
                                        : program_.sources.add_library(
                                              std::move(name), std::move(text), std::move(library));
      program_.files.push_back(parse::parse(program_.sources, id, sink_, options_.memory));
      return id;
    }
    return add_broken(std::move(name), std::move(text), bad, marked);
  }

  // What comes before the first bad byte is kept, so that the message can show the place.
  FileId add_broken(std::string name, std::string text, size_t bad, bool marked) {
    const auto byte = static_cast<unsigned>(static_cast<unsigned char>(text[bad]));
    const bool wide = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    text.resize(bad);
    const FileId id = program_.sources.add(std::move(name), std::move(text));
    const auto at = static_cast<uint32_t>(bad);
    auto report =
        sink_.report(DiagnosticKind::InvalidUtf8, Span{id, at, at}, fmt::format("0x{:02X}", byte),
                     bad + (marked ? source::ByteOrderMark.size() : 0));
    report.help(wide ? "the file looks like UTF-16: save it as UTF-8" : "save the file as UTF-8");
    program_.files.push_back({id, {}, {}});
    return id;
  }

  const source::FileSystem& disk_;
  const LoadOptions& options_;
  diagnostics::Sink& sink_;
  Program program_;
  std::string root_;
  std::unordered_map<std::string, FileId> loaded_;
};

}  // namespace

void load_embedded_library(Program& program, diagnostics::Sink& sink) {
  for (const stdlib::EmbeddedFile& file : stdlib::files()) {
    const FileId id = program.sources.add_embedded(
        std::string(LibraryFolder) + std::string(file.path), file.text);
    program.files.push_back({id, {}, {}});
  }
  read_embedded_trees(program, sink);
}

Program load(const std::string& entry, const std::string& standard_input,
             const source::FileSystem& disk, const LoadOptions& options, diagnostics::Sink& sink) {
  return Loader(disk, options, sink).load(entry, standard_input);
}

}  // namespace aixc::bind
