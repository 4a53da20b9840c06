// What speaks for one standing of a statement or another: the evidence that the model weighs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/embedding.h"
#include "reading/modality_evidence.h"
#include "reading/own_standing.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Evidence for the statements of one article. Refers to its arguments. Not for several threads.
class ModalityFeatures {
 public:
  ModalityFeatures(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                   const ReadingLexicon& lexicon);

  /// Evidence on `s`, whose modality is what the rules made of it; replaces `out` and, unless null,
  /// `names`. O(words of the sentence).
  void of(const Statement& s, std::vector<Evidence>& out,
          std::vector<std::string>* names = nullptr);

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
  [[nodiscard]] Atom class_of(std::uint32_t t) const;
  [[nodiscard]] Atom year_kind(std::uint32_t t) const;
  [[nodiscard]] Atom group(std::uint32_t t);
  [[nodiscard]] const OwnStanding& standing(std::uint32_t t);

  const Tree& tree_;
  const Knowledge& knowledge_;
  const ReadingLexicon& lexicon_;
  Embedding words_;
  int year_;
  std::vector<std::uint32_t> lemmas_;
  std::vector<std::uint32_t> forms_;
  std::vector<OwnStanding> standings_;
  std::vector<bool> known_;  ///< by token: its standing has been found
  std::string group_text_;
  std::vector<Cue> cues_;  ///< of sentence cue_sentence_
  std::int64_t cue_sentence_ = -1;
};

}  // namespace dragoman
