// The loop of `aixc lsp`.
#pragma once

#include "compiler/lsp/outside.h"

namespace aixc::lsp {

// Serves one client until it says `exit`, its end is closed, or the process that started the server
// is gone. Returns the exit code.
int run(Outside& outside);

}  // namespace aixc::lsp
