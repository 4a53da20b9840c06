// Where it happened.
#include <algorithm>
#include <unordered_map>

#include "server/marks.h"
#include "server/views.h"

namespace dragoman {

namespace {

constexpr std::size_t kPoints = 500;
constexpr std::size_t kMostPoints = 5000;
constexpr std::size_t kMarksOfPoint = 3;

}  // namespace

Reply map_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  const auto chosen = s.choose(a.database, a.filter);
  if (!chosen.ok()) return chosen.error();
  const std::vector<std::uint32_t> marks = s.marks_of(chosen.value());
  std::unordered_map<std::int32_t, std::vector<std::uint32_t>> at;
  std::size_t placed = 0;
  for (const std::uint32_t m : marks) {
    if (s.marks[m].place < 0) continue;
    ++placed;
    at[s.marks[m].place].push_back(m);
  }
  std::vector<std::pair<std::int32_t, const std::vector<std::uint32_t>*>> order;
  for (const auto& [place, here] : at) order.emplace_back(place, &here);
  std::sort(order.begin(), order.end(), [](const auto& x, const auto& y) {
    return x.second->size() != y.second->size() ? x.second->size() > y.second->size()
                                                : x.first < y.first;
  });
  const std::size_t most = a.number("limit", kPoints, kMostPoints);
  if (order.size() > most) order.resize(most);
  Json points = Json::array();
  for (const auto& [place, here] : order) {
    Json point = {{"place", place_json(s, place)}};
    Tally tally;
    for (const std::uint32_t m : *here) tally.add(s, s.marks[m]);
    tally.write(point);
    point["first"] = or_null(told_day(s.marks[here->front()].at));
    point["last"] = or_null(told_day(s.marks[here->back()].at));
    auto shown = marks_json(a.database, s, weightiest(s, *here, kMarksOfPoint));
    if (!shown.ok()) return shown.error();
    point["marks"] = std::move(shown.value());
    points.push_back(std::move(point));
  }
  return Json{{"total", marks.size()}, {"placed", placed}, {"points", std::move(points)}};
}

}  // namespace dragoman
