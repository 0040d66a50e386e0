#pragma once

#include <vector>

#include "compiler/diagram/geometry.h"

// What is laid out: boxes of fixed size in nested clusters, and edges between them. It knows
// nothing of what the boxes stand for. Order is meaningful: earlier nodes and edges decide in
// doubt.
namespace aixc::diagram {

// Where edges run by preference.
enum class Direction { Down, Right };

// What is early is placed before what is late, if that can be; edges from late to early count as
// leading back.
enum class Stage { Any, Early, Late };

struct GraphNode {
  Size size;
  int cluster = -1;  // innermost cluster around it, -1: none
  Stage stage = Stage::Any;
  bool starts = false;  // where flows begin by preference: people, outside content
};

// A box around nodes and other clusters. A cluster without any node gets room for its title only.
struct GraphCluster {
  int parent = -1;  // smaller than the cluster's own index
  Size title;       // room kept free at the top
};

struct GraphEdge {
  int from = 0;
  int to = 0;
  Size label;              // of width 0: none
  bool both_ways = false;  // may be laid out in either direction
};

struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphCluster> clusters;
  std::vector<GraphEdge> edges;
  Direction direction = Direction::Down;
  double node_gap = 36;          // between boxes side by side
  double rank_gap = 26;          // between rows (cards and labels stand in rows of their own)
  double cluster_padding = 20;   // between a cluster's edge and what is inside
  double preferred_width = 960;  // rows are broken where they would be wider, if they can be
};

// True if `inner` is `outer` or lies in it at any depth; everything lies in -1.
bool lies_in(const Graph& graph, int inner, int outer);

// The innermost cluster around both, -1: none.
int common_cluster(const Graph& graph, int a, int b);

}  // namespace aixc::diagram
