#include "coding/references.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kAnswerReach = 5;
constexpr std::uint32_t kReactionReach = 6;
constexpr std::uint32_t kCounterpartReach = 4;

bool same(const Party& a, const Party& b) {
  return (a.chain >= 0 && a.chain == b.chain) || (a.span.begin == b.span.begin);
}

/// One of `parties` is the party, or acts for the same state in the same office.
bool speaks_for(const Party& p, const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), [&](const Party& other) {
    return same(p, other) || (!p.country.empty() && p.country == other.country);
  });
}

bool is_among(const Party& p, const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), [&](const Party& o) { return same(p, o); });
}

bool known(const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), [](const Party& p) {
    return !p.country.empty() || (!p.sector.empty() && p.sector != "UNK");
  });
}

template <typename Test>
const Event* last(const std::vector<Event>& earlier, std::uint32_t from, std::uint32_t reach,
                  Test test) {
  for (auto e = earlier.rbegin(); e != earlier.rend() && e->sentence + reach >= from; ++e)
    if (test(*e)) return &*e;
  return nullptr;
}

}  // namespace

bool of_state(std::string_view sector) {
  return one_of(sector, {"GOV", "MIL", "LEG", "COP", "JUD", "SPY"});
}

void adopt_from_chain(const Reading& reading, const Mention& mention, Party& party) {
  for (const Mention& m : reading.mentions) {
    if (m.chain != mention.chain || (m.country.empty() && m.sector.empty())) continue;
    party.country = m.country;
    party.sector = m.sector;
    if (party.role.empty()) party.role = m.role;
    return;
  }
}

const Event* answered(const Event& answer, bool denial, const std::vector<Event>& earlier) {
  if (answer.actors.empty()) return nullptr;
  const Party& who = answer.actors.front();
  const auto addressed = [&](const Event& e) {
    return known(e.actors) && !e.recipients.empty() && speaks_for(who, e.recipients) &&
           !is_among(who, e.actors);
  };
  const Event* accusation = last(earlier, answer.sentence, kAnswerReach, [&](const Event& e) {
    return e.type == "ACCUSE" && addressed(e);
  });
  if (denial && accusation != nullptr) return accusation;
  return last(earlier, answer.sentence, kAnswerReach, [&](const Event& e) {
    return one_of(e.type, {"REQUEST", "ACCUSE", "THREATEN", "SANCTION", "AGREE"}) && addressed(e);
  });
}

const Event* told_of(const std::string& act, const Event& reaction,
                     const std::vector<Event>& earlier) {
  return last(earlier, reaction.sentence, kReactionReach, [&](const Event& e) {
    return e.act == act && e.modality != Modality::background && known(e.actors) &&
           (reaction.actors.empty() || !is_among(reaction.actors.front(), e.actors));
  });
}

std::vector<Party> counterpart(const Event& event, const std::vector<Event>& earlier) {
  if (event.actors.size() != 1 || event.actors.front().country.empty()) return {};
  const Party& who = event.actors.front();
  const bool state = of_state(who.sector);
  std::vector<Party> found;
  const auto take = [&](const std::vector<Party>& side) {
    for (const Party& p : side) {
      if (p.country.empty() || same(p, who)) continue;
      const bool fits =
          state ? p.country != who.country : p.country == who.country && p.sector == "GOV";
      if (fits) found.push_back(p);
    }
  };
  (void)last(earlier, event.sentence, kCounterpartReach, [&](const Event& e) {
    if (state && !speaks_for(who, e.actors) && !speaks_for(who, e.recipients)) return false;
    take(e.actors);
    take(e.recipients);
    return !found.empty();
  });
  return found;
}

}  // namespace dragoman
