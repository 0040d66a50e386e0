// Rules, rates, derivations, policies, conditions of paths and views: every name resolved and
// checked when the library is loaded, so that a rule with a mistake is an error and never a silent
// false.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Declares the attributes that derivations give and no `attr` declares. After kinds, before
// elements.
void declare_derived_attributes(Context& context);

// After everything else, because conditions may name elements.
void bind_rules(Context& context);

}  // namespace aixc::bind
