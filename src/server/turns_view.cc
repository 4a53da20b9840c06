#include "server/turns_view.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "server/marks.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostPairs = 6;
constexpr std::int32_t kLongest = 3650;     ///< days of a series
constexpr std::int32_t kCarriedWithin = 7;  ///< days from a change on
constexpr std::size_t kMostCarried = 3;

/// Two countries, the lesser number first.
using Pair = Snapshot::Pair;

Pair either_way(const Pair& p) { return p.first < p.second ? p : Pair{p.second, p.first}; }

/// A pair, what happened between the two, and when it changed.
struct Relation {
  Pair pair;
  std::vector<std::uint32_t> marks;
  std::shared_ptr<const std::vector<TurningPoint>> turns;
};

/// The pairs that most of the marks are about.
std::vector<Relation> relations(const Asked& a, const std::vector<std::uint32_t>& marks) {
  const Snapshot& s = a.snapshot;
  std::unordered_map<std::uint64_t, std::size_t> counts;
  std::vector<Pair> of_mark;
  for (const std::uint32_t m : marks) {
    of_mark.clear();
    for (const Pair& p : s.pairs_of(s.marks[m])) of_mark.push_back(either_way(p));
    std::sort(of_mark.begin(), of_mark.end());
    of_mark.erase(std::unique(of_mark.begin(), of_mark.end()), of_mark.end());
    for (const auto& [x, y] : of_mark)
      ++counts[static_cast<std::uint64_t>(x) << 32U | static_cast<std::uint64_t>(y)];
  }
  const auto name = [&](std::int32_t c) -> const std::string& {
    return s.countries.at(static_cast<std::size_t>(c));
  };
  std::vector<std::tuple<std::size_t, std::string, std::string, Pair>> order;
  const auto& dyad = a.filter.dyad;
  for (const auto& [key, count] : counts) {
    const Pair pair(static_cast<std::int32_t>(key >> 32U), static_cast<std::int32_t>(key));
    const auto [x, y] = std::minmax(name(pair.first), name(pair.second));
    if (dyad.size() == 2 && std::minmax(dyad[0], dyad[1]) != std::minmax(x, y)) continue;
    order.emplace_back(SIZE_MAX - count, x, y, pair);
  }
  const auto most = static_cast<std::ptrdiff_t>(std::min(order.size(), kMostPairs));
  std::partial_sort(order.begin(), order.begin() + most, order.end());
  order.resize(static_cast<std::size_t>(most));
  std::vector<Relation> out;
  for (const auto& [count, x, y, pair] : order) out.push_back({pair, {}, {}});
  return out;
}

/// Everything that happened between the pairs, whatever was chosen.
void add_marks(const Snapshot& s, std::int32_t first, std::int32_t last,
               std::vector<Relation>& all) {
  std::vector<std::vector<bool>> seen(all.size(), std::vector<bool>(s.marks.size()));
  for (const Snapshot::Report& r : s.reports) {
    const Snapshot::Mark& m = s.marks[r.mark];
    if (m.day == kNoDay || m.day < first || m.day > last || !s.happened(m)) continue;
    for (const Pair& p : s.pairs_of(r)) {
      const Pair pair = either_way(p);
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].pair != pair || seen[i][r.mark]) continue;
        seen[i][r.mark] = true;
        all[i].marks.push_back(r.mark);
      }
    }
  }
}

DyadSeries series_of(const Snapshot& s, const Relation& relation, std::int32_t first,
                     std::int32_t last) {
  const auto name = [&](std::int32_t c) -> const std::string& {
    return s.countries.at(static_cast<std::size_t>(c));
  };
  DyadSeries out{name(relation.pair.first), name(relation.pair.second), told_day(first), {}, 0};
  if (out.b < out.a) std::swap(out.a, out.b);
  out.values.resize(static_cast<std::size_t>(last - first) + 1);
  for (const std::uint32_t m : relation.marks)
    out.values[static_cast<std::size_t>(s.marks[m].day - first)] += double{s.marks[m].score};
  out.happenings = static_cast<std::int64_t>(relation.marks.size());
  return out;
}

std::shared_ptr<const std::vector<TurningPoint>> turns_kept(const Asked& a,
                                                            const DyadSeries& series) {
  const XXH128_hash_t hash =
      XXH3_128bits(series.values.data(), series.values.size() * sizeof(double));
  const std::string key = series.a + series.b + series.first + std::to_string(hash.high64) + "," +
                          std::to_string(hash.low64) + "," + std::to_string(series.happenings);
  return a.workshop.turns.get(key, series.values.size(), [&] { return lasting_changes(series); });
}

/// Of the chosen marks of a pair those that weigh most in a change.
std::vector<std::uint32_t> carried(const Snapshot& s, const Relation& relation,
                                   const std::vector<std::uint32_t>& chosen,
                                   const TurningPoint& turn) {
  const std::int32_t day = parsed_day(turn.day);
  const bool down = turn.after < turn.before;
  std::vector<std::uint32_t> out;
  for (const std::uint32_t m : relation.marks) {
    const Snapshot::Mark& mark = s.marks[m];
    // What went the other way carries nothing.
    if (mark.day < day || mark.day >= day + kCarriedWithin || (mark.score < 0) != down) continue;
    if (std::binary_search(chosen.begin(), chosen.end(), m)) out.push_back(m);
  }
  std::sort(out.begin(), out.end(), [&](std::uint32_t i, std::uint32_t j) {
    const Snapshot::Mark& x = s.marks[i];
    const Snapshot::Mark& y = s.marks[j];
    const float a = down ? x.score : -x.score;
    const float b = down ? y.score : -y.score;
    return std::tuple(a, y.publishers, y.reports, x.day, i) <
           std::tuple(b, x.publishers, x.reports, y.day, j);
  });
  if (out.size() > kMostCarried) out.resize(kMostCarried);
  return out;
}

}  // namespace

Result<Json> turns_json(const Asked& a, const std::vector<std::uint32_t>& marks) {
  const Snapshot& s = a.snapshot;
  Json out = Json::array();
  if (s.last_published == kNoDay) return out;
  const std::int32_t last = s.last_published;
  const std::int32_t first = std::max(s.first_published, last - kLongest + 1);
  std::vector<Relation> all = relations(a, marks);
  add_marks(s, first, last, all);
  // The surest of each day.
  std::map<std::string, std::pair<const Relation*, const TurningPoint*>> by_day;
  for (Relation& r : all) {
    r.turns = turns_kept(a, series_of(s, r, first, last));
    for (const TurningPoint& t : *r.turns) {
      if ((!a.filter.since.empty() && t.day < a.filter.since) ||
          (!a.filter.until.empty() && t.day > a.filter.until))
        continue;
      auto& best = by_day[t.day];
      if (best.second == nullptr || t.p_value < best.second->p_value) best = {&r, &t};
    }
  }
  for (const auto& [day, best] : by_day) {
    const TurningPoint& t = *best.second;
    auto ids = marks_json(a.database, s, carried(s, *best.first, marks, t));
    if (!ids.ok()) return ids.error();
    Json happenings = Json::array();
    for (const Json& m : ids.value()) happenings.push_back(m["id"]);
    out.push_back({{"day", day},
                   {"before", rounded(t.before)},
                   {"after", rounded(t.after)},
                   {"towards", t.after < t.before ? "conflict" : "cooperation"},
                   {"weight", rounded(1 - t.p_value)},
                   {"dyad", {t.a, t.b}},
                   {"happenings", std::move(happenings)}});
  }
  return out;
}

}  // namespace dragoman
