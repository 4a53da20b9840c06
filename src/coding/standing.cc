#include "coding/standing.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

/// The particle of a verb, or the preposition its entry asks for: "rule out", "call for".
std::string_view particle_of(const Tree& tree, const Statement& statement,
                             const LexiconEntry& entry) {
  for (const std::uint32_t c : tree.children(statement.predicate))
    if (tree.word(c).deprel == "compound:prt") return tree.word(c).lemma;
  for (const Condition& c : entry.conditions)
    if (c.slot == "+") return c.values.front();
  return {};
}

/// What the predicate says of what it governs, with its particle or without; null for nothing.
const Modality* said_by(const Tree& tree, const ReadingLexicon& lexicon, const Statement& statement,
                        const LexiconEntry& entry) {
  const Word& w = tree.word(statement.predicate);
  const char pos = w.upos == "VERB" ? 'v' : 'n';
  const Modality* says = lexicon.find(w.lemma, particle_of(tree, statement, entry), pos);
  return says != nullptr ? says : lexicon.find(w.lemma, {}, pos);
}

/// "Agreed to withdraw", "promised an inquiry": something that is still to be done.
bool has_content(const Statement& statement) {
  return std::any_of(statement.arguments.begin(), statement.arguments.end(), [](const Argument& a) {
    return one_of(a.role, {"xcomp", "comp", "obj"});
  });
}

}  // namespace

bool is_denial(const Tree& tree, const ReadingLexicon& lexicon, const Statement& statement,
               const LexiconEntry& entry) {
  if (entry.act != "REJECT") return false;
  const Modality* says = said_by(tree, lexicon, statement, entry);
  if (says != nullptr && *says == Modality::denied) return true;
  return std::any_of(
      statement.arguments.begin(), statement.arguments.end(), [&](const Argument& a) {
        return one_of(a.role, {"obj", "of"}) &&
               one_of(tree.word(a.head).lemma, {"accusation", "allegation", "claim", "charge",
                                                "report", "rumour", "rumor", "suggestion"});
      });
}

Modality event_modality(const Tree& tree, const ReadingLexicon& lexicon, const Statement& statement,
                        const LexiconEntry& entry) {
  const Modality read = statement.modality;
  if (read != Modality::occurred && read != Modality::ongoing) return read;
  if (entry.act == "REQUEST") return Modality::demanded;
  if (entry.act == "THREATEN") return Modality::threatened;
  if (entry.act == "REJECT") {
    if (is_denial(tree, lexicon, statement, entry)) return Modality::denied;
    const Modality* says = said_by(tree, lexicon, statement, entry);
    if (says != nullptr && *says == Modality::refused) return Modality::refused;
  }
  if (entry.act == "AGREE" && tree.word(statement.predicate).upos == "VERB") {
    const Modality* says = said_by(tree, lexicon, statement, entry);
    if (says != nullptr && *says == Modality::planned && has_content(statement))
      return Modality::planned;
  }
  return entry.flag("state") && read == Modality::occurred ? Modality::ongoing : read;
}

}  // namespace dragoman
