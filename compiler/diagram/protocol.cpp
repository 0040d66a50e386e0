#include "compiler/diagram/protocol.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

namespace aixc::diagram {
namespace {

constexpr std::size_t MostParts = 1'000'000;  // bounds what a damaged count can allocate

// Reads words and numbers in order; after the first mistake everything fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool good() const { return good_; }

  bool expect(std::string_view word) {
    const bool same = next() == word;
    good_ = good_ && same;
    return good_;
  }

  double real() { return number<double>(); }
  int integer() { return number<int>(); }

  std::size_t count() {
    const int value = integer();
    good_ = good_ && value >= 0 && static_cast<std::size_t>(value) <= MostParts;
    return good_ ? static_cast<std::size_t>(value) : 0;
  }

  std::string_view next() {
    const std::size_t start = text_.find_first_not_of(" \n", at_);
    if (start == std::string_view::npos) {
      good_ = false;
      return {};
    }
    const std::size_t end = std::min(text_.find_first_of(" \n", start), text_.size());
    at_ = end;
    // A word at the very end may be cut off.
    good_ = good_ && end < text_.size();
    return text_.substr(start, end - start);
  }

  std::string_view rest_of_line() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view line =
        text_.substr(std::min(at_ + 1, end), end - std::min(at_ + 1, end));
    at_ = end;
    return line;
  }

 private:
  template <typename T>
  T number() {
    const std::string_view word = next();
    T value{};
    const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
    good_ = good_ && result.ec == std::errc() && result.ptr == word.data() + word.size();
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool good_ = true;
};

template <typename... Args>
void put(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

void write_graph(std::string& out, const EngineGraph& graph) {
  put(out, "graph {} {} {} {} {} {}\n", static_cast<int>(graph.direction), graph.node_gap,
      graph.rank_gap, graph.cluster_padding, static_cast<int>(graph.effort),
      static_cast<int>(graph.way));
  put(out, "clusters {}\n", graph.clusters.size());
  for (const GraphCluster& c : graph.clusters) {
    put(out, "{} {} {}\n", c.parent, c.title.width, c.title.height);
  }
  put(out, "nodes {}\n", graph.nodes.size());
  for (const EngineNode& n : graph.nodes) {
    put(out, "{} {} {}\n", n.size.width, n.size.height, n.cluster);
  }
  put(out, "edges {}\n", graph.edges.size());
  for (const EngineEdge& e : graph.edges) {
    put(out, "{} {} {} {}\n", e.from, e.to, e.length, e.weight);
  }
}

bool refers(int index, std::size_t count) {
  return index >= -1 && index < static_cast<int>(count);
}

std::optional<EngineGraph> read_graph(Reader& in) {
  EngineGraph graph;
  in.expect("graph");
  const int direction = in.integer();
  graph.direction = direction == 0 ? Direction::Down : Direction::Right;
  graph.node_gap = in.real();
  graph.rank_gap = in.real();
  graph.cluster_padding = in.real();
  graph.effort = static_cast<Effort>(in.integer());
  graph.way = static_cast<Way>(in.integer());
  bool good = true;
  in.expect("clusters");
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    GraphCluster c;
    c.parent = in.integer();
    c.title.width = in.real();
    c.title.height = in.real();
    good = good && refers(c.parent, graph.clusters.size());
    graph.clusters.push_back(c);
  }
  in.expect("nodes");
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    EngineNode n;
    n.size.width = in.real();
    n.size.height = in.real();
    n.cluster = in.integer();
    good = good && refers(n.cluster, graph.clusters.size());
    graph.nodes.push_back(n);
  }
  in.expect("edges");
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    EngineEdge e;
    e.from = in.integer();
    e.to = in.integer();
    e.length = in.integer();
    e.weight = in.integer();
    good = good && e.from >= 0 && e.to >= 0 && refers(e.from, graph.nodes.size()) &&
           refers(e.to, graph.nodes.size());
    graph.edges.push_back(e);
  }
  if (!in.good() || !good) {
    return std::nullopt;
  }
  return graph;
}

void put_layout(std::string& out, const EngineLayout& layout) {
  put(out, "layout {}\n", layout.nodes.size());
  for (const Point& p : layout.nodes) {
    put(out, "{} {}\n", p.x, p.y);
  }
  put(out, "{}\n", layout.clusters.size());
  for (const Rect& r : layout.clusters) {
    put(out, "{} {} {} {}\n", r.x, r.y, r.width, r.height);
  }
  put(out, "{}\n", layout.edges.size());
  for (const Curve& curve : layout.edges) {
    put(out, "{}", curve.size());
    for (const Bezier& piece : curve) {
      for (const Point& p : piece) {
        put(out, " {} {}", p.x, p.y);
      }
    }
    out += '\n';
  }
}

Point read_point(Reader& in) {
  const double x = in.real();
  return {x, in.real()};
}

// After "layout"; empty if damaged or not of this graph.
std::optional<EngineLayout> read_layout(Reader& in, const EngineGraph& graph) {
  EngineLayout layout;
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    layout.nodes.push_back(read_point(in));
  }
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    const Point corner = read_point(in);
    const Point size = read_point(in);
    layout.clusters.push_back({corner.x, corner.y, size.x, size.y});
  }
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    Curve curve;
    for (std::size_t k = in.count(); k > 0 && in.good(); --k) {
      Bezier piece;
      for (Point& p : piece) {
        p = read_point(in);
      }
      curve.push_back(piece);
    }
    layout.edges.push_back(std::move(curve));
  }
  if (!in.good() || layout.nodes.size() != graph.nodes.size() ||
      layout.clusters.size() != graph.clusters.size() ||
      layout.edges.size() != graph.edges.size()) {
    return std::nullopt;
  }
  return layout;
}

}  // namespace

bool is_complete(std::string_view text) {
  if (!text.ends_with('\n')) {
    return false;
  }
  text.remove_suffix(1);
  const std::size_t last = text.rfind('\n');
  return text.substr(last == std::string_view::npos ? 0 : last + 1).starts_with("end");
}

std::string write_request(const std::vector<EngineGraph>& graphs) {
  std::string out;
  put(out, "layouts {}\n", graphs.size());
  for (const EngineGraph& graph : graphs) {
    write_graph(out, graph);
  }
  out += "end\n";
  return out;
}

std::optional<std::vector<EngineGraph>> read_request(std::string_view text) {
  Reader in(text);
  std::vector<EngineGraph> graphs;
  in.expect("layouts");
  for (std::size_t i = in.count(); i > 0 && in.good(); --i) {
    auto graph = read_graph(in);
    if (!graph) {
      return std::nullopt;
    }
    graphs.push_back(*std::move(graph));
  }
  if (!in.expect("end")) {
    return std::nullopt;
  }
  return graphs;
}

std::string write_layout(const std::optional<EngineLayout>& layout) {
  if (!layout) {
    return "failed\n";
  }
  std::string out;
  put_layout(out, *layout);
  return out;
}

std::string write_end(std::string_view error) {
  std::string line = "end " + std::string(error);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line + '\n';
}

std::vector<std::optional<EngineLayout>> read_reply(std::string_view text,
                                                    const std::vector<EngineGraph>& graphs,
                                                    std::string& error) {
  Reader in(text);
  std::vector<std::optional<EngineLayout>> layouts;
  for (const EngineGraph& graph : graphs) {
    const std::string_view word = in.next();
    std::optional<EngineLayout> layout;
    if (word == "layout") {
      layout = read_layout(in, graph);
    }
    if (!in.good() || (word != "layout" && word != "failed")) {
      error = "the layout engine stopped in the middle";
      return layouts;
    }
    layouts.push_back(std::move(layout));
  }
  if (in.expect("end")) {
    error = std::string(in.rest_of_line());
  }
  return layouts;
}

}  // namespace aixc::diagram
