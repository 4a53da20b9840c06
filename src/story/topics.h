// What sentences are about, as noun phrases, and which of them a set of sentences is full of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coding/coder.h"

namespace dragoman {

/// The things a sentence tells of: common nouns with the noun or adjective that stands right before
/// them ("crude oil", "border crossing") and the nouns alone, in small letters, the last word as a
/// lemma. Left out are who acts, when, how many, and the words that tell the events themselves:
/// those are kept elsewhere. No name is among them. Sorted, each once. O(tokens of the sentence +
/// mentions + events).
std::vector<std::string> topics_of(const CodedArticle& coded, std::uint32_t sentence);

/// How often something is found in a part of a collection and in the rest of it.
struct Occurrences {
  std::string text;
  std::int64_t inside = 0;   ///< units of the part that have it
  std::int64_t outside = 0;  ///< units of the rest that have it
};

/// A thing that the part has more often than the rest would let expect.
struct Salient {
  Occurrences what;
  double share = 0;       ///< of the part's units
  double rest_share = 0;  ///< of the rest's units; below 0: there is no rest
  double g2 = 0;          ///< log-likelihood ratio
};

/// The things that mark the part, the strongest first: by the log-likelihood ratio of "as often
/// inside as outside" against "more often inside", those alone that reach 2.71, which comes by
/// chance in 5 of 100 cases. Where there is no rest, by how often they are
/// found. Things found fewer than `least` times inside are left out, and so are phrases of which
/// most finds are part of a longer or stronger one ("oil" beside "crude oil" where nearly all oil
/// is crude). At most `most`. O(n log n + n * most).
///
/// T. Dunning, Accurate methods for the statistics of surprise and coincidence, Computational
/// Linguistics 19 (1993) 61-74.
std::vector<Salient> salient(std::vector<Occurrences> all, std::int64_t inside_units,
                             std::int64_t outside_units, std::int64_t least, std::size_t most);

}  // namespace dragoman
