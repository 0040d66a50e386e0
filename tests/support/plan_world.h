// Small libraries and systems for plans: few enough controls to try every set of them.
#pragma once

#include <cstdint>
#include <string>

namespace aixc::test {

// The kinds that everything stands on; no threats, no controls.
std::string plan_library();

// A library with its system (from `system s` on), from a seed: threats of random levels on agents
// and apps, controls of random strength, cost, reach and relation, some of them in place or
// planned.
std::string random_plan_world(uint64_t seed);

}  // namespace aixc::test
