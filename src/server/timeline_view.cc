// Happenings of a window as marks, and their sums by period.
#include <algorithm>
#include <chrono>
#include <map>

#include "server/marks.h"
#include "server/turns_view.h"
#include "server/views.h"
#include "store/panel.h"

namespace dragoman {

namespace {

constexpr std::size_t kMarks = 1000;
constexpr std::size_t kMostMarks = 20000;
constexpr std::size_t kMostBins = 4000;
constexpr std::size_t kMostDyads = 20;

/// How long a bin is.
enum class Unit : std::uint8_t { day, week, month, year };

constexpr const char* kUnitNames[] = {"day", "week", "month", "year"};

/// Days as numbers of bins, and back.
class Bins {
 public:
  Bins(std::string_view wanted, std::int32_t since, std::int32_t until) {
    const std::int32_t days = until - since;
    unit_ = days <= 400        ? Unit::day
            : days <= 7 * 400  ? Unit::week
            : days <= 31 * 600 ? Unit::month
                               : Unit::year;
    for (std::size_t i = 0; i < 4; ++i)
      if (wanted == kUnitNames[i]) unit_ = static_cast<Unit>(i);
    first_ = number(since);
    count_ = static_cast<std::size_t>(std::max(0, number(until) - first_ + 1));
    while (count_ > kMostBins && unit_ != Unit::year) {
      unit_ = static_cast<Unit>(static_cast<int>(unit_) + 1);
      first_ = number(since);
      count_ = static_cast<std::size_t>(std::max(0, number(until) - first_ + 1));
    }
    count_ = std::min(count_, kMostBins);
  }

  [[nodiscard]] const char* unit() const { return kUnitNames[static_cast<int>(unit_)]; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t of(std::int32_t day) const {
    return std::min<std::size_t>(static_cast<std::size_t>(std::max(0, number(day) - first_)),
                                 count_ - 1);
  }
  [[nodiscard]] std::string name(std::size_t bin) const {
    const std::int32_t n = first_ + static_cast<std::int32_t>(bin);
    switch (unit_) {
      case Unit::day:
        return told_day(n);
      case Unit::week:
        return told_day(n * 7 - 3);
      case Unit::month:
        return told_day(start(n)).substr(0, 7);
      default:
        return told_day(start(n * 12)).substr(0, 4);
    }
  }

 private:
  /// First day of month n since 1970.
  static std::int32_t start(std::int32_t n) {
    using namespace std::chrono;
    const std::int32_t y = n >= 0 ? n / 12 : (n - 11) / 12;
    const year_month_day d{year(1970 + y), month(static_cast<unsigned>(n - y * 12 + 1)), day(1)};
    return static_cast<std::int32_t>(sys_days(d).time_since_epoch().count());
  }

  [[nodiscard]] std::int32_t number(std::int32_t d) const {
    using namespace std::chrono;
    if (unit_ == Unit::day) return d;
    // 1970-01-01 was a Thursday: week n begins on the Monday 7 n - 3.
    if (unit_ == Unit::week) return d + 3 >= 0 ? (d + 3) / 7 : (d + 3 - 6) / 7;
    const year_month_day date{sys_days(days(d))};
    const std::int32_t y = static_cast<int>(date.year()) - 1970;
    if (unit_ == Unit::year) return y;
    return y * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
  }

  Unit unit_ = Unit::day;
  std::int32_t first_ = 0;
  std::size_t count_ = 0;
};

struct Bin {
  Tally happened;
  std::int64_t open = 0;
};

Json series_json(Json dyad, const std::vector<Bin>& bins, const Bins& calendar) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < bins.size(); ++i) {
    Json row = {{"period", calendar.name(i)}};
    bins[i].happened.write(row);
    row["open"] = bins[i].open;
    rows.push_back(std::move(row));
  }
  return {{"dyad", std::move(dyad)}, {"bins", std::move(rows)}};
}

using Pair = Snapshot::Pair;

/// The directed pairs whose series are wanted: both directions of the filter's, or the most
/// frequent.
std::vector<Pair> pairs_wanted(const Asked& a, const std::vector<std::uint32_t>& marks) {
  const Snapshot& s = a.snapshot;
  const std::size_t most = a.number("dyads", 0, kMostDyads);
  if (most == 0 && a.filter.dyad.size() != 2) return {};
  std::map<Pair, std::size_t> counts;
  for (const std::uint32_t m : marks)
    for (const Pair& pair : s.pairs_of(s.marks[m])) ++counts[pair];
  std::vector<std::pair<std::size_t, Pair>> order;
  for (const auto& [pair, count] : counts) {
    if (a.filter.dyad.size() == 2) {
      const std::string& x = s.countries.at(static_cast<std::size_t>(pair.first));
      const std::string& y = s.countries.at(static_cast<std::size_t>(pair.second));
      const auto& d = a.filter.dyad;
      if (!((x == d[0] && y == d[1]) || (x == d[1] && y == d[0]))) continue;
    }
    order.emplace_back(count, pair);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  const std::size_t wanted = a.filter.dyad.size() == 2 ? 2 : most;
  std::vector<Pair> out;
  for (std::size_t i = 0; i < std::min(wanted, order.size()); ++i) out.push_back(order[i].second);
  return out;
}

void count_in(Bin& bin, const Snapshot& s, const Snapshot::Mark& m) {
  if (s.happened(m))
    bin.happened.add(s, m);
  else
    ++bin.open;
}

}  // namespace

Reply timeline_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  const auto chosen = s.choose(a.database, a.filter);
  if (!chosen.ok()) return chosen.error();
  std::vector<std::uint32_t> marks = s.marks_of(chosen.value());
  const std::size_t total = marks.size();
  // What has no day has no place on a line of time.
  std::erase_if(marks, [&](std::uint32_t m) { return s.marks[m].at == kNoDay; });
  std::int32_t since = parsed_day(a.filter.since);
  std::int32_t until = parsed_day(a.filter.until);
  if (!marks.empty()) {
    if (since == kNoDay) since = s.marks[marks.front()].at;
    if (until == kNoDay) until = s.marks[marks.back()].at;
  }
  Json out;
  if (since == kNoDay || until == kNoDay || since > until) {
    out["window"] = {
        {"since", or_null(a.filter.since)}, {"until", or_null(a.filter.until)}, {"unit", "day"}};
    out["total"] = total;
    out["marks"] = Json::array();
    out["series"] = Json::array();
    out["turning_points"] = Json::array();
    return out;
  }
  const Bins bins(a.request.value("unit"), since, until);
  std::vector<Bin> all(bins.count());
  const std::vector<Pair> wanted = pairs_wanted(a, marks);
  std::map<Pair, std::vector<Bin>> of_pairs;
  for (const Pair& pair : wanted) of_pairs[pair].resize(bins.count());
  for (const std::uint32_t i : marks) {
    const Snapshot::Mark& m = s.marks[i];
    const std::size_t bin = bins.of(m.at);
    count_in(all[bin], s, m);
    if (of_pairs.empty()) continue;
    for (const Pair& pair : s.pairs_of(m)) {
      const auto series = of_pairs.find(pair);
      if (series != of_pairs.end()) count_in(series->second[bin], s, m);
    }
  }
  auto shown =
      marks_json(a.database, s, weightiest(s, marks, a.number("limit", kMarks, kMostMarks)));
  if (!shown.ok()) return shown.error();
  out["window"] = {{"since", told_day(since)}, {"until", told_day(until)}, {"unit", bins.unit()}};
  out["total"] = total;
  out["marks"] = std::move(shown.value());
  out["series"] = Json::array({series_json(nullptr, all, bins)});
  for (const Pair& pair : wanted)
    out["series"].push_back(
        series_json(Json::array({s.countries.at(static_cast<std::size_t>(pair.first)),
                                 s.countries.at(static_cast<std::size_t>(pair.second))}),
                    of_pairs[pair], bins));
  auto turns = turns_json(a, marks);
  if (!turns.ok()) return turns.error();
  out["turning_points"] = std::move(turns.value());
  return out;
}

}  // namespace dragoman
