// How well chains of coreference agree with gold ones.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// Tokens [first, last) of a document.
using TokenRun = std::pair<std::uint32_t, std::uint32_t>;
/// Mentions of one entity; no mention is in two chains.
using Clusters = std::vector<std::vector<TokenRun>>;

/// Recall and precision of three metrics; matched / gold and matched / predicted differ by metric,
/// so both numerators are kept.
struct CorefMetric {
  double recall_matched = 0;
  double gold = 0;
  double precision_matched = 0;
  double predicted = 0;

  [[nodiscard]] double recall() const { return gold == 0 ? 0 : 100 * recall_matched / gold; }
  [[nodiscard]] double precision() const {
    return predicted == 0 ? 0 : 100 * precision_matched / predicted;
  }
  [[nodiscard]] double f1() const {
    const double sum = recall() + precision();
    return sum == 0 ? 0 : 2 * recall() * precision() / sum;
  }
};

struct CorefScores {
  Matches mentions;  ///< by exact run of tokens
  CorefMetric muc;
  CorefMetric b3;
  CorefMetric ceafe;
  std::size_t documents = 0;
  std::vector<std::string> errors;

  /// Mean F1 of the three, in per cent.
  [[nodiscard]] double conll() const { return (muc.f1() + b3.f1() + ceafe.f1()) / 3; }
};

/// Adds the counts of one document (Pradhan et al., ACL 2014). O(clusters^3) for CEAFe.
void add_coreference(const Clusters& gold, const Clusters& predicted, CorefScores* scores);

/// A document with gold tokens and chains of two mentions or more.
struct CorefDocument {
  std::string id;
  Document document;
  Clusters gold;
};

/// Reads GUM as JSON lines: `doc`, `sentences` (lists of words), `mentions` (`id`, `s`entence,
/// `b`egin and `e`nd word). Words are joined by single spaces.
Result<std::vector<CorefDocument>> read_coreference(const std::string& path);

/// Chains that the program finds on gold tokens.
Result<CorefScores> score_coreference(const Coder& coder, const std::string& path);

}  // namespace dragoman
