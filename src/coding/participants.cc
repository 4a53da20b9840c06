#include "coding/participants.h"

#include <algorithm>
#include <array>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 15> kReceiving = {
    "against", "with", "on",   "at",     "to",       "toward", "towards", "from",
    "for",     "over", "upon", "obj.of", "obj.poss", "iobj",   "of"};

bool one_of_values(const Condition& c, std::string_view lemma) {
  return std::find(c.values.begin(), c.values.end(), lemma) != c.values.end();
}

class Filler {
 public:
  Filler(const Tree& tree, const Reading& reading, const Statement& statement)
      : tree_(tree), reading_(reading), statement_(statement) {}

  /// Every party in `slot`; empty when there is none.
  [[nodiscard]] std::vector<int> in(std::string_view slot) const {
    std::vector<int> out;
    for (const Argument& a : statement_.arguments) {
      const bool fits = a.role == slot || (slot == "subj" && a.role == "carrier") ||
                        (slot == "comp" && a.role == "compsubj") ||
                        (slot == "towards" && a.role == "toward");
      // "Police in Peru fired": a place, whatever the parser took it for.
      const bool place = slot == "subj" && one_of(tree_.preposition(a.head),
                                                  {"in", "at", "near", "outside", "inside"});
      if (fits && !place && a.mention >= 0) add(a.mention, out);
    }
    return out;
  }

  template <typename Slots>
  [[nodiscard]] std::vector<int> first_of(const Slots& slots, const std::vector<int>& taken) const {
    for (const auto& slot : slots) {
      std::vector<int> found = in(slot);
      std::erase_if(found, [&](int m) { return same_as_any(m, taken); });
      if (!found.empty()) return found;
    }
    return {};
  }

  /// The nearest party below the predicate that none of the slots reached: "agreed to open its
  /// borders to UN peacekeepers". Background clauses are left out.
  [[nodiscard]] std::vector<int> below(const std::vector<int>& taken,
                                       std::string_view preposition = {}) const {
    for (const bool locations : {false, true}) {
      std::vector<std::uint32_t> level = {statement_.predicate};
      for (int depth = 0; depth < 5 && !level.empty(); ++depth) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t t : level) {
          for (const std::uint32_t c : tree_.children(t)) {
            if (leads_away(t, c)) continue;
            const int m = reading_.mention_of_head[c];
            if (m >= 0 && (preposition.empty() || tree_.preposition(c) == preposition)) {
              std::vector<int> found;
              add(m, found);
              std::erase_if(found, [&](int x) {
                const Mention& mention = at(x);
                return same_as_any(x, taken) || mention.location != locations ||
                       mention.sector == "JRN" ||
                       (mention.country.empty() && mention.sector.empty());
              });
              if (!found.empty()) return found;
            }
            next.push_back(c);
          }
        }
        level.swap(next);
      }
    }
    return {};
  }

  [[nodiscard]] bool same_as_any(int mention, const std::vector<int>& others) const {
    return std::any_of(others.begin(), others.end(), [&](int o) {
      return o == mention || (at(o).chain >= 0 && at(o).chain == at(mention).chain);
    });
  }

 private:
  [[nodiscard]] const Mention& at(int mention) const {
    return reading_.mentions[static_cast<std::size_t>(mention)];
  }

  /// True for children that belong to another story than the predicate's complement.
  [[nodiscard]] bool leads_away(std::uint32_t parent, std::uint32_t child) const {
    const std::string_view r = tree_.word(child).deprel;
    if (is_relation(r, "nsubj") || r == "punct" || r == "parataxis" || r == "discourse" ||
        r == "vocative" || is_relation(r, "aux") || r == "mark" || r == "case")
      return true;
    if (r == "conj") return tree_.word(child).upos == "VERB" && parent == statement_.predicate;
    if (is_relation(r, "advcl")) {
      const std::int32_t mark = tree_.child(child, "mark");
      return mark >= 0 && tree_.word(static_cast<std::uint32_t>(mark)).lemma != "to";
    }
    return false;
  }

  void add(int mention, std::vector<int>& out) const {
    const Mention& m = at(mention);
    if (!m.members.empty())
      add_members(m, out);
    else if (!add_sides(m, out))
      add_one(mention, out);
  }

  /// "Thai and Cambodian soldiers", "officials from both countries", "their ministers": a group
  /// of people of several states acts for each of them.
  bool add_sides(const Mention& m, std::vector<int>& out) const {
    if (!m.plural || m.named) return false;
    if (m.owner >= 0 && at(m.owner).members.size() > 1) return add_members(at(m.owner), out);
    for (const std::uint32_t c : tree_.children(m.head)) {
      const int inner = reading_.mention_of_head[c];
      if (inner < 0) continue;
      const std::string_view r = tree_.word(c).deprel;
      const bool origin = r == "nmod" && one_of(tree_.preposition(c), {"of", "from"});
      if (origin && at(inner).members.size() > 1) return add_members(at(inner), out);
      if (!(origin && at(inner).state) && r != "amod" && !is_relation(r, "compound")) continue;
      if (at(inner).country.empty() || at(inner).person) continue;
      bool several = false;
      for (const std::uint32_t t : tree_.children(c)) {
        const int other = reading_.mention_of_head[t];
        if (tree_.word(t).deprel != "conj" || other < 0 || at(other).country.empty() ||
            at(other).country == at(inner).country)
          continue;
        if (!several) add_one(inner, out);
        add_one(other, out);
        several = true;
      }
      if (several) return true;
    }
    return false;
  }

  bool add_members(const Mention& m, std::vector<int>& out) const {
    for (const int member : m.members) add_one(member, out);
    return true;
  }

  void add_one(int mention, std::vector<int>& out) const {
    const Mention& m = at(mention);
    if (!is_party(m)) {
      // A thing stands for its owner: "condemned Iran's programme", "Trump's comments angered".
      if (m.owner < 0 || !is_party(at(m.owner))) return;
      mention = m.owner;
    }
    if (!same_as_any(mention, out)) out.push_back(mention);
  }

  const Tree& tree_;
  const Reading& reading_;
  const Statement& statement_;
};

/// The alliance of "formed an alliance", the team of "sent a team": what the words of the entry
/// name besides its verb, where no role says that it is a party.
bool is_part_of_the_act(const Tree& tree, const Reading& reading, const LexiconEntry& entry,
                        int mention) {
  const auto& slots = entry.recipient_slots;
  const bool role = slots.empty() || std::find(slots.begin(), slots.end(), "obj") != slots.end();
  if (role && !one_of(entry.act, {"MOBILIZE", "COOPERATE"})) return false;
  const Mention& m = reading.mentions[static_cast<std::size_t>(mention)];
  if (m.named || m.state) return false;
  return std::any_of(entry.conditions.begin(), entry.conditions.end(), [&](const Condition& c) {
    return c.slot == "obj" && !c.negative && one_of_values(c, tree.word(m.head).lemma);
  });
}

}  // namespace

Participants participants(const Tree& tree, const Reading& reading, const Statement& statement,
                          const LexiconEntry& entry) {
  static const std::vector<std::string> kVerbActor = {"subj"};
  static const std::vector<std::string> kNounActor = {"by", "poss", "amod", "between", "subj"};
  static const std::vector<std::string> kVerbRecipient = {"obj"};
  static const std::vector<std::string> kNounRecipient = {"of", "against", "on", "with", "to"};
  const bool verb = tree.word(statement.predicate).upos == "VERB";
  const Filler filler(tree, reading, statement);
  Participants p;
  p.actors = filler.first_of(!entry.actor_slots.empty() ? entry.actor_slots
                             : verb                     ? kVerbActor
                                                        : kNounActor,
                             {});
  if (p.actors.empty() && !verb) p.actors = filler.first_of(kNounActor, {});
  p.recipients = filler.first_of(!entry.recipient_slots.empty() ? entry.recipient_slots
                                 : verb                         ? kVerbRecipient
                                                                : kNounRecipient,
                                 p.actors);
  const bool reciprocal = entry.flag("reciprocal");
  if (p.recipients.empty() && !reciprocal) p.recipients = filler.first_of(kReceiving, p.actors);
  const auto drop_words_of_the_act = [&] {
    std::erase_if(p.recipients, [&](int r) { return is_part_of_the_act(tree, reading, entry, r); });
  };
  drop_words_of_the_act();
  if (p.recipients.empty()) {
    p.recipients = filler.first_of(kVerbRecipient, p.actors);
    drop_words_of_the_act();
  }
  if (p.recipients.empty()) {
    for (const Argument& a : statement.arguments) {  // "urged Iran to ...", "said Iran had ..."
      if (a.role == "compsubj" && a.mention >= 0 &&
          is_party(reading.mentions[static_cast<std::size_t>(a.mention)]) &&
          !filler.same_as_any(a.mention, p.actors))
        p.recipients.push_back(a.mention);
    }
  }
  const bool reaches =
      one_of(entry.act, {"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE",
                         "RETREAT", "PROTEST", "SANCTION", "COERCE", "AID"});
  if (p.recipients.empty() && p.actors.size() < 2 && reaches && verb)
    p.recipients = filler.below(p.actors);
  drop_words_of_the_act();
  // "Called up reservists for a war against Iraq".
  if (p.recipients.empty() && entry.act == "MOBILIZE" && verb)
    p.recipients = filler.below(p.actors, "against");
  // Who meets whom where: the place takes no part.
  if (reciprocal) {
    std::erase_if(p.recipients, [&](int r) {
      const Mention& m = reading.mentions[static_cast<std::size_t>(r)];
      return m.location && one_of(tree.preposition(m.head), {"in", "at", "near", "outside", "on"});
    });
  }
  return p;
}

}  // namespace dragoman
