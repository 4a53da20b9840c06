// What is new since somebody looked.
#include <charconv>

#include "server/marks.h"
#include "server/views.h"

namespace dragoman {

namespace {

constexpr std::size_t kMarks = 200;
constexpr std::size_t kMostMarks = 2000;
constexpr std::size_t kArticles = 50;
constexpr std::size_t kStages = 200;

}  // namespace

Reply changed_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  std::int64_t after = -1;
  const std::string_view given = a.request.value("after");
  std::from_chars(given.data(), given.data() + given.size(), after);
  const bool by_mark = after >= 0;
  // Without a mark: what was published on or after `since`.
  EventFilter filter = a.filter;
  const std::string since = filter.since;
  if (!by_mark && since.empty())
    return Refusal{400, "nothing says since when", "give after=MARK (of /api/meta) or since=DAY"};
  if (!by_mark) filter.since.clear();
  const std::string fresh =
      by_mark ? "SELECT article FROM codings WHERE superseded_by IS NULL AND coding > " +
                    std::to_string(after)
              : "SELECT article FROM articles WHERE published >= ?";
  const auto asked = [&](const std::string& sql) {
    auto query = a.database.prepare(sql);
    if (query.ok() && !by_mark) query.value().bind(since);
    return query;
  };
  const auto chosen = s.choose(a.database, filter);
  if (!chosen.ok()) return chosen.error();
  std::vector<bool> wanted(s.marks.size());
  for (const std::uint32_t m : s.marks_of(chosen.value())) wanted[m] = true;

  Json out;
  out["mark"] = s.newest;
  auto count = asked("SELECT count(*) FROM (" + fresh + ")");
  if (!count.ok()) return count.error();
  const auto articles = count.value().first_integer();
  if (!articles.ok()) return articles.error();
  auto newest =
      asked("SELECT id, title, publisher, published, url FROM articles WHERE article IN (" + fresh +
            ") ORDER BY article DESC LIMIT " + std::to_string(kArticles));
  if (!newest.ok()) return newest.error();
  Json briefs = Json::array();
  auto done = for_each_row(newest.value(), [&](const Query& q) {
    briefs.push_back({{"id", q.text(0)},
                      {"title", or_null(q.text(1))},
                      {"publisher", or_null(q.text(2))},
                      {"published", or_null(q.text(3))},
                      {"url", or_null(q.text(4))}});
  });
  if (!done.ok()) return done.error();
  out["articles"] = {{"total", articles.value()}, {"newest", std::move(briefs)}};

  // Marks that only new articles tell are new; the others may have gone on.
  std::vector<std::uint32_t> told(s.marks.size());
  auto events = asked("SELECT event FROM events WHERE current = 1 AND article IN (" + fresh + ")");
  if (!events.ok()) return events.error();
  done = for_each_row(events.value(), [&](const Query& q) {
    const auto row = static_cast<std::size_t>(q.integer(0));
    if (row < s.report_of.size() && s.report_of[row] >= 0)
      ++told[s.reports[static_cast<std::size_t>(s.report_of[row])].mark];
  });
  if (!done.ok()) return done.error();
  std::vector<std::uint32_t> marks;
  std::string known;
  std::string touched;
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (told[i] == 0 || !wanted[i]) continue;
    const std::string row = std::to_string(s.marks[i].happening);
    touched += (touched.empty() ? "" : ",") + row;
    if (told[i] >= s.marks[i].reports)
      marks.push_back(static_cast<std::uint32_t>(i));
    else
      known += (known.empty() ? "" : ",") + row;
  }
  const std::size_t total = marks.size();
  auto shown =
      marks_json(a.database, s, weightiest(s, marks, a.number("limit", kMarks, kMostMarks)));
  if (!shown.ok()) return shown.error();
  out["happenings"] = {{"total", total}, {"marks", std::move(shown.value())}};

  auto stages = asked(
      "SELECT h.id, (SELECT p.stage FROM happening_stages p WHERE p.happening = g.happening AND "
      "p.number < g.number ORDER BY p.number DESC LIMIT 1), g.stage, g.day, h.lead, e.id, x.id, "
      "x.title, x.publisher, x.published FROM happening_stages g JOIN happenings h "
      "USING(happening) JOIN events e ON e.event = g.event JOIN articles x ON x.article = "
      "e.article WHERE g.happening IN (" +
      known + ") AND e.article IN (" + fresh + ") ORDER BY g.day DESC LIMIT " +
      std::to_string(kStages));
  if (!stages.ok()) return stages.error();
  Json changes = Json::array();
  std::vector<std::uint32_t> of_changes;
  done = for_each_row(stages.value(), [&](const Query& q) {
    const auto lead = static_cast<std::size_t>(q.integer(4));
    if (lead >= s.report_of.size() || s.report_of[lead] < 0) return;
    of_changes.push_back(s.reports[static_cast<std::size_t>(s.report_of[lead])].mark);
    changes.push_back({{"happening", q.text(0)},
                       {"from", or_null(q.text(1))},
                       {"to", q.text(2)},
                       {"day", or_null(q.text(3))},
                       {"source",
                        {{"event", q.text(5)},
                         {"article", q.text(6)},
                         {"title", or_null(q.text(7))},
                         {"publisher", or_null(q.text(8))},
                         {"published", or_null(q.text(9))}}}});
  });
  if (!done.ok()) return done.error();
  auto changed = marks_json(a.database, s, of_changes);
  if (!changed.ok()) return changed.error();
  for (std::size_t i = 0; i < changes.size(); ++i)
    changes[i]["mark"] = std::move(changed.value()[i]);
  out["stages"] = std::move(changes);
  auto disputes = disagreements_json(a, touched.empty() ? "" : touched, kArticles);
  if (!disputes.ok()) return disputes.error();
  out["disagreements"] = std::move(disputes.value());
  return out;
}

}  // namespace dragoman
