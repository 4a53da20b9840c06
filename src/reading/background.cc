#include "reading/background.h"

#include <algorithm>
#include <charconv>

#include "reading/own_standing.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

int number(std::string_view w) {
  int value = -1;
  const auto [end, error] = std::from_chars(w.data(), w.data() + w.size(), value);
  return error == std::errc() && end == w.data() + w.size() ? value : -1;
}

class BackgroundReader {
 public:
  BackgroundReader(const Tree& tree, const std::string& published, const ReadingLexicon& lexicon,
                   Reading& reading)
      : tree_(tree),
        lexicon_(lexicon),
        reading_(reading),
        year_(published.size() >= 4 ? number(std::string_view(published).substr(0, 4)) : -1),
        past_(tree.size(), false) {}

  void run() {
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      if (is_long_ago(t)) date(t);
    }
    for (Statement& s : reading_.statements) {
      if (s.modality != Modality::occurred && s.modality != Modality::ongoing) continue;
      if (past_[s.predicate] || carried_back(s.predicate) || is_habit(s) || is_former(s.predicate))
        s.modality = Modality::background;
    }
  }

 private:
  /// A year at least two before publication, "decades ago", "the 1990s", a name of history.
  [[nodiscard]] bool is_long_ago(std::uint32_t t) const {
    const std::string_view w = tree_.folded(t);
    if (w == "ago") {
      for (std::uint32_t back = 1; back <= 3 && back <= t; ++back) {
        const std::string_view unit = tree_.folded(t - back);
        if (one_of(unit,
                   {"decade", "decades", "century", "centuries", "generation", "generations"}))
          return true;
        if (one_of(unit, {"years"})) {
          const std::string_view count = t >= 2 ? tree_.folded(t - 2) : std::string_view();
          return count != "two" && count != "2" && count != "few";
        }
      }
      return false;
    }
    if (w.size() == 5 && w.back() == 's' && number(w.substr(0, 4)) >= 1000)
      return year_ < 0 || number(w.substr(0, 4)) + 10 < year_;
    if (w.size() == 4 && year_ > 0) {
      const int year = number(w);
      if (year >= 1000 && year < year_ - 1 && is_year(t)) return true;
    }
    return lexicon_.find(w, "", 'y') != nullptr;
  }

  /// "in 1994", "the 1960 treaty", "March 1975": a number of four digits that counts nothing.
  [[nodiscard]] bool is_year(std::uint32_t t) const {
    if (t == 0) return false;
    const std::string_view before = tree_.folded(t - 1);
    const std::string_view relation = tree_.word(t).deprel;
    return one_of(before,
                  {"in",     "since",  "of",      "by",        "until",   "from",     "the",
                   "early",  "late",   "january", "february",  "march",   "april",    "may",
                   "june",   "july",   "august",  "september", "october", "november", "december",
                   "summer", "winter", "spring",  "autumn",    "to",      "and",      "back"}) &&
           relation != "nummod";
  }

  /// Marks what the date `t` dates: the nouns that hold it and the verb they belong to.
  void date(std::uint32_t t) {
    for (int depth = 0; depth < 6; ++depth) {
      past_[t] = true;
      const Word& w = tree_.word(t);
      for (const std::uint32_t c : tree_.children(t)) {
        const Word& child = tree_.word(c);
        if (is_relation(child.deprel, "acl") && child.upos == "VERB" &&
            (child.xpos == "VBN" || child.xpos == "VBD"))
          past_[c] = true;
      }
      const bool finite_past = w.upos == "VERB";
      if (finite_past || w.head < 0 || w.deprel == "root") return;
      t = static_cast<std::uint32_t>(w.head);
      // The present outlives the past it speaks of: "still date their lives from the strike".
      if (told_in_present(tree_, t)) return;
    }
  }

  /// "twice imprisoned", told of what a dated verb governs or shares.
  [[nodiscard]] bool carried_back(std::uint32_t t) const {
    for (int depth = 0; depth < 3; ++depth) {
      const Word& w = tree_.word(t);
      if (w.head < 0) return false;
      const auto head = static_cast<std::uint32_t>(w.head);
      const bool bound =
          w.deprel == "xcomp" || w.deprel == "obj" || w.deprel == "conj" ||
          w.deprel == "nsubj:pass" ||
          (w.upos != "VERB" && (is_relation(w.deprel, "obl") || w.deprel == "nsubj"));
      if (!bound) return false;
      if (past_[head] && tree_.word(head).upos == "VERB") return true;
      t = head;
    }
    return false;
  }

  /// "Who once fought each other", "during the occupation", "since reunification".
  [[nodiscard]] bool is_former(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    if (w.upos != "VERB") {
      const std::string_view how = tree_.preposition(t);
      return one_of(how, {"during", "since"}) &&
             one_of(w.lemma,
                    {"war", "occupation", "revolution", "uprising", "dictatorship", "independence",
                     "reunification", "unification", "partition", "liberation"});
    }
    if (w.xpos != "VBD" && w.xpos != "VBN") return false;
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view r = tree_.word(c).deprel;
      if ((r == "advmod" || r == "mark") &&
          one_of(tree_.folded(c), {"once", "formerly", "historically", "originally"}) &&
          (c + 1 >= tree_.size() || tree_.folded(c + 1) != "again"))
        return r == "advmod";
    }
    return false;
  }

  /// "The navy routinely escorts", "every May the veterans march", and the plain present of a
  /// sentence that is no headline.
  [[nodiscard]] bool is_habit(const Statement& s) const {
    const std::uint32_t t = s.predicate;
    const Word& w = tree_.word(t);
    if (w.upos != "VERB" || !is_present(w.xpos) || s.passive || s.quoted) return false;
    if (tree_.child(t, "aux") >= 0 || tree_.child(t, "cop") >= 0) return false;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& child = tree_.word(c);
      const Modality* m =
          is_relation(child.deprel, "advmod") ? lexicon_.find(child.lemma, "", 'r') : nullptr;
      if (m != nullptr && *m == Modality::background) return true;
      if (is_relation(child.deprel, "obl") && is_every(c)) return true;
    }
    if (one_of(w.deprel, {"root"}) && ends_with_stop(s.sentence) && is_generic(t)) return true;
    return false;
  }

  [[nodiscard]] bool is_every(std::uint32_t t) const {
    if (tree_.folded(t) == "rule") return true;
    const std::int32_t det = tree_.child(t, "det");
    return det >= 0 && one_of(tree_.folded(static_cast<std::uint32_t>(det)), {"every", "each"});
  }

  [[nodiscard]] bool ends_with_stop(std::uint32_t sentence) const {
    const Sentence& s = tree_.document().sentences[sentence];
    return s.last > s.first && tree_.folded(s.last - 1) == ".";
  }

  /// The bare present of a verb that neither says, wills nor refuses anything.
  [[nodiscard]] bool is_generic(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    if (lexicon_.find(w.lemma, "", 'v') != nullptr || lexicon_.verbs.contains(w.lemma))
      return false;
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view form = tree_.folded(c);
      if (one_of(form, {"now", "today", "currently", "still", "tonight", "week", "hour"}))
        return false;
      if (is_relation(tree_.word(c).deprel, "compound:prt")) return false;
      // "Meets on Thursday" is told of one day.
      if (is_relation(tree_.word(c).deprel, "obl") && form.size() > 5 && form.ends_with("day"))
        return false;
    }
    return true;
  }

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  Reading& reading_;
  int year_;
  std::vector<bool> past_;  ///< by token: lies in the past of a date or a name of history
};

}  // namespace

void set_background(const Tree& tree, const std::string& published, const ReadingLexicon& lexicon,
                    Reading& reading) {
  BackgroundReader(tree, published, lexicon, reading).run();
}

}  // namespace dragoman
