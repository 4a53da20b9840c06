// Events of several parties as rows of two.
#pragma once

#include <string>
#include <vector>

#include "store/stored_events.h"

namespace dragoman {

/// Parties of a side that get rows; an event with more keeps the first of them.
inline constexpr std::size_t kMostParties = 32;

/// A source and a target of an event; one of them may be null, for nobody.
struct PartyPair {
  const StoredParty* source = nullptr;
  const StoredParty* target = nullptr;
  /// A number of this row among all rows of the database: the event's row times 1024, and a place
  /// for each pair. The view v_pairs counts alike.
  std::int64_t id = 0;
};

/// Every actor with every recipient. Where several act and nobody is acted on (they met), each with
/// each other, both ways. Empty when there is nobody at all.
std::vector<PartyPair> pairs_of(const StoredEvent& event);

}  // namespace dragoman
