#include "compiler/ast/archive.h"

#include <utility>

#include "compiler/ast/fields.h"

namespace aixc::ast {
namespace {

// FNV-1a, 64 bits: tells whether bytes and text belong together.
uint64_t hash_of(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return hash;
}

// Writes or reads one number; both archives are used by the same functions below.
class Writer {
 public:
  explicit Writer(std::string_view text) : text_(text) {}
  static constexpr bool Reading = false;

  void number(uint64_t value) {
    while (value >= 0x80U) {
      bytes.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
      value >>= 7U;
    }
    bytes.push_back(static_cast<char>(value));
  }
  uint64_t number() { return 0; }
  void place(const Span& span) {
    number(span.begin);
    number(span.end - span.begin);
  }
  // The empty view has no place.
  void view(std::string_view view) {
    number(view.size());
    if (!view.empty()) {
      number(static_cast<uint64_t>(view.data() - text_.data()));
    }
  }
  bool failed() const { return false; }

  std::string bytes;

 private:
  std::string_view text_;
};

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view text, source::FileId file)
      : bytes_(bytes), text_(text), file_(file) {}
  static constexpr bool Reading = true;

  void number(uint64_t) {}
  uint64_t number() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) {
        failed_ = true;
        return 0;
      }
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= uint64_t{byte & 0x7FU} << shift;
      if ((byte & 0x80U) == 0) {
        return value;
      }
    }
    failed_ = true;
    return 0;
  }
  void place(Span& span) {
    span.file = file_;
    span.begin = static_cast<uint32_t>(number());
    span.end = span.begin + static_cast<uint32_t>(number());
  }
  void view(std::string_view& view) {
    const uint64_t length = number();
    const uint64_t begin = length == 0 ? 0 : number();
    view = begin <= text_.size() ? text_.substr(begin, length) : std::string_view();
  }
  bool failed() const { return failed_; }

 private:
  std::string_view bytes_;
  std::string_view text_;
  source::FileId file_;
  bool failed_ = false;
};

}  // namespace

std::string to_archive(const File& file, std::string_view text) {
  Writer writer(text);
  writer.number(hash_of(text));
  File copy = file;  // the functions above serve reading too, so they take what they may change
  io(writer, copy);
  return std::move(writer.bytes);
}

std::optional<File> from_archive(std::string_view bytes, std::string_view text, source::FileId id) {
  Reader reader(bytes, text, id);
  if (reader.number() != hash_of(text)) {
    return std::nullopt;
  }
  File file;
  file.id = id;
  io(reader, file);
  return reader.failed() ? std::nullopt : std::optional(std::move(file));
}

}  // namespace aixc::ast
