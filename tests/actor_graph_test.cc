// Who deals with whom: counts, signs, and a layout that is always the same.
#include "story/actor_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace dragoman {
namespace {

double apart(const GraphNode& a, const GraphNode& b) { return std::hypot(a.x - b.x, a.y - b.y); }

const GraphNode& node(const ActorGraph& g, const std::string& name) {
  return *std::find_if(g.nodes.begin(), g.nodes.end(),
                       [&](const GraphNode& n) { return n.name == name; });
}

TEST(ActorGraph, EdgesCountTiesBothWaysWithTheirSigns) {
  const ActorGraph g = actor_graph(
      {{"Kenya", "Chad", 2.5, 7}, {"Chad", "Kenya", -9, 8}, {"Kenya", "Kenya", 1, 9}}, 9);
  ASSERT_EQ(g.nodes.size(), 2U);
  ASSERT_EQ(g.edges.size(), 1U);
  EXPECT_EQ(g.edges[0].ties, 2);
  EXPECT_EQ(g.edges[0].positive, 1);
  EXPECT_EQ(g.edges[0].negative, 1);
  EXPECT_DOUBLE_EQ(g.edges[0].score, -6.5);
  EXPECT_EQ(g.edges[0].shown, 7U);
}

TEST(ActorGraph, ThoseWhoDealWithEachOtherStandNearEachOther) {
  std::vector<Tie> ties;
  // Three pairs, whose names come in an order that keeps partners apart.
  for (int i = 0; i < 5; ++i) {
    ties.push_back({"A", "D", 1, 0});
    ties.push_back({"B", "E", 1, 0});
    ties.push_back({"C", "F", 1, 0});
  }
  const ActorGraph g = actor_graph(ties, 9);
  ASSERT_EQ(g.nodes.size(), 6U);
  for (const auto& [a, b] : {std::pair("A", "D"), {"B", "E"}, {"C", "F"}})
    EXPECT_NEAR(apart(node(g, a), node(g, b)), 1, 1e-9) << "neighbours on a circle of six";
}

TEST(ActorGraph, TheOrderOfTiesDoesNotMatter_AndOnlyTheBusiestStay) {
  std::vector<Tie> ties = {{"A", "B", 1, 0}, {"B", "C", 1, 0}, {"C", "A", 1, 0}, {"D", "A", 1, 0}};
  const ActorGraph once = actor_graph(ties, 3);
  std::reverse(ties.begin(), ties.end());
  const ActorGraph again = actor_graph(ties, 3);
  ASSERT_EQ(once.nodes.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(once.nodes[i].name, again.nodes[i].name);
    EXPECT_EQ(once.nodes[i].x, again.nodes[i].x);
  }
  EXPECT_TRUE(actor_graph({}, 3).nodes.empty());
}

}  // namespace
}  // namespace dragoman
