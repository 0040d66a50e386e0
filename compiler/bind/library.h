// Threats, controls and taxonomies: what libraries know.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Enters their ids, slugs and aliases.
void declare_library(Context& context);
// Their attributes, and what follows from them; after everything that these may name was declared.
void bind_library(Context& context);

}  // namespace aixc::bind
