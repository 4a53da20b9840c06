// How well expressions of time agree with TimeML documents.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// Expressions found and their values, as TempEval-3 counts them: a found expression matches at
/// most one annotated one that it overlaps. The date of publication is the document's own creation
/// time, which counts as no expression.
struct TimeScores {
  Matches spans;   ///< overlap
  Matches strict;  ///< the same span
  Matches types;   ///< overlap and the same type
  Matches values;  ///< overlap and the same value
  std::size_t documents = 0;
  std::vector<std::string> errors;
};

/// Scores every .tml file in a folder. Error when the folder cannot be read.
Result<TimeScores> score_times(const Coder& coder, const std::string& folder);

}  // namespace dragoman
