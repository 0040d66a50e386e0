#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/diagram/boxes.h"
#include "compiler/diagram/layout.h"
#include "compiler/diagram/polish.h"
#include "compiler/diagram/route_grid.h"

// Inside the polishing: new lines for edges that run downwards.
namespace aixc::diagram {

// What an edge connects, from top to bottom, whatever way its arrow points.
struct Course {
  int edge = 0;
  int upper = 0;  // node
  int lower = 0;
  bool main = false;
  bool turned = false;
  bool routed = false;
  double from_x = 0;  // where it leaves the upper box
  double to_x = 0;    // where it reaches the lower one
};

// A vertical stretch of a line that is already placed.
struct Stretch {
  double x = 0;
  double y0 = 0;
  double y1 = 0;
};

// A part of a line: from a box or its label down to its label or the other box.
struct Half {
  Point from;
  Point to;
  bool from_box = false;
  bool to_box = false;
  int used_side = 0;  // of the label: -1 the left one, 1 the right one is taken by the other part
};

struct Room;  // detours.cpp

class Router {
 public:
  Router(const Graph& graph, const std::vector<EdgePlan>& plans,
         const std::vector<EngineLine>& engine_lines, Care care, Layout& layout);

  // Routes every course; afterwards `layout.edges` and `layout.labels` are final.
  void run();

 private:
  // straighten.cpp
  void straighten();
  bool try_straight(Course& course, double x);
  std::vector<double> straight_candidates(const Course& course) const;
  bool label_fits(const Course& course, const Rect& label) const;
  bool is_clear(const Course& course, const Stretch& stretch) const;

  // line_ports.cpp
  void spread_ports();
  double free_port(const std::vector<double>& taken, double wanted, const Rect& box) const;

  // lines.cpp
  void draw(Course& course);
  bool is_near(const Course& course) const;
  void settle_label(const Course& course, const Curve& line);
  bool draw_whole(const Course& course, Point from, Point to, bool neat);
  bool draw_halves(const Course& course, Point from, Point to, bool neat);
  Curve draw_half(const Course& course, const Half& half, const Curve& engine_course, bool neat);
  Curve bent(const Course& course, const Half& half, const Curve& engine_course, bool neat) const;
  bool is_free(const Course& course, const Curve& curve) const;
  bool crosses_once(const Course& course, const Curve& curve) const;
  std::optional<Curve> channel(const Course& course, Point from, Point to, double x,
                               double bend) const;

  // detours.cpp
  bool is_fence(const Course& course, int cluster) const;  // holds one end
  bool is_neat(const Course& course, const Curve& curve) const;
  void add_marks(const Course& course);
  std::vector<Port> ports(int node, bool below, double kept) const;
  std::vector<Port> label_ports(const Course& course, const Half& half) const;
  void take_port(int node, bool below, double kept, const Port& port);
  Terrain terrain(const Course& course, const Half& half, const std::vector<Port>& ports,
                  const Room& room) const;
  Curve detour(const Course& course, const Half& half);

  // Other lines and labels keep away from this line.
  void remember(const Curve& line);

  bool has_label(const Course& course) const;
  bool is_own(const Course& course, int node) const;
  // Clusters that hold neither end of the course: no line or label may touch them.
  bool is_stranger(const Course& course, int cluster) const;

  const Graph& graph_;
  const std::vector<EngineLine>& engine_lines_;
  Care care_;
  Layout& layout_;
  BoxIndex nodes_;
  BoxIndex clusters_;
  std::vector<Course> courses_;
  std::vector<Stretch> stretches_;
  std::map<long, std::vector<int>> label_rows_;   // edges whose labels stand in one row, by its y
  std::vector<std::vector<double>> ports_below_;  // by node: taken places at its lower side
  std::vector<std::vector<double>> ports_above_;
  std::vector<std::vector<double>> ports_left_;
  std::vector<std::vector<double>> ports_right_;
  std::vector<Point> marks_;   // where lines that are drawn cross boundaries
  std::vector<Bezier> drawn_;  // pieces of lines that bend
};

}  // namespace aixc::diagram
