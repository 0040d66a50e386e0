#include "tests/support/sketch.h"

#include <regex>
#include <sstream>

#include <fmt/core.h>

namespace aixc::test {
namespace {

// Reads what `random_system` writes: a statement on each line.
class Reader {
 public:
  Reader(Sketch& sketch, int system) : sketch_(sketch), system_(system) {}

  void line(const std::string& text) {
    static const std::regex Boundary(R"(boundary (\w+) by (\w+) \{)");
    static const std::regex Flow(R"((\w+) -> (\w+)(?: : (\w+))?)");
    static const std::regex Element(R"((\w+) (e\d+) \{(.*)\})");
    std::smatch part;
    if (std::regex_match(text, part, Boundary)) {
      sketch_.boundaries.push_back({own(part[1]), part[2], inside_});
      inside_ = static_cast<int>(sketch_.boundaries.size()) - 1;
    } else if (text == "}") {
      inside_ = sketch_.boundaries[static_cast<size_t>(inside_)].outer;
    } else if (std::regex_match(text, part, Flow)) {
      sketch_.flows.push_back({own(part[1]), own(part[2]), part[3], system_});
    } else if (std::regex_match(text, part, Element)) {
      sketch_.elements.push_back(
          {part[1], own(part[2]), "", attributes(part[3]), inside_, system_});
    } else if (system_ == 0) {
      sketch_.statements.push_back(text);
    }
  }

 private:
  std::string own(const std::string& name) const { return fmt::format("s{}_{}", system_, name); }

  static std::vector<Sketch::Attribute> attributes(const std::string& text) {
    static const std::regex One(R"((\w+): (\[[^\]]*\]|\w+))");
    std::vector<Sketch::Attribute> result;
    for (std::sregex_iterator it(text.begin(), text.end(), One); it != std::sregex_iterator();
         ++it) {
      result.push_back({(*it)[1], (*it)[2]});
    }
    return result;
  }

  Sketch& sketch_;
  int system_;
  int inside_ = -1;
};

void write_inside(const Sketch& sketch, int boundary, std::string& text) {
  for (const Sketch::Element& element : sketch.elements) {
    if (element.boundary != boundary) {
      continue;
    }
    text += fmt::format("{} {}{}{} {{", element.kind, element.name,
                        element.party.empty() ? "" : " by ", element.party);
    for (const Sketch::Attribute& attribute : element.attributes) {
      text += fmt::format(" {}: {}", attribute.name, attribute.value);
    }
    text += " }\n";
  }
  for (size_t i = 0; i < sketch.boundaries.size(); ++i) {
    const Sketch::Boundary& inner = sketch.boundaries[i];
    if (inner.outer == boundary) {
      text += fmt::format("boundary {} by {} {{\n", inner.name, inner.party);
      write_inside(sketch, static_cast<int>(i), text);
      text += "}\n";
    }
  }
}

}  // namespace

const Sketch::Element* Sketch::find(const std::string& name) const {
  for (const Element& element : elements) {
    if (element.name == name) {
      return &element;
    }
  }
  return nullptr;
}

Sketch::Element* Sketch::find(const std::string& name) {
  for (Element& element : elements) {
    if (element.name == name) {
      return &element;
    }
  }
  return nullptr;
}

Sketch random_sketch(uint64_t seed, int count, const SystemShape& shape) {
  Sketch sketch;
  for (int system = 0; system < count; ++system) {
    std::istringstream text(
        random_system(seed * static_cast<uint64_t>(count) + static_cast<uint64_t>(system), shape));
    Reader reader(sketch, system);
    for (std::string line; std::getline(text, line);) {
      reader.line(line);
    }
  }
  return sketch;
}

std::string to_text(const Sketch& sketch) {
  std::string text;
  for (const std::string& statement : sketch.statements) {
    text += statement + "\n";
  }
  write_inside(sketch, -1, text);
  for (const Sketch::Flow& flow : sketch.flows) {
    text += fmt::format("{} -> {}{}{}\n", flow.from, flow.to, flow.payload.empty() ? "" : " : ",
                        flow.payload);
  }
  return text;
}

}  // namespace aixc::test
