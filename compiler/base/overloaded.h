// One visitor made of several: `std::visit(Overloaded{[](A) {…}, [](B) {…}}, variant)`.
#pragma once

namespace aixc {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;  // clang 16 does not find it by itself

}  // namespace aixc
