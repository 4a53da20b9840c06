// Whether a sentence reports an act of contentious politics, seen in the story it belongs to.
#pragma once

#include <vector>

#include "coding/coder.h"
#include "coding/kinds.h"

namespace dragoman {

/// Sentences [first, last) of a coded article that are judged together.
struct SentenceRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// From here on a range reports contention.
constexpr double kContention = 1.2;

/// By range: its evidence of contention (data/ontology/contention.tsv), raised where the ranges
/// before and after and the article as a whole show some too: "the killing" alone may be a crime,
/// after an account of riots it is one of theirs. Ranges without evidence of their own stay at zero
/// or below. O(rows * sentences).
std::vector<double> contention(const CodedArticle& coded, const KindTable& table,
                               const std::vector<SentenceRange>& ranges);

}  // namespace dragoman
