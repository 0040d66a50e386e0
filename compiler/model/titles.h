// Threats and controls by what reports call them.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/fold_name.h"
#include "compiler/model/model.h"

namespace aixc::model {

// The one of `store` with that title, whatever its case; none if there is none.
template <typename IdType, typename T>
IdType find_titled(const Model& model, const Store<IdType, T>& store, std::string_view title) {
  const std::string wanted = fold_name(title);
  for (size_t i = 0; i < store.size(); ++i) {
    const IdType id = store.id_of(i);
    if (fold_name(model.title(id)) == wanted) {
      return id;
    }
  }
  return {};
}

}  // namespace aixc::model
