// Who fills the slots of a matched lexicon entry.
#pragma once

#include <vector>

#include "coding/lexicon.h"

namespace dragoman {

/// Mentions (indices) that act and that receive, in text order, without duplicates.
struct Participants {
  std::vector<int> actors;
  std::vector<int> recipients;
};

/// Fills the entry's slots from the statement's arguments; pairs ("both leaders") become members.
Participants participants(const Tree& tree, const Reading& reading, const Statement& statement,
                          const LexiconEntry& entry);

}  // namespace dragoman
