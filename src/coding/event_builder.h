// From a statement that meets a lexicon entry to an event.
#pragma once

#include <optional>

#include "coding/candidates.h"
#include "coding/country_defaults.h"
#include "coding/event.h"
#include "coding/ontology.h"
#include "coding/pair_features.h"
#include "coding/participants.h"
#include "coding/ranker.h"
#include "knowledge/knowledge.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Everything known of the article that is being coded, and buffers reused from event to event.
class EventBuilder {
 public:
  EventBuilder(const Tree& tree, const Reading& reading, const Candidates& candidates,
               const ReadingLexicon& lexicon, const Ontology& ontology, const Knowledge& knowledge,
               const Ranker& ranker);

  /// The event of statement `index`; nothing when its entry names none, its parties are missing,
  /// or the ranker holds that no event is told.
  [[nodiscard]] std::optional<Event> build(std::size_t index, const std::vector<Event>& earlier);

 private:
  [[nodiscard]] Party party(int mention, std::uint32_t sentence) const;
  /// "The call", "the talks": parties of the meeting last told of, when the noun has none.
  [[nodiscard]] const Event* told_before(std::uint32_t noun, const LexiconEntry& entry,
                                         const std::vector<Event>& earlier) const;
  /// "No group": an actor that is nobody.
  [[nodiscard]] bool nobody(const std::vector<int>& actors) const;
  /// Country of a party that the text leaves without one.
  [[nodiscard]] std::string country_of(const Mention& m, std::uint32_t sentence) const;
  /// True when the head of `m` is a word of `domain`.
  [[nodiscard]] bool is_word_of(std::string_view domain, const Mention& m) const;
  /// The state of those who are freed, held or marched against, unless told otherwise.
  void complete_recipients(const Participants& p, Event& e) const;
  /// "Denied it", "condemned the bombing": whom an answer or a reaction is to.
  void refer_back(const Statement& s, const LexiconEntry& entry, const std::vector<Event>& earlier,
                  Event& e) const;
  /// Those whom the neighbouring verb of force names, or the thing that was struck with the state
  /// it lies in.
  void share_recipients(std::size_t index, const LexiconEntry& entry, Event& e) const;
  /// "They met": all parties of an act that both sides do are actors.
  void join_sides(const LexiconEntry& entry, const Participants& p, Event& e) const;
  /// Index of the statement whose predicate is `token`; -1 for none.
  [[nodiscard]] int statement_of(std::int32_t token) const;
  /// True for what stands in the purpose clause of another event: "fired tear gas to disperse
  /// them".
  [[nodiscard]] bool is_purpose(std::uint32_t token) const;
  /// True when the governor's own event says it all: the truce of "violated the truce", whose entry
  /// names it, and the purpose of "fired tear gas to disperse them".
  [[nodiscard]] bool told_by_its_governor(std::size_t index) const;
  /// "France urged Iran to free them": the request is France's, and to Iran.
  void who_demands(const Statement& s, Participants& p) const;
  /// The bombing of "condemned the bombing": who condemns it did not do it.
  [[nodiscard]] bool carried_by_a_judgement(std::size_t index) const;
  static void drop_carriers(const Statement& s, std::vector<int>& actors);
  void add_contexts(const LexiconEntry& entry, Event& e) const;
  /// Date and place; what the statement has from the sentence before or the dateline is taken for
  /// deeds only.
  void add_circumstances(const Statement& s, Event& e) const;
  void add_quantities(std::size_t index, const LexiconEntry& entry, Event& e) const;
  /// "hit the market, killing 12": the casualties of a clause that hangs from the act.
  [[nodiscard]] bool follows_from(const Event& e, const Quantity& q) const;
  [[nodiscard]] bool judge(const Statement& s, const LexiconEntry& entry, int actor, int recipient,
                           Event& e);

  const Tree& tree_;
  const Reading& reading_;
  const Candidates& candidates_;
  const ReadingLexicon& lexicon_;
  const Ontology& ontology_;
  const Knowledge& knowledge_;
  const Ranker& ranker_;
  CountryDefaults defaults_;
  std::vector<Feature> features_;
};

}  // namespace dragoman
