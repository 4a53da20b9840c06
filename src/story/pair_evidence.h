// What speaks for and against two reports telling the same happening.
#pragma once

#include <array>
#include <string_view>

#include "story/report_sketch.h"

namespace dragoman {

/// One kind of evidence. Each has a weight in data/story/weights.tsv under its name.
enum class Clue : std::uint8_t {
  always,              ///< 1
  same_type,           ///< the act's type is the same
  same_mode,           ///< the mode is the same
  other_mode,          ///< both have one, and they differ
  actors,              ///< 0 to 1: how well those who act agree
  recipients,          ///< the same for those acted on
  parties,             ///< the same for all, whichever side they stand on
  actor_unknown,       ///< one of them does not say who acts
  recipient_unknown,   ///< one of them does not say who is acted on
  actors_differ,       ///< nobody who acts in one acts in the other
  recipients_differ,   ///< the same for those acted on
  answer,              ///< 0 to 1: actors of one are recipients of the other
  same_day,            ///< both told, and they overlap
  next_day,            ///< both told, a day apart
  days_apart,          ///< both told and came true, further apart: log of days
  other_plan_day,      ///< both told, further apart, one or both only planned
  day_of_publication,  ///< one told: the other was published on that day or two days later
  day_after_other,     ///< one came true on a day after the other had told of it as come true
  day_unknown,         ///< neither is told
  plan_after_act,      ///< a plan published after the act was told as come true
  plan_beside_act,     ///< the same article tells one as come true and one as ahead
  life,                ///< one lies ahead and the other, later, tells what came of it
  denial,              ///< one denies, the other does not
  same_trigger,        ///< told by the same word
  words,               ///< 0 to 1: share of common words of the sentences
  words_alone,         ///< the same where neither day nor two sides are known
  same_figure,         ///< the same count of the same kind
  other_figure,        ///< counts of one kind that are far from each other
  same_place,          ///< the same named place
  other_place,         ///< both have one, in different countries or far from each other
  same_article,        ///< both in one article
  publication_gap      ///< log of the days between publications weeks apart, no day being told
};

inline constexpr std::size_t kClues = static_cast<std::size_t>(Clue::publication_gap) + 1;

using PairEvidence = std::array<float, kClues>;

/// Name of a clue in the table of weights.
std::string_view name_of(Clue clue);

/// What a clue says, in words for the user.
std::string_view words_for(Clue clue);

/// Symmetric: the same whichever comes first. O(parties * words).
PairEvidence pair_evidence(const ReportSketch& a, const ReportSketch& b);
PairEvidence pair_evidence(const StoryReport& a, const StoryReport& b);

}  // namespace dragoman
