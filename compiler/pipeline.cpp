#include "compiler/pipeline.h"

#include <filesystem>

namespace aixc {

Compilation compile(const std::string& entry, const std::string& standard_input,
                    const source::FileSystem& disk, const CompileOptions& options) {
  Compilation result;
  result.program = bind::load(entry, standard_input, disk, options.load, result.sink);
  const std::filesystem::path folder = options.load.root.empty()
                                           ? std::filesystem::path(entry).parent_path()
                                           : std::filesystem::path(options.load.root);
  result.program.sources.set_folder(folder.string());
  result.model = bind::bind(result.program, result.sink);
  if (!result.sink.has_errors() && result.model.system) {
    result.assessment = rules::assess(result.model, options.assess, result.sink);
  }
  return result;
}

}  // namespace aixc
