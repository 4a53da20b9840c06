// What a predicate's own words say of its standing: auxiliaries, negation, adverbs and modifiers.
#pragma once

#include <cstdint>
#include <string_view>

#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Standing before anything that governs the predicate is asked.
struct OwnStanding {
  Modality modality = Modality::occurred;
  bool negated = false;
  bool would = false;         ///< "would": planned in reported speech, possible elsewhere
  bool past_perfect = false;  ///< "had been": what was due then and is no more
};

/// O(children of `t`).
OwnStanding own_standing(const Tree& tree, const ReadingLexicon& lexicon, std::uint32_t t);

/// Lemma of the conjunction that marks a clause; empty for none.
std::string_view clause_marker(const Tree& tree, std::uint32_t t);

/// "to sign": a verb with the marker "to".
bool is_infinitive(const Tree& tree, std::uint32_t t);

/// True when a dependent of `t` tells a time to come: "tomorrow", "next week".
bool looks_ahead(const Tree& tree, std::uint32_t t);

/// True for VBZ and VBP.
inline bool is_present(std::string_view xpos) { return xpos == "VBZ" || xpos == "VBP"; }

/// True when an auxiliary or copula of `t`, or `t` itself, is in the present tense.
bool told_in_present(const Tree& tree, std::uint32_t t);

}  // namespace dragoman
