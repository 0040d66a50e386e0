// Views: what to draw.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Everything but the conditions, which are listed in `context.view_conditions`.
void bind_views(Context& context);

}  // namespace aixc::bind
