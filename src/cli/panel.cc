// `panel`: counts and sums by dyad or country and period, as CSV.
#include "store/panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/verbs.h"
#include "knowledge/country_codes.h"

namespace dragoman::cli {

namespace {

bool wants(const Options& o, std::string_view measure) {
  return std::find(o.measures.begin(), o.measures.end(), measure) != o.measures.end();
}

std::string header(const Options& o, bool dyad) {
  std::string line;
  for (const char* side : {"actor", "recipient"}) {
    if (!dyad && side == std::string_view("recipient")) continue;
    for (const std::string& scheme : o.codes) line += fmt::format("{}_{},", side, scheme);
  }
  line += "period";
  if (wants(o, "count")) line += ",count";
  if (wants(o, "score-sum")) line += ",score_sum";
  if (wants(o, "score-mean")) line += ",score_mean";
  if (wants(o, "quad"))
    line += ",verbal_cooperation,material_cooperation,verbal_conflict,material_conflict";
  return line;
}

std::string line_of(const PanelRow& row, const Options& o, const CountryCodeTable& codes,
                    bool dyad) {
  std::string line;
  for (const std::string* country : {&row.actor, &row.recipient}) {
    if (!dyad && country == &row.recipient) continue;
    for (const std::string& scheme : o.codes) {
      line += codes.code(*country, scheme);
      line += ',';
    }
  }
  line += row.period;
  if (wants(o, "count")) line += fmt::format(",{}", row.count);
  if (wants(o, "score-sum")) line += fmt::format(",{:g}", row.score_sum);
  if (wants(o, "score-mean")) {
    // No events have no mean; a zero would be one.
    line += row.count == 0 ? std::string(",")
                           : fmt::format(",{:.4g}", row.score_sum / static_cast<double>(row.count));
  }
  if (wants(o, "quad"))
    for (const std::int64_t n : row.quads) line += fmt::format(",{}", n);
  return line;
}

}  // namespace

int panel(const Options& o) {
  auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  const auto codes = CountryCodeTable::load(data_folder(o));
  if (!codes.ok()) return fail(codes.error());
  EventFilter filter = o.filter;
  // What happened, unless asked otherwise.
  if (filter.modalities.empty()) filter.modalities = {"occurred", "ongoing"};
  const bool dyad = o.unit.starts_with("dyad");
  const PanelPeriod period = o.unit.ends_with("day")     ? PanelPeriod::day
                             : o.unit.ends_with("month") ? PanelPeriod::month
                                                         : PanelPeriod::year;
  const auto rows = dragoman::panel(database.value(), filter,
                                    dyad ? PanelUnit::dyad : PanelUnit::country, period);
  if (!rows.ok()) return fail(rows.error());
  std::cout << header(o, dyad) << '\n';
  for (const PanelRow& row : rows.value())
    std::cout << line_of(row, o, codes.value(), dyad) << '\n';
  return end_of_output();
}

}  // namespace dragoman::cli
