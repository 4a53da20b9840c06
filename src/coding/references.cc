#include "coding/references.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kAnswerReach = 5;
constexpr std::uint32_t kReactionReach = 6;

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

}  // namespace dragoman
