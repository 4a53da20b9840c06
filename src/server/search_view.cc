// Reports that a filter chooses, a page at a time, with counts by facet.
#include <algorithm>
#include <charconv>
#include <set>

#include "server/marks.h"
#include "server/views.h"
#include "store/reviews.h"

namespace dragoman {

namespace {

constexpr std::size_t kPage = 50;
constexpr std::size_t kMostOfPage = 500;
constexpr std::size_t kMostInTable = 100000;  ///< rows of a CSV
constexpr std::size_t kMostValues = 50;       ///< of a facet

using Chosen = std::vector<std::uint32_t>;

/// Decisions that stand, by index of the report.
using Decisions = std::vector<std::pair<std::uint32_t, std::string>>;

Result<Decisions> decisions(const Asked& a) {
  ReviewFilter standing;
  standing.standing = true;
  const auto all = reviews(a.database, standing);
  if (!all.ok()) return all.error();
  auto row = a.database.prepare("SELECT event FROM events WHERE id = ? AND current = 1");
  if (!row.ok()) return row.error();
  Decisions out;
  for (const Review& r : all.value()) {
    const auto event = row.value().bind(r.event).first_integer();
    if (!event.ok()) return event.error();
    const auto at = static_cast<std::size_t>(event.value());
    if (event.value() > 0 && at < a.snapshot.report_of.size() && a.snapshot.report_of[at] >= 0)
      out.emplace_back(static_cast<std::uint32_t>(a.snapshot.report_of[at]), r.decision);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Json facets_json(const Snapshot& s, const Chosen& chosen, const Decisions& decided) {
  const auto zeros = [](const WordList& words) { return std::vector<std::int64_t>(words.size()); };
  auto types = zeros(s.types);
  auto modalities = zeros(s.stages);
  auto quads = zeros(s.quads);
  auto modes = zeros(s.modes);
  auto contexts = zeros(s.contexts);
  auto countries = zeros(s.countries);
  auto sectors = zeros(s.sectors);
  auto publishers = zeros(s.publishers);
  std::vector<std::int64_t> years(10000);
  std::int32_t year_end = kNoDay;
  std::size_t year = 0;
  for (const std::uint32_t i : chosen) {
    const Snapshot::Report& r = s.reports[i];
    ++types[r.type];
    ++modalities[r.modality];
    ++quads[r.quad];
    ++modes[r.mode];
    if (r.article < s.publisher_of.size()) ++publishers[s.publisher_of[r.article]];
    for (std::size_t c = 0; c < r.contexts; ++c) ++contexts[s.context_of[r.first_context + c]];
    for (std::size_t p = 0; p < r.parties; ++p) {
      const auto& party = s.parties[r.first_party + p];
      bool country = true;
      bool sector = true;
      for (std::size_t before = 0; before < p; ++before) {
        country = country && s.parties[r.first_party + before].country != party.country;
        sector = sector && s.parties[r.first_party + before].sector != party.sector;
      }
      if (country) ++countries[party.country];
      if (sector) ++sectors[party.sector];
    }
    if (r.day == kNoDay) continue;
    // Reports come by day: the year is looked up when it changes.
    if (r.day >= year_end) {
      const std::string day = told_day(r.day);
      std::from_chars(day.data(), day.data() + 4, year);
      year_end = parsed_day(day.substr(0, 4) + "-12-31") + 1;
    }
    ++years[std::min<std::size_t>(year, years.size() - 1)];
  }
  Json out;
  out["type"] = counted_values(s.types, types, kMostValues);
  out["modality"] = counted_values(s.stages, modalities, kMostValues);
  out["quad"] = counted_values(s.quads, quads, kMostValues);
  out["mode"] = counted_values(s.modes, modes, kMostValues);
  out["context"] = counted_values(s.contexts, contexts, kMostValues);
  out["country"] = counted_values(s.countries, countries, kMostValues);
  out["sector"] = counted_values(s.sectors, sectors, kMostValues);
  out["publisher"] = counted_values(s.publishers, publishers, kMostValues);
  out["year"] = Json::array();
  for (std::size_t y = years.size(); y-- > 0;)
    if (years[y] > 0) out["year"].push_back({{"value", std::to_string(y)}, {"count", years[y]}});
  std::map<std::string, std::int64_t> verdicts;
  for (const auto& [report, decision] : decided)
    if (std::binary_search(chosen.begin(), chosen.end(), report)) ++verdicts[decision];
  out["review"] = Json::array();
  for (const auto& [decision, count] : verdicts)
    out["review"].push_back({{"value", decision}, {"count", count}});
  return out;
}

void keep_decided(Chosen& chosen, const Decisions& decided, std::string_view wanted) {
  std::set<std::uint32_t> any;
  for (const auto& [report, decision] : decided)
    if (wanted == "any" || wanted == "none" || decision == wanted) any.insert(report);
  std::erase_if(chosen, [&](std::uint32_t i) { return any.contains(i) == (wanted == "none"); });
}

/// Where the next page begins: the row of the last report that was shown, and how sure it was.
struct Cursor {
  std::int64_t row = 0;
  bool given = false;
};

Cursor cursor_of(std::string_view text) {
  Cursor c;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), c.row);
  c.given = error == std::errc() && at == text.data() + text.size();
  return c;
}

/// What was known at another time: nothing of it is in the snapshot.
Reply past(const Asked& a) {
  const std::size_t most = a.csv ? kMostInTable : a.number("limit", kPage, kMostOfPage);
  const EventCondition selection = selection_of(a.filter, most);
  auto query = a.database.prepare(selection.where);
  if (!query.ok()) return query.error();
  bind_values(query.value(), selection);
  std::vector<std::int64_t> rows;
  const auto done =
      for_each_row(query.value(), [&](const Query& q) { rows.push_back(q.integer(0)); });
  if (!done.ok()) return done.error();
  Json events = Json::array();
  ReportReader reader(a.database, a.snapshot);
  for (const std::int64_t row : rows) {
    auto report = reader.read(row, nullptr);
    if (!report.ok()) return report.error();
    events.push_back(std::move(report.value()));
  }
  return Json{{"total", rows.size()},
              {"events", std::move(events)},
              {"cursor", nullptr},
              {"facets", nullptr}};
}

}  // namespace

Reply search_view(const Asked& a) {
  if (!a.filter.as_of.empty()) return past(a);
  const Snapshot& s = a.snapshot;
  auto found = s.choose(a.database, a.filter);
  if (!found.ok()) return found.error();
  Chosen& chosen = found.value();
  std::sort(chosen.begin(), chosen.end());
  const Cursor cursor = cursor_of(a.request.value("cursor"));
  const std::string_view facets = a.request.value("facets");
  const bool with_facets = !a.csv && (facets.empty() ? !cursor.given : facets != "0");
  const std::string_view review = a.request.value("review");
  Decisions decided;
  if (with_facets || !review.empty()) {
    auto all = decisions(a);
    if (!all.ok()) return all.error();
    decided = std::move(all.value());
  }
  if (!review.empty()) keep_decided(chosen, decided, review);
  Json counted;
  if (with_facets) counted = facets_json(s, chosen, decided);

  const std::string_view order = a.request.value("order");
  const bool down = order.starts_with("-");
  if (order == "confidence" || order == "-confidence")
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::uint32_t x, std::uint32_t y) {
      return s.reports[x].confidence < s.reports[y].confidence;
    });
  if (down) std::reverse(chosen.begin(), chosen.end());
  auto from = chosen.begin();
  if (cursor.given) {
    from = std::find_if(chosen.begin(), chosen.end(),
                        [&](std::uint32_t i) { return s.reports[i].row == cursor.row; });
    if (from == chosen.end())
      return Refusal{400, "the cursor is none of this search", "begin again without a cursor"};
    ++from;
  }
  const std::size_t most =
      a.csv ? a.number("limit", kMostInTable, kMostInTable) : a.number("limit", kPage, kMostOfPage);
  Json events = Json::array();
  std::int64_t last = 0;
  ReportReader reader(a.database, s);
  for (; from != chosen.end() && events.size() < most; ++from) {
    last = s.reports[*from].row;
    auto offsets = a.csv ? Result<Offsets16>(Offsets16("", false))
                         : offsets_of(a.database, s.reports[*from].article, a.utf16);
    if (!offsets.ok()) return offsets.error();
    auto report = reader.read(last, &offsets.value());
    if (!report.ok()) return report.error();
    events.push_back(std::move(report.value()));
  }
  const bool more = from != chosen.end() && last != 0;
  return Json{{"total", chosen.size()},
              {"events", std::move(events)},
              {"cursor", more ? Json(std::to_string(last)) : Json()},
              {"facets", std::move(counted)}};
}

}  // namespace dragoman
