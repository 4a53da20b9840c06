#include "store/situation_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/situation_parts.h"

namespace dragoman {

namespace {

/// What decides whether a happening is shown.
struct Candidate {
  std::int64_t row = 0;
  std::int64_t publishers = 0, reports = 0;
  double confidence = 0;
};

std::string as_json(const std::vector<std::int64_t>& rows) {
  return fmt::format("[{}]", fmt::join(rows, ","));
}

Result<std::vector<Candidate>> candidates(const Database& database, const EventFilter& filter) {
  const EventCondition chosen = selection_of(filter, 0);
  auto query = database.prepare(
      "SELECT h.happening, h.publishers, h.reports, h.confidence FROM happenings h WHERE "
      "h.happening IN (SELECT r.happening FROM happening_reports r WHERE r.event IN (" +
      chosen.where + ")) ORDER BY h.happening");
  if (!query.ok()) return query.error();
  bind_values(query.value(), chosen);
  Query& q = query.value();
  std::vector<Candidate> out;
  const auto done = for_each_row(q, [&](Query&) {
    out.push_back({q.integer(0), q.integer(1), q.integer(2), q.real(3)});
  });
  if (!done.ok()) return done.error();
  return out;
}

/// Those that must be there and the most widely told of the others.
std::vector<std::int64_t> shown(std::vector<Candidate> all, const std::set<std::int64_t>& wanted,
                                std::size_t most) {
  std::stable_sort(all.begin(), all.end(), [&](const Candidate& x, const Candidate& y) {
    const bool a = wanted.contains(x.row);
    const bool b = wanted.contains(y.row);
    return std::tie(b, y.publishers, y.reports, y.confidence, x.row) <
           std::tie(a, x.publishers, x.reports, x.confidence, y.row);
  });
  if (most > 0 && all.size() > most) all.resize(most);
  std::vector<std::int64_t> out;
  for (const Candidate& c : all) out.push_back(c.row);
  return out;
}

constexpr const char* kHappenings =
    "SELECT h.happening, h.id, h.type, h.act, h.mode, h.stage, h.quad, h.score, h.confidence, "
    "h.day, h.day_end, h.first_seen, h.last_seen, h.reports, h.articles, h.publishers, h.lead, "
    "p.name, p.country, p.admin1, p.latitude, p.longitude, p.geonames FROM happenings h LEFT JOIN "
    "places p ON p.place = h.place WHERE h.happening IN (SELECT value FROM json_each(?1)) ORDER BY "
    "coalesce(h.day, h.first_seen, ''), h.first_seen, h.id";

ShownHappening happening_of(const Query& q) {
  ShownHappening h;
  h.row = q.integer(0);
  int column = 1;
  for (std::string* s : {&h.id, &h.type, &h.act, &h.mode, &h.stage, &h.quad}) *s = q.text(column++);
  h.score = q.real(7);
  h.confidence = q.real(8);
  column = 9;
  for (std::string* s : {&h.day, &h.day_end, &h.first_seen, &h.last_seen}) *s = q.text(column++);
  h.reports = q.integer(13);
  h.articles = q.integer(14);
  h.publishers = q.integer(15);
  h.told.push_back(static_cast<std::size_t>(q.integer(16)));
  if (!q.is_null(17)) {
    h.place = StoredPlace{std::string(q.text(17)),
                          std::string(q.text(18)),
                          std::string(q.text(19)),
                          {},
                          q.real(20),
                          q.real(21),
                          q.integer(22)};
  }
  return h;
}

Result<Done> gather_happenings(const Database& database, const Chosen& chosen,
                               const ViewLimits& limits, SituationView& view) {
  auto query = database.prepare(kHappenings);
  if (!query.ok()) return query.error();
  Query& q = query.value().bind(chosen.shown);
  auto done = for_each_row(q, [&](Query&) { view.happenings.push_back(happening_of(q)); });
  if (!done.ok()) return done;
  auto told = database.prepare(
      "SELECT event FROM happening_reports WHERE happening = ? ORDER BY event LIMIT ?");
  auto life = database.prepare(
      "SELECT stage, day, event FROM happening_stages WHERE happening = ? ORDER BY number");
  if (!told.ok()) return told.error();
  if (!life.ok()) return life.error();
  for (ShownHappening& h : view.happenings) {
    Query& t = told.value().bind(h.row).bind(static_cast<std::int64_t>(limits.reports));
    done = for_each_row(t, [&](Query&) {
      const auto event = static_cast<std::size_t>(t.integer(0));
      if (event != h.told.front() && h.told.size() < limits.reports) h.told.push_back(event);
    });
    if (!done.ok()) return done;
    Query& l = life.value().bind(h.row);
    done = for_each_row(l, [&](Query&) {
      h.life.push_back(
          {std::string(l.text(0)), std::string(l.text(1)), static_cast<std::size_t>(l.integer(2))});
    });
    if (!done.ok()) return done;
  }
  return done;
}

/// Every field of a view that holds the row of an event, or the index of a report.
template <typename Use>
void each_report(SituationView& view, const Use& use) {
  for (ShownHappening& h : view.happenings) {
    for (std::size_t& t : h.told) use(t);
    for (ShownStage& s : h.life) use(s.report);
  }
  for (ShownDisagreement& d : view.disagreements)
    for (ShownDisagreement::Value& v : d.values) use(v.report);
  for (AgendaItem& a : view.agenda) use(a.example);
  for (ShownActor& a : view.actors) use(a.example);
}

/// Reads the reports that the view names, and replaces rows by indices.
Result<Done> gather_reports(const Database& database, SituationView& view) {
  std::set<std::int64_t> rows;
  each_report(view, [&](std::size_t r) { rows.insert(static_cast<std::int64_t>(r)); });
  auto cursor = EventCursor::open_rows(database, {rows.begin(), rows.end()});
  if (!cursor.ok()) return cursor.error();
  StoredEvent event;
  for (;;) {
    const auto more = cursor.value().next(event);
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    view.reports.push_back(event);
  }
  std::stable_sort(view.reports.begin(), view.reports.end(),
                   [](const StoredEvent& x, const StoredEvent& y) {
                     return std::tie(x.published, x.article, x.trigger_begin, x.row) <
                            std::tie(y.published, y.article, y.trigger_begin, y.row);
                   });
  std::map<std::int64_t, std::size_t> index;
  for (std::size_t i = 0; i < view.reports.size(); ++i) index[view.reports[i].row] = i;
  each_report(view, [&](std::size_t& r) { r = index.at(static_cast<std::int64_t>(r)); });
  // The lead first, the others by publication.
  for (ShownHappening& h : view.happenings) std::sort(h.told.begin() + 1, h.told.end());
  return Done{};
}

Result<Done> count_all(const Database& database, const Chosen& chosen, SituationView& view) {
  auto query = database.prepare(
      "SELECT count(*), count(DISTINCT e.article), count(DISTINCT a.publisher), (SELECT "
      "max(published) FROM articles) FROM happening_reports r JOIN events e ON e.event = r.event "
      "JOIN articles a ON a.article = e.article WHERE r.happening IN (SELECT value FROM "
      "json_each(?1))");
  if (!query.ok()) return query.error();
  Query& q = query.value().bind(chosen.all);
  return for_each_row(q, [&](Query&) {
    view.reports_in_all = q.integer(0);
    view.articles_in_all = q.integer(1);
    view.publishers_in_all = q.integer(2);
    view.as_of = q.text(3);
  });
}

std::string in_words(const NamedFilter& s, const Since& since) {
  if (since.kind == Since::Kind::nothing) return {};
  if (since.kind == Since::Kind::day) return "published from " + since.day + " on";
  return s.looked.empty() ? std::string("not looked at before") : "since the look of " + s.looked;
}

}  // namespace

std::size_t SituationView::index_of(std::int64_t row) const {
  const auto at = std::find_if(happenings.begin(), happenings.end(),
                               [&](const ShownHappening& h) { return h.row == row; });
  return static_cast<std::size_t>(at - happenings.begin());
}

Result<SituationView> view_situation(const Database& database, const NamedFilter& situation,
                                     const Since& since, const ViewLimits& limits) {
  SituationView view;
  view.situation = situation;
  view.new_since = in_words(situation, since);
  auto all = candidates(database, situation.filter);
  if (!all.ok()) return all.error();
  view.happenings_in_all = static_cast<std::int64_t>(all.value().size());
  std::vector<std::int64_t> rows;
  for (const Candidate& c : all.value()) rows.push_back(c.row);
  Chosen chosen{as_json(rows), {}};
  auto done = count_all(database, chosen, view);
  if (!done.ok()) return done.error();

  auto series = dyad_series(database, chosen.all, limits.dyads);
  if (!series.ok()) return series.error();
  view.series = std::move(series.value());
  auto turns = turning_points(database, view.series, chosen.all, situation.filter.since,
                              situation.filter.until);
  if (!turns.ok()) return turns.error();
  view.turning_points = std::move(turns.value());
  const auto changed = changes_of(database, chosen.all, situation, since);
  if (!changed.ok()) return changed.error();

  std::set<std::int64_t> wanted;
  for (const TurningPoint& t : view.turning_points)
    wanted.insert(t.carried.begin(), t.carried.end());
  for (const ChangedRow& c : changed.value()) wanted.insert(c.happening);
  chosen.shown = as_json(shown(std::move(all.value()), wanted, limits.happenings));
  done = gather_happenings(database, chosen, limits, view);
  if (done.ok()) done = gather_agenda(database, chosen, limits, view);
  if (done.ok()) done = gather_people(database, chosen, limits, view);
  if (done.ok()) done = gather_disputes(database, chosen, view);
  if (done.ok()) done = gather_reports(database, view);
  if (!done.ok()) return done.error();
  for (const ChangedRow& c : changed.value()) {
    Change change = c.change;
    change.happening = view.index_of(c.happening);
    if (change.happening < view.happenings.size()) view.changes.push_back(change);
  }
  return view;
}

}  // namespace dragoman
