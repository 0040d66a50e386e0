#include "tests/support/plan_world.h"

#include <array>
#include <random>

#include <fmt/core.h>

namespace aixc::test {
namespace {

class Making {
 public:
  explicit Making(uint64_t seed) : random_(seed) {}

  std::string run() {
    constexpr int Threats = 2;
    constexpr int Controls = 4;
    text_ = plan_library();
    for (int i = 0; i < Controls; ++i) {
      add_control(i);
    }
    for (int i = 0; i < Threats; ++i) {
      add_threat(i, Controls);
    }
    add_system(Controls);
    return std::move(text_);
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  bool chance(int percent) { return below(100) < percent; }
  template <size_t N>
  std::string_view one_of(const std::array<std::string_view, N>& words) {
    return words[static_cast<size_t>(below(static_cast<int>(N)))];
  }

  void add_control(int number) {
    text_ += fmt::format(
        "control C{} {{ strength: {}%  cost: {}  covers: {}  reduces: {}{} }}\n", number,
        10 + below(81), one_of(std::array<std::string_view, 3>{"low", "medium", "high"}),
        one_of(std::array<std::string_view, 4>{"self", "inside", "behind", "system"}),
        one_of(std::array<std::string_view, 3>{"[likelihood]", "[impact]", "[likelihood, impact]"}),
        chance(20) ? "  scope: general" : "  control_group: g");
  }

  void add_threat(int number, int controls) {
    std::string direct;
    for (int i = 0; i < controls; ++i) {
      direct += chance(60) ? fmt::format("{}C{}", direct.empty() ? "" : ", ", i) : "";
    }
    text_ +=
        fmt::format("threat t{} {{ likelihood: {}  impact_level: {}  controls: [{}]{} }}\n", number,
                    2 + below(4), 3 + below(3), direct, chance(50) ? "  control_groups: [g]" : "");
    text_ += fmt::format("rule r{} match (x: {}) raise t{} on x because \"so\"\n", number,
                         number == 0 ? "agent" : "app", number);
  }

  void add_system(int controls) {
    text_ += fmt::format(
        "system s \"S\" {{ appetite: medium  control_cost: {{ low: {}, medium: {}, high: 6 }} }}\n",
        1 + below(2), chance(50) ? "2.5" : "3");
    text_ += chance(50) ? "user u\napp web { agent a }\nagent b\nu -> web -> a : q\n"
                        : "user u\napp web\nagent a\nagent b\nu -> web -> a : q\n";
    text_ += chance(50) ? "web -> b : q\n" : "u -> b : q\n";
    constexpr std::array<std::string_view, 3> Places = {"web", "a", "b"};
    for (int i = 0; i < 2; ++i) {
      if (chance(50)) {
        text_ += fmt::format(
            "implement C{} on {} {{ status: {}, {} }}\n", below(controls), one_of(Places),
            one_of(std::array<std::string_view, 3>{"in_place", "planned", "considered"}),
            chance(50) ? fmt::format("strength: {}%", 5 + below(90))
                       : fmt::format("cost: {}", below(4)));
      }
    }
  }

  std::mt19937_64 random_;
  std::string text_;
};

}  // namespace

std::string plan_library() {
  return R"aisys(kind system { attr appetite: one of [low, medium, high, critical]  attr control_cost: map
  appetite: medium  control_cost: { low: 1, medium: 3, high: 9 } }
kind party { attr role: one of [us, supplier] }
kind data
kind flow
kind taxonomy
kind threat {
  attr likelihood: number  attr impact_level: number  attr controls: list of control
  attr control_groups: some of [g]
}
kind control {
  attr strength: percent  attr covers: one of [self, inside, behind, system]
  attr reduces: some of [likelihood, impact]  attr cost: one of [low, medium, high]
  attr scope: one of [general, special]  attr control_group: one of [g]
}
kind implement {
  attr status: one of [in_place, planned, considered]  attr strength: percent  attr cost: number
  attr owner: text  attr due: date  status: in_place
}
kind accept { attr reason: text  attr until: date }
kind transfer { attr evidence: text }
kind avoid { attr reason: text }
kind component
kind boundary is component
kind actor is component
kind user is actor
kind app is component
kind agent is component
relation sends from component to component
path input_path from actor to agent through app
)aisys";
}

std::string random_plan_world(uint64_t seed) {
  return Making(seed).run();
}

}  // namespace aixc::test
