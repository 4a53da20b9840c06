// How well the events of whole articles are found: evaluation/articles.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "coding/coder.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// An event reduced to what is compared. International bodies share one code, IGO.
struct ComparedEvent {
  std::string type;
  std::set<std::string> actors;      ///< countries; empty when none is known
  std::set<std::string> recipients;  ///< the same
  std::string modality;
  std::uint32_t sentence = 0;  ///< 0-based
  std::string shown;           ///< as it is printed among the errors
};

/// Matches of two lists of events under three rules, each with its own best one-to-one matching.
struct EventMatches {
  Matches full;    ///< type, countries of both parties, modality
  Matches found;   ///< type, countries of both parties
  Matches typed;   ///< type
  Matches placed;  ///< type, in the same sentence
  EventMatches& operator+=(const EventMatches& other);
};

EventMatches match_events(const std::vector<ComparedEvent>& gold,
                          const std::vector<ComparedEvent>& coded);

/// Pairs (index in gold or -1, index in coded or -1) that put beside each other what belongs
/// together: events of one sentence first, then the same event told elsewhere.
std::vector<std::pair<int, int>> align_events(const std::vector<ComparedEvent>& gold,
                                              const std::vector<ComparedEvent>& coded);

struct ArticlePart {
  int articles = 0;
  EventMatches all;
  EventMatches news;  ///< without background on either side
};

struct ArticleScores {
  ArticlePart dev;
  ArticlePart final;
  /// Dev only: (expected type, coded type) to count, "none" where a side has nothing.
  std::map<std::pair<std::string, std::string>, int> confusion;
  /// Dev only, by article: what was missed, invented or coded otherwise. The final part is never
  /// listed, so that it stays unread.
  std::vector<std::string> errors;
};

/// Codes each NAME.txt of `folder` as it was published and compares it with NAME.tsv.
Result<ArticleScores> score_articles(const Coder& coder, const std::string& folder);

/// The confusions as a table with a row for each expected type.
std::vector<std::string> confusion_table(const ArticleScores& scores);

}  // namespace dragoman
