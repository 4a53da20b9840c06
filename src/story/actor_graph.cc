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

using Pairs = std::map<std::pair<std::string, std::string>, GraphEdge>;

/// Those of the pairs with most ties, as long as they are at most `most`, with all their ties.
std::map<std::string, std::int64_t> busiest(const Pairs& pairs, std::size_t most) {
  std::vector<const Pairs::value_type*> order;
  for (const auto& pair : pairs) order.push_back(&pair);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* x, const auto* y) { return x->second.ties > y->second.ties; });
  std::map<std::string, std::int64_t> out;
  for (const auto* pair : order) {
    const auto& [a, b] = pair->first;
    const std::size_t more = (out.contains(a) ? 0U : 1U) + (out.contains(b) ? 0U : 1U);
    if (out.size() + more > most) continue;
    out.emplace(a, 0);
    out.emplace(b, 0);
  }
  for (const auto& [names, edge] : pairs)
    for (const std::string* name : {&names.first, &names.second})
      if (const auto at = out.find(*name); at != out.end()) at->second += edge.ties;
  return out;
}

}  // namespace

ActorGraph actor_graph(const std::vector<Tie>& ties, std::size_t most) {
  std::map<std::pair<std::string, std::string>, GraphEdge> pairs;
  for (const Tie& t : ties) {
    if (t.a == t.b) continue;
    const auto [low, high] = std::minmax(t.a, t.b);
    GraphEdge& e =
        pairs.try_emplace({low, high}, GraphEdge{0, 0, 0, 0, 0, 0, t.shown}).first->second;
    ++e.ties;
    e.positive += t.score > 0 ? 1 : 0;
    e.negative += t.score < 0 ? 1 : 0;
    e.score += t.score;
  }
  const std::map<std::string, std::int64_t> chosen = busiest(pairs, most);
  ActorGraph g;
  for (const auto& [name, n] : chosen) g.nodes.push_back({name, n, 0, 0});
  std::stable_sort(g.nodes.begin(), g.nodes.end(),
                   [](const GraphNode& x, const GraphNode& y) { return x.ties > y.ties; });
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < g.nodes.size(); ++i) index[g.nodes[i].name] = i;
  std::map<std::pair<std::size_t, std::size_t>, GraphEdge> edges;
  for (const auto& [names, edge] : pairs) {
    const auto a = index.find(names.first);
    const auto b = index.find(names.second);
    if (a == index.end() || b == index.end()) continue;
    const auto [low, high] = std::minmax(a->second, b->second);
    GraphEdge& e = edges[{low, high}] = edge;
    e.a = low;
    e.b = high;
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
