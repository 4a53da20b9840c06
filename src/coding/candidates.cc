#include "coding/candidates.h"

namespace dragoman {

Candidates find_candidates(const Tree& tree, const Reading& reading, const Lexicon& lexicon) {
  Candidates out;
  out.reserve(reading.statements.size());
  for (const Statement& s : reading.statements) out.push_back(lexicon.match(tree, reading, s));
  return out;
}

}  // namespace dragoman
