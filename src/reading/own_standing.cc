#include "reading/own_standing.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

/// "No one", "nothing", "no diplomats".
bool is_nothing(const Tree& tree, std::uint32_t t) {
  if (one_of(tree.folded(t), {"nobody", "nothing", "none", "neither", "nowhere"})) return true;
  for (const std::uint32_t c : tree.children(t)) {
    if (tree.word(c).deprel == "det" && one_of(tree.folded(c), {"no", "neither"})) return true;
    // "Not one vehicle", "not a single shot".
    if (c < t && tree.folded(c) == "not") return true;
  }
  return false;
}

bool holds_future(const Tree& tree, std::uint32_t t, int depth) {
  const std::string_view w = tree.folded(t);
  if (one_of(w, {"tomorrow", "next", "coming", "forthcoming", "upcoming"})) return true;
  if (depth == 0) return false;
  const auto children = tree.children(t);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    const std::string_view r = tree.word(c).deprel;
    return !is_relation(r, "acl") && holds_future(tree, c, depth - 1);
  });
}

/// A day or month by name: with a verb in the simple present it lies ahead ("resume on 3 October").
bool is_calendar_name(std::string_view w) {
  return one_of(
      w, {"monday",    "tuesday",  "wednesday", "thursday", "friday",   "saturday", "sunday",
          "january",   "february", "march",     "april",    "june",     "july",     "august",
          "september", "october",  "november",  "december", "tomorrow", "dawn",     "midnight"});
}

class OwnReader {
 public:
  OwnReader(const Tree& tree, const ReadingLexicon& lexicon, std::uint32_t t)
      : tree_(tree), lexicon_(lexicon), t_(t), word_(tree.word(t)) {}

  OwnStanding read() {
    for (const std::uint32_t c : tree_.children(t_)) {
      const Word& w = tree_.word(c);
      if (is_relation(w.deprel, "advmod"))
        adverb(c);
      else if (w.deprel == "det")
        out_.negated |= one_of(tree_.folded(c), {"no", "neither"});
      else if (is_relation(w.deprel, "aux") || w.deprel == "cop")
        auxiliary(c);
      else if (word_.upos == "VERB")
        out_.negated |=
            (is_relation(w.deprel, "nsubj") || w.deprel == "obj" || is_relation(w.deprel, "obl")) &&
            is_nothing(tree_, c);
      else if (w.deprel == "amod" || w.deprel == "compound")
        modifier(c);
    }
    if (out_.modality == Modality::occurred && progressive_)
      out_.modality = looks_ahead(tree_, t_) ? Modality::planned : Modality::ongoing;
    // "Might not sign" is as open as "might sign"; "could not sign" is not.
    if (might_) out_.negated = false;
    // "Perhaps they will resume."
    if (maybe_ && out_.modality == Modality::planned) out_.modality = Modality::possible;
    if (word_.upos == "VERB")
      verb();
    else
      noun();
    return out_;
  }

 private:
  void adverb(std::uint32_t c) {
    const std::string_view lemma = tree_.word(c).lemma;
    if (one_of(lemma, {"not", "never", "n't", "n’t", "neither"})) {
      // "Not only" denies nothing.
      const bool only = c + 1 < tree_.size() && one_of(tree_.folded(c + 1), {"only", "just"});
      out_.negated |= !only;
      return;
    }
    if (lemma == "longer" && c > 0 && tree_.folded(c - 1) == "no") out_.negated = true;
    // "Nearly resigned".
    if (c + 1 == t_ && one_of(lemma, {"nearly", "almost"}) && word_.upos == "VERB")
      out_.modality = Modality::cancelled;
    const Modality* m = lexicon_.find(lemma, "", 'r');
    if (m == nullptr || *m != Modality::possible) return;
    maybe_ = true;
    if (out_.modality == Modality::occurred) out_.modality = *m;
  }

  /// "alleged massacre", "planned extradition", "failed coup".
  void modifier(std::uint32_t c) {
    const Modality* m = lexicon_.find(tree_.word(c).lemma, "", 'm');
    if (m == nullptr) m = lexicon_.find(tree_.folded(c), "", 'm');
    if (m != nullptr && out_.modality == Modality::occurred) out_.modality = *m;
  }

  void auxiliary(std::uint32_t c) {
    const Word& w = tree_.word(c);
    const std::string_view lemma = w.lemma;
    if (lemma == "have" && one_of(tree_.folded(c), {"had", "'d", "’d"})) out_.past_perfect = true;
    if (lemma == "be" && w.deprel != "aux:pass" && word_.xpos == "VBG")
      progressive_ = progressive_ || is_present(w.xpos) || w.xpos == "VBN" || is_scene(w.xpos);
    // "Is being heard", "remain detained".
    if ((tree_.folded(c) == "being" && (told_in_present(tree_, t_) || is_scene("VBD"))) ||
        (one_of(lemma, {"remain", "stay"}) && is_present(w.xpos)))
      progressive_ = true;
    if (one_of(lemma, {"will", "shall", "'ll", "’ll", "wo"})) {
      out_.modality = Modality::planned;
    } else if (lemma == "would" || lemma == "'d") {
      if (w.xpos != "MD") return;
      out_.would = true;
      out_.modality = Modality::possible;
    } else if (one_of(lemma, {"may", "might", "could", "can", "ca"})) {
      out_.modality = Modality::possible;
      might_ = one_of(lemma, {"may", "might"});
    } else if (one_of(lemma, {"should", "must", "ought"})) {
      // "Should it close the base": a condition.
      const std::int32_t subject = tree_.child(t_, "nsubj");
      const bool inverted = subject > static_cast<std::int32_t>(c) && lemma == "should";
      out_.modality = inverted ? Modality::possible : Modality::demanded;
    }
  }

  /// "Envoys were still negotiating": the past progressive of a main clause tells how things stand
  /// at the hour of writing, unless "when" breaks it off.
  [[nodiscard]] bool is_scene(std::string_view xpos) const {
    if (xpos != "VBD" || !one_of(word_.deprel, {"root", "ccomp", "parataxis"})) return false;
    const auto children = tree_.children(t_);
    return std::none_of(children.begin(), children.end(), [&](std::uint32_t c) {
      return is_relation(tree_.word(c).deprel, "advcl") &&
             one_of(clause_marker(tree_, c), {"when", "until", "before", "by"});
    });
  }

  void verb() {
    bool to = false;
    bool be = false;
    bool have = false;
    bool inverted = false;
    const std::int32_t subject = tree_.child(t_, "nsubj");
    for (const std::uint32_t c : tree_.children(t_)) {
      const Word& w = tree_.word(c);
      if (w.deprel == "mark" && (w.lemma == "to" || w.lemma == "due")) {
        // "Had been due to sign", where the tree takes "due to" for one word.
        to = true;
        if (w.lemma == "due" && out_.past_perfect) have = true;
      }
      if (!is_relation(w.deprel, "aux") && w.deprel != "cop") continue;
      // "Are to meet", "was to have met".
      if (w.lemma == "be" && !to && w.xpos != "VB" && w.xpos != "VBG") be = true;
      if (w.lemma == "have" && to) have = true;
      if (static_cast<std::int32_t>(c) < subject) inverted = true;
      // "Had the army attacked, many would have died."
      const bool first = c == tree_.document().sentences[tree_.sentence(t_)].first;
      if (first && inverted && one_of(tree_.folded(c), {"had", "were"}) && !is_question())
        out_.modality = Modality::possible;
    }
    if (to && be && out_.modality == Modality::occurred)
      out_.modality = have ? Modality::cancelled : Modality::planned;
    const bool asked = inverted && is_question() && clause_marker(tree_, t_).empty();
    if (asked) out_.modality = Modality::possible;
    if (out_.modality != Modality::occurred) return;
    const bool bare = word_.xpos == "VB" && word_.deprel == "root" && subject >= 0 && !to;
    if (is_imperative())
      out_.modality = Modality::demanded;
    else if (to && is_headline())
      out_.modality = Modality::planned;
    else if (is_present(word_.xpos) && word_.deprel == "advcl" && is_awaited())
      out_.modality = Modality::planned;
    else if ((bare || is_present(word_.xpos)) && tree_.child(t_, "aux") < 0 && is_dated_ahead())
      out_.modality = Modality::planned;
    else if ((word_.deprel == "acl" || (word_.deprel == "csubj" && subject >= 0)) &&
             word_.xpos == "VBG" && clause_marker(tree_, t_).empty() && !be)
      out_.modality = Modality::ongoing;  // "students occupying the rectorate"
  }

  /// "Under a curfew", "under way", "are meeting" taken for a noun.
  void noun() {
    if (out_.modality != Modality::occurred) return;
    const std::int32_t cop = tree_.child(t_, "cop");
    const bool present = cop >= 0 && is_present(tree_.word(static_cast<std::uint32_t>(cop)).xpos);
    if (present && (tree_.preposition(t_) == "under" ||
                    (tree_.folded(t_).ends_with("ing") && tree_.child(t_, "det") < 0 &&
                     tree_.child(t_, "nsubj") >= 0)))
      out_.modality = Modality::ongoing;
    for (const std::uint32_t c : tree_.children(t_)) {
      if (tree_.word(c).deprel == "nmod" && tree_.word(c).lemma == "way" &&
          tree_.preposition(c) == "under")
        out_.modality = Modality::ongoing;
    }
    if (looks_ahead(tree_, t_) && word_.deprel != "root" && cop < 0)
      out_.modality = Modality::planned;
  }

  /// "Tashkent to host summit": a headline whose verb is an infinitive.
  [[nodiscard]] bool is_headline() const {
    if (word_.deprel == "root") return tree_.child(t_, "nsubj") >= 0;
    if (word_.deprel != "acl" || word_.head < 0) return false;
    const Word& head = tree_.word(static_cast<std::uint32_t>(word_.head));
    return head.deprel == "root" && is_nominal(head.upos) &&
           tree_.child(static_cast<std::uint32_t>(word_.head), "cop") < 0;
  }

  /// "When deputies vote", "once the court rules": the present tense of what is awaited.
  [[nodiscard]] bool is_awaited() const {
    const auto children = tree_.children(t_);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
      return one_of(tree_.folded(c), {"when", "once", "until", "before"});
    });
  }

  [[nodiscard]] bool is_dated_ahead() const {
    if (looks_ahead(tree_, t_)) return true;
    // Under a picture the present tense tells of a day that is over ("meets him on Wednesday").
    if (!one_of(word_.lemma, {"resume", "begin", "start", "open", "vote", "return", "go", "end",
                              "close", "leave", "depart", "expire", "sit"}))
      return false;
    for (const std::uint32_t c : tree_.children(t_)) {
      if (!is_relation(tree_.word(c).deprel, "obl") ||
          !one_of(tree_.preposition(c), {"on", "in", "at", "from"}))
        continue;
      const auto inner = tree_.children(c);
      if (is_calendar_name(tree_.folded(c)) ||
          std::any_of(inner.begin(), inner.end(),
                      [&](std::uint32_t i) { return is_calendar_name(tree_.folded(i)); }))
        return true;
    }
    return false;
  }

  /// "Did they sign?" A question with "who" or "why" takes the deed for granted.
  [[nodiscard]] bool is_question() const {
    const Sentence& s = tree_.document().sentences[tree_.sentence(t_)];
    if (one_of(tree_.word(s.first).xpos, {"WP", "WRB", "WDT"})) return false;
    for (std::uint32_t t = s.last; t > s.first && t + 3 > s.last; --t) {
      if (tree_.folded(t - 1) == "?") return true;
    }
    return false;
  }

  /// "Release my brother": the bare verb where a sentence or a quotation begins.
  [[nodiscard]] bool is_imperative() const {
    if (word_.xpos != "VB" || tree_.child(t_, "nsubj") >= 0 || tree_.child(t_, "mark") >= 0)
      return false;
    const Sentence& s = tree_.document().sentences[tree_.sentence(t_)];
    return t_ == s.first || one_of(tree_.folded(t_ - 1), {"\"", "“", "'", "‘", "''", "``"});
  }

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  std::uint32_t t_;
  const Word& word_;
  OwnStanding out_;
  bool progressive_ = false;
  bool might_ = false;
  bool maybe_ = false;  ///< "perhaps"
};

}  // namespace

OwnStanding own_standing(const Tree& tree, const ReadingLexicon& lexicon, std::uint32_t t) {
  return OwnReader(tree, lexicon, t).read();
}

std::string_view clause_marker(const Tree& tree, std::uint32_t t) {
  const std::int32_t m = tree.child(t, "mark");
  return m < 0 ? std::string_view()
               : std::string_view(tree.word(static_cast<std::uint32_t>(m)).lemma);
}

bool is_infinitive(const Tree& tree, std::uint32_t t) {
  if (tree.word(t).upos != "VERB") return false;
  const auto children = tree.children(t);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    return tree.word(c).deprel == "mark" && tree.word(c).lemma == "to";
  });
}

bool looks_ahead(const Tree& tree, std::uint32_t t) {
  const auto children = tree.children(t);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    const std::string_view r = tree.word(c).deprel;
    return (is_relation(r, "obl") || is_relation(r, "nmod") || is_relation(r, "advmod") ||
            r == "amod") &&
           holds_future(tree, c, 2);
  });
}

bool told_in_present(const Tree& tree, std::uint32_t t) {
  if (is_present(tree.word(t).xpos)) return true;
  const auto children = tree.children(t);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    const Word& w = tree.word(c);
    return (is_relation(w.deprel, "aux") || w.deprel == "cop") && is_present(w.xpos);
  });
}

}  // namespace dragoman
