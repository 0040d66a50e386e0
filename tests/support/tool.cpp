#include "tests/support/tool.h"

#include <algorithm>
#include <sstream>

#include "compiler/cli/run.h"

namespace aixc::test {

const char* const SmallLibrary = R"aisys(// A library for tests of the command line.
kind system { attr owner: text  attr appetite: one of [low, medium, high, critical]  appetite: medium }
kind party { attr role: one of [us, supplier] }
kind data { attr sensitivity: one of [public, internal, confidential]  attr personal: yes/no }
kind flow { attr encrypted: yes/no }
kind taxonomy { attr version: text }
kind threat {
  attr section: text  attr slug: text  attr url: text  attr variant: yes/no  attr combined: yes/no
  attr surface: one of [input, development, runtime]  attr letter: some of [B, C]
  attr likelihood: number  attr impact_level: number
  attr controls: list of control  attr summary: text  attr fix: text
}
kind control {
  attr slug: text  attr strength: percent  attr covers: one of [self, inside, behind, system]
  attr reduces: some of [likelihood, impact]  attr summary: text  attr against: list of threat
}
kind implement { attr status: one of [in_place, planned, considered]  attr owner: text  status: in_place }
kind accept { attr reason: text  attr by: text  attr until: date }
kind transfer { attr evidence: text }
kind avoid { attr reason: text }

/// Whatever can be drawn.
kind component { attr lifecycle: one of [runtime, development] }
kind boundary is component
kind actor is component {
  /// How far this person is trusted.
  attr trust: one of [internal, untrusted] ask "How far is {this} trusted: internal or untrusted?"
}
kind user is actor { trust: untrusted }
kind app is component
/// A program around a model that acts by itself.
kind agent is component {
  attr approval: one of [hard, none] ask "Who approves what {this} does: a person (hard) or nobody (none)?"
  attr tools: some of [read, write] ask "What can {this} do?"
}
relation sends from component to component
path input_path from actor to agent through app

taxonomy codes "Codes" { version: "1" }
control FILTER "Input filter" { strength: 60%  covers: self  reduces: [likelihood]  summary: "Looks at input." }
control APPROVAL "Approval" { strength: 50%  covers: self  reduces: [impact] }
threat injection "Prompt injection" {
  section: "1"  url: "https://threats.example/go/injection/"  surface: input  letter: [B]
  likelihood: 4  impact_level: 4  controls: [FILTER]
  summary: "Crafted input turns the agent."  fix: "Filter. And more."
}
threat hidden_injection "Hidden injection" in injection { variant: yes  likelihood: 3  impact_level: 3 }
threat escape "Agent escape" {
  section: "2"  surface: runtime  letter: [C]  likelihood: 3  impact_level: 4  controls: [APPROVAL]
}
threat never "Never raised" { section: "3"  surface: runtime  letter: [C]  likelihood: 1  impact_level: 1 }

rule can_inject match (a: actor) -[input_path]-> (g: agent) where a.trust == untrusted
  raise injection on g because "{a} can send {g} crafted prompts by way of {path}" source "section 1"
rule approved match (g: agent) where g.approval == hard
  dismiss escape on g because "a person approves what {g} does"
rule can_escape match (g: agent) raise escape on g because "{g} acts by itself"
)aisys";

const char* const SmallModel = R"aisys(system desk "Help desk" { owner: "Desk team" }

user customer "Customer"

// The agent stands in our network.
boundary net "Network" {
  app   web   "Web page"
  agent agent "Desk agent"
}

customer -> web -> agent : question
)aisys";

Tool::Tool() {
  files.files["lib/library.aisys"] = SmallLibrary;
  files.files["model.aisys"] = SmallModel;
}

ToolRun Tool::run(std::vector<std::string> arguments) {
  const auto has = [&](std::string_view word) {
    return std::ranges::find(arguments, word) != arguments.end();
  };
  const bool reads = !arguments.empty() && !has("--help") && !has("--version") && !has("help");
  if (reads && small_library) {
    arguments.insert(arguments.end(), {"--stdlib", "lib"});
  }
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const auto look_up = [&](const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  };
  cli::World world{{.in = in,
                    .out = out,
                    .watcher = watcher,
                    .server = server,
                    .in_is_terminal = terminal,
                    .out_is_terminal = terminal,
                    .err_is_terminal = terminal,
                    .environment = look_up,
                    .run_process = {},
                    .today = {},
                    .receive = {},
                    .is_running = {}},
                   err,
                   files};
  model::parse_date("2026-06-01", world.today);
  const int code = cli::run(arguments, world);
  return {code, out.str(), err.str()};
}

}  // namespace aixc::test
