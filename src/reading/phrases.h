// Noun phrases in full: what coreference links.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// What a phrase looks like. Third-person pronouns come in forms of their own because they choose
/// their antecedents differently.
enum class PhraseKind : std::uint8_t {
  speaker,    ///< I, me, my
  hearer,     ///< you, your
  speakers,   ///< we, us, our
  he,         ///< he, him, his
  she,        ///< she, her
  it,         ///< it
  its,        ///< its
  they,       ///< they, them
  their,      ///< their
  reflexive,  ///< himself, themselves
  this_one,   ///< this, as a pronoun
  that_one,   ///< that, as a pronoun
  these,      ///< these, those
  other,      ///< any other pronoun: one, something, each
  name,
  definite,       ///< the noun
  demonstrative,  ///< this noun
  possessed,      ///< his noun, Iran's noun
  indefinite,     ///< a noun
  bare,           ///< no determiner
  number,
  joint,  ///< A and B as one
  clause  ///< what "it" stands for in "it is hard to say"
};

/// True for the kinds before PhraseKind::name.
inline bool is_pronoun(PhraseKind kind) { return kind < PhraseKind::name; }

/// A noun phrase with all that hangs from it, save appositions, conjuncts and clauses it
/// predicates.
struct Phrase {
  Span span;                ///< bytes of the text
  std::uint32_t first = 0;  ///< tokens [first, last)
  std::uint32_t last = 0;
  std::uint32_t head = 0;
  std::uint32_t sentence = 0;
  int mention = -1;  ///< index in Reading::mentions with the same head, -1 for none
  PhraseKind kind = PhraseKind::bare;
  char gender = '-';           ///< m, f, n or -
  char number = '-';           ///< s, p or -
  char entity = '-';           ///< P, L, O, M (as the entity recogniser says) or -
  std::uint32_t key = 0;       ///< hash of the head's folded lemma
  std::uint32_t text_key = 0;  ///< hash of the folded words without the determiner
  std::uint32_t words = 0;     ///< content words Phrases::words[words, words_end), head's first
  std::uint32_t words_end = 0;
};

/// Phrases in order of their first token, longer ones first.
struct Phrases {
  std::vector<Phrase> all;
  std::vector<std::uint32_t> words;  ///< hashes of folded lemmas
};

/// FNV-1a, 32 bits.
std::uint32_t short_hash(std::string_view text);

/// Pure; O(tokens * depth).
Phrases find_phrases(const Tree& tree, const Knowledge& knowledge, const Reading& reading);

}  // namespace dragoman
