// What `aixc serve` shows of one model: the last good picture of it, the findings of each card, and
// what is wrong with the present text.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "compiler/pipeline.h"
#include "compiler/render/format.h"
#include "compiler/serve/server.h"

namespace aixc::serve {

class Site {
 public:
  // What a compilation with an assessment is drawn with, and how it is saved: that of the command
  // line.
  struct Drawing {
    std::function<render::RenderInput(const Compilation& good)> input;
    std::function<render::RenderResult(Compilation& good, const render::Format& format)> save;
  };

  Site(std::string name, Drawing drawing) : name_(std::move(name)), drawing_(std::move(drawing)) {}

  // A new state of the files: `messages` is what the program says of it, for people; a compilation
  // without an assessment leaves the last good picture where it is.
  void show(Compilation compilation, std::string messages);
  // Grows with each state.
  int version() const { return version_; }

  // `/`, its parts, `/state`, `/events`, `/picture/VIEW` and `/export/FORMAT`; 404 for everything
  // else. No file is ever given out.
  Response answer(const Request& request);

 private:
  std::string state() const;
  Response picture(const std::string& view);
  Response saved(const std::string& format);

  std::string name_;
  Drawing drawing_;
  Compilation good_;  // the last one with an assessment, if any
  std::string messages_;
  size_t errors_ = 0;
  int version_ = 0;
  std::map<std::string, std::string> pictures_;  // of `good_`, by view, as far as drawn
};

}  // namespace aixc::serve
