// From a statement that meets a lexicon entry to an event.
#pragma once

#include <optional>

#include "coding/candidates.h"
#include "coding/domains.h"
#include "coding/event.h"
#include "coding/ontology.h"
#include "coding/pair_features.h"
#include "coding/participants.h"
#include "coding/parties.h"
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
  /// "The call", "the talks": parties of the meeting last told of, when the noun has none.
  [[nodiscard]] const Event* told_before(std::uint32_t noun, const LexiconEntry& entry,
                                         const std::vector<Event>& earlier) const;
  /// "No group": an actor that is nobody.
  [[nodiscard]] bool nobody(const std::vector<int>& actors) const;
  /// True for what stands in the purpose clause of another event: "fired tear gas to disperse
  /// them".
  [[nodiscard]] bool is_purpose(std::uint32_t token) const;
  /// True when the governor's own event says it all: the truce of "violated the truce", whose entry
  /// names it, and the purpose of "fired tear gas to disperse them".
  [[nodiscard]] bool told_by_its_governor(std::size_t index) const;
  /// "The minister denied that his men had fired": the answer is the minister's. Whoever else is
  /// said not to have done it is whom he answers for.
  void who_denies(const Statement& s, Participants& p) const;
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
  /// "Officials from Peru and Chile": both parties stand in what modifies one noun.
  [[nodiscard]] bool share_a_phrase(int actor, int recipient) const;
  [[nodiscard]] bool judge(const Statement& s, const LexiconEntry& entry, int actor, int recipient,
                           Event& e);

  const Tree& tree_;
  const Reading& reading_;
  const Candidates& candidates_;
  const ReadingLexicon& lexicon_;
  const Ontology& ontology_;
  const Knowledge& knowledge_;
  const Ranker& ranker_;
  Domains domains_;
  Parties parties_;
  PairFeatures features_;
};

}  // namespace dragoman
