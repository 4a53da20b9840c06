#include "store/panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <map>
#include <unordered_map>

namespace dragoman {

namespace {

int number(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::size_t length_of(PanelPeriod period) {
  return period == PanelPeriod::day ? 10 : period == PanelPeriod::month ? 7 : 4;
}

/// Different countries of an event, as (event, actor, recipient).
constexpr const char* kDyadsOfEvents =
    "SELECT DISTINCT c.event, a.country AS actor, r.country AS recipient, c.period, c.score, "
    "c.quad "
    "FROM chosen c JOIN parties a ON a.event = c.event AND a.side = 'actor' JOIN parties r ON "
    "r.event = c.event AND r.number <> CASE r.side WHEN 'actor' THEN a.number ELSE -1 END AND "
    "(r.side "
    "= 'recipient' OR NOT EXISTS (SELECT 1 FROM parties x WHERE x.event = c.event AND x.side = "
    "'recipient')) WHERE a.country <> '' AND r.country <> '' AND a.country <> r.country";

/// Sums over `units` or `dyads e`.
constexpr const char* kSums =
    "count(*), sum(score), sum(quad = 'verbal cooperation'), sum(quad = 'material cooperation'), "
    "sum(quad = 'verbal conflict'), sum(quad = 'material conflict')";

constexpr const char* kCountriesOfEvents =
    "SELECT DISTINCT c.event, a.country AS actor, '' AS recipient, c.period, c.score, c.quad FROM "
    "chosen c JOIN parties a ON a.event = c.event AND a.side = 'actor' WHERE a.country <> ''";

std::string of_events(const EventFilter& filter, EventCondition& condition, PanelUnit unit,
                      PanelPeriod period) {
  condition = condition_of(filter);
  std::string units = unit == PanelUnit::dyad ? kDyadsOfEvents : kCountriesOfEvents;
  if (unit == PanelUnit::dyad && filter.dyad.size() == 2) {
    units += " AND (a.country = ? AND r.country = ? OR a.country = ? AND r.country = ?)";
    for (const std::size_t i : {0U, 1U, 1U, 0U}) condition.texts.push_back(filter.dyad[i]);
  }
  return fmt::format(
      "WITH chosen AS MATERIALIZED (SELECT e.event, substr(e.day, 1, {}) AS period, e.score, "
      "e.quad FROM events e WHERE {} AND e.day IS NOT NULL), units AS ({}) SELECT actor, "
      "recipient, period, {} FROM units GROUP BY actor, recipient, period",
      length_of(period), condition.where, units, kSums);
}

using Units = std::map<std::pair<std::string, std::string>, std::map<std::string, PanelRow>>;

/// Adds the row that `q` stands on: actor, recipient, period, sums.
void add_row(const Query& q, Units& units) {
  PanelRow row{std::string(q.text(0)),
               std::string(q.text(1)),
               std::string(q.text(2)),
               q.integer(3),
               q.real(4),
               {}};
  for (int i = 0; i < 4; ++i) row.quads[static_cast<std::size_t>(i)] = q.integer(5 + i);
  auto& periods = units[{row.actor, row.recipient}];
  periods.emplace(row.period, std::move(row));
}

Result<Done> add_rows(Query& q, Units& units) {
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    add_row(q, units);
  }
}

/// A dyad of the filter, both ways.
Result<Done> add_dyad(const Database& database, const EventFilter& filter,
                      const EventCondition& condition, PanelPeriod period, Units& units) {
  auto sums = database.prepare(
      fmt::format("SELECT actor, recipient, substr(day, 1, {}) AS period, {} FROM dyads e WHERE "
                  "e.actor = ? AND e.recipient = ? AND {} GROUP BY period",
                  length_of(period), kSums, condition.where));
  if (!sums.ok()) return sums.error();
  for (const auto& [actor, recipient] : {std::pair(0U, 1U), std::pair(1U, 0U)}) {
    sums.value().bind(filter.dyad[actor]).bind(filter.dyad[recipient]);
    bind_values(sums.value(), condition);
    auto done = add_rows(sums.value(), units);
    if (!done.ok()) return done;
  }
  return Done{};
}

/// Class 1 to 4 of a quad class by its name, from 0; 4 for none.
std::size_t quad_of(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames = {"verbal cooperation", "material cooperation",
                                                      "verbal conflict", "material conflict"};
  return static_cast<std::size_t>(std::find(kNames.begin(), kNames.end(), name) - kNames.begin());
}

/// All dyads: the days asked for are one stretch of the index dyads_day, read once from its
/// beginning to its end and summed here. Asking for pair after pair would touch as many pages of a
/// large table as there are pairs.
Result<Done> add_all_dyads(const Database& database, const EventCondition& condition,
                           PanelPeriod period, Units& units) {
  auto query = database.prepare(
      "SELECT actor, recipient, day, score, quad FROM dyads e INDEXED BY dyads_day WHERE " +
      condition.where + " ORDER BY day, actor, recipient, event");
  if (!query.ok()) return query.error();
  Query& q = query.value();
  bind_values(q, condition);
  // Countries are few: a pair is two small numbers, and its rows are found without comparing text.
  std::map<std::string, std::uint64_t, std::less<>> numbers;
  const auto number_of = [&](std::string_view country) {
    const auto found = numbers.find(country);
    return found != numbers.end() ? found->second
                                  : numbers.emplace(country, numbers.size()).first->second;
  };
  std::unordered_map<std::uint64_t, std::map<std::string, PanelRow>*> pairs;
  const std::size_t length = length_of(period);
  std::string when;
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    auto*& periods = pairs[number_of(q.text(0)) << 32U | number_of(q.text(1))];
    if (periods == nullptr) periods = &units[{std::string(q.text(0)), std::string(q.text(1))}];
    when.assign(q.text(2).substr(0, length));
    const auto [at, fresh] = periods->try_emplace(when);
    PanelRow& row = at->second;
    if (fresh) row = {std::string(q.text(0)), std::string(q.text(1)), when, 0, 0, {}};
    ++row.count;
    row.score_sum += q.real(3);
    if (const std::size_t quad = quad_of(q.text(4)); quad < row.quads.size()) ++row.quads[quad];
  }
}

}  // namespace

std::vector<std::string> periods_between(const std::string& first, const std::string& last,
                                         PanelPeriod period, std::size_t most) {
  using namespace std::chrono;
  const std::size_t length = length_of(period);
  std::vector<std::string> out;
  if (first.size() < length || last.size() < length) return out;
  const auto day_of = [&](const std::string& p) {
    return year_month_day{
        year(number(std::string_view(p).substr(0, 4))),
        month(p.size() >= 7 ? static_cast<unsigned>(number(std::string_view(p).substr(5, 2))) : 1U),
        day(p.size() >= 10 ? static_cast<unsigned>(number(std::string_view(p).substr(8, 2))) : 1U)};
  };
  year_month_day at = day_of(first.substr(0, length));
  const year_month_day end = day_of(last.substr(0, length));
  if (!at.ok() || !end.ok()) return out;
  while (at <= end) {
    if (out.size() == most) return {};
    const std::string whole =
        fmt::format("{:04}-{:02}-{:02}", static_cast<int>(at.year()),
                    static_cast<unsigned>(at.month()), static_cast<unsigned>(at.day()));
    out.push_back(whole.substr(0, length));
    if (period == PanelPeriod::day)
      at = sys_days(at) + days(1);
    else if (period == PanelPeriod::month)
      at += months(1);
    else
      at += years(1);
  }
  return out;
}

Result<std::vector<PanelRow>> panel(const Database& database, const EventFilter& filter,
                                    PanelUnit unit, PanelPeriod period, std::size_t most) {
  EventCondition condition;
  Units units;
  Result<Done> done = Done{};
  if (unit == PanelUnit::dyad && dyads_condition_of(filter, condition)) {
    done = filter.dyad.empty() ? add_all_dyads(database, condition, period, units)
                               : add_dyad(database, filter, condition, period, units);
  } else {
    const std::string sql = of_events(filter, condition, unit, period);
    auto query = database.prepare(sql);
    if (!query.ok()) return query.error();
    bind_values(query.value(), condition);
    done = add_rows(query.value(), units);
  }
  if (!done.ok()) return done.error();
  std::string first;
  std::string last;
  for (const auto& [who, rows] : units) {
    if (first.empty() || rows.begin()->first < first) first = rows.begin()->first;
    last = std::max(last, rows.rbegin()->first);
  }
  if (!filter.since.empty()) first = filter.since;
  if (!filter.until.empty()) last = filter.until;
  std::vector<PanelRow> out;
  if (units.empty()) return out;
  const std::vector<std::string> periods = periods_between(first, last, period);
  if (periods.empty()) {
    return Error{database.path(),
                 fmt::format("the periods from {} to {} are too many", first, last),
                 "say --since and --until"};
  }
  const std::size_t all = units.size() * periods.size();
  const std::size_t wanted = most == 0 ? all : std::min(all, most);
  out.reserve(wanted);
  for (auto& [who, rows] : units) {
    for (const std::string& p : periods) {
      if (out.size() == wanted) return out;
      const auto found = rows.find(p);
      out.push_back(found != rows.end() ? std::move(found->second)
                                        : PanelRow{who.first, who.second, p, 0, 0, {}});
    }
  }
  return out;
}

}  // namespace dragoman
