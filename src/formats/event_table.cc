#include "formats/event_table.h"

#include <fmt/format.h>

namespace dragoman {

namespace {

std::string names(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& p : parties) {
    if (!out.empty()) out += ", ";
    out += p.name;
    if (!p.country.empty() || !p.sector.empty())
      out += " [" + p.country + (p.country.empty() || p.sector.empty() ? "" : " ") + p.sector + "]";
  }
  return out;
}

/// "when" and "where" with a dot between.
std::string circumstances(const CodedArticle& coded, const Event& e) {
  std::string out;
  if (e.time >= 0) {
    const TimeSpan& t = coded.reading.times[static_cast<std::size_t>(e.time)];
    out += " · " + t.first_day + (t.last_day == t.first_day ? "" : " to " + t.last_day);
  }
  if (e.place >= 0) {
    const NameEntry& p = *coded.reading.places[static_cast<std::size_t>(e.place)].entry;
    out += fmt::format(" · {}{}{}", p.name.view(), p.country.empty() ? "" : ", ", p.country.view());
  }
  return out;
}

/// "at least 12", "20 to 30".
std::string amount(const Event::Counted& q) {
  if (q.low && q.high && *q.low < *q.high) return fmt::format("{} to {}", *q.low, *q.high);
  return fmt::format("{}{}{}", q.qualifier, q.qualifier.empty() ? "" : " ", q.value);
}

}  // namespace

std::string events_as_table(const CodedArticle& coded) {
  std::string out =
      fmt::format("\n{}\n", coded.article.title.empty() ? coded.article.id : coded.article.title);
  if (!coded.article.publisher.empty() || !coded.article.published.empty())
    out += fmt::format("{}{}{}\n", coded.article.publisher,
                       coded.article.publisher.empty() ? "" : ", ", coded.article.published);
  for (const Event& e : coded.events) {
    const Sentence& s = coded.annotated.document.sentences[e.sentence];
    out += fmt::format("  {}{} · {} · {:.0f}%{}\n", e.type, e.mode.empty() ? "" : "-" + e.mode,
                       to_string(e.modality), 100 * e.confidence, circumstances(coded, e));
    out += fmt::format("    {} -> {}\n", e.actors.empty() ? "?" : names(e.actors),
                       e.recipients.empty() ? "-" : names(e.recipients));
    for (const Event::Counted& q : e.quantities)
      out += fmt::format("    {}: {}{}\n", q.kind, amount(q), q.unit.empty() ? "" : " " + q.unit);
    if (!e.speaker.empty())
      out += fmt::format("    {} by {}\n", e.quoted ? "quoted" : "said", e.speaker);
    out += fmt::format("    \"{}\"\n    because {}\n",
                       coded.article.text.substr(s.begin, s.end - s.begin), e.because);
  }
  if (coded.events.empty()) out += "  no events\n";
  return out;
}

}  // namespace dragoman
