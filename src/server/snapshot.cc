#include "server/snapshot.h"

#include <algorithm>
#include <array>

#include "store/filter_lists.h"
#include "store/rows.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 4> kQuads = {"verbal cooperation", "material cooperation",
                                                    "verbal conflict", "material conflict"};

std::uint16_t narrow(std::int64_t n) {
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(n, 0, UINT16_MAX));
}

std::uint32_t count_of(std::int64_t n) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(n, 0, UINT32_MAX));
}

/// Pairs of the countries or actors of a report, behind those of others.
void add_pairs(const Snapshot& s, const Snapshot::Report& report, bool by_actor,
               std::vector<Snapshot::Pair>& out) {
  if (report.parties < 2) return;
  using Party = Snapshot::Party;
  const auto from = static_cast<std::ptrdiff_t>(out.size());
  const auto begin = s.parties.begin() + report.first_party;
  const auto end = begin + report.parties;
  const bool together = std::all_of(begin, end, [](const Party& p) { return p.acts; });
  const auto key = [&](const Party& p) { return by_actor ? p.actor : std::int32_t{p.country}; };
  for (auto a = begin; a != end; ++a) {
    for (auto b = begin; b != end; ++b) {
      if (!a->acts || (b->acts && !together) || key(*a) == key(*b)) continue;
      if (!by_actor && (a->country == 0 || b->country == 0)) continue;
      out.emplace_back(key(*a), key(*b));
    }
  }
  std::sort(out.begin() + from, out.end());
  out.erase(std::unique(out.begin() + from, out.end()), out.end());
}

/// An id of sixteen hexadecimal digits, as the coder makes them; 0 for any other.
std::uint64_t number_of_id(std::string_view id) {
  std::uint64_t out = 0;
  if (id.size() != 16) return 0;
  for (const char c : id) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (c < 'a' || c > 'f')) return 0;
    out = out << 4U | static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
  }
  return out;
}

class Loader {
 public:
  Loader(const Database& database, Snapshot& out) : database_(database), s(out) {}

  Result<Done> run() {
    auto done = read("BEGIN", [](Query&) {});
    if (!done.ok()) return done;
    done = all();
    const auto ended = read("COMMIT", [](Query&) {});
    return done.ok() ? ended : done;
  }

 private:
  template <typename Row>
  Result<Done> read(const std::string& sql, const Row& row) {
    return for_each_row(database_, sql, row);
  }

  Result<Done> all() {
    s.quads.add("");
    for (const std::string_view quad : kQuads) s.quads.add(quad);
    for (WordList* list : {&s.modes, &s.sectors, &s.countries, &s.publishers, &s.types, &s.stages,
                           &s.acts, &s.contexts})
      list->add("");
    auto done = read("SELECT coalesce(max(coding), 0) FROM codings",
                     [&](Query& q) { s.newest = q.integer(0); });
    if (done.ok())
      done = read("SELECT min(published), max(published) FROM articles", [&](Query& q) {
        s.first_published = parsed_day(q.text(0));
        s.last_published = parsed_day(q.text(1));
      });
    if (done.ok()) done = names();
    if (done.ok()) done = events();
    if (done.ok()) done = happenings();
    if (done.ok()) order_marks();
    if (!done.ok()) return done;
    auto topics = TopicColumns::load(database_, told_in_);
    if (!topics.ok()) return topics.error();
    s.topics = std::move(topics.value());
    return done;
  }

  Result<Done> names() {
    auto done = read("SELECT article, publisher FROM articles", [&](Query& q) {
      const auto row = static_cast<std::size_t>(q.integer(0));
      if (row >= s.publisher_of.size()) s.publisher_of.resize(row + 1);
      s.publisher_of[row] = s.publishers.add(q.text(1));
    });
    if (!done.ok()) return done;
    done = read("SELECT actor, name, country FROM actors", [&](Query& q) {
      const auto row = static_cast<std::size_t>(q.integer(0));
      if (row >= s.actors.size()) s.actors.resize(row + 1);
      s.actors[row] = {std::string(q.text(1)), std::string(q.text(2))};
    });
    if (!done.ok()) return done;
    return read(
        "SELECT p.place, p.name, p.country, p.admin1, p.latitude, p.longitude, p.geonames, v.kind "
        "FROM places p JOIN v_places v USING(place)",
        [&](Query& q) {
          const auto row = static_cast<std::size_t>(q.integer(0));
          if (row >= s.places.size()) s.places.resize(row + 1);
          s.places[row] = {std::string(q.text(1)),
                           std::string(q.text(2)),
                           std::string(q.text(3)),
                           std::string(q.text(7)),
                           q.real(4),
                           q.real(5),
                           q.integer(6)};
        });
  }

  Result<Done> events() {
    auto done = read(
        "SELECT event, day, article, place, score, confidence, type, mode, modality, quad, act, "
        "coding, sentence, id "
        "FROM events WHERE current = 1 ORDER BY day, event",
        [&](Query& q) {
          Snapshot::Report r;
          r.row = q.integer(0);
          r.day = parsed_day(q.text(1));
          r.article = static_cast<std::uint32_t>(q.integer(2));
          if (!q.is_null(3)) r.place = static_cast<std::int32_t>(q.integer(3));
          r.score = static_cast<float>(q.real(4));
          r.confidence = static_cast<float>(q.real(5));
          r.type = s.types.add(q.text(6));
          r.mode = s.modes.add(q.text(7));
          r.modality = s.stages.add(q.text(8));
          r.quad = s.quads.add(q.text(9));
          acts_.push_back(s.acts.add(q.text(10)));
          told_in_.emplace_back(q.integer(11), q.integer(12));
          r.id = number_of_id(q.text(13));
          const auto row = static_cast<std::size_t>(r.row);
          if (row >= s.report_of.size()) s.report_of.resize(row + 1, -1);
          s.report_of[row] = static_cast<std::int32_t>(s.reports.size());
          s.reports.push_back(r);
        });
    if (!done.ok()) return done;
    // In the order of rows, and so of events: the parties of each lie together.
    done = read(
        "SELECT event, actor, country, sector, side FROM parties ORDER BY event, side, number",
        [&](Query& q) {
          Snapshot::Report* const r = report(q.integer(0));
          if (r == nullptr) return;
          if (r->parties == 0) r->first_party = static_cast<std::uint32_t>(s.parties.size());
          ++r->parties;
          s.parties.push_back({static_cast<std::int32_t>(q.integer(1)), s.countries.add(q.text(2)),
                               s.sectors.add(q.text(3)), q.text(4) == "actor"});
        });
    if (!done.ok()) return done;
    for (Snapshot::Report& r : s.reports) {
      r.first_pair = static_cast<std::uint32_t>(s.pairs.size());
      add_pairs(s, r, false, s.pairs);
      r.pairs = narrow(static_cast<std::int64_t>(s.pairs.size() - r.first_pair));
    }
    return read("SELECT event, context FROM event_contexts ORDER BY event", [&](Query& q) {
      Snapshot::Report* const r = report(q.integer(0));
      if (r == nullptr) return;
      if (r->contexts == 0) r->first_context = static_cast<std::uint32_t>(s.context_of.size());
      ++r->contexts;
      s.context_of.push_back(s.contexts.add(q.text(1)));
    });
  }

  Snapshot::Report* report(std::int64_t row) {
    const auto i = static_cast<std::size_t>(row);
    if (row < 0 || i >= s.report_of.size() || s.report_of[i] < 0) return nullptr;
    return &s.reports[static_cast<std::size_t>(s.report_of[i])];
  }

  Result<Done> happenings() {
    for (Snapshot::Report& r : s.reports) r.mark = UINT32_MAX;
    std::unordered_map<std::int64_t, std::uint32_t> marks;
    auto done = read(
        "SELECT happening, type, act, mode, stage, quad, score, confidence, day, day_end, place, "
        "first_seen, last_seen, reports, articles, publishers, lead, id FROM happenings",
        [&](Query& q) {
          const Snapshot::Report* const lead = report(q.integer(16));
          if (lead == nullptr) return;
          Snapshot::Mark m;
          m.happening = q.integer(0);
          m.id = number_of_id(q.text(17));
          m.lead = static_cast<std::uint32_t>(lead - s.reports.data());
          m.type = s.types.add(q.text(1));
          m.act = s.acts.add(q.text(2));
          m.mode = s.modes.add(q.text(3));
          m.stage = s.stages.add(q.text(4));
          m.quad = s.quads.add(q.text(5));
          m.score = static_cast<float>(q.real(6));
          m.confidence = static_cast<float>(q.real(7));
          m.day = parsed_day(q.text(8));
          m.day_end = parsed_day(q.text(9));
          if (!q.is_null(10)) m.place = static_cast<std::int32_t>(q.integer(10));
          m.first_seen = parsed_day(q.text(11));
          m.last_seen = parsed_day(q.text(12));
          m.at = m.day != kNoDay ? m.day : m.first_seen != kNoDay ? m.first_seen : lead->day;
          m.reports = count_of(q.integer(13));
          m.articles = count_of(q.integer(14));
          m.publishers = count_of(q.integer(15));
          marks.emplace(m.happening, static_cast<std::uint32_t>(s.marks.size()));
          s.marks.push_back(m);
        });
    if (!done.ok()) return done;
    return read("SELECT event, happening FROM happening_reports", [&](Query& q) {
      Snapshot::Report* const r = report(q.integer(0));
      const auto mark = marks.find(q.integer(1));
      if (r != nullptr && mark != marks.end()) r->mark = mark->second;
    });
  }

  void order_marks() {
    for (std::size_t i = 0; i < s.reports.size(); ++i) {
      Snapshot::Report& r = s.reports[i];
      if (r.mark != UINT32_MAX) continue;
      r.mark = static_cast<std::uint32_t>(s.marks.size());
      Snapshot::Mark m;
      m.lead = static_cast<std::uint32_t>(i);
      m.id = r.id;
      m.at = m.day = m.day_end = r.day;
      m.place = r.place;
      m.score = r.score;
      m.confidence = r.confidence;
      m.type = r.type;
      m.act = acts_[i];
      m.mode = r.mode;
      m.stage = r.modality;
      m.quad = r.quad;
      s.marks.push_back(m);
    }
    std::vector<std::uint32_t> order(s.marks.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(s.marks[a].at, s.marks[a].lead) < std::pair(s.marks[b].at, s.marks[b].lead);
    });
    std::vector<std::uint32_t> place(order.size());
    std::vector<Snapshot::Mark> sorted;
    sorted.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[order[i]] = static_cast<std::uint32_t>(i);
      sorted.push_back(s.marks[order[i]]);
    }
    s.marks = std::move(sorted);
    for (Snapshot::Report& r : s.reports) r.mark = place[r.mark];
  }

  const Database& database_;
  Snapshot& s;
  std::vector<std::uint16_t> acts_;                             ///< of reports
  std::vector<std::pair<std::int64_t, std::int64_t>> told_in_;  ///< the same: coding and sentence
};

}  // namespace

std::uint16_t WordList::add(std::string_view word) {
  const auto [at, added] =
      numbers_.try_emplace(std::string(word), narrow(static_cast<std::int64_t>(words_.size())));
  // The rest of a list too long for its numbers shares the last of them.
  if (added && words_.size() < UINT16_MAX) words_.emplace_back(word);
  if (added && at->second >= words_.size())
    at->second = narrow(static_cast<std::int64_t>(words_.size()) - 1);
  return at->second;
}

bool Snapshot::only_days(const EventFilter& f) {
  bool lists = false;
  each_list(f, [&](const char* /*name*/, const auto& values) { lists |= !values.empty(); });
  return !lists && f.confidence <= 0 && f.text.empty() && f.box.empty();
}

Result<Snapshot> Snapshot::load(const Database& database) {
  Snapshot out;
  const auto done = Loader(database, out).run();
  if (!done.ok()) return done.error();
  return out;
}

Result<std::vector<std::uint32_t>> Snapshot::choose(const Database& database,
                                                    const EventFilter& filter) const {
  std::vector<std::uint32_t> out;
  if (only_days(filter)) {
    const auto by_day = [](const Report& r, std::int32_t day) { return r.day < day; };
    auto from = reports.begin();
    auto to = reports.end();
    if (!filter.since.empty() || !filter.until.empty())
      from = std::lower_bound(from, to, std::max(kNoDay + 1, parsed_day(filter.since)), by_day);
    if (!filter.until.empty())
      to = std::lower_bound(from, to, parsed_day(filter.until) + 1, by_day);
    out.reserve(static_cast<std::size_t>(to - from));
    for (auto r = from; r != to; ++r)
      out.push_back(static_cast<std::uint32_t>(r - reports.begin()));
    return out;
  }
  const EventCondition selection = selection_of(filter, 0);
  auto query = database.prepare(selection.where);
  if (!query.ok()) return query.error();
  bind_values(query.value(), selection);
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    const auto row = static_cast<std::size_t>(query.value().integer(0));
    // What came in since the snapshot was made is in the next one.
    if (row < report_of.size() && report_of[row] >= 0)
      out.push_back(static_cast<std::uint32_t>(report_of[row]));
  }
}

std::vector<std::uint32_t> Snapshot::marks_of(const std::vector<std::uint32_t>& chosen) const {
  std::vector<bool> seen(marks.size());
  for (const std::uint32_t r : chosen) seen[reports[r].mark] = true;
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (seen[i]) out.push_back(static_cast<std::uint32_t>(i));
  return out;
}

bool Snapshot::happened(const Mark& mark) const {
  const std::string& stage = stages.at(mark.stage);
  return stage == "occurred" || stage == "ongoing" || stage == "ended";
}

bool Snapshot::still_open(const Mark& mark) const {
  const std::string& stage = stages.at(mark.stage);
  return stage == "threatened" || stage == "demanded" || stage == "planned" || stage == "agreed";
}

std::vector<Snapshot::Pair> Snapshot::actor_pairs_of(const Mark& mark) const {
  std::vector<Pair> out;
  add_pairs(*this, reports[mark.lead], true, out);
  return out;
}

}  // namespace dragoman
