// Decisions of people, and what a correction would change beside.
#include <algorithm>
#include <charconv>
#include <optional>

#include "server/marks.h"
#include "server/review_json.h"
#include "server/views.h"
#include "store/reviews.h"

namespace dragoman {

namespace {

constexpr std::size_t kReviews = 50;
constexpr std::size_t kMostReviews = 1000;
constexpr std::size_t kPreviewed = 50;

/// True when two reports have parties of the same countries in the same places.
bool same_countries(const Snapshot& s, const Snapshot::Report& x, const Snapshot::Report& y) {
  const auto a = s.parties.begin() + x.first_party;
  const auto b = s.parties.begin() + y.first_party;
  return std::equal(a, a + x.parties, b, b + y.parties,
                    [](const Snapshot::Party& p, const Snapshot::Party& q) {
                      return p.acts == q.acts && p.country == q.country;
                    });
}

/// The index of a row of `events`; nothing when it is not current.
std::optional<std::uint32_t> report_of(const Snapshot& s, std::int64_t row) {
  const auto at = static_cast<std::size_t>(row);
  if (row < 0 || at >= s.report_of.size() || s.report_of[at] < 0) return std::nullopt;
  return static_cast<std::uint32_t>(s.report_of[at]);
}

/// How many reports there are, and the first of them (rows).
Result<Json> some_reports(const Asked& a, const std::vector<std::int64_t>& rows) {
  Json reports = Json::array();
  ReportReader reader(a.database, a.snapshot);
  for (std::size_t i = 0; i < std::min(rows.size(), kPreviewed); ++i) {
    const auto at = report_of(a.snapshot, rows[i]);
    if (!at) continue;
    const auto offsets = offsets_of(a.database, a.snapshot.reports[*at].article, a.utf16);
    if (!offsets.ok()) return offsets.error();
    auto report = reader.read(rows[i], &offsets.value());
    if (!report.ok()) return report.error();
    reports.push_back(std::move(report.value()));
  }
  return Json{{"total", rows.size()}, {"reports", std::move(reports)}};
}

/// Other current reports that an entry made (rows), the newest first.
Result<std::vector<std::int64_t>> rows_of(const Asked& a, std::string_view because,
                                          std::int64_t but) {
  auto query = a.database.prepare(
      "SELECT event FROM events WHERE because = ? AND current = 1 ORDER BY event DESC");
  if (!query.ok()) return query.error();
  std::vector<std::int64_t> rows;
  const auto done = for_each_row(query.value().bind(because), [&](const Query& q) {
    if (q.integer(0) != but && report_of(a.snapshot, q.integer(0))) rows.push_back(q.integer(0));
  });
  if (!done.ok()) return done.error();
  return rows;
}

/// Those of them with the trigger and the countries of a report. Countries are compared first: only
/// reports that have them are read.
Result<std::vector<std::int64_t>> of_same_words(const Asked& a, std::int64_t event,
                                                std::vector<std::int64_t> rows) {
  const Snapshot& s = a.snapshot;
  const auto own = report_of(s, event);
  if (!own) return std::vector<std::int64_t>();
  std::erase_if(rows, [&](std::int64_t row) {
    return !same_countries(s, s.reports[*own], s.reports[*report_of(s, row)]);
  });
  auto query = a.database.prepare(
      "SELECT count(*) FROM events e JOIN events x ON lower(x.trigger) = lower(e.trigger) WHERE "
      "e.event = ? AND x.event = ?");
  if (!query.ok()) return query.error();
  std::vector<std::int64_t> out;
  for (const std::int64_t row : rows) {
    const auto same = query.value().bind(event).bind(row).first_integer();
    if (!same.ok()) return same.error();
    if (same.value() != 0) out.push_back(row);
  }
  return out;
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
  const std::size_t most = a.number("limit", kReviews, kMostReviews);
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
  const auto of_entry = rows_of(a, out["because"].get<std::string>(), event);
  if (!of_entry.ok()) return of_entry.error();
  const auto of_words = of_same_words(a, event, of_entry.value());
  if (!of_words.ok()) return of_words.error();
  auto entry = some_reports(a, of_entry.value());
  if (!entry.ok()) return entry.error();
  auto words = some_reports(a, of_words.value());
  if (!words.ok()) return words.error();
  out["same_entry"] = std::move(entry.value());
  out["same_words"] = std::move(words.value());
  return out;
}

}  // namespace dragoman
