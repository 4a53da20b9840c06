#include "store/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numbers>
#include <set>

#include "store/foreign_store.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostCandidates = 64;
constexpr double kSamePlace = 10;  ///< km

/// A piece of a list, and whether it stands there more than once.
struct Piece {
  std::string text;
  bool several = false;
};

/// Pieces of a list, without empty ones, each once; one empty piece for nothing.
std::vector<Piece> pieces(const std::string& list) {
  std::vector<Piece> out;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(';', at), list.size());
    const std::string piece = list.substr(at, end - at);
    at = end + 1;
    if (piece.empty()) continue;
    const auto known =
        std::find_if(out.begin(), out.end(), [&](const Piece& p) { return p.text == piece; });
    if (known == out.end())
      out.push_back({piece, false});
    else
      known->several = true;
  }
  if (out.empty()) out.emplace_back();
  return out;
}

double distance(const Comparable& a, const Comparable& b) {
  constexpr double kEarth = 6371;
  const auto radians = [](float degrees) { return degrees * std::numbers::pi / 180; };
  const double p1 = radians(*a.latitude);
  const double p2 = radians(*b.latitude);
  const double dp = std::sin((p2 - p1) / 2);
  const double dl = std::sin((radians(*b.longitude) - radians(*a.longitude)) / 2);
  const double h = dp * dp + std::cos(p1) * std::cos(p2) * dl * dl;
  return 2 * kEarth * std::asin(std::min(1.0, std::sqrt(h)));
}

/// An event with the block of those it can be matched with, in the order of block and day.
struct Entry {
  std::uint32_t block = 0;
  std::int32_t day = 0;
  std::uint32_t index = 0;
  bool operator<(const Entry& other) const {
    return std::tie(block, day, index) < std::tie(other.block, other.day, other.index);
  }
};

class Blocks {
 public:
  explicit Blocks(const CompareOptions& options) : options_(options) {}

  std::vector<Entry> entries(const EventSet& set) {
    std::vector<Entry> out;
    out.reserve(set.events().size());
    for (std::size_t i = 0; i < set.events().size(); ++i) {
      const Comparable& e = set.events()[i];
      std::string source = set.text(e.source_country);
      std::string target = set.text(e.target_country);
      if (options_.sectors) {
        source += '/' + set.text(e.source_sector);
        target += '/' + set.text(e.target_sector);
      }
      if (options_.undirected && target < source) std::swap(source, target);
      std::string key = source;
      key += '>';
      key += target;
      key += '|';
      key += set.text(options_.types ? e.type : e.quad);
      const auto block = numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size()));
      out.push_back({block.first->second, e.day, static_cast<std::uint32_t>(i)});
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  const CompareOptions& options_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// A pair that could be the same event, and how alike it is.
struct Candidate {
  double score = 0;
  EventMatch match;
};

class Matcher {
 public:
  Matcher(const EventSet& theirs, const EventSet& mine, const CompareOptions& options)
      : theirs_(theirs), mine_(mine), options_(options) {}

  Comparison run() {
    Blocks blocks(options_);
    const std::vector<Entry> a = blocks.entries(theirs_);
    const std::vector<Entry> b = blocks.entries(mine_);
    used_theirs_.assign(theirs_.events().size(), false);
    used_mine_.assign(mine_.events().size(), false);
    for (std::size_t i = 0, j = 0; i < a.size();) {
      std::size_t i_end = i;
      while (i_end < a.size() && a[i_end].block == a[i].block) ++i_end;
      while (j < b.size() && b[j].block < a[i].block) ++j;
      std::size_t j_end = j;
      while (j_end < b.size() && b[j_end].block == a[i].block) ++j_end;
      if (j_end > j) block({&a[i], &a[i] + (i_end - i)}, {&b[j], &b[j] + (j_end - j)});
      i = i_end;
      j = j_end;
    }
    std::sort(out_.matches.begin(), out_.matches.end(),
              [](const EventMatch& x, const EventMatch& y) { return x.theirs < y.theirs; });
    for (std::uint32_t i = 0; i < used_theirs_.size(); ++i)
      if (!used_theirs_[i]) out_.only_theirs.push_back(i);
    for (std::uint32_t i = 0; i < used_mine_.size(); ++i)
      if (!used_mine_[i]) out_.only_mine.push_back(i);
    return std::move(out_);
  }

 private:
  using Range = std::pair<const Entry*, const Entry*>;

  void block(Range theirs, Range mine) {
    std::vector<Candidate> candidates;
    std::ptrdiff_t rank = 0;
    for (const Entry* t = theirs.first; t != theirs.second; ++t) {
      rank = t != theirs.first && t->day == (t - 1)->day ? rank + 1 : 0;
      // Outwards from its own day; the rank spreads days with many events over each other.
      const Entry* const at =
          std::lower_bound(mine.first, mine.second, t->day,
                           [](const Entry& e, std::int32_t day) { return e.day < day; });
      const Entry* const end =
          std::lower_bound(at, mine.second, t->day + options_.days + 1,
                           [](const Entry& e, std::int32_t day) { return e.day < day; });
      const Entry* up = at + std::min(rank, end - at);
      const Entry* down = up;
      for (std::size_t n = 0; n < kMostCandidates;) {
        const bool more_up = up != end;
        const bool more_down = down != mine.first && t->day - (down - 1)->day <= options_.days;
        if (!more_up && !more_down) break;
        const bool take_up = more_up && (!more_down || std::abs(up->day - t->day) <=
                                                           std::abs(t->day - (down - 1)->day));
        consider(*t, take_up ? *up++ : *--down, candidates);
        ++n;
      }
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
      return std::make_tuple(-x.score, x.match.theirs, x.match.mine) <
             std::make_tuple(-y.score, y.match.theirs, y.match.mine);
    });
    for (const Candidate& c : candidates) {
      if (used_theirs_[c.match.theirs] || used_mine_[c.match.mine]) continue;
      used_theirs_[c.match.theirs] = used_mine_[c.match.mine] = true;
      out_.matches.push_back(c.match);
    }
  }

  void consider(const Entry& t, const Entry& m, std::vector<Candidate>& candidates) const {
    const Comparable& a = theirs_.events()[t.index];
    const Comparable& b = mine_.events()[m.index];
    Candidate c;
    c.match = {t.index, m.index, b.day - a.day, std::nullopt, true, true};
    c.match.same_type = theirs_.text(a.type) == mine_.text(b.type);
    c.score = c.match.same_type ? 4 : 0;
    c.score += 2.0 - 2.0 * std::abs(c.match.days) / (options_.days + 1);
    if (a.latitude && b.latitude) {
      const double km = distance(a, b);
      if (km > options_.km) return;
      c.match.km = km;
      c.match.same_place = km < kSamePlace || theirs_.text(a.place) == mine_.text(b.place);
      c.score += 1 - km / (options_.km + 1);
    }
    if (theirs_.text(a.source_sector) == mine_.text(b.source_sector)) c.score += 0.5;
    if (theirs_.text(a.target_sector) == mine_.text(b.target_sector)) c.score += 0.5;
    candidates.push_back(c);
  }

  const EventSet& theirs_;
  const EventSet& mine_;
  const CompareOptions& options_;
  std::vector<bool> used_theirs_, used_mine_;
  Comparison out_;
};

}  // namespace

std::optional<std::int32_t> day_number(const std::string& day) {
  using namespace std::chrono;
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  const char* const p = day.data();
  if (day.size() != 10 || std::from_chars(p, p + 4, y).ptr != p + 4 ||
      std::from_chars(p + 5, p + 7, m).ptr != p + 7 ||
      std::from_chars(p + 8, p + 10, d).ptr != p + 10)
    return std::nullopt;
  const year_month_day date{year(y), month(m), std::chrono::day(d)};
  if (!date.ok()) return std::nullopt;
  return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}

std::string day_text(std::int32_t number) {
  using namespace std::chrono;
  const year_month_day date{sys_days(days(number))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::uint32_t EventSet::intern(const std::string& text) {
  const auto [at, made] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (made) texts_.push_back(text);
  return at->second;
}

void EventSet::add(const ForeignEvent& e, const CompareOptions& options) {
  const auto day = day_number(e.day);
  const std::vector<Piece> sources = pieces(e.actor_country);
  const std::vector<Piece> targets = pieces(e.recipient_country);
  const bool nobody = e.actor_country.empty() && e.recipient_country.empty() &&
                      (!options.sectors || (e.actor_sector.empty() && e.recipient_sector.empty()));
  if (!day || e.type.empty() || nobody) {
    ++left_aside_;
    return;
  }
  Comparable c;
  c.id = intern(e.id);
  c.day = *day;
  c.source = intern(e.actor);
  c.target = intern(e.recipient);
  c.source_sector = intern(e.actor_sector);
  c.target_sector = intern(e.recipient_sector);
  c.type = intern(e.type);
  c.quad = intern(e.quad);
  c.place = intern(e.place);
  if (!e.place.empty() && e.latitude && e.longitude) {
    c.latitude = static_cast<float>(*e.latitude);
    c.longitude = static_cast<float>(*e.longitude);
  }
  const bool together = (sources.size() > 1 || sources.front().several) &&
                        e.recipient_country.empty() && e.recipient.empty();
  for (const Piece& source : sources) {
    for (const Piece& target : together ? sources : targets) {
      // Two of one country may have met; one has not met itself.
      if (together && source.text == target.text && !source.several) continue;
      c.source_country = intern(source.text);
      c.target_country = intern(target.text);
      events_.push_back(c);
    }
  }
}

std::size_t EventSet::clip(std::int32_t first, std::int32_t last) {
  return static_cast<std::size_t>(
      std::erase_if(events_, [&](const Comparable& e) { return e.day < first || e.day > last; }));
}

Result<Done> read_own(const Database& database, const CompareOptions& options, EventSet& into) {
  auto query = database.prepare(
      "SELECT e.event, e.id, e.day, p.source_name, p.target_name, p.source_country, "
      "p.target_country, p.source_sector, p.target_sector, e.type, e.quad, iif(w.kind = 'town', "
      "w.name, ''), w.latitude, w.longitude FROM v_pairs p JOIN events e ON e.event = p.event LEFT "
      "JOIN v_places w ON w.place = e.place WHERE e.day IS NOT NULL AND e.modality IN ('occurred', "
      "'ongoing', 'demanded', 'threatened', 'refused') ORDER BY e.day, p.pair");
  if (!query.ok()) return query.error();
  Query& q = query.value();
  std::int64_t event = 0;
  std::set<std::string> seen;  // pairs of countries of the event at hand
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    ForeignEvent e;
    int column = 1;
    for (std::string* text :
         {&e.id, &e.day, &e.actor, &e.recipient, &e.actor_country, &e.recipient_country,
          &e.actor_sector, &e.recipient_sector, &e.type, &e.quad, &e.place})
      *text = q.text(column++);
    if (!q.is_null(column)) {
      e.latitude = q.real(column);
      e.longitude = q.real(column + 1);
    }
    if (q.integer(0) != event) seen.clear();
    event = q.integer(0);
    std::string key = e.actor_country + '>' + e.recipient_country;
    if (options.sectors) key += '>' + e.actor_sector + '>' + e.recipient_sector;
    if (seen.insert(key).second) into.add(e, options);
  }
}

Result<Done> read_dataset(const Database& database, const std::string& dataset,
                          const CompareOptions& options, EventSet& into) {
  auto cursor = ForeignCursor::open(database, dataset);
  if (!cursor.ok()) return cursor.error();
  ForeignEvent event;
  for (;;) {
    const auto more = cursor.value().next(event);
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    into.add(event, options);
  }
}

Comparison compare(const EventSet& theirs, const EventSet& mine, const CompareOptions& options) {
  return Matcher(theirs, mine, options).run();
}

}  // namespace dragoman
