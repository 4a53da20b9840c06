// Who acts on whom, and whether in cooperation or conflict.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "server/marks.h"
#include "server/views.h"

namespace dragoman {

namespace {

constexpr std::size_t kNodes = 40;
constexpr std::size_t kMostNodes = 200;
/// A mean score nearer to nothing than this is neither cooperation nor conflict.
constexpr double kNeither = 0.5;

struct Edge {
  Tally tally;            ///< of what happened
  std::int64_t open = 0;  ///< that may still come
  double open_score = 0;
  std::int32_t last = kNoDay;
};

}  // namespace

Reply graph_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  const bool by_actor = a.request.value("level") == "actor";
  const auto chosen = s.choose(a.database, a.filter);
  if (!chosen.ok()) return chosen.error();
  std::map<std::pair<std::int32_t, std::int32_t>, Edge> edges;
  std::unordered_map<std::int32_t, std::int64_t> counts;
  for (const std::uint32_t i : s.marks_of(chosen.value())) {
    const Snapshot::Mark& m = s.marks[i];
    const bool happened = s.happened(m);
    if (!happened && !s.still_open(m)) continue;
    std::vector<Snapshot::Pair> of_actors;
    if (by_actor) of_actors = s.actor_pairs_of(m);
    for (const auto& pair : by_actor ? std::span<const Snapshot::Pair>(of_actors) : s.pairs_of(m)) {
      Edge& edge = edges[pair];
      if (happened) {
        edge.tally.add(s, m);
      } else {
        ++edge.open;
        edge.open_score += double{m.score};
      }
      edge.last = std::max(edge.last, m.at);
      ++counts[pair.first];
      ++counts[pair.second];
    }
  }
  std::vector<std::pair<std::int64_t, std::int32_t>> order;
  for (const auto& [node, count] : counts) order.emplace_back(-count, node);
  std::sort(order.begin(), order.end());
  const std::size_t most = a.number("limit", kNodes, kMostNodes);
  if (order.size() > most) order.resize(most);
  std::map<std::int32_t, std::string> ids;
  Json nodes = Json::array();
  for (const auto& [count, node] : order) {
    const auto at = static_cast<std::size_t>(node);
    const std::string id = by_actor ? std::to_string(node) : s.countries.at(at);
    ids.emplace(node, id);
    nodes.push_back({{"id", id},
                     {"actor", by_actor ? Json(node) : Json()},
                     {"name", by_actor ? s.actors[at].name : id},
                     {"country", by_actor ? s.actors[at].country : id},
                     {"sector", nullptr},
                     {"count", -count}});
  }
  Json rows = Json::array();
  for (const auto& [pair, edge] : edges) {
    const auto from = ids.find(pair.first);
    const auto to = ids.find(pair.second);
    if (from == ids.end() || to == ids.end()) continue;
    // Where nothing has happened yet, what may come gives the sign.
    const double mean = edge.tally.count > 0
                            ? edge.tally.score / static_cast<double>(edge.tally.count)
                            : edge.open_score / static_cast<double>(edge.open);
    Json row = {{"from", from->second}, {"to", to->second}};
    edge.tally.write(row);
    row.erase("score_sum");
    row["open"] = edge.open;
    row["score_mean"] = rounded(mean);
    row["sign"] = mean > kNeither ? 1 : mean < -kNeither ? -1 : 0;
    row["last"] = or_null(told_day(edge.last));
    rows.push_back(std::move(row));
  }
  return Json{{"level", by_actor ? "actor" : "country"},
              {"nodes", std::move(nodes)},
              {"edges", std::move(rows)}};
}

}  // namespace dragoman
