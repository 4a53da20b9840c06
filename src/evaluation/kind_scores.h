// How well coded events, mapped by a table, agree with other schemes of protest and conflict.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "coding/kinds.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// CASE 2021 task 2: one of 30 kinds for a snippet of news. In per cent.
struct SnippetScores {
  double weighted = 0;  ///< F1 of each kind, weighted by how many snippets have it
  double macro = 0;
  double accuracy = 0;
  std::size_t snippets = 0;
  std::vector<std::string> errors;  ///< gold, predicted, the snippet
};

/// Reads `path` (id, snippet, kind; a header line). O(text).
Result<SnippetScores> score_snippets(const Coder& coder, const KindTable& kinds,
                                     const std::string& path);

/// GLOCON: does a sentence report a protest event (labels 1 and 2 against 0)?
struct ContentionScores {
  Matches matches;
  std::vector<std::string> errors;
};

/// Sentences of one file are read as one article, so that names and places carry over.
Result<ContentionScores> score_contention(const Coder& coder, const KindTable& kinds,
                                          const std::string& path);

}  // namespace dragoman
