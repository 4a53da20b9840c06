#include "coding/participants.h"

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 13> kReceiving = {
    "against", "with", "on",   "at",     "to",       "toward", "towards",
    "from",    "for",  "over", "obj.of", "obj.poss", "iobj"};

class Filler {
 public:
  Filler(const Reading& reading, const Statement& statement)
      : reading_(reading), statement_(statement) {}

  /// Every party in `slot`; empty when there is none.
  [[nodiscard]] std::vector<int> in(std::string_view slot) const {
    std::vector<int> out;
    for (const Argument& a : statement_.arguments) {
      const bool fits = a.role == slot || (slot == "subj" && a.role == "carrier") ||
                        (slot == "comp" && a.role == "compsubj") ||
                        (slot == "towards" && a.role == "toward");
      if (fits && a.mention >= 0) add(a.mention, out);
    }
    return out;
  }

  template <typename Slots>
  [[nodiscard]] std::vector<int> first_of(const Slots& slots, const std::vector<int>& taken) const {
    for (const auto& slot : slots) {
      std::vector<int> found = in(slot);
      std::erase_if(found,
                    [&](int m) { return std::find(taken.begin(), taken.end(), m) != taken.end(); });
      if (!found.empty()) return found;
    }
    return {};
  }

 private:
  void add(int mention, std::vector<int>& out) const {
    const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
    if (m.members.size() == 2) {
      for (const int member : m.members) add(member, out);
      return;
    }
    if (!is_party(m)) {
      // A thing stands for its owner: "condemned Iran's programme", "Trump's comments angered".
      if (m.owner >= 0 && is_party(reading_.mentions[static_cast<std::size_t>(m.owner)]))
        mention = m.owner;
      else
        return;
    }
    if (std::find(out.begin(), out.end(), mention) == out.end()) out.push_back(mention);
  }

  const Reading& reading_;
  const Statement& statement_;
};

}  // namespace

Participants participants(const Tree& tree, const Reading& reading, const Statement& statement,
                          const LexiconEntry& entry) {
  static const std::vector<std::string> kVerbActor = {"subj"};
  static const std::vector<std::string> kNounActor = {"by", "poss", "amod", "between", "subj"};
  static const std::vector<std::string> kVerbRecipient = {"obj"};
  static const std::vector<std::string> kNounRecipient = {"of", "against", "on", "with", "to"};
  const bool verb = tree.word(statement.predicate).upos == "VERB";
  const Filler filler(reading, statement);
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
  if (p.recipients.empty()) p.recipients = filler.first_of(kReceiving, p.actors);
  if (p.recipients.empty()) p.recipients = filler.first_of(kVerbRecipient, p.actors);
  if (p.recipients.empty()) {
    for (const Argument& a : statement.arguments) {  // "urged Iran to ...", "said Iran had ..."
      if (a.role == "compsubj" && a.mention >= 0 &&
          is_party(reading.mentions[static_cast<std::size_t>(a.mention)])) {
        if (std::find(p.actors.begin(), p.actors.end(), a.mention) == p.actors.end())
          p.recipients.push_back(a.mention);
      }
    }
  }
  return p;
}

}  // namespace dragoman
