// What it is about, beside the window before.
#include <algorithm>

#include "server/phrases.h"
#include "server/views.h"

namespace dragoman {

namespace {

constexpr std::size_t kItems = 30;
constexpr std::size_t kMostItems = 200;

struct Item {
  std::int64_t count = 0, before = 0, cooperation = 0, conflict = 0;
};

}  // namespace

Reply agenda_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  const auto chosen = s.choose(a.database, a.filter);
  if (!chosen.ok()) return chosen.error();
  std::int32_t since = parsed_day(a.filter.since);
  std::int32_t until = parsed_day(a.filter.until);
  for (const std::uint32_t r : chosen.value()) {
    const std::int32_t day = s.reports[r].day;
    if (day == kNoDay) continue;
    if (a.filter.since.empty() && (since == kNoDay || day < since)) since = day;
    if (a.filter.until.empty()) until = std::max(until, day);
  }
  std::vector<Item> items(s.contexts.size());
  for (const std::uint32_t i : chosen.value()) {
    const Snapshot::Report& r = s.reports[i];
    for (std::size_t c = 0; c < r.contexts; ++c) {
      Item& item = items[s.context_of[r.first_context + c]];
      ++item.count;
      (r.score < 0 ? item.conflict : item.cooperation) += 1;
    }
  }
  std::vector<std::uint32_t> before;
  if (!a.filter.since.empty() && since != kNoDay && until >= since) {
    EventFilter earlier = a.filter;
    earlier.since = told_day(since - (until - since) - 1);
    earlier.until = told_day(since - 1);
    auto found = s.choose(a.database, earlier);
    if (!found.ok()) return found.error();
    before = std::move(found.value());
    for (const std::uint32_t i : before) {
      const Snapshot::Report& r = s.reports[i];
      for (std::size_t c = 0; c < r.contexts; ++c)
        ++items[s.context_of[r.first_context + c]].before;
    }
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].count > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t x, std::size_t y) { return items[x].count > items[y].count; });
  const std::size_t most = a.number("limit", kItems, kMostItems);
  if (order.size() > most) order.resize(most);
  Json contexts = Json::array();
  for (const std::size_t i : order)
    contexts.push_back({{"value", s.contexts.at(i)},
                        {"count", items[i].count},
                        {"before", items[i].before},
                        {"cooperation", items[i].cooperation},
                        {"conflict", items[i].conflict}});
  return Json{{"since", or_null(told_day(since))},
              {"until", or_null(told_day(until))},
              {"contexts", std::move(contexts)},
              {"phrases", phrases_json(s, chosen.value(), before, most)}};
}

}  // namespace dragoman
