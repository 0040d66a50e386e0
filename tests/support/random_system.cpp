#include "tests/support/random_system.h"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace aixc::test {
namespace {

struct AttributeChoice {
  std::string_view kind;
  std::string_view name;
  std::vector<std::string_view> values;
};

// Kinds as often as they stand in real drawings.
constexpr auto Kinds = std::to_array<std::string_view>(
    {"user",     "user",       "app",           "app",      "api",      "agent",     "agent",
     "llm",      "llm",        "tool",          "tool",     "corpus",   "feed",      "guard",
     "memory",   "classifier", "training_data", "training", "engineer", "retriever", "log",
     "registry", "actor",      "vector_index",  "prompt"});

// Who sends to whom, so that every flow has a relation.
struct Pair {
  std::string_view from;
  std::string_view to;
};
constexpr auto Pairs = std::to_array<Pair>({
    {"user", "app"},
    {"user", "api"},
    {"actor", "app"},
    {"app", "agent"},
    {"app", "llm"},
    {"app", "classifier"},
    {"api", "agent"},
    {"api", "llm"},
    {"app", "guard"},
    {"guard", "agent"},
    {"guard", "llm"},
    {"agent", "llm"},
    {"llm", "agent"},
    {"agent", "tool"},
    {"tool", "agent"},
    {"agent", "app"},
    {"app", "user"},
    {"corpus", "agent"},
    {"corpus", "retriever"},
    {"retriever", "agent"},
    {"retriever", "llm"},
    {"feed", "corpus"},
    {"feed", "tool"},
    {"feed", "agent"},
    {"engineer", "corpus"},
    {"actor", "corpus"},
    {"agent", "memory"},
    {"memory", "agent"},
    {"training_data", "training"},
    {"training", "classifier"},
    {"classifier", "app"},
    {"llm", "app"},
    {"agent", "agent"},
    {"feed", "training_data"},
    {"engineer", "training_data"},
    {"app", "log"},
    {"registry", "classifier"},
    {"vector_index", "retriever"},
    {"corpus", "vector_index"},
    {"app", "api"},
    {"prompt", "agent"},
    {"prompt", "llm"},
});

const std::vector<AttributeChoice>& attribute_choices() {
  static const std::vector<AttributeChoice> choices{
      {"actor", "trust", {"internal", "partner", "untrusted"}},
      {"feed", "trust", {"internal", "untrusted"}},
      {"corpus", "sensitivity", {"public", "internal", "confidential", "secret"}},
      {"training_data", "sensitivity", {"public", "confidential"}},
      {"training_data", "personal", {"yes", "no"}},
      {"tool", "effect", {"[read]", "[write]", "[send]", "[write, spend]", "none"}},
      {"tool", "reversible", {"yes", "no"}},
      {"agent", "approval", {"none", "soft", "hard"}},
      {"agent", "autonomy", {"acts", "plans", "loops"}},
      {"app", "renders", {"[html]", "[markdown]", "none"}},
      {"app", "exposure", {"public", "internal"}},
      {"llm", "training", {"supplier", "finetuned", "own"}},
      {"llm", "hosting", {"own", "supplier"}},
      {"classifier", "training", {"own", "supplier"}},
      {"guard", "technique", {"rules", "model"}},
  };
  return choices;
}

class Writer {
 public:
  Writer(uint64_t seed, const SystemShape& shape) : random_(seed), shape_(shape) {}

  std::string write() {
    text_ =
        "system random \"Random system\" { appetite: medium }\n"
        "party acme { role: us }\nparty vendor { role: supplier }\n"
        "data secrets { sensitivity: confidential }\ndata news { sensitivity: public }\n";
    for (int i = 0; i < shape_.elements; ++i) {
      const bool opens = shape_.boundary_size > 0 && i % shape_.boundary_size == 0 && i > 0;
      if (opens && chance(0.8)) {
        open_boundaries(i);
      }
      element(i);
    }
    close(0);
    flows();
    return std::move(text_);
  }

 private:
  static constexpr int Inner = 8;

  uint64_t below(uint64_t limit) { return random_() % limit; }
  bool chance(double probability) {
    return static_cast<double>(random_() % 1000) < probability * 1000;
  }

  // The innermost boundary is a new one; so is each outer one that has its eight.
  void open_boundaries(int number) {
    int kept = std::min(shape_.nesting - 1, depth_);
    for (int inner = number / shape_.boundary_size; kept > 0 && inner % Inner == 0;
         inner /= Inner) {
      --kept;
    }
    close(kept);
    const char* party = chance(0.7) ? "acme" : "vendor";
    for (; depth_ < shape_.nesting; ++depth_) {
      const std::string outer(static_cast<size_t>(shape_.nesting - 1 - depth_), 'o');
      text_ += fmt::format("boundary b{}{} by {} {{\n", number, outer, party);
    }
  }

  void close(int depth) {
    for (; depth_ > depth; --depth_) {
      text_ += "}\n";
    }
  }

  void element(int number) {
    const std::string_view kind = Kinds[below(Kinds.size())];
    kinds_.push_back(kind);
    text_ += fmt::format("{} e{} {{", kind, number);
    for (const AttributeChoice& choice : attribute_choices()) {
      if (choice.kind == kind && chance(shape_.attributes)) {
        text_ += fmt::format(" {}: {}", choice.name, choice.values[below(choice.values.size())]);
      }
    }
    text_ += " }\n";
  }

  // Near elements are joined more often than far ones, as in real drawings.
  void flows() {
    const auto wanted =
        static_cast<int>(static_cast<double>(shape_.elements) * shape_.flows_per_element);
    const auto count = static_cast<uint64_t>(shape_.elements);
    for (int made = 0, tries = 0; made < wanted && tries < wanted * 40; ++tries) {
      const uint64_t from = below(count);
      const uint64_t span = chance(0.8) ? std::min<uint64_t>(count, 20) : count;
      const uint64_t to = (from + below(span)) % count;
      if (!joined(kinds_[from], kinds_[to])) {
        continue;
      }
      ++made;
      const bool sensitive = chance(0.2);
      text_ += fmt::format("e{} -> e{}{}\n", from, to,
                           sensitive     ? " : secrets"
                           : chance(0.2) ? " : news"
                                         : "");
    }
  }

  static bool joined(std::string_view from, std::string_view to) {
    for (const Pair& pair : Pairs) {
      if (pair.from == from && pair.to == to) {
        return true;
      }
    }
    return false;
  }

  std::mt19937_64 random_;
  SystemShape shape_;
  std::string text_;
  std::vector<std::string_view> kinds_;
  int depth_ = 0;  // boundaries that are open
};

}  // namespace

std::string random_system(uint64_t seed, const SystemShape& shape) {
  return Writer(seed, shape).write();
}

}  // namespace aixc::test
