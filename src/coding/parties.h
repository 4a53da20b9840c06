// The parties of an event: from mentions to names, countries and sectors, and what the sentence
// leaves out.
#pragma once

#include <string>
#include <vector>

#include "coding/candidates.h"
#include "coding/country_defaults.h"
#include "coding/event.h"
#include "coding/ontology.h"
#include "coding/participants.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Built once an article; the events told so far are handed in.
class Parties {
 public:
  Parties(const Tree& tree, const Reading& reading, const Candidates& candidates,
          const ReadingLexicon& lexicon, const Ontology& ontology)
      : tree_(tree),
        reading_(reading),
        candidates_(candidates),
        lexicon_(lexicon),
        ontology_(ontology),
        defaults_(tree, reading) {
    introduce();
  }

  /// Gives `e`, whose sentence, act, type, mode and trigger are known, its actors and recipients.
  /// A recipient that the clause leaves out is looked for in the next clause, in what was struck,
  /// and among the parties of the events before.
  void fill(std::size_t index, const LexiconEntry& entry, const Participants& p,
            const std::vector<Event>& earlier, Event& e) const;

  /// "They met": all parties of an act that both sides do are actors.
  void join_sides(const LexiconEntry& entry, const Participants& p, Event& e) const;

 private:
  [[nodiscard]] Party party(int mention, std::uint32_t sentence) const;
  /// The army of "Thai and Cambodian soldiers", for the Thai: the sector of the noun that an
  /// adjective of a country stands at; empty for none.
  [[nodiscard]] std::string sector_of_bearer(const Mention& m) const;
  /// Finds where each person is first told of.
  void introduce();
  /// Whom words are addressed to that name nobody: the state that the article sets against the one
  /// who speaks, or those at home whom the text told of last.
  void presume(const Statement& s, const LexiconEntry& entry, Event& e) const;
  /// The latest mention up to the end of `sentence` that speaks for `state`: its government, or the
  /// state by name, but none of chain `other_than`; -1 for none. O(mentions).
  [[nodiscard]] int speaks_for(std::string_view state, int other_than,
                               std::uint32_t sentence) const;
  /// Country of a party that the text leaves without one.
  [[nodiscard]] std::string country_of(const Mention& m, std::uint32_t sentence) const;
  /// True when the head of `m` is a word of `domain`.
  [[nodiscard]] bool is_word_of(std::string_view domain, const Mention& m) const;
  /// Those who are freed, held or marched against are of the state that acts, unless told
  /// otherwise.
  void complete_recipients(const Statement& s, const Participants& p, Event& e) const;
  /// A government does not deal with its own state: "Trump ... working with Washington".
  void drop_own_state(const Participants& p, Event& e) const;
  /// "Denied it", "condemned the bombing": whom an answer or a reaction is to.
  void refer_back(const Statement& s, const LexiconEntry& entry, const std::vector<Event>& earlier,
                  Event& e) const;
  /// Those whom the neighbouring verb of force names, or the thing that was struck with the state
  /// it lies in.
  void share_recipients(std::size_t index, const LexiconEntry& entry, Event& e) const;

  const Tree& tree_;
  const Reading& reading_;
  const Candidates& candidates_;
  const ReadingLexicon& lexicon_;
  const Ontology& ontology_;
  CountryDefaults defaults_;
  std::vector<int> introduced_;  ///< by chain: the first mention that says what a person is, or -1
};

}  // namespace dragoman
