// The walk from a predicate through what governs it, by which the rules find its standing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "reading/embedding.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// How a governor holds what it governs.
enum class Governed : std::uint8_t { none, clause, object, subject, oblique };

/// Climbs from a predicate through what governs it. At each step the standing found so far and
/// what the governor says of it give the new one. Refers to its arguments. Not for several threads.
class ModalityReader {
 public:
  ModalityReader(const Tree& tree, const ReadingLexicon& lexicon)
      : tree_(tree), lexicon_(lexicon), words_(tree, lexicon) {}
  /// Sets modality, negation and governor of `s`. At most six steps.
  void read(Statement& s);

 private:
  /// "Did not attack" was denied; "will not", "cannot", "would not attend" is a refusal.
  static Modality negated(Modality m);
  /// "No concessions will be made": the noun is denied in the tense of its verb.
  [[nodiscard]] Modality carried(Modality own) const;
  /// "Will withdraw unless the price rises": on the predicate or on what governs it.
  [[nodiscard]] bool has_unless(std::uint32_t t) const;
  [[nodiscard]] bool is_settled() const;
  [[nodiscard]] bool is_open() const { return m_ == Modality::occurred || m_ == Modality::ongoing; }
  void set(Modality to, std::uint32_t governor);
  /// One step outward; false when nothing further out matters.
  bool step();
  /// Clauses on nouns: "reports that it fell", "a plan to leave", "accused by him of looting".
  bool attribute(std::uint32_t head);
  /// A conjunct without a subject or auxiliary of its own shares those of the first one.
  bool conjunct(std::uint32_t head);
  void adverbial(std::uint32_t head);
  /// "accused the police of beating", "barred them from entering"; what one is thanked or punished
  /// for did happen.
  void of_gerund(std::uint32_t head);
  [[nodiscard]] Governed link_to(std::uint32_t head) const;
  void govern(std::uint32_t head, Governed link);
  /// What governs with its own tense: "will hold talks", "may try to flee".
  void inherit(std::uint32_t head, Governed link);
  /// The standing that `said` gives to what has the standing `m_`. True when the governor's own
  /// negation has been counted.
  bool apply(Modality said, std::uint32_t head, Governed link);
  [[nodiscard]] std::optional<Modality> said_of_clause(std::uint32_t head);
  /// The bare form of "that they be returned", "that the bank freeze".
  [[nodiscard]] bool is_bare(std::uint32_t t) const;
  [[nodiscard]] bool has_adverb(std::uint32_t t, std::string_view adverb) const;
  [[nodiscard]] bool by_the_speaker(std::uint32_t head) const;
  /// "Denied involvement", "requested troops", "cancelled the vote".
  [[nodiscard]] std::optional<Modality> said_of_object(std::uint32_t head) const;
  /// "The talks collapsed", "a truce is possible", "the siege continues".
  void subject_of(std::uint32_t head);
  /// "The strike is in its third week", "the siege, now into its fifth day, has spread", "a strike
  /// has kept the courts closed since Monday".
  [[nodiscard]] bool has_lasted(std::uint32_t head) const;
  /// "In its third week", "into their eleventh night".
  [[nodiscard]] bool is_nth_period(std::uint32_t t) const;
  /// "Called for a withdrawal", "rumours of a coup", "ahead of the summit", "under siege".
  void oblique_of(std::uint32_t head);
  /// What the lexicon says `t` does to its complement.
  [[nodiscard]] std::optional<Modality> embedding(std::uint32_t t) const;
  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  Embedding words_;
  Statement* out_ = nullptr;
  std::uint32_t t_ = 0;
  Modality m_ = Modality::occurred;
  bool would_ = false;
  bool alleged_ = false;  ///< passed a noun such as "report", whose content is in doubt
};

}  // namespace dragoman
