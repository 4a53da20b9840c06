#include "coding/candidates.h"

#include <algorithm>

namespace dragoman {

Candidates find_candidates(const Tree& tree, const Reading& reading, const Lexicon& lexicon) {
  Candidates out;
  out.reserve(reading.statements.size());
  for (const Statement& s : reading.statements) out.push_back(lexicon.match(tree, reading, s));
  return out;
}

int statement_at(const Reading& reading, std::int32_t token) {
  if (token < 0) return -1;
  const auto predicate = static_cast<std::uint32_t>(token);
  const auto found =
      std::partition_point(reading.statements.begin(), reading.statements.end(),
                           [&](const Statement& s) { return s.predicate < predicate; });
  if (found == reading.statements.end() || found->predicate != predicate) return -1;
  return static_cast<int>(found - reading.statements.begin());
}

}  // namespace dragoman
