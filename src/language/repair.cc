#include "language/repair.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/one_of.h"

namespace dragoman {

namespace {

/// Adjectives and nouns that are as often verbs after "to".
constexpr std::array<std::string_view, 24> kAlsoVerbs = {
    "free",   "secure", "clear",  "open", "close", "empty",   "calm",     "welcome",
    "lower",  "double", "triple", "back", "arm",   "correct", "complete", "level",
    "better", "ready",  "end",    "halt", "block", "direct",  "slow",     "cool"};

/// What takes an infinitive of what is to be done.
constexpr std::array<std::string_view, 40> kIntentions = {
    "intention", "plan",        "decision",  "pledge",     "promise",   "effort",      "attempt",
    "vow",       "offer",       "bid",       "commitment", "refusal",   "order",       "move",
    "proposal",  "willingness", "readiness", "ability",    "request",   "demand",      "desire",
    "wish",      "deal",        "campaign",  "mission",    "authority", "opportunity", "agree",
    "decide",    "intend",      "want",      "refuse",     "seek",      "try",         "hope",
    "ready",     "willing",     "prepared",  "expect",     "vote"};

/// What is said of somebody or something to be done, not of its object alone.
constexpr std::array<std::string_view, 14> kOfAWholeClause = {
    "declare", "order", "want",    "expect",  "announce", "allow",    "require",
    "request", "ask",   "believe", "command", "direct",   "instruct", "cause"};

/// Verbs of speaking to or of others.
constexpr std::array<std::string_view, 16> kSpeech = {
    "accuse", "blame", "call",    "urge",     "demand", "warn",     "vow",       "insist",
    "add",    "say",   "condemn", "denounce", "reject", "threaten", "criticize", "criticise"};

class Repairer {
 public:
  Repairer(const Sentence& sentence, Annotated& a) : s_(sentence), a_(a) {}

  void run() {
    for (std::uint32_t t = s_.first; t < s_.last; ++t) {
      bare_infinitive(t);
      intended(t);
      called(t);
      to_be_done(t);
      second_speech(t);
    }
  }

 private:
  Word& word(std::uint32_t t) { return a_.words[t]; }

  /// True when `above` lies on the way from `t` to the root.
  bool below(std::uint32_t t, std::uint32_t above) {
    std::int32_t at = static_cast<std::int32_t>(t);
    for (std::uint32_t steps = 0; at >= 0 && steps <= s_.last - s_.first; ++steps) {
      if (at == static_cast<std::int32_t>(above)) return true;
      at = word(static_cast<std::uint32_t>(at)).head;
    }
    return false;
  }

  bool has(std::uint32_t head, std::string_view relation) {
    for (std::uint32_t t = s_.first; t < s_.last; ++t) {
      if (word(t).head == static_cast<std::int32_t>(head) && word(t).deprel.starts_with(relation))
        return true;
    }
    return false;
  }

  void bare_infinitive(std::uint32_t t) {
    if (t == s_.first || word(t).xpos != "VB" || word(t).upos != "VERB") return;
    const std::uint32_t helper = t - 1;
    if (word(helper).lemma != "help" || word(helper).upos != "VERB") return;
    if (word(t).head == static_cast<std::int32_t>(helper) || below(helper, t)) return;
    if (has(t, "aux") || has(t, "mark") || has(t, "nsubj")) return;
    word(t).head = static_cast<std::int32_t>(helper);
    word(t).deprel = "xcomp";
  }

  void intended(std::uint32_t t) {
    if (t < s_.first + 2 || word(t).upos == "VERB" || !one_of(word(t).lemma, kAlsoVerbs)) return;
    const std::uint32_t to = t - 1;
    const std::uint32_t holder = t - 2;
    if (a_.document.form(to) != "to" || !one_of(word(holder).lemma, kIntentions)) return;
    // The noun that follows: what the word seemed to qualify, or what seemed to follow it.
    if (word(t).head < 0) return;
    const auto noun = static_cast<std::uint32_t>(word(t).head);
    const bool qualifies = noun > t && (word(noun).upos == "NOUN" || word(noun).upos == "PROPN");
    if (!qualifies || below(holder, noun)) return;
    word(t).upos = "VERB";
    word(t).xpos = "VB";
    word(t).head = static_cast<std::int32_t>(holder);
    word(t).deprel = word(holder).upos == "NOUN" ? "acl" : "xcomp";
    word(to).upos = "PART";
    word(to).xpos = "TO";
    word(to).head = static_cast<std::int32_t>(t);
    word(to).deprel = "mark";
    word(noun).head = static_cast<std::int32_t>(t);
    word(noun).deprel = "obj";
  }

  void called(std::uint32_t t) {
    if (word(t).lemma != "call" || t + 1 >= s_.last || has(t, "aux")) return;
    const std::string_view next = a_.document.form(t + 1);
    if (next != "on" && next != "for" && next != "upon") return;
    if (word(t).xpos == "VBN") {
      std::int32_t subject = -1;
      for (std::uint32_t c = s_.first; c < t; ++c) {
        if (word(c).head == static_cast<std::int32_t>(t) && word(c).deprel == "nsubj:pass")
          subject = static_cast<std::int32_t>(c);
      }
      // "condemned it and called on them": a second verb beside one in the past tense.
      const bool second = word(t).deprel == "conj" && word(t).head >= 0 &&
                          word(static_cast<std::uint32_t>(word(t).head)).xpos == "VBD";
      if (subject < 0 && !second) return;
      if (subject >= 0) word(static_cast<std::uint32_t>(subject)).deprel = "nsubj";
      word(t).xpos = "VBD";
    }
    Word& preposition = word(t + 1);
    if (preposition.head != static_cast<std::int32_t>(t) || preposition.deprel == "obl") return;
    for (std::uint32_t c = t + 2; c < s_.last; ++c) {
      if (word(c).head == static_cast<std::int32_t>(t) && word(c).deprel.starts_with("obl")) {
        preposition.head = static_cast<std::int32_t>(c);
        preposition.deprel = "case";
        preposition.upos = "ADP";
        return;
      }
    }
  }

  void to_be_done(std::uint32_t t) {
    if (t < s_.first + 3 || word(t).xpos != "VBN" || !word(t).deprel.starts_with("acl") ||
        word(t - 1).lemma != "be" || a_.document.form(t - 2) != "to" || word(t).head < 0)
      return;
    auto noun = static_cast<std::uint32_t>(word(t).head);
    for (int depth = 0; depth < 4 && word(noun).deprel.starts_with("nmod") && word(noun).head >= 0;
         ++depth)
      noun = static_cast<std::uint32_t>(word(noun).head);
    if (word(noun).deprel != "obj" || word(noun).head < 0 || noun > t) return;
    const std::int32_t verb = word(noun).head;
    if (!one_of(word(static_cast<std::uint32_t>(verb)).lemma, kOfAWholeClause)) return;
    word(t).head = verb;
    word(t).deprel = "xcomp";
  }

  void second_speech(std::uint32_t t) {
    if (word(t).xpos != "VBD" || word(t).deprel != "conj" || word(t).head < 0 ||
        !one_of(word(t).lemma, kSpeech))
      return;
    const auto first = static_cast<std::uint32_t>(word(t).head);
    const bool inner = word(first).deprel == "ccomp" || word(first).deprel == "advcl";
    if (!inner || word(first).xpos != "VBN" || word(first).head < 0 || !has(first, "aux")) return;
    const std::int32_t outer = word(first).head;
    if (word(static_cast<std::uint32_t>(outer)).xpos != "VBD" || has(t, "nsubj")) return;
    word(t).head = outer;
  }

  const Sentence& s_;
  Annotated& a_;
};

}  // namespace

void repair(const Sentence& sentence, Annotated& annotated) { Repairer(sentence, annotated).run(); }

}  // namespace dragoman
