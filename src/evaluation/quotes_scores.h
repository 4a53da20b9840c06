// How well sources, cues and contents of attributions are found.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// Token-level agreement on PolNeAR, micro over the tokens of all documents: a token counts for a
/// role when some attribution gives it that role. Quotes inside quotes are left out, as they are in
/// the gold.
struct QuoteScores {
  Matches source;
  Matches cue;
  Matches content;
  std::size_t documents = 0;
  /// One line a cue missed or made up, with its sentence.
  std::vector<std::string> errors;
};

/// Reads JSON lines with `text` and `annotations`, whose spans are in characters. Of several
/// annotators the first counts.
Result<QuoteScores> score_quotes(const Coder& coder, const std::string& path);

}  // namespace dragoman
