// How well articles are grouped, and events of many articles found again: ECB+.
#pragma once

#include <string>
#include <vector>

#include "evaluation/coref_scores.h"
#include "text/result.h"

namespace dragoman {

struct ClusterScores {
  CorefMetric articles;  ///< B3
  CorefScores events;    ///< across articles, given the triggers of the validated sentences
  std::size_t documents = 0;
  std::size_t triggers = 0;
  std::vector<std::string> errors;  ///< groups of articles that are not as they should be
};

/// Groups the documents of an ECB+ file (JSON lines) by their words. Triggers are taken for the
/// same event where their words have one stem and their articles are of one group.
Result<ClusterScores> score_clusters(const std::string& path);

}  // namespace dragoman
