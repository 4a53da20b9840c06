// What speaks for one standing of a statement or another: the evidence that the model weighs.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/embedding.h"
#include "reading/modality_evidence.h"
#include "reading/modality_model.h"
#include "reading/nearby_words.h"
#include "reading/own_standing.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Evidence for the statements of one article. Refers to its arguments. Not for several threads.
class ModalityFeatures {
 public:
  ModalityFeatures(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                   const ReadingLexicon& lexicon, const WordTable& words);

  /// Evidence on `s`, whose modality is what the rules made of it; replaces `out` and, unless null,
  /// `names`, which go with the evidence. O(words of the sentence).
  void of(const Statement& s, StandingInput& out, std::vector<std::string>* names = nullptr);

 private:
  static constexpr std::size_t kLevels = 4;  ///< how many governors are looked at

  void rules(const Statement& s, EvidenceBag& bag);
  void own(const Statement& s, EvidenceBag& bag);
  void dependents(std::uint32_t t, Atom kind, EvidenceBag& bag);
  void governors(const Statement& s, EvidenceBag& bag);
  void governor(std::uint32_t t, std::uint32_t below, std::size_t level, EvidenceBag& bag);
  void sentence(const Statement& s, EvidenceBag& bag);
  void cues(const Statement& s, EvidenceBag& bag);
  [[nodiscard]] Atom place_of(std::uint32_t cue_head, std::uint32_t predicate) const;
  [[nodiscard]] std::uint32_t head_of(const Cue& cue) const;
  void window(const Statement& s, EvidenceBag& bag);

  [[nodiscard]] Atom lemma(std::uint32_t t) const { return {lemmas_[t], tree_.word(t).lemma}; }
  [[nodiscard]] Atom form(std::uint32_t t) const { return {forms_[t], tree_.folded(t)}; }
  [[nodiscard]] Atom subject_kind(std::uint32_t t) const;
  [[nodiscard]] Atom year_kind(std::uint32_t t) const;

  /// What is asked of one token again and again; found when first asked.
  struct Facts {
    bool known = false;
    OwnStanding standing;
    Atom says;     ///< what the lexicon says that it does to its complement
    Atom subject;  ///< kind of its subject
    Atom group;    ///< auxiliaries, copula and marker in order, then the tag: "to have been VBN"
  };
  const Facts& facts(std::uint32_t t);
  [[nodiscard]] Atom group(std::uint32_t t);
  [[nodiscard]] const OwnStanding& standing(std::uint32_t t) { return facts(t).standing; }

  const Tree& tree_;
  const Knowledge& knowledge_;
  const ReadingLexicon& lexicon_;
  Embedding words_;
  NearbyWords nearby_;
  int year_;
  std::vector<std::uint32_t> lemmas_;  ///< hashes, by token
  std::vector<std::uint32_t> forms_;
  std::vector<Facts> facts_;
  std::vector<Atom> years_;           ///< by token: how far back or ahead a year lies
  std::vector<bool> history_;         ///< by token: a name of history
  std::vector<Cue> cues_;             ///< of sentence cue_sentence_
  std::vector<std::uint32_t> heads_;  ///< the token of each cue that is nearest to the root
  std::int64_t cue_sentence_ = -1;
  bool naming_ = false;
  std::deque<std::string> texts_;  ///< of groups, while evidence is named
};

}  // namespace dragoman
