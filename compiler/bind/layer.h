// The standard library as a layer of its own, upon which systems are bound.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

struct Library {
  source::SourceMap sources;  // embedded texts only, so that copies are whole
  model::Model model;
  Vocabulary vocabulary;
};

// Reads the files of the embedded standard library.
void load_embedded_library(Program& program, diagnostics::Sink& sink);
// Whether a file beside it declares what belongs to a library: kinds, threats, rules and their
// like, which may change what its own statements mean.
bool extends_library(const Program& program, const Library& library);

}  // namespace aixc::bind
