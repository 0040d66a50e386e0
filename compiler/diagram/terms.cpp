#include "compiler/diagram/terms.h"

#include <array>
#include <utility>

namespace aixc::diagram {

Level level_of(int score) {
  if (score <= 0) {
    return Level::None;
  }
  if (score < 5) {
    return Level::Low;
  }
  if (score < 10) {
    return Level::Medium;
  }
  return score < 17 ? Level::High : Level::Critical;
}

const char* word(Level level) {
  switch (level) {
    case Level::None:
      return "unrated";
    case Level::Low:
      return "low";
    case Level::Medium:
      return "medium";
    case Level::High:
      return "high";
    case Level::Critical:
      return "critical";
  }
  return "";
}

const char* word(Surface surface) {
  switch (surface) {
    case Surface::Input:
      return "input";
    case Surface::Development:
      return "development";
    case Surface::Runtime:
      return "runtime";
  }
  return "";
}

const char* word(Status status) {
  switch (status) {
    case Status::Applies:
      return "applies";
    case Status::Open:
      return "open";
    case Status::Countered:
      return "countered";
    case Status::Accepted:
      return "accepted";
    case Status::Transferred:
      return "transferred";
    case Status::Avoided:
      return "avoided";
  }
  return "";
}

const char* word(ControlState state) {
  switch (state) {
    case ControlState::InPlace:
      return "in place";
    case ControlState::Planned:
      return "planned";
    case ControlState::Missing:
      return "missing";
  }
  return "";
}

std::string impact_word(std::string_view letter) {
  static constexpr std::array<std::pair<char, const char*>, 7> Words{
      {{'T', "training data"},
       {'B', "model behaviour"},
       {'P', "model property"},
       {'A', "augmentation data"},
       {'I', "input data"},
       {'E', "availability (exhaustion)"},
       {'C', "conventional assets"}}};
  std::string all;
  for (char c : letter) {
    for (const auto& [key, text] : Words) {
      if (key == c) {
        all += (all.empty() ? "" : ", ") + std::string(text);
      }
    }
  }
  return all;
}

bool is_calm(Status status) {
  return status != Status::Applies && status != Status::Open;
}

namespace {

struct KindLook {
  std::string_view kind;
  Palette palette;
  Icon icon;
};

// The kinds of the library that have a look of their own; every other kind takes its parent's.
constexpr KindLook Looks[] = {
    {"actor", Palette::Person, Icon::Person},
    {"feed", Palette::External, Icon::Feed},
    {"store", Palette::Store, Icon::Store},
    {"corpus", Palette::Store, Icon::Corpus},
    {"vector_index", Palette::Store, Icon::Corpus},
    {"memory", Palette::Store, Icon::Memory},
    {"prompt", Palette::Store, Icon::Prompt},
    {"model", Palette::Model, Icon::Model},
    {"generative", Palette::Model, Icon::Llm},
    {"llm", Palette::Model, Icon::Llm},
    {"training", Palette::Application, Icon::Training},
    {"finetuning", Palette::Application, Icon::Training},
    {"labeling", Palette::Application, Icon::Training},
    {"evaluation", Palette::Application, Icon::Training},
    {"pipeline", Palette::Application, Icon::Training},
    {"notebook", Palette::Application, Icon::Code},
    {"repository", Palette::Store, Icon::Registry},
    {"registry", Palette::Store, Icon::Registry},
    {"app", Palette::Application, Icon::App},
    {"api", Palette::Application, Icon::Service},
    {"gateway", Palette::Application, Icon::Service},
    {"guard", Palette::Application, Icon::Guard},
    {"retriever", Palette::Application, Icon::Service},
    {"orchestrator", Palette::Application, Icon::Service},
    {"agent", Palette::Agent, Icon::Agent},
    {"tool", Palette::Agent, Icon::Tool},
    {"mcp_server", Palette::Agent, Icon::Tool},
    {"interpreter", Palette::Agent, Icon::Code},
    {"service", Palette::Application, Icon::Service},
    {"component", Palette::Application, Icon::Service},
    {"boundary", Palette::External, Icon::Boundary},
};

}  // namespace

Look look_of_kind(std::string_view kind) {
  for (const KindLook& look : Looks) {
    if (look.kind == kind) {
      return {look.palette, look.icon, true};
    }
  }
  return {};
}

}  // namespace aixc::diagram
