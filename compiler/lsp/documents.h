// The texts that are open in the editor, saved or not, laid over the files on disk.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "compiler/lsp/json.h"
#include "compiler/lsp/positions.h"
#include "compiler/source/file_system.h"

namespace aixc::lsp {

struct Document {
  std::string uri;  // as the client writes it
  std::string text;
  int64_t version = 0;
};

// Open documents by canonical path. As a file system it gives their texts instead of what is on
// disk.
class Documents final : public source::FileSystem {
 public:
  explicit Documents(source::FileSystem& disk) : disk_(disk) {}

  // The path under which a document, or a file on disk, is known.
  std::string path_of(std::string_view uri) const;
  // The client's own address of an open document; else the address of the file.
  std::string uri_of(const std::string& path) const;

  void open(std::string_view uri, std::string text, int64_t version);
  // Applies the changes of `textDocument/didChange`, in their order.
  void change(std::string_view uri, const Json& changes, int64_t version, Encoding encoding);
  void close(std::string_view uri);

  // Null if it is not open.
  const Document* find(const std::string& path) const;
  const std::map<std::string, Document>& all() const { return documents_; }

  source::ReadResult read(const std::string& path, size_t max_bytes) const override;
  std::string canonical(const std::string& path) const override;
  std::optional<source::WriteError> write_all(std::span<const source::NewFile> files) override;
  std::string make_folder(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path,
                                               std::string_view suffix) const override;

 private:
  source::FileSystem& disk_;
  std::map<std::string, Document> documents_;
};

}  // namespace aixc::lsp
