#include "formats/export/pairs.h"

#include <algorithm>

namespace dragoman {

std::vector<PartyPair> pairs_of(const StoredEvent& e) {
  std::vector<PartyPair> out;
  const std::size_t actors = std::min(e.actors.size(), kMostParties);
  const std::size_t recipients = std::min(e.recipients.size(), kMostParties);
  const auto add = [&](const StoredParty* source, const StoredParty* target, std::size_t first,
                       std::size_t second) {
    out.push_back({source, target,
                   e.row * static_cast<std::int64_t>(kMostParties * kMostParties) +
                       static_cast<std::int64_t>(first * kMostParties + second)});
  };
  for (std::size_t a = 0; a < actors; ++a) {
    for (std::size_t r = 0; r < recipients; ++r) add(&e.actors[a], &e.recipients[r], a, r);
    if (recipients > 0) continue;
    for (std::size_t b = 0; b < actors; ++b)
      if (a != b) add(&e.actors[a], &e.actors[b], a, b);
    if (actors == 1) add(&e.actors[a], nullptr, a, a);
  }
  if (actors == 0)
    for (std::size_t r = 0; r < recipients; ++r) add(nullptr, &e.recipients[r], r, r);
  return out;
}

}  // namespace dragoman
