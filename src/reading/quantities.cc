#include "reading/quantities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "reading/amounts.h"

namespace dragoman {

namespace {

using Class = QuantityClass;

/// How a length of time is counted: "P3W" is 3 weeks. False where the count is unknown.
bool counted_length(std::string_view timex, double* value, std::string_view* unit) {
  if (!timex.starts_with('P') || timex.size() < 3) return false;
  timex.remove_prefix(1);
  const bool clock = timex.front() == 'T';
  if (clock) timex.remove_prefix(1);
  const auto [end, error] = std::from_chars(timex.data(), timex.data() + timex.size(), *value);
  if (error != std::errc()) return false;
  const std::string_view code(end, static_cast<std::size_t>(timex.data() + timex.size() - end));
  struct Unit {
    std::string_view code, name, clock;
  };
  static constexpr std::array<Unit, 9> kUnits = {{{"S", "", "second"},
                                                  {"M", "month", "minute"},
                                                  {"H", "", "hour"},
                                                  {"D", "day", ""},
                                                  {"WE", "weekend", ""},
                                                  {"W", "week", ""},
                                                  {"Y", "year", ""},
                                                  {"DE", "decade", ""},
                                                  {"CE", "century", ""}}};
  for (const Unit& u : kUnits) {
    if (u.code != code) continue;
    *unit = clock ? u.clock : u.name;
    return !unit->empty();
  }
  return false;
}

class Finder {
 public:
  Finder(const Tree& tree, const QuantityLexicon& words, Reading& reading)
      : tree_(tree), document_(tree.document()), words_(words), reading_(reading) {
    for (std::uint32_t s = 0; s < reading.statements.size(); ++s) {
      for (const Argument& a : reading.statements[s].arguments) filled_.emplace_back(a.head, s);
    }
    std::sort(filled_.begin(), filled_.end());
  }

  void run() {
    auto time = reading_.times.begin();
    for (const Sentence& sentence : document_.sentences) {
      std::uint32_t done = sentence.first;
      for (std::uint32_t t = sentence.first; t < sentence.last;) {
        const Token& token = document_.tokens[t];
        while (time != reading_.times.end() && time->span.end <= token.begin) ++time;
        if (time != reading_.times.end() && time->span.begin <= token.begin) {
          t = length(*time, t);
          done = t;
          continue;
        }
        std::uint32_t next = nobody(sentence, t);
        if (next == t) next = amount(sentence, t, done);
        if (next > t) done = next;
        t = std::max(next, t + 1);
      }
    }
    parts();
  }

 private:
  /// A time begins at `t`: a counted length is a quantity. Returns the token after it.
  std::uint32_t length(const TimeSpan& time, std::uint32_t t) {
    std::uint32_t end = t;
    while (end < tree_.size() && document_.tokens[end].begin < time.span.end) ++end;
    double value = 0;
    std::string_view unit;
    if (time.type == "DURATION" && time.start.empty() &&
        counted_length(time.value, &value, &unit)) {
      Quantity q;
      q.value = value;
      q.kind = "duration";
      q.unit = unit;
      q.head = time.head;
      q.span = time.span;
      q.statement = statement_of(time.head, time.head, true);
      reading_.quantities.push_back(std::move(q));
    }
    return std::max(end, t + 1);
  }

  /// "No one was hurt", "no casualties". Returns the token after it, or `t`.
  std::uint32_t nobody(const Sentence& sentence, std::uint32_t t) {
    std::uint32_t head = t;
    if (tree_.folded(t) == "no" && t + 1 < sentence.last) {
      const bool two = words_.find(Class::zero, tree_.folded_tokens().run(t, t + 2)) != nullptr;
      const Word& w = tree_.word(t);
      if (two) {
        head = t + 1;
      } else if (w.deprel == "det" && w.head > static_cast<std::int32_t>(t) &&
                 words_.find(Class::counts, noun(static_cast<std::uint32_t>(w.head))) != nullptr) {
        head = static_cast<std::uint32_t>(w.head);
      } else {
        return t;
      }
    } else if (words_.find(Class::zero, tree_.folded(t)) == nullptr) {
      return t;
    }
    Quantity q;
    q.low = q.high = 0;
    q.head = head;
    q.span = {document_.tokens[t].begin, document_.tokens[head].end};
    classify(q, head, head + 1);
    if (q.kind.empty()) return t;
    reading_.quantities.push_back(std::move(q));
    return head + 1;
  }

  /// An amount whose number begins at `t`. Returns the token after it, or `t`.
  std::uint32_t amount(const Sentence& sentence, std::uint32_t t, std::uint32_t done) {
    const std::optional<Amount> found =
        read_amount(tree_, words_, t, sentence.first, sentence.last, done);
    if (!found) return t;
    const Amount& a = *found;
    const std::uint32_t slot = top(a);
    const Word& w = tree_.word(slot);
    const std::int32_t of = whole(slot, a, sentence);
    if ((of < 0 && is_name(a, slot)) || is_age(a, sentence)) return a.last;
    Quantity q;
    q.value = a.value;
    q.low = a.low;
    q.high = a.high;
    q.qualifier = a.qualifier;
    q.kind = a.kind;
    q.unit = a.unit;
    q.head = slot;
    std::uint32_t place = slot;  // what fills the slot of the predicate
    const auto up = static_cast<std::uint32_t>(std::max(w.head, 0));
    const bool plain = a.kind.empty() || a.kind == "money" || a.kind == "share";
    if (plain && w.head >= 0 && up >= a.last && up < sentence.last &&
        is_nominal(tree_.word(up).upos) &&
        (is_relation(w.deprel, "nummod") || is_relation(w.deprel, "compound") ||
         is_relation(w.deprel, "det") || is_relation(w.deprel, "amod") ||
         is_relation(w.deprel, "nmod"))) {
      q.head = place = up;
    } else if (of >= 0) {
      q.head = static_cast<std::uint32_t>(of);
    } else if (plain && a.last < sentence.last && tree_.word(a.last).xpos == "NNS") {
      q.head = a.last;
    }
    const std::int32_t mark = tree_.child(place, "case");
    const bool own = (mark >= static_cast<std::int32_t>(a.first) &&
                      mark < static_cast<std::int32_t>(a.last)) ||  // the "to" of "5 to 10"
                     active_verb(a.first, sentence);
    classify(q, place, a.last, own);
    if (a.bare_one && q.kind.empty() && q.head == slot) return a.last;
    std::uint32_t last = std::max(a.last, q.head + 1);
    if (q.head < a.first || last > a.last + 8) last = a.last;
    q.span = {document_.tokens[a.first].begin, document_.tokens[last - 1].end};
    reading_.quantities.push_back(std::move(q));
    return a.last;
  }

  /// "Killing at least 12": an amount right behind a verb in the active is its object, whatever the
  /// parser makes of the qualifier.
  [[nodiscard]] bool active_verb(std::uint32_t first, const Sentence& sentence) const {
    if (first == sentence.first || tree_.word(first - 1).upos != "VERB") return false;
    if (tree_.word(first - 1).xpos != "VBN") return true;
    const auto children = tree_.children(first - 1);  // a past tense that was tagged a participle
    return std::any_of(children.begin(), children.end(),
                       [&](std::uint32_t c) { return tree_.word(c).deprel == "nsubj"; });
  }

  /// The token of the amount whose head lies outside it.
  [[nodiscard]] std::uint32_t top(const Amount& a) const {
    std::uint32_t at = a.number_end - 1;
    for (std::uint32_t steps = a.first; steps < a.last; ++steps) {
      const std::int32_t up = tree_.word(at).head;
      if (up < static_cast<std::int32_t>(a.first) || up >= static_cast<std::int32_t>(a.last)) break;
      at = static_cast<std::uint32_t>(up);
    }
    return at;
  }

  /// "Dozens of people", "12 of the hostages", "$5 million in aid": the noun; -1 for none.
  [[nodiscard]] std::int32_t whole(std::uint32_t slot, const Amount& a,
                                   const Sentence& sentence) const {
    for (std::uint32_t t = a.number; t < a.number_end; ++t) {
      if (const std::int32_t of = whole_of(t, a, sentence); of >= 0) return of;
    }
    return slot < a.number || slot >= a.number_end ? whole_of(slot, a, sentence) : -1;
  }

  [[nodiscard]] std::int32_t whole_of(std::uint32_t t, const Amount& a,
                                      const Sentence& sentence) const {
    for (const std::uint32_t c : tree_.children(t)) {
      if (c < a.last || c >= sentence.last || c > a.last + 8) continue;
      const Word& w = tree_.word(c);
      if (!is_relation(w.deprel, "nmod") && !is_relation(w.deprel, "obl")) continue;
      const std::string_view p = tree_.preposition(c);
      if (p == "of" || (p == "in" && a.kind == "money" && w.upos == "NOUN"))
        return static_cast<std::int32_t>(c);
    }
    return -1;
  }

  /// "Resolution 1701", "Article 5", "MH 17": a number that names what stands before it.
  [[nodiscard]] bool is_name(const Amount& a, std::uint32_t slot) const {
    if (!a.kind.empty() || a.low || a.high) return false;
    const Word& w = tree_.word(slot);
    if (w.head < 0 || w.head >= static_cast<std::int32_t>(a.first)) return false;
    const Word& up = tree_.word(static_cast<std::uint32_t>(w.head));
    return (up.upos == "NOUN" || up.upos == "PROPN") && w.upos == "NUM" &&
           !is_relation(w.deprel, "conj") &&
           (is_relation(w.deprel, "nummod") || w.deprel == "flat" || w.deprel == "appos" ||
            is_relation(w.deprel, "compound") || w.deprel == "dep" ||
            (is_relation(w.deprel, "nmod") && tree_.preposition(slot).empty()));
  }

  /// "Aged 45", "45 years old", "Mr Okoth, 45,".
  [[nodiscard]] bool is_age(const Amount& a, const Sentence& sentence) const {
    if (!a.kind.empty() || a.value > 120) return false;
    if (a.first > sentence.first) {
      const std::string_view before = tree_.folded(a.first - 1);
      if (before == "aged" || before == "age") return true;
      const bool commas = before == "," && a.last < sentence.last &&
                          (tree_.folded(a.last) == "," || tree_.folded(a.last) == ".");
      if (commas && a.first >= sentence.first + 2 && tree_.word(a.first - 2).upos == "PROPN")
        return true;
    }
    return a.last + 1 < sentence.last && tree_.folded(a.last) == "-" &&
           tree_.folded(a.last + 1).starts_with("year");
  }

  /// Lemma of a noun, folded into the keys of the lexicon; plural pronouns count as people.
  [[nodiscard]] std::string_view noun(std::uint32_t t) const { return tree_.word(t).lemma; }

  [[nodiscard]] int statement_at(std::int32_t token) const {
    if (token < 0) return -1;
    const auto& all = reading_.statements;
    const auto at = std::partition_point(all.begin(), all.end(), [&](const Statement& s) {
      return s.predicate < static_cast<std::uint32_t>(token);
    });
    if (at == all.end() || at->predicate != static_cast<std::uint32_t>(token)) return -1;
    return static_cast<int>(at - all.begin());
  }

  /// The statement in which `slot` or `head` has a part: the one it hangs from before others. A
  /// `length` ("an hour-long call") belongs to the noun it measures.
  [[nodiscard]] int statement_of(std::uint32_t slot, std::uint32_t head,
                                 bool length = false) const {
    std::int32_t at = tree_.word(slot).head;
    for (int depth = 0; at >= 0 && depth < 8; ++depth) {
      const int s = statement_at(at);
      const bool verb = tree_.word(static_cast<std::uint32_t>(at)).upos == "VERB";
      const bool modifies = length && s >= 0 &&
                            tree_.word(static_cast<std::uint32_t>(at)).upos == "NOUN" &&
                            !reading_.statements[static_cast<std::size_t>(s)].arguments.empty();
      if (s >= 0 && (verb || modifies ||
                     (!length && (fills(static_cast<std::uint32_t>(s), slot) ||
                                  fills(static_cast<std::uint32_t>(s), head)))))
        return s;
      at = tree_.word(static_cast<std::uint32_t>(at)).head;
    }
    return statement_at(static_cast<std::int32_t>(slot));
  }

  [[nodiscard]] bool fills(std::uint32_t statement, std::uint32_t head) const {
    return std::binary_search(filled_.begin(), filled_.end(), std::pair(head, statement));
  }

  /// Kind from the word of state beside it, the predicate it has a part in, or the noun itself.
  void classify(Quantity& q, std::uint32_t slot, std::uint32_t after, bool own_mark = false) {
    q.statement = statement_of(slot, q.head);
    if (!q.kind.empty() && q.kind != "share") return;
    const std::string share = q.kind;
    q.kind.clear();
    if (!state(q, slot, after)) predicate(q, slot, own_mark);
    if (q.kind.empty()) {
      const QuantityWord* counts = words_.find(Class::counts, noun(q.head));
      if (counts != nullptr) q.kind = counts->code;
    }
    if (q.kind.empty()) q.kind = share;
  }

  /// "12 dead", "30 people wounded", "12 missing fishermen".
  bool state(Quantity& q, std::uint32_t slot, std::uint32_t after) {
    const auto stands = [&](std::uint32_t t) {
      if (t >= tree_.size() || tree_.sentence(t) != tree_.sentence(slot)) return false;
      const QuantityWord* w = words_.find(Class::state, tree_.folded(t));
      if (w == nullptr) return false;
      // "12 soldiers killed a farmer"
      if (tree_.word(t).upos == "VERB" && tree_.child(t, "obj") >= 0) return false;
      if (tree_.word(t).xpos == "VBD" && is_relation(tree_.word(slot).deprel, "nsubj") &&
          tree_.child(t, "aux") < 0 && slot + 1 == t && tree_.word(slot).upos != "NUM")
        return false;
      q.kind = w->code;
      if (const int s = statement_at(static_cast<std::int32_t>(t));
          s >= 0 && tree_.word(t).upos == "VERB")
        q.statement = s;
      return true;
    };
    if (stands(after)) return true;
    if (q.head >= after && stands(q.head + 1)) return true;
    if (slot != q.head && slot >= after && stands(slot + 1)) return true;
    const auto children = tree_.children(q.head);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
      return tree_.word(c).deprel == "amod" && c < q.head && c >= after && stands(c);
    });
  }

  /// "Killed 12", "12 died", "the deaths of 12", "a march by 500", "the toll rose to 12".
  /// With `own_mark`, the preposition that the parser saw is part of the amount.
  void predicate(Quantity& q, std::uint32_t slot, bool own_mark) {
    for (const std::uint32_t part : {slot, q.head}) {
      auto at = std::lower_bound(filled_.begin(), filled_.end(), std::pair(part, 0U));
      for (; at != filled_.end() && at->first == part; ++at) {
        const Statement& s = reading_.statements[at->second];
        const std::string_view lemma = tree_.word(s.predicate).lemma;
        for (const Argument& a : s.arguments) {
          if (a.head != part) continue;
          const QuantityWord* w = nullptr;
          if (a.role == "subj") w = words_.find(Class::slot_subj, lemma);
          if (a.role == "obj") w = words_.find(Class::slot_obj, lemma);
          if (a.role == "of") w = words_.find(Class::slot_of, lemma);
          if (a.role == "by") w = words_.find(Class::slot_by, lemma);
          if (w == nullptr && q.head == slot &&
              (a.role == "to" || a.role == "at" || a.role == "by"))
            w = toll(s);
          if (w == nullptr) continue;
          q.kind = w->code;
          q.statement = static_cast<int>(at->second);
          return;
        }
      }
      if (part == q.head && part == slot) break;
    }
    if (const int own = statement_at(static_cast<std::int32_t>(slot)); own >= 0) {
      if (const QuantityWord* w = toll(reading_.statements[static_cast<std::size_t>(own)]))
        q.kind = w->code;
    }
    // The parser's slots may be empty where the word that the number hangs from tells enough.
    const Word& w = tree_.word(slot);
    if (!q.kind.empty() || w.head < 0) return;
    const std::string_view lemma = tree_.word(static_cast<std::uint32_t>(w.head)).lemma;
    const QuantityWord* told = nullptr;
    if (w.deprel == "nsubj:pass" || is_relation(w.deprel, "obj") ||
        (own_mark && (is_relation(w.deprel, "obl") || is_relation(w.deprel, "nmod") ||
                      is_relation(w.deprel, "ccomp") || is_relation(w.deprel, "advcl"))))
      told = words_.find(Class::slot_obj, lemma);
    if (w.deprel == "nsubj") told = words_.find(Class::slot_subj, lemma);
    if (is_relation(w.deprel, "nmod") && tree_.preposition(slot) == "of")
      told = words_.find(Class::slot_of, lemma);
    if (told == nullptr && own_mark && w.upos != "VERB") told = behind_verb(slot);
    if (told != nullptr) q.kind = told->code;
  }

  /// What the verb shortly before an amount makes of its object: "killed at least 40 villagers".
  [[nodiscard]] const QuantityWord* behind_verb(std::uint32_t slot) const {
    for (std::uint32_t t = slot; t-- > 0 && t + 8 > slot;) {
      if (tree_.word(t).upos == "VERB") return words_.find(Class::slot_obj, tree_.word(t).lemma);
    }
    return nullptr;
  }

  [[nodiscard]] const QuantityWord* toll(const Statement& s) const {
    for (const Argument& a : s.arguments) {
      if (a.role != "subj") continue;
      if (const QuantityWord* w = words_.find(Class::toll, noun(a.head))) return w;
      if (const std::int32_t of = tree_.child(a.head, "nmod"); of >= 0) {  // "the number of dead"
        if (const QuantityWord* w = words_.find(Class::toll, noun(static_cast<std::uint32_t>(of))))
          return w;
      }
    }
    return nullptr;
  }

  /// "12 people, including three children": the three share what is told of the 12, and what is
  /// told of one conjunct holds for the next.
  void parts() {
    auto& all = reading_.quantities;
    for (std::size_t i = 1; i < all.size(); ++i) {
      Quantity& q = all[i];
      const Word& w = tree_.word(q.head);
      if (w.head < 0) continue;
      const std::string_view p = tree_.preposition(q.head);
      const bool among = p == "include" || p == "including" || p == "among";
      const bool joined = is_relation(w.deprel, "conj") && q.kind.empty();
      if (!among && !joined) continue;
      const std::size_t first = i > 6 ? i - 6 : 0;
      for (std::size_t j = i; j-- > first;) {
        if (all[j].head != static_cast<std::uint32_t>(w.head)) continue;
        if (q.kind.empty() || q.kind == "share" || among) {
          if (!all[j].kind.empty() && (among || people(q.head))) q.kind = all[j].kind;
        }
        q.part = among;
        q.statement = all[j].statement;
        break;
      }
    }
  }

  /// A count of beings that a mention stands for; soldiers are no money.
  [[nodiscard]] bool people(std::uint32_t head) const {
    const int m = reading_.mention_of_head[head];
    return (m >= 0 && reading_.mentions[static_cast<std::size_t>(m)].actor) ||
           words_.find(Class::counts, noun(head)) != nullptr;
  }

  const Tree& tree_;
  const Document& document_;
  const QuantityLexicon& words_;
  Reading& reading_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> filled_;  ///< head of an argument, statement
};

}  // namespace

void find_quantities(const Tree& tree, const QuantityLexicon& words, Reading& reading) {
  Finder(tree, words, reading).run();
}

}  // namespace dragoman
