// Types as people write them.
#pragma once

#include <string>

#include "compiler/model/model.h"

namespace aixc::model {

// `one of [own, finetuned, supplier]`, `yes/no`, `list of actor`
std::string type_text(const Model& model, const Type& type);

}  // namespace aixc::model
