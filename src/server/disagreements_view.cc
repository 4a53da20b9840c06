// Where sources contradict each other, value beside value.
#include <algorithm>

#include "server/marks.h"
#include "server/views.h"

namespace dragoman {

namespace {

constexpr std::size_t kShown = 50;
constexpr std::size_t kMost = 500;

}  // namespace

Result<Json> disagreements_json(const Asked& a, const std::string& of, std::size_t limit) {
  auto query = a.database.prepare(
      "SELECT d.happening, d.number, h.id, d.kind, d.subject, d.value, e.id, x.id, x.title, "
      "x.publisher, x.published, h.lead FROM disagreements d JOIN happenings h USING(happening) "
      "JOIN events e ON e.event = d.event JOIN articles x ON x.article = e.article WHERE "
      "d.happening IN (" +
      of + ") ORDER BY coalesce(h.last_seen, '') DESC, d.happening, d.kind, d.subject, d.number");
  if (!query.ok()) return query.error();
  Json out = Json::array();
  std::vector<std::uint32_t> marks;
  std::string last;
  const auto done = for_each_row(query.value(), [&](const Query& q) {
    const std::string key =
        std::string(q.text(0)) + "\n" + std::string(q.text(3)) + "\n" + std::string(q.text(4));
    if (key != last) {
      last = key;
      const auto lead = static_cast<std::size_t>(q.integer(11));
      const bool here = lead < a.snapshot.report_of.size() && a.snapshot.report_of[lead] >= 0;
      if (!here) return;
      marks.push_back(
          a.snapshot.reports[static_cast<std::size_t>(a.snapshot.report_of[lead])].mark);
      out.push_back({{"happening", q.text(2)},
                     {"kind", q.text(3)},
                     {"subject", q.text(4)},
                     {"values", Json::array()}});
    }
    if (out.empty() || out.back()["happening"] != q.text(2)) return;
    Json& values = out.back()["values"];
    auto value = std::find_if(values.begin(), values.end(),
                              [&](const Json& v) { return v["value"] == q.text(5); });
    if (value == values.end()) {
      values.push_back({{"value", q.text(5)}, {"sources", Json::array()}});
      value = values.end() - 1;
    }
    (*value)["sources"].push_back({{"event", q.text(6)},
                                   {"article", q.text(7)},
                                   {"title", or_null(q.text(8))},
                                   {"publisher", or_null(q.text(9))},
                                   {"published", or_null(q.text(10))}});
  });
  if (!done.ok()) return done.error();
  if (out.size() > limit) {
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(limit), out.end());
    marks.resize(limit);
  }
  auto shown = marks_json(a.database, a.snapshot, marks);
  if (!shown.ok()) return shown.error();
  for (std::size_t i = 0; i < out.size(); ++i) out[i]["mark"] = std::move(shown.value()[i]);
  return out;
}

Reply disagreements_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  const auto chosen = s.choose(a.database, a.filter);
  if (!chosen.ok()) return chosen.error();
  std::vector<bool> wanted(s.marks.size());
  for (const std::uint32_t m : s.marks_of(chosen.value())) wanted[m] = true;
  const std::size_t most = a.number("limit", kShown, kMost);
  // Few happenings are disputed: those are looked at, and not all that were chosen. All are
  // counted, the newest are read.
  std::string of;
  std::size_t total = 0;
  auto disputed = a.database.prepare(
      "SELECT d.happening, h.lead, count(*) FROM (SELECT DISTINCT happening, kind, subject FROM "
      "disagreements) d JOIN happenings h USING(happening) GROUP BY d.happening ORDER BY "
      "coalesce(h.last_seen, '') DESC, d.happening");
  if (!disputed.ok()) return disputed.error();
  const auto done = for_each_row(disputed.value(), [&](const Query& q) {
    const auto lead = static_cast<std::size_t>(q.integer(1));
    if (lead >= s.report_of.size() || s.report_of[lead] < 0) return;
    if (!wanted[s.reports[static_cast<std::size_t>(s.report_of[lead])].mark]) return;
    if (total < most) of += (of.empty() ? "" : ",") + std::string(q.text(0));
    total += static_cast<std::size_t>(q.integer(2));
  });
  if (!done.ok()) return done.error();
  auto shown = disagreements_json(a, of, most);
  if (!shown.ok()) return shown.error();
  return Json{{"total", total}, {"disagreements", std::move(shown.value())}};
}

}  // namespace dragoman
