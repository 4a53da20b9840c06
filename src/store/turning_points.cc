#include "store/turning_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include "reading/calendar.h"
#include "story/change_points.h"

namespace dragoman {

namespace {

constexpr int kLongest = 3650;       ///< days of a series
constexpr std::int64_t kFewest = 6;  ///< happenings of a series that may break
constexpr int kCarriedWithin = 7;    ///< days from a change on
constexpr std::size_t kMostCarried = 3;

/// Everything that happened between two countries, once each: ?1 and ?2 are the countries.
constexpr const char* kBetween =
    "SELECT DISTINCT r.happening FROM (SELECT event FROM dyads WHERE actor = ?1 AND recipient = ?2 "
    "UNION SELECT event FROM dyads WHERE actor = ?2 AND recipient = ?1) d JOIN happening_reports r "
    "ON r.event = d.event";

constexpr const char* kHappened = "h.stage IN ('occurred', 'ongoing', 'ended')";

struct Days {
  std::chrono::sys_days first, last;
};

/// From the first to the last day of publication, at most kLongest days.
Result<std::optional<Days>> days_of(const Database& database) {
  auto query = database.prepare("SELECT min(published), max(published) FROM articles");
  if (!query.ok()) return query.error();
  const auto row = query.value().step();
  if (!row.ok()) return row.error();
  const auto first = parse_day(query.value().text(0));
  const auto last = parse_day(query.value().text(1));
  if (!first || !last) return std::optional<Days>();
  return std::optional<Days>(
      Days{std::max(*first, *last - std::chrono::days(kLongest - 1)), *last});
}

Result<Done> fill(const Database& database, const Days& days, DyadSeries& s) {
  auto query = database.prepare(fmt::format(
      "SELECT h.day, sum(h.score), count(*) FROM happenings h WHERE h.happening IN ({}) "
      "AND {} AND h.day BETWEEN ?3 AND ?4 GROUP BY h.day",
      kBetween, kHappened));
  if (!query.ok()) return query.error();
  Query& q = query.value();
  s.first = iso_day(days.first);
  s.values.assign(static_cast<std::size_t>((days.last - days.first).count()) + 1, 0);
  q.bind(s.a).bind(s.b).bind(s.first).bind(iso_day(days.last));
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    const auto day = parse_day(q.text(0));
    if (!day || *day < days.first || *day > days.last) continue;
    s.values[static_cast<std::size_t>((*day - days.first).count())] = q.real(1);
    s.happenings += q.integer(2);
  }
}

std::string day_at(const DyadSeries& s, std::size_t at) {
  const auto first = parse_day(s.first);
  return first ? iso_day(*first + std::chrono::days(at)) : std::string();
}

/// The happenings of `given` that weigh most towards where a series went on these days.
Result<Done> add_carried(const Database& database, const std::string& given, TurningPoint& t) {
  const auto day = parse_day(t.day);
  if (!day) return Done{};
  const char* const direction = t.after < t.before ? "ASC" : "DESC";
  auto query = database.prepare(fmt::format(
      "SELECT h.happening, h.score FROM happenings h WHERE h.happening IN ({}) AND h.happening IN "
      "(SELECT value FROM json_each(?3)) AND {} AND h.day BETWEEN ?4 AND ?5 ORDER BY h.score {}, "
      "h.publishers DESC, h.reports DESC, h.day, h.id LIMIT {}",
      kBetween, kHappened, direction, kMostCarried));
  if (!query.ok()) return query.error();
  Query& q = query.value();
  q.bind(t.a).bind(t.b).bind(given).bind(t.day);
  q.bind(iso_day(*day + std::chrono::days(t.single ? 0 : kCarriedWithin - 1)));
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    // What went the other way carries nothing.
    if ((q.real(1) < 0) == (t.after < t.before)) t.carried.push_back(q.integer(0));
  }
}

}  // namespace

Result<std::vector<DyadSeries>> dyad_series(const Database& database, const std::string& happenings,
                                            std::size_t most) {
  std::vector<DyadSeries> out;
  const auto days = days_of(database);
  if (!days.ok()) return days.error();
  if (!days.value()) return out;
  auto query = database.prepare(
      "SELECT min(a.country, b.country) AS x, max(a.country, b.country) AS y, count(DISTINCT "
      "h.happening) AS n FROM happenings h JOIN parties a ON a.event = h.lead AND a.side = 'actor' "
      "JOIN parties b ON b.event = h.lead AND (b.side = 'recipient' OR (b.number <> a.number AND "
      "NOT EXISTS (SELECT 1 FROM parties z WHERE z.event = h.lead AND z.side = 'recipient'))) "
      "WHERE h.happening IN (SELECT value FROM json_each(?1)) AND a.country <> '' AND b.country <> "
      "'' AND a.country <> b.country GROUP BY x, y ORDER BY n DESC, x, y LIMIT ?2");
  if (!query.ok()) return query.error();
  Query& q = query.value();
  q.bind(happenings).bind(static_cast<std::int64_t>(most));
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    out.push_back({std::string(q.text(0)), std::string(q.text(1)), {}, {}, 0});
  }
  for (DyadSeries& s : out) {
    const auto done = fill(database, *days.value(), s);
    if (!done.ok()) return done.error();
  }
  return out;
}

std::vector<TurningPoint> lasting_changes(const DyadSeries& s) {
  std::vector<TurningPoint> out;
  if (s.happenings < kFewest) return out;
  std::size_t from = 0;
  for (const ChangePoint& c : change_points(s.values)) {
    out.push_back(
        {s.a, s.b, day_at(s, c.at), false, c.before, c.after, c.p_value, c.at - from, {}});
    from = c.at;
  }
  return out;
}

Result<std::vector<TurningPoint>> turning_points(const Database& database,
                                                 const std::vector<DyadSeries>& series,
                                                 const std::string& happenings,
                                                 const std::string& since,
                                                 const std::string& until) {
  std::vector<TurningPoint> out;
  for (const DyadSeries& s : series) {
    if (s.happenings < kFewest) continue;
    auto changes = lasting_changes(s);
    std::move(changes.begin(), changes.end(), std::back_inserter(out));
    for (const Standout& o : standouts(s.values))
      out.push_back(
          {s.a, s.b, day_at(s, o.at), true, o.usual, s.values[o.at], o.p_value, o.history, {}});
  }
  std::erase_if(out, [&](const TurningPoint& t) {
    return (!since.empty() && t.day < since) || (!until.empty() && t.day > until);
  });
  std::sort(out.begin(), out.end(), [](const TurningPoint& x, const TurningPoint& y) {
    return std::tie(x.day, x.single, x.a, x.b) < std::tie(y.day, y.single, y.a, y.b);
  });
  for (TurningPoint& t : out) {
    const auto done = add_carried(database, happenings, t);
    if (!done.ok()) return done.error();
  }
  return out;
}

}  // namespace dragoman
