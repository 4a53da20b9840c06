// `stories`: what happened, as its reports tell it; joining and splitting by hand.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "cli/verbs.h"
#include "formats/rows.h"
#include "formats/sections.h"
#include "store/store.h"
#include "story/joiner.h"
#include "text/utc_now.h"

namespace dragoman::cli {

namespace {

/// Who decides by hand: the user's name as the system knows it.
std::string user() {
  for (const char* name : {"DRAGOMAN_USER", "USER", "LOGNAME"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return "somebody";
}

/// Happenings of which a chosen event is a report, those last told first.
std::string listing(const EventCondition& selection, std::size_t limit) {
  return "SELECT h.id, h.day, h.stage, h.type || coalesce('-' || h.mode, '') AS event, v.actors, "
         "v.recipients, v.place, h.first_seen, h.last_seen, h.reports, h.publishers, (SELECT "
         "group_concat(s.stage || coalesce(' ' || s.day, ''), ', ') FROM happening_stages s WHERE "
         "s.happening = h.happening) AS life, (SELECT group_concat(d.told, '; ') FROM (SELECT "
         "kind || coalesce(' of ' || nullif(subject, ''), '') || ': ' || group_concat(DISTINCT "
         "value) AS told FROM disagreements WHERE happening = h.happening GROUP BY kind, subject "
         "ORDER BY kind, subject) d) AS disagrees, v.evidence FROM happenings h JOIN v_happenings "
         "v USING(happening) WHERE h.happening IN (SELECT happening FROM happening_reports WHERE "
         "event IN (" +
         selection.where + ")) ORDER BY h.day, h.happening" +
         (limit == 0 ? "" : " LIMIT " + std::to_string(limit));
}

Result<Section> section(const Database& database, const char* name, const char* sql,
                        std::int64_t happening) {
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  query.value().bind(happening);
  return section_of(query.value(), name);
}

/// The happening of that id, or the one that a report of that id tells; 0 for none.
Result<std::int64_t> find_happening(const Database& database, const std::string& id) {
  auto query = database.prepare(
      "SELECT happening FROM (SELECT happening, 0 AS n FROM happenings WHERE id = ?1 UNION ALL "
      "SELECT happening, 1 FROM happening_reports JOIN events USING(event) WHERE id = ?1) ORDER BY "
      "n, happening");
  if (!query.ok()) return query.error();
  return query.value().bind(id).first_integer();
}

int show_one(const Database& database, const Options& o, const std::string& format) {
  const auto found = find_happening(database, o.name);
  if (!found.ok()) return fail(found.error());
  if (found.value() == 0) {
    return fail({o.db, fmt::format("holds no happening and no current report {}", o.name),
                 "`dragoman stories` lists them"});
  }
  std::vector<Section> all;
  for (const auto& [name, sql] :
       {std::pair{"happening",
                  "SELECT id, day, day_end, stage, type, act, mode, quad, score, confidence, "
                  "actors, recipients, place, first_seen, last_seen, reports, articles, publishers "
                  "FROM v_happenings WHERE happening = ?"},
        {"life",
         "SELECT s.stage, s.day AS told, a.publisher, e.id AS report, e.evidence FROM "
         "happening_stages s JOIN events e USING(event) JOIN articles a USING(article) WHERE "
         "happening = ? ORDER BY number"},
        {"disagreements",
         "SELECT d.kind, d.subject, d.value, a.published, a.publisher, e.id AS report FROM "
         "disagreements d JOIN events e USING(event) JOIN articles a USING(article) WHERE "
         "happening = ? ORDER BY number"},
        {"reports",
         "SELECT e.id, r.stage, a.published, a.publisher, a.id AS article, e.trigger, e.evidence "
         "FROM happening_reports r JOIN events e USING(event) JOIN articles a USING(article) WHERE "
         "happening = ? ORDER BY a.published, e.event"}}) {
    auto part = section(database, name, sql, found.value());
    if (!part.ok()) return fail(part.error());
    all.push_back(std::move(part.value()));
  }
  write_sections(o.name, {{"id", Cell(o.name)}}, all, format, std::cout);
  return end_of_output();
}

/// The row of the current report of that id.
Result<std::int64_t> find_report(const Database& database, const std::string& id) {
  auto query = database.prepare(
      "SELECT event FROM happening_reports JOIN events USING(event) WHERE id = ? ORDER BY event");
  if (!query.ok()) return query.error();
  auto row = query.value().bind(id).first_integer();
  if (row.ok() && row.value() == 0) {
    return Error{database.path(), "holds no current report " + id,
                 "`dragoman stories ID` lists the reports of a happening"};
  }
  return row;
}

int show_why(const Database& database, const Options& o, const std::string& format) {
  StoryTeller teller;
  std::vector<StoryReport> reports;
  std::vector<std::int64_t> happenings;
  for (const std::string& id : o.pair) {
    const auto row = find_report(database, id);
    if (!row.ok()) return fail(row.error());
    auto report = teller.report(database, row.value());
    if (!report.ok()) return fail(report.error());
    if (!report.value()) return fail({o.db, "holds no card of report " + id, ""});
    reports.push_back(std::move(*report.value()));
    const auto happening = find_happening(database, id);
    if (!happening.ok()) return fail(happening.error());
    happenings.push_back(happening.value());
  }
  Section clues{"clues", {"clue", "value", "weighs"}, {}};
  const auto round = [](double x) { return std::lround(x * 100) / 100.0; };
  for (const ClueWeighed& c : Joiner::built_in().why(reports[0], reports[1]))
    clues.rows.push_back(
        {Cell(std::string(words_for(c.clue))), Cell(round(c.value)), Cell(round(c.part))});
  auto judged = database.prepare(
      "SELECT verdict, who, recorded FROM hand_joins WHERE a = min(?1, ?2) AND b = max(?1, ?2)");
  if (!judged.ok()) return fail(judged.error());
  judged.value().bind(o.pair[0]).bind(o.pair[1]);
  auto by_hand = section_of(judged.value(), "by hand");
  if (!by_hand.ok()) return fail(by_hand.error());
  const double score = Joiner::built_in().score(reports[0], reports[1]) / 1000.0;
  const bool same = happenings[0] == happenings[1];
  Section verdict{"joined", {"joined", "log odds of the pair", "likely"}, {}};
  verdict.rows.push_back({Cell(std::string(same ? "yes" : "no")), Cell(round(score)),
                          Cell(round(1 / (1 + std::exp(-score))))});
  write_sections(fmt::format("{} and {}", o.pair[0], o.pair[1]),
                 {{"a", Cell(o.pair[0])}, {"b", Cell(o.pair[1])}},
                 {verdict, by_hand.value(), clues}, format, std::cout);
  return end_of_output();
}

/// Keeps a decision and what follows from it.
int judge(const Options& o, std::optional<Verdict> verdict) {
  if (o.pair[0] == o.pair[1])
    return fail({o.db, "the two reports are one", "name two of different ids"});
  auto store = Store::open(o.db);
  if (!store.ok()) return fail(store.error());
  for (const std::string& id : o.pair) {
    const auto row = find_report(store.value().database(), id);
    if (!row.ok()) return fail(row.error());
  }
  auto done = store.value().begin();
  if (!done.ok()) return fail(done.error());
  done = store.value().judge(o.pair[0], o.pair[1], verdict, user(), utc_now());
  if (done.ok()) done = store.value().commit();
  if (!done.ok()) {
    store.value().roll_back();
    return fail(done.error());
  }
  return 0;
}

}  // namespace

int stories(const Options& o) {
  if (o.decision == "join") return judge(o, Verdict::same);
  if (o.decision == "split") return judge(o, Verdict::different);
  if (o.decision == "undo") return judge(o, std::nullopt);
  auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  const std::string format = rows_format(o);
  if (o.decision == "why") return show_why(database.value(), o, format);
  if (!o.name.empty()) return show_one(database.value(), o, format);
  const EventCondition selection = selection_of(o.filter, 0);
  auto query = database.value().prepare(listing(selection, o.limit));
  if (!query.ok()) return fail(query.error());
  bind_values(query.value(), selection);
  const auto rows = write_rows(query.value(), format, std::cout);
  if (!rows.ok()) return fail(rows.error());
  return end_of_output();
}

}  // namespace dragoman::cli
