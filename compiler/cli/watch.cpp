// `aixc watch FILE -o OUT…`: makes the outputs again whenever the model changes.
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/source/recording.h"

namespace aixc::cli {
namespace {

void tell(const Options& options, int code, World& world) {
  std::string text;
  if (code != Clean) {
    text = options.outputs.empty() ? "" : "the last good output stays; ";
  } else {
    for (const std::string& output : options.outputs) {
      text += fmt::format("{}{}", text.empty() ? "wrote " : ", ", output);
    }
    text += text.empty() ? "" : "; ";
  }
  world.err << fmt::format("aixc: {}waiting for changes\n", text);
  world.out.flush();
  world.err.flush();
}

int run_watch(const Options& options, World& world) {
  const std::string& entry = options.words.front();
  if (entry == "-") {
    return refuse(world, "standard input does not change", "name a file");
  }
  if (world.watcher == nullptr) {
    return refuse(world, "changes of files cannot be waited for here");
  }
  bool first = true;
  while (true) {
    source::RecordingFileSystem files(world.files);
    World recorded = with_files(world, files);
    const int code = build_command().run(options, recorded);
    if (first && code == Refused) {
      return code;
    }
    first = false;
    // Also by the name that was given: it may be a link that will point elsewhere.
    std::set<std::string> wanted = files.files_wanted();
    wanted.insert(entry);
    const std::string error = world.watcher->watch({wanted.begin(), wanted.end()});
    if (!error.empty()) {
      return refuse(world, fmt::format("changes cannot be waited for: {}", error),
                    "on Linux `sysctl fs.inotify.max_user_watches` sets how many folders can be");
    }
    // What changed while the outputs were made would otherwise be missed.
    if (!files.is_current()) {
      continue;
    }
    tell(options, code, world);
    if (!world.watcher->wait()) {
      return code;
    }
  }
}

}  // namespace

Command watch_command() {
  return {
      .name = "watch",
      .arguments = "FILE [-o OUT]…",
      .summary = "make the outputs again whenever the model changes",
      .description =
          "Does what `aixc FILE -o OUT…` does, and does it again whenever the file or anything "
          "that "
          "it imports changes, also when an editor replaces it. With errors in the model they are "
          "shown and the last good outputs stay. Ends with Ctrl-C.",
      .options = with_reading({&option::Output, &option::OutputFormat, &option::View,
                               &option::Theme, &option::Detail, &option::Direction, &option::Scale,
                               &option::Page, &option::Plan}),
      .examples = {{"aixc watch model.aisys -o report.svg", "keep a picture up to date"},
                   {"aixc watch model.aisys", "keep the summary in view"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_watch,
  };
}

}  // namespace aixc::cli
