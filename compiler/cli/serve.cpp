// `aixc serve FILE`: the picture in a browser, drawn again at each save.
#include <charconv>
#include <ostream>
#include <sstream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/render_output.h"
#include "compiler/cli/session.h"
#include "compiler/serve/site.h"
#include "compiler/source/recording.h"

namespace aixc::cli {
namespace {

constexpr uint16_t UsualPort = 7407;

// A number of two bytes; nothing for anything else.
std::optional<uint16_t> port_in(const std::string& text) {
  uint16_t port = UsualPort;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, port);
  return text.empty() || (error == std::errc() && end == last) ? std::optional(port) : std::nullopt;
}

// The site of one file, and what keeps it up to date.
class Preview {
 public:
  Preview(const Options& options, World& world)
      : options_(options),
        world_(world),
        effective_(options),
        site_(options.words.front(), {.input =
                                          [this](const Compilation& good) {
                                            return render_input(good, effective_, world_);
                                          },
                                      .save =
                                          [this](Compilation& good, const render::Format& format) {
                                            return render_output(good, format, effective_, world_);
                                          }}) {
    options_.color = "never";
  }

  serve::Site& site() { return site_; }
  const std::string& messages() const { return messages_; }

  // Reads the files, and waits for changes of them from now on. `error` says why that is not
  // possible.
  ExitCode refresh(std::string& error) {
    while (true) {
      source::RecordingFileSystem files(world_.files);
      std::ostringstream told;
      World recorded = with_files(world_, files, &told);
      Outcome outcome = compile_entry(options_.words.front(), options_, recorded);
      messages_ = told.str();
      if (outcome.compilation.assessment) {
        effective_ = std::move(outcome.options);
      }
      // Also by the name that was given: it may be a link that will point elsewhere.
      std::set<std::string> wanted = files.files_wanted();
      wanted.insert(options_.words.front());
      error = world_.watcher->watch({wanted.begin(), wanted.end()});
      if (files.is_current() || !error.empty()) {
        site_.show(std::move(outcome.compilation), messages_);
        return outcome.code;
      }
    }
  }

 private:
  Options options_;
  World& world_;
  Options effective_;  // of the last good compilation
  serve::Site site_;
  std::string messages_;
};

int refuse_watching(World& world, const std::string& error) {
  return refuse(world, fmt::format("changes cannot be waited for: {}", error),
                "on Linux `sysctl fs.inotify.max_user_watches` sets how many folders can be");
}

int run_serve(const Options& options, World& world) {
  const std::string& entry = options.words.front();
  const auto port = port_in(options.port);
  if (!port) {
    return refuse(world, fmt::format("`{}` is no port", options.port),
                  "write a number from 0 to 65535; 0 takes any that is free");
  }
  if (entry == "-") {
    return refuse(world, "standard input does not change", "name a file");
  }
  if (world.watcher == nullptr || world.server == nullptr) {
    return refuse(world, "nothing can be served here");
  }
  Preview preview(options, world);
  std::string error;
  if (preview.refresh(error) == Refused) {
    world.err << preview.messages();
    return Refused;
  }
  if (!error.empty()) {
    return refuse_watching(world, error);
  }
  if (const std::string reason = world.server->listen(*port); !reason.empty()) {
    return refuse(world, fmt::format("port {} of 127.0.0.1 cannot be had: {}", *port, reason),
                  "`--port 0` takes any that is free");
  }
  world.out << fmt::format("http://127.0.0.1:{}/\n", world.server->port()) << std::flush;
  world.err << fmt::format("aixc: shows `{}` there until Ctrl-C\n", entry) << std::flush;
  world.server->run([&](const serve::Request& request) { return preview.site().answer(request); },
                    world.watcher->descriptor(),
                    [&] {
                      if (world.watcher->changed()) {
                        preview.refresh(error);
                        world.server->announce(std::to_string(preview.site().version()));
                      }
                    });
  return Clean;
}

}  // namespace

Command serve_command() {
  return {
      .name = "serve",
      .arguments = "FILE",
      .summary = "the picture in a browser, drawn again at each save",
      .description =
          "Prints an address on this machine that shows what the file describes: its pictures, the "
          "findings of the card that is clicked, buttons that save every format. It follows each "
          "save of the file and of what it imports; what is wrong with the text stands above the "
          "last good picture. Nobody else can reach it, pages of other sites get nothing from it, "
          "and it gives out no files. Ends with Ctrl-C.",
      .options = with_reading({&option::Port, &option::Detail, &option::Direction}),
      .examples = {{"aixc serve model.aisys", "then open the address that it prints"},
                   {"aixc serve model.aisys --port 0", "any port that is free"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_serve,
  };
}

}  // namespace aixc::cli
