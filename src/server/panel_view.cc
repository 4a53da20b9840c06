// Counts by dyad or country and period.
#include "server/views.h"
#include "store/panel.h"

namespace dragoman {

namespace {

constexpr std::size_t kPanelRows = 1000;
constexpr std::size_t kMostPanelRows = 200000;

}  // namespace

Reply panel_view(const Asked& a) {
  EventFilter filter = a.filter;
  // What happened, unless asked otherwise.
  if (filter.modalities.empty()) filter.modalities = {"occurred", "ongoing"};
  const std::string_view given = a.request.value("unit");
  const std::string unit = given.empty() ? "dyad-month" : std::string(given);
  const bool dyad = unit.starts_with("dyad-");
  const bool day = unit.ends_with("-day");
  const bool month = unit.ends_with("-month");
  if ((!dyad && !unit.starts_with("country-")) || (!day && !month && !unit.ends_with("-year")))
    return Refusal{400, "unit is none that there is", "dyad- or country-, then day, month or year"};
  const std::size_t most = a.number("limit", a.csv ? kMostPanelRows : kPanelRows, kMostPanelRows);
  if (most == 0) return Json{{"unit", unit}, {"rows", Json::array()}};
  const auto rows = panel(a.database, filter, dyad ? PanelUnit::dyad : PanelUnit::country,
                          day     ? PanelPeriod::day
                          : month ? PanelPeriod::month
                                  : PanelPeriod::year,
                          most);
  if (!rows.ok()) return rows.error();
  Json out = Json::array();
  for (const PanelRow& row : rows.value()) {
    Json j = {{"actor", row.actor}};
    if (dyad) j["recipient"] = row.recipient;
    j["period"] = row.period;
    j["count"] = row.count;
    j["score_sum"] = rounded(row.score_sum);
    j["verbal_cooperation"] = row.quads[0];
    j["material_cooperation"] = row.quads[1];
    j["verbal_conflict"] = row.quads[2];
    j["material_conflict"] = row.quads[3];
    out.push_back(std::move(j));
  }
  return Json{{"unit", unit}, {"rows", std::move(out)}};
}

}  // namespace dragoman
