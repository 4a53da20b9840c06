// What sources contradict each other about, what nobody has settled, and what changed.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "store/situation_parts.h"

namespace dragoman {

namespace {

constexpr const char* kDisagreements =
    "SELECT d.happening, d.kind, d.subject, d.value, d.event FROM disagreements d JOIN events e ON "
    "e.event = d.event JOIN articles a ON a.article = e.article WHERE d.happening IN (SELECT value "
    "FROM json_each(?1)) ORDER BY d.happening, d.kind, d.subject, a.published, a.article, d.number";

/// A report is new when no earlier one has its id: one that was coded again is the same report.
std::string is_new(const Since& since) {
  return since.kind == Since::Kind::day
             ? "coalesce(a.published, '') >= ?2"
             : "e.event > CAST(?2 AS INTEGER) AND NOT EXISTS (SELECT 1 FROM events o WHERE o.id = "
               "e.id AND o.event <= CAST(?2 AS INTEGER))";
}

std::string open_reason(const ShownHappening& h, const std::string& as_of, bool contested) {
  if (h.stage == "denied") return "denied";
  if (contested) return "contested";
  const bool ahead = h.stage == "planned" || h.stage == "agreed";
  if (ahead && !h.day.empty() && (h.day_end.empty() ? h.day : h.day_end) < as_of)
    return fmt::format("{} for {}, nothing told since", h.stage, h.day);
  return {};
}

}  // namespace

Result<Done> gather_disputes(const Database& database, const Chosen& chosen, SituationView& view) {
  auto query = database.prepare(kDisagreements);
  if (!query.ok()) return query.error();
  Query& q = query.value().bind(chosen.shown);
  std::map<std::int64_t, std::size_t> index;
  for (std::size_t i = 0; i < view.happenings.size(); ++i) index[view.happenings[i].row] = i;
  auto done = for_each_row(q, [&](Query&) {
    const std::size_t happening = index.at(q.integer(0));
    auto& all = view.disagreements;
    if (all.empty() || all.back().happening != happening || all.back().kind != q.text(1) ||
        all.back().subject != q.text(2))
      all.push_back({happening, std::string(q.text(1)), std::string(q.text(2)), {}});
    all.back().values.push_back({std::string(q.text(3)), static_cast<std::size_t>(q.integer(4))});
  });
  if (!done.ok()) return done;
  std::stable_sort(view.disagreements.begin(), view.disagreements.end(),
                   [](const auto& x, const auto& y) { return x.happening < y.happening; });
  std::set<std::size_t> contested;
  for (const ShownDisagreement& d : view.disagreements)
    if (d.kind == "denial") contested.insert(d.happening);
  for (std::size_t i = 0; i < view.happenings.size(); ++i) {
    const std::string why = open_reason(view.happenings[i], view.as_of, contested.contains(i));
    if (!why.empty()) view.open.push_back({i, why});
  }
  return Done{};
}

Result<std::vector<ChangedRow>> changes_of(const Database& database, const std::string& happenings,
                                           const NamedFilter& situation, const Since& since) {
  std::vector<ChangedRow> out;
  if (since.kind == Since::Kind::nothing) return out;
  const std::string mark =
      since.kind == Since::Kind::day ? since.day : std::to_string(situation.looked_event);
  const std::string news = is_new(since);
  auto query = database.prepare(fmt::format(
      "WITH told AS (SELECT r.happening, e.event, {} AS new FROM happening_reports r JOIN events e "
      "ON e.event = r.event JOIN articles a ON a.article = e.article WHERE r.happening IN (SELECT "
      "value FROM json_each(?1))) SELECT happening, sum(new) AS news, count(*) FROM told GROUP BY "
      "happening HAVING news > 0 ORDER BY news DESC, happening",
      news));
  if (!query.ok()) return query.error();
  Query& q = query.value().bind(happenings).bind(mark);
  auto done = for_each_row(q, [&](Query&) {
    out.push_back({q.integer(0), {0, q.integer(1) == q.integer(2), {}, q.integer(1), false}});
  });
  if (!done.ok()) return done.error();
  // What it was before: the last stage that an old report told.
  auto stages = database.prepare(fmt::format(
      "SELECT s.stage, {} AS new, h.stage FROM happening_stages s JOIN happenings h ON h.happening "
      "= s.happening JOIN events e ON e.event = s.event JOIN articles a ON a.article = e.article "
      "WHERE s.happening = ?1 ORDER BY s.number",
      news));
  if (!stages.ok()) return stages.error();
  auto values = database.prepare(fmt::format(
      "SELECT count(*) FROM disagreements d JOIN events e ON e.event = d.event JOIN articles a ON "
      "a.article = e.article WHERE d.happening = ?1 AND {}",
      news));
  if (!values.ok()) return values.error();
  for (ChangedRow& row : out) {
    if (row.change.appeared) continue;
    Query& s = stages.value().bind(row.happening).bind(mark);
    std::string now;
    done = for_each_row(s, [&](Query&) {
      now = s.text(2);
      if (s.integer(1) == 0) row.change.stage_before = s.text(0);
    });
    if (!done.ok()) return done.error();
    if (row.change.stage_before == now) row.change.stage_before.clear();
    const auto news_told = values.value().bind(row.happening).bind(mark).first_integer();
    if (!news_told.ok()) return news_told.error();
    row.change.disagrees = news_told.value() > 0;
  }
  return out;
}

}  // namespace dragoman
