#include "coding/merge.h"

#include <algorithm>

#include "reading/quotation_marks.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

bool same_party(const Party& a, const Party& b) {
  if (a.chain >= 0 && a.chain == b.chain) return true;
  return a.name == b.name && a.country == b.country;
}

bool related(const Party& a, const Party& b) {
  return same_party(a, b) || (!a.country.empty() && a.country == b.country);
}

/// True when one list is empty or some party of one is a party of the other.
bool compatible(const std::vector<Party>& a, const std::vector<Party>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const Party& x) {
    return std::any_of(b.begin(), b.end(), [&](const Party& y) { return related(x, y); });
  });
}

std::size_t parties(const Event& e) {
  return (e.actors.empty() ? 0U : 2U) + (e.recipients.empty() ? 0U : 2U) +
         (e.actors.size() > 1 ? 1U : 0U);
}

/// Sealing a street off and arresting people there are two acts of one type.
bool same_mode(const Event& a, const Event& b) {
  return a.mode.empty() || b.mode.empty() || a.mode == b.mode || a.type == "ASSAULT";
}

/// "Attacked a village, killing twelve": the dead of the one are the dead of the other.
bool same_victims(const Event& a, const Event& b) {
  return a.type == "ASSAULT" &&
         std::any_of(a.quantities.begin(), a.quantities.end(), [&](const Event::Counted& x) {
           return std::any_of(b.quantities.begin(), b.quantities.end(),
                              [&](const Event::Counted& y) {
                                return x.span.begin == y.span.begin && x.kind == y.kind;
                              });
         });
}

/// "Agreed to release": the act inside is the one to keep.
bool is_shell(const Event& e) {
  return e.act == e.type &&
         (e.type == "AGREE" || e.type == "THREATEN" || e.type == "REJECT" || e.type == "REQUEST");
}

void absorb(Event& kept, Event& other) {
  if (kept.actors.empty()) kept.actors = std::move(other.actors);
  if (kept.recipients.empty() && kept.actors.size() < 2) {
    for (Party& p : other.recipients) {
      const bool acting = std::any_of(kept.actors.begin(), kept.actors.end(),
                                      [&](const Party& a) { return same_party(a, p); });
      if (!acting) kept.recipients.push_back(std::move(p));
    }
  }
  if (kept.mode.empty() && kept.act == other.act) kept.mode = other.mode;
  if (kept.act == other.act && same_victims(kept, other) && kept.modality == Modality::background)
    kept.modality = other.modality;
  for (Event::Counted& q : other.quantities) {
    const bool had =
        std::any_of(kept.quantities.begin(), kept.quantities.end(), [&](const Event::Counted& k) {
          return k.kind == q.kind && (k.span.begin == q.span.begin || k.value == q.value);
        });
    if (!had) kept.quantities.push_back(std::move(q));
  }
  // What an act's own clause says goes before what it inherits.
  if (other.time >= 0 && (kept.time < 0 || other.time_from < kept.time_from)) {
    kept.time = other.time;
    kept.time_from = other.time_from;
  }
  if (other.place >= 0 && (kept.place < 0 || other.place_from < kept.place_from)) {
    kept.place = other.place;
    kept.place_from = other.place_from;
  }
  kept.confidence = std::max(kept.confidence, other.confidence);
  for (std::string& c : other.contexts) {
    if (std::find(kept.contexts.begin(), kept.contexts.end(), c) == kept.contexts.end())
      kept.contexts.push_back(std::move(c));
  }
}

/// Number of sentences of the headline; 0 when the text begins with its body.
std::uint32_t headline_length(const Document& document) {
  const auto& sentences = document.sentences;
  for (std::uint32_t s = 1; s < sentences.size(); ++s) {
    const std::uint32_t last = sentences[s].first - 1;
    if (!paragraph_between(document, last, sentences[s].first)) continue;
    return one_of(document.form(last), {".", "!", "?", "\"", "”", "…"}) ? 0 : s;
  }
  return 0;
}

}  // namespace

void merge_events(std::vector<Event>& events) {
  std::vector<Event> out;
  for (Event& e : events) {
    auto twin = std::find_if(out.begin(), out.end(), [&](const Event& o) {
      return o.sentence == e.sentence && o.type == e.type && compatible(o.actors, e.actors) &&
             (compatible(o.recipients, e.recipients) || same_victims(o, e)) &&
             ((o.act == e.act && same_mode(o, e)) || is_shell(o) || is_shell(e));
    });
    if (twin == out.end()) {
      out.push_back(std::move(e));
      continue;
    }
    const bool take = is_shell(*twin) != is_shell(e) && twin->act != e.act
                          ? is_shell(*twin)
                          : parties(e) > parties(*twin);
    if (take) std::swap(*twin, e);
    absorb(*twin, e);
  }
  events = std::move(out);
}

void merge_outcomes(std::vector<Event>& events) {
  constexpr std::uint32_t kReach = 2;
  std::vector<Event> out;
  for (Event& e : events) {
    const bool outcome =
        e.type == "ASSAULT" && e.actors.empty() && e.modality == Modality::occurred;
    const auto cause = std::find_if(out.rbegin(), out.rend(), [&](const Event& o) {
      return outcome && o.type == "ASSAULT" && o.modality == e.modality && !o.actors.empty() &&
             o.sentence < e.sentence && o.sentence + kReach >= e.sentence &&
             compatible(o.recipients, e.recipients) && (e.mode.empty() || e.mode == o.mode);
    });
    if (cause == out.rend()) {
      out.push_back(std::move(e));
      continue;
    }
    for (Event::Counted& q : e.quantities) cause->quantities.push_back(std::move(q));
    e.quantities.clear();
    absorb(*cause, e);
  }
  events = std::move(out);
}

void merge_headline(const Document& document, std::vector<Event>& events) {
  const std::uint32_t body = headline_length(document);
  const auto first = std::partition_point(events.begin(), events.end(),
                                          [&](const Event& e) { return e.sentence < body; });
  const auto told_again = [&](Event& headline) {
    const auto twin = std::find_if(first, events.end(), [&](const Event& e) {
      return e.type == headline.type && compatible(e.actors, headline.actors) &&
             compatible(e.recipients, headline.recipients) &&
             (e.mode.empty() || headline.mode.empty() || e.mode == headline.mode);
    });
    if (twin != events.end()) absorb(*twin, headline);
    return twin != events.end();
  };
  events.erase(std::remove_if(events.begin(), first, told_again), first);
}

}  // namespace dragoman
