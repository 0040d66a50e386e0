// The system: its parties, data, elements and their nesting.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Enters the names of everything in the system, extensions included, and lists the flows.
void declare_system(Context& context);
// Attributes of everything declared, and who operates what. After `declare_payloads`.
void bind_system(Context& context);

// Declares what stands in the block of `place`, and lists its attributes and flows for later.
void declare_members(Context& context, const ast::Block& block, EntityId place);
// Applies all `extend`, in an order that lets one extend what another adds.
void apply_extensions(Context& context);

}  // namespace aixc::bind
