// How well reports are joined, lives told and contradictions found: evaluation/situations.
#pragma once

#include <string>
#include <vector>

#include "evaluation/scores.h"
#include "evaluation/situations.h"
#include "story/joiner.h"

namespace dragoman {

/// Scores of one part of the situations.
struct StoryPart {
  Matches within;     ///< pairs of reports of one situation
  Matches whole;      ///< the same with all situations given at once
  int events = 0;     ///< on joins without error:
  int stages = 0;     ///< right
  Matches disagrees;  ///< pairs of an event and what its sources contradict each other about
  int labels = 0;     ///< reports labelled
  int coded = 0;      ///< of which the coder found
};

struct StoryScores {
  StoryPart dev, final;
  /// Dev only: wrong joins and splits, stages and contradictions.
  std::vector<std::string> errors;
};

/// With the fields of the labels, or, where `as_coded`, with what the coder found at them: reports
/// that it did not find are left out, and stages are those it reads.
StoryScores score_stories(const Coder& coder, const std::vector<Situation>& situations,
                          const Joiner& joiner, bool as_coded);

/// The reports of a situation, with their labels beside them.
struct ScoredReports {
  std::vector<StoryReport> reports;
  std::vector<const LabelledReport*> labels;
};
ScoredReports reports_of(const Situation& situation, const Coder& coder, bool as_coded);

/// Adds the pairs of one clustering of `labels` to the counts.
void add_pairs(const std::vector<std::vector<std::size_t>>& groups,
               const std::vector<std::string>& labels, Matches* matches);

}  // namespace dragoman
