#include "formats/report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dragoman {

namespace {

constexpr std::size_t kMostParties = 5;

std::string parties(const std::vector<StoredParty>& all) {
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), kMostParties); ++i) {
    out += (i > 0 ? ", " : "") + all[i].name;
    if (!all[i].country.empty() && all[i].country != all[i].name)
      out += " [" + all[i].country + "]";
  }
  if (all.size() > kMostParties) out += fmt::format(" and {} more", all.size() - kMostParties);
  return out;
}

}  // namespace

std::string event_words(const ShownHappening& h) {
  return h.type + (h.mode.empty() ? "" : "-" + h.mode);
}

std::string who_words(const ShownHappening& h, const SituationView& view) {
  const StoredEvent& lead = view.reports[h.told.front()];
  std::string actors = parties(lead.actors);
  const std::string recipients = parties(lead.recipients);
  if (recipients.empty()) return actors;
  return (actors.empty() ? "?" : actors) + " → " + recipients;
}

std::string when_words(const ShownHappening& h) {
  if (h.day.empty()) return h.first_seen.empty() ? "no day" : "told " + h.first_seen;
  return h.day_end.empty() || h.day_end == h.day ? h.day : h.day + " to " + h.day_end;
}

std::string life_words(const ShownHappening& h) {
  std::string out;
  if (h.life.size() < 2) return out;
  for (const ShownStage& s : h.life)
    out += (out.empty() ? "" : ", ") + s.stage + (s.day.empty() ? "" : " " + s.day);
  return out;
}

std::string counted(std::int64_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string told_words(const ShownHappening& h) {
  return counted(h.reports, "report") + ", " + counted(h.publishers, "publisher");
}

std::string percent(double share) { return fmt::format("{:.0f}%", share * 100); }

std::string score_words(double score) {
  const double rounded = std::round(score * 100) / 100;
  return rounded == 0 ? "0" : fmt::format("{:+g}", rounded);
}

std::string turn_words(const TurningPoint& t) {
  if (t.single) {
    return fmt::format("score {} on this day, usually {} (p = {:.2g}, {} before)",
                       score_words(t.after), score_words(t.before), t.p_value,
                       counted(static_cast<std::int64_t>(t.history), "day"));
  }
  return fmt::format("score a day from {} to {} (p = {:.2g}, {} before)", score_words(t.before),
                     score_words(t.after), t.p_value,
                     counted(static_cast<std::int64_t>(t.history), "day"));
}

std::string change_words(const Change& c, const SituationView& view) {
  if (c.appeared) return "new";
  std::string out;
  if (!c.stage_before.empty())
    out = fmt::format("{} before, now {}; ", c.stage_before, view.happenings[c.happening].stage);
  out += counted(c.reports, "new report");
  return out + (c.disagrees ? "; sources disagree" : "");
}

std::string source_words(const StoredEvent& r) {
  std::string out = r.publisher.empty() ? r.article_id : r.publisher;
  return out + (r.published.empty() ? "" : ", " + r.published);
}

bool happened(const ShownHappening& h) {
  return h.stage == "occurred" || h.stage == "ongoing" || h.stage == "ended";
}

int quad_number(const std::string& quad) {
  constexpr std::string_view kQuads[] = {"verbal cooperation", "material cooperation",
                                         "verbal conflict", "material conflict"};
  for (int i = 0; i < 4; ++i)
    if (quad == kQuads[i]) return i + 1;
  return 0;
}

std::string role_words_of(const ShownRole& r) {
  std::string out = r.role;
  if (!r.organisation.empty()) out += " of " + r.organisation;
  if (!r.country.empty()) out += " [" + r.country + "]";
  if (r.valid != "current" && r.role.find(r.valid) == std::string::npos)
    out += " (" + r.valid + ")";
  std::string when = r.first == r.last ? r.first : r.first + " to " + r.last;
  if (!r.publishers.empty()) when += (when.empty() ? "" : ": ") + r.publishers;
  return out + (when.empty() ? "" : " — " + when);
}

}  // namespace dragoman
