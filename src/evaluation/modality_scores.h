// How well the standing of single predicates is read: evaluation/modality.tsv.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "text/result.h"

namespace dragoman {

/// Accuracy of modality in per cent of all rows of a part; a predicate without a statement counts
/// as wrong.
struct ModalityPart {
  int rows = 0;
  int found = 0;  ///< rows whose predicate heads a statement
  int right = 0;
  [[nodiscard]] double accuracy() const { return rows == 0 ? 0 : 100.0 * right / rows; }
};

struct ModalityScores {
  ModalityPart dev;
  ModalityPart final;
  /// One line an error of the dev part: gold, read, predicate, sentence. The final part is never
  /// listed, so that it stays unread.
  std::vector<std::string> errors;
};

/// Each sentence is an article of its own, published on `published` (YYYY-MM-DD).
Result<ModalityScores> score_modality(const Coder& coder, const std::string& path,
                                      const std::string& published);

}  // namespace dragoman
