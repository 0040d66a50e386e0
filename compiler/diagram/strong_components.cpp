#include "compiler/diagram/strong_components.h"

#include <algorithm>

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// Tarjan's algorithm, without recursion: a chain of flows may be longer than the stack is deep.
class Search {
 public:
  Search(int nodes, const std::vector<Arc>& arcs)
      : outgoing_(at(nodes)),
        number_(at(nodes), -1),
        low_(at(nodes), 0),
        component_(at(nodes), -1) {
    for (const Arc& arc : arcs) {
      outgoing_[at(arc.from)].push_back(arc.to);
    }
  }

  std::vector<int> run() {
    for (int root = 0; root < static_cast<int>(outgoing_.size()); ++root) {
      if (number_[at(root)] < 0) {
        search_from(root);
      }
    }
    return std::move(component_);
  }

 private:
  struct Step {
    int node;
    std::size_t next = 0;
  };

  void enter(int node) {
    number_[at(node)] = low_[at(node)] = numbered_++;
    open_.push_back(node);
    steps_.push_back({node});
  }

  void search_from(int root) {
    enter(root);
    while (!steps_.empty()) {
      const int node = steps_.back().node;
      if (steps_.back().next < outgoing_[at(node)].size()) {
        const int to = outgoing_[at(node)][steps_.back().next++];
        if (number_[at(to)] < 0) {
          enter(to);
        } else if (component_[at(to)] < 0) {
          low_[at(node)] = std::min(low_[at(node)], number_[at(to)]);
        }
        continue;
      }
      steps_.pop_back();
      if (!steps_.empty()) {
        int& before = low_[at(steps_.back().node)];
        before = std::min(before, low_[at(node)]);
      }
      if (low_[at(node)] == number_[at(node)]) {
        close(node);
      }
    }
  }

  // All that was entered since the node belongs together with it.
  void close(int node) {
    int member = -1;
    while (member != node) {
      member = open_.back();
      open_.pop_back();
      component_[at(member)] = components_;
    }
    ++components_;
  }

  std::vector<std::vector<int>> outgoing_;
  std::vector<int> number_;
  std::vector<int> low_;
  std::vector<int> component_;
  std::vector<int> open_;
  std::vector<Step> steps_;
  int numbered_ = 0;
  int components_ = 0;
};

}  // namespace

std::vector<int> strong_components(int nodes, const std::vector<Arc>& arcs) {
  return Search(nodes, arcs).run();
}

}  // namespace aixc::diagram
