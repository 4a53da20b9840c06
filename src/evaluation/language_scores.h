// How well sentences, tags, trees and entities agree with gold data.
#pragma once

#include <string>

#include "coding/coder.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// CoNLL 2018 scores in per cent. From gold tokens `tokens` and `sentences` are 100 by definition.
struct TreebankScores {
  double tokens = 0;
  double sentences = 0;
  double upos = 0;
  double xpos = 0;
  double lemma = 0;
  double uas = 0;
  double las = 0;  ///< relation subtypes are ignored, as in CoNLL 2018
};

/// Scores on the tokens of a CoNLL-U file.
Result<TreebankScores> score_gold_tokens(const Coder& coder, const std::string& path);

/// Scores from the raw text of a CoNLL-U file; words align when their byte spans are the same.
Result<TreebankScores> score_raw_text(const Coder& coder, const std::string& path);

/// Entity matches by exact span and type, on a file of one token a line with a BIO label in its
/// last column (`word column` first or second). CrossNER's nine types are mapped to PER, LOC, ORG;
/// other types are left out.
Result<Matches> score_entities(const Coder& coder, const std::string& path);

}  // namespace dragoman
