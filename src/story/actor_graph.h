// Who deals with whom, as a graph with signs, and where to draw whom.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dragoman {

/// One happening between two.
struct Tie {
  std::string a, b;       ///< names; a directed tie goes from a to b
  double score = 0;       ///< PLOVER
  std::size_t shown = 0;  ///< what the caller shows it by
};

struct GraphNode {
  std::string name;
  std::int64_t ties = 0;
  double x = 0, y = 0;  ///< on the unit circle, y downwards, the first node at the top
};

struct GraphEdge {
  std::size_t a = 0, b = 0;  ///< indices of nodes, a < b
  std::int64_t ties = 0;
  std::int64_t positive = 0, negative = 0;
  double score = 0;       ///< sum
  std::size_t shown = 0;  ///< of its first tie
};

struct ActorGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;  ///< by a, then b
};

/// The graph of the actors of the pairs with most ties, at most `most` of them, on a circle on
/// which those that deal with each other stand near each other: the sum of the lengths of the
/// edges, in steps along the circle and weighted by their ties, does not get less by turning round
/// any stretch of it. Ties of an actor with itself are left out. The same ties in any order give
/// the same graph, but for `shown`, which is that of the first. O(ties log ties + most^4).
ActorGraph actor_graph(const std::vector<Tie>& ties, std::size_t most);

}  // namespace dragoman
