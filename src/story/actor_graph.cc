#include "story/actor_graph.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace dragoman {

namespace {

constexpr int kMostRounds = 50;

using Order = std::vector<std::size_t>;

/// Weighted length of all edges when node order[i] stands at place i of a circle.
double length_of(const Order& order, const std::vector<GraphEdge>& edges) {
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  double sum = 0;
  for (const GraphEdge& e : edges) {
    const std::size_t apart =
        place[e.a] > place[e.b] ? place[e.a] - place[e.b] : place[e.b] - place[e.a];
    sum += static_cast<double>(std::min(apart, order.size() - apart)) * static_cast<double>(e.ties);
  }
  return sum;
}

/// Turns stretches round while that makes the edges shorter.
void shorten(Order& order, const std::vector<GraphEdge>& edges) {
  double best = length_of(order, edges);
  for (int round = 0; round < kMostRounds; ++round) {
    bool better = false;
    for (std::size_t i = 1; i < order.size(); ++i) {
      for (std::size_t j = i + 1; j < order.size(); ++j) {
        const auto from = order.begin() + static_cast<std::ptrdiff_t>(i);
        const auto to = order.begin() + static_cast<std::ptrdiff_t>(j + 1);
        std::reverse(from, to);
        const double length = length_of(order, edges);
        if (length < best - 1e-9) {
          best = length;
          better = true;
        } else {
          std::reverse(from, to);
        }
      }
    }
    if (!better) return;
  }
}

}  // namespace

ActorGraph actor_graph(const std::vector<Tie>& ties, std::size_t most) {
  ActorGraph g;
  std::map<std::string, std::int64_t> counts;
  for (const Tie& t : ties) {
    if (t.a == t.b) continue;
    ++counts[t.a];
    ++counts[t.b];
  }
  for (const auto& [name, n] : counts) g.nodes.push_back({name, n, 0, 0});
  std::stable_sort(g.nodes.begin(), g.nodes.end(),
                   [](const GraphNode& x, const GraphNode& y) { return x.ties > y.ties; });
  if (g.nodes.size() > most) g.nodes.resize(most);
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < g.nodes.size(); ++i) index[g.nodes[i].name] = i;

  std::map<std::pair<std::size_t, std::size_t>, GraphEdge> edges;
  for (const Tie& t : ties) {
    const auto a = index.find(t.a);
    const auto b = index.find(t.b);
    if (a == index.end() || b == index.end() || a->second == b->second) continue;
    const auto [low, high] = std::minmax(a->second, b->second);
    GraphEdge& e =
        edges.try_emplace({low, high}, GraphEdge{low, high, 0, 0, 0, 0, t.shown}).first->second;
    ++e.ties;
    e.positive += t.score > 0 ? 1 : 0;
    e.negative += t.score < 0 ? 1 : 0;
    e.score += t.score;
  }
  for (const auto& [pair, edge] : edges) g.edges.push_back(edge);
  Order order(g.nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  shorten(order, g.edges);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double turn =
        2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(order.size());
    g.nodes[order[i]].x = std::sin(turn);
    g.nodes[order[i]].y = -std::cos(turn);
  }
  return g;
}

}  // namespace dragoman
