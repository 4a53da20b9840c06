// How well coded events agree with gold records.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "coding/coder.h"
#include "text/result.h"

namespace dragoman {

/// Typing the relation of two marked parties (PLV sets). Macro-F1 in per cent over the 15 roots
/// (CONCEDE and RETREAT count as one, YIELD) and over the four quad classes.
struct PairScores {
  double root = 0;
  double quad = 0;
  double lexicon_root = 0;  ///< the same for the lexicon alone, its silence counting as wrong
  double lexicon_quad = 0;
  double silent = 0;             ///< pairs on which the lexicon is silent, in per cent
  double calibration_error = 0;  ///< of the confidence in the type (evaluation/calibration.h)
  std::size_t pairs = 0;
  /// One line an error: gold, predicted, the sentence with both parties marked.
  std::vector<std::string> errors;
};

Result<PairScores> score_pairs(const Coder& coder, const std::string& path);

/// PLOVER GSR records through the whole road, in per cent of records.
struct RecordScores {
  double type = 0;       ///< some event of the right type
  double actor = 0;      ///< some event whose actor has the right country
  double recipient = 0;  ///< some event whose recipient has the right country (when gold has one)
  double exact = 0;      ///< one event with all three
  std::size_t records = 0;
  std::vector<std::string> errors;
};

Result<RecordScores> score_records(const Coder& coder, const std::string& path);

}  // namespace dragoman
