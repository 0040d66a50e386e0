// Making entities of declarations.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Adds an entity with the names, texts and places of `declared`; its attributes come later.
EntityId add_entity(Context& context, const Declared& declared, EntityId parent);
// Binds the attributes of a declaration that has nothing but attributes inside.
void bind_plain_block(Context& context, const Declared& declared, EntityId entity,
                      std::string_view except = {});

}  // namespace aixc::bind
