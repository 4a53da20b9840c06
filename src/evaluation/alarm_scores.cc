#include "evaluation/alarm_scores.h"

#include <fmt/format.h>

#include <algorithm>

#include "knowledge/table.h"

namespace dragoman {

namespace {

/// Sectors that are no part of politics: firms, media, culture, medicine, unknown.
bool political(std::string_view sector) {
  return !sector.empty() && sector != "BUS" && sector != "MED" && sector != "CVL" &&
         sector != "EDU" && sector != "-";
}

bool political(const Party& p) { return !p.country.empty() || political(p.sector); }

bool political(const Event& e) {
  const auto test = [](const Party& p) { return political(p); };
  return std::any_of(e.actors.begin(), e.actors.end(), test) ||
         std::any_of(e.recipients.begin(), e.recipients.end(), test);
}

std::string shown(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& p : parties)
    out += (out.empty() ? "" : "+") + p.text + "/" + p.country + "/" + p.sector;
  return out;
}

}  // namespace

Result<AlarmScores> score_alarms(const Coder& coder, const std::string& path) {
  const auto table = read_table(path, 2);
  if (!table.ok()) return table.error();
  AlarmScores scores;
  for (const auto& row : table.value().rows) {
    if (row.at(0) == "kind") continue;
    Article article;
    article.text = std::string(row.at(1));
    const CodedArticle coded = coder.code(std::move(article));
    ++scores.sentences;
    const auto event = std::find_if(coded.events.begin(), coded.events.end(),
                                    [](const Event& e) { return political(e); });
    if (event == coded.events.end()) continue;
    ++scores.alarms;
    ++scores.by_kind[std::string(row.at(0))];
    scores.errors.push_back(fmt::format("{}: {} ({} > {}) {} | {}", row.at(0), event->type,
                                        shown(event->actors), shown(event->recipients),
                                        event->because, row.at(1)));
  }
  return scores;
}

}  // namespace dragoman
