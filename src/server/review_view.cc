// Decisions of people, and what a correction would change beside.
#include <charconv>

#include "server/marks.h"
#include "server/review_json.h"
#include "server/views.h"
#include "store/reviews.h"

namespace dragoman {

namespace {

constexpr std::size_t kRows = 50;
constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kPreviewed = 50;

/// Countries of one side, joined.
std::string side_of(const char* event, const char* side) {
  return std::string(
             "coalesce((SELECT group_concat(country) FROM (SELECT country FROM parties WHERE "
             "event = ") +
         event + " AND side = '" + side + "' ORDER BY number)), '')";
}

Result<Json> some_reports(const Asked& a, const std::string& sql, std::string_view because,
                          std::int64_t event) {
  auto query = a.database.prepare(sql);
  if (!query.ok()) return query.error();
  std::vector<std::pair<std::int64_t, std::int64_t>> rows;
  std::size_t total = 0;
  const auto done = for_each_row(query.value().bind(because).bind(event), [&](const Query& q) {
    if (++total <= kPreviewed) rows.emplace_back(q.integer(0), q.integer(1));
  });
  if (!done.ok()) return done.error();
  Json reports = Json::array();
  for (const auto& [row, article] : rows) {
    const auto offsets = offsets_of(a.database, article, a.utf16);
    if (!offsets.ok()) return offsets.error();
    auto report = report_json(a.database, a.snapshot, row, &offsets.value());
    if (!report.ok()) return report.error();
    reports.push_back(std::move(report.value()));
  }
  return Json{{"total", total}, {"reports", std::move(reports)}};
}

}  // namespace

Reply reviews_view(const Asked& a) {
  ReviewFilter filter;
  filter.event = a.request.value("event");
  filter.who = a.request.value("who");
  filter.decision = a.request.value("decision");
  filter.undone = a.request.value("undone") == "1";
  filter.standing = a.request.value("format") == "jsonl";
  const auto total = count_reviews(a.database, filter);
  if (!total.ok()) return total.error();
  const std::string_view cursor = a.request.value("cursor");
  std::from_chars(cursor.data(), cursor.data() + cursor.size(), filter.before);
  const std::size_t most = a.number("limit", kRows, kMostRows);
  if (!a.csv && !filter.standing) filter.limit = most + 1;
  auto found = reviews(a.database, filter);
  if (!found.ok()) return found.error();
  std::vector<Review>& all = found.value();
  Json out = {{"total", total.value()}, {"reviews", Json::array()}, {"cursor", nullptr}};
  if (filter.limit > 0 && all.size() > most) {
    all.resize(most);
    out["cursor"] = std::to_string(all.back().review);
  }
  for (const Review& r : all) {
    if (filter.standing) {
      auto line = training_json(a.database, r);
      if (!line.ok()) return line.error();
      out["reviews"].push_back(std::move(line.value()));
      continue;
    }
    const auto offsets = offsets_of_event(a.database, r.event, a.utf16);
    if (!offsets.ok()) return offsets.error();
    out["reviews"].push_back(review_json(r, &offsets.value()));
  }
  return out;
}

Reply preview_view(const Asked& a) {
  auto query =
      a.database.prepare("SELECT event, because, trigger FROM events WHERE id = ? AND current = 1");
  if (!query.ok()) return query.error();
  std::int64_t event = 0;
  Json out;
  const auto done = for_each_row(query.value().bind(a.request.value("event")), [&](const Query& q) {
    event = q.integer(0);
    out["because"] = q.text(1);
    out["trigger"] = q.text(2);
  });
  if (!done.ok()) return done.error();
  if (event == 0) return Refusal{404, "no such report", "give event=ID"};
  const std::string because = out["because"].get<std::string>();
  const std::string same =
      "SELECT e.event, e.article FROM events e WHERE e.because = ?1 AND e.current = 1 AND e.event "
      "<> ?2";
  auto entry = some_reports(a, same + " ORDER BY e.event DESC", because, event);
  if (!entry.ok()) return entry.error();
  auto words = some_reports(
      a,
      same + " AND lower(e.trigger) = (SELECT lower(trigger) FROM events WHERE event = ?2) AND " +
          side_of("e.event", "actor") + " = " + side_of("?2", "actor") + " AND " +
          side_of("e.event", "recipient") + " = " + side_of("?2", "recipient") +
          " ORDER BY e.event DESC",
      because, event);
  if (!words.ok()) return words.error();
  out["same_entry"] = std::move(entry.value());
  out["same_words"] = std::move(words.value());
  return out;
}

}  // namespace dragoman
