// How well the standing of single predicates is read: evaluation/modality.tsv.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coding/coder.h"
#include "text/result.h"

namespace dragoman {

/// Counts of one part of a table; a predicate without a statement counts as wrong.
struct ModalityPart {
  int rows = 0;
  int found = 0;    ///< rows whose predicate heads a statement
  int right = 0;    ///< rows with the labelled modality
  int negated = 0;  ///< rows whose `negated` is as labelled
  /// Per cent of all rows.
  [[nodiscard]] double accuracy() const { return rows == 0 ? 0 : 100.0 * right / rows; }
  [[nodiscard]] double negation() const { return rows == 0 ? 0 : 100.0 * negated / rows; }
};

struct ModalityScores {
  std::map<std::string, ModalityPart> parts;  ///< by the name of the part
  /// One line an error of modality: gold, read, predicate, sentence. The part named `final` is
  /// never listed, so that it stays unread.
  std::vector<std::string> errors;
};

/// Each sentence is an article of its own, published on `published` (YYYY-MM-DD).
Result<ModalityScores> score_modality(const Coder& coder, const std::string& path,
                                      const std::string& published);

}  // namespace dragoman
