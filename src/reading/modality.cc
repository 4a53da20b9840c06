#include <algorithm>
#include <optional>

#include "reading/embedding.h"
#include "reading/own_standing.h"
#include "reading/statements.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// How a governor holds what it governs.
enum class Link : std::uint8_t { none, clause, object, subject, oblique };

/// Climbs from a predicate through what governs it. At each step the standing found so far and
/// what the governor says of it give the new one.
class ModalityReader {
 public:
  ModalityReader(const Tree& tree, const ReadingLexicon& lexicon)
      : tree_(tree), lexicon_(lexicon), words_(tree, lexicon) {}

  void read(Statement& s) {
    out_ = &s;
    t_ = s.predicate;
    alleged_ = false;
    const OwnStanding own = own_standing(tree_, lexicon_, t_);
    s.negated = own.negated;
    m_ = own.negated ? negated(carried(own.modality)) : own.modality;
    // "Decided not to join": what one wills is refused.
    if (own.negated && m_ == Modality::denied && is_infinitive(tree_, t_)) m_ = Modality::refused;
    would_ = own.would;
    for (int depth = 0; depth < 6 && step(); ++depth) {
    }
    // Who plans a blow, or a step that waits on "unless", threatens it.
    if (m_ == Modality::planned && has_unless(s.predicate)) m_ = Modality::threatened;
    if (m_ == Modality::planned && words_.is_hostile(s.predicate)) m_ = Modality::threatened;
    s.modality = m_;
  }

 private:
  /// "Did not attack" was denied; "will not", "cannot", "would not attend" is a refusal.
  static Modality negated(Modality m) {
    if (m == Modality::occurred || m == Modality::ongoing) return Modality::denied;
    if (m == Modality::planned || m == Modality::possible) return Modality::refused;
    return m;
  }

  /// "No concessions will be made": the noun is denied in the tense of its verb.
  [[nodiscard]] Modality carried(Modality own) const {
    const Word& w = tree_.word(t_);
    if (w.upos == "VERB" || w.head < 0 || own != Modality::occurred) return own;
    const auto head = static_cast<std::uint32_t>(w.head);
    if (tree_.word(head).upos != "VERB" && tree_.word(head).lemma != "be") return own;
    return own_standing(tree_, lexicon_, head).modality;
  }

  /// "Will withdraw unless the price rises": on the predicate or on what governs it.
  [[nodiscard]] bool has_unless(std::uint32_t t) const {
    for (int depth = 0; depth < 2; ++depth) {
      for (const std::uint32_t c : tree_.children(t)) {
        if (tree_.word(c).deprel == "advcl" && clause_marker(tree_, c) == "unless") return true;
      }
      if (tree_.word(t).head < 0) return false;
      t = static_cast<std::uint32_t>(tree_.word(t).head);
    }
    return false;
  }

  [[nodiscard]] bool is_settled() const {
    return m_ == Modality::refused || m_ == Modality::denied || m_ == Modality::cancelled;
  }

  [[nodiscard]] bool is_open() const { return m_ == Modality::occurred || m_ == Modality::ongoing; }

  void set(Modality to, std::uint32_t governor) {
    m_ = to;
    out_->governor = static_cast<std::int32_t>(governor);
  }

  /// One step outward; false when nothing further out matters.
  bool step() {
    const Word& w = tree_.word(t_);
    if (w.head < 0 || is_settled()) return false;
    const auto head = static_cast<std::uint32_t>(w.head);
    if (w.deprel == "conj") return conjunct(head);
    if (w.deprel == "advcl" || w.deprel == "advcl:relcl") {
      adverbial(head);
      return false;
    }
    if (w.deprel == "parataxis") return false;
    if (is_relation(w.deprel, "acl")) return attribute(head);
    // "deny recruiting cooks", where the tree takes the verb for an attribute of the cooks.
    if (w.deprel == "amod" && w.xpos == "VBG" && t_ > 0 && tree_.word(head).head >= 0 &&
        tree_.word(head).head == static_cast<std::int32_t>(t_) - 1 &&
        tree_.word(head).deprel == "obj") {
      const std::optional<Modality> said = embedding(t_ - 1);
      if (said) apply(*said, t_ - 1, Link::clause);
      return false;
    }
    const Link link = link_to(head);
    if (link == Link::none) return false;
    const std::string_view mark = clause_marker(tree_, t_);
    if (link == Link::clause && is_open() && one_of(mark, {"whether", "if"})) {
      m_ = Modality::possible;
      return false;
    }
    govern(head, link);
    t_ = head;
    return true;
  }

  /// Clauses on nouns: "reports that it fell", "a plan to leave", "accused by him of looting".
  bool attribute(std::uint32_t head) {
    const Word& w = tree_.word(t_);
    const std::string_view mark = clause_marker(tree_, t_);
    const Word& noun = tree_.word(head);
    if (w.xpos == "VBG" && one_of(mark, {"of", "from"}) && noun.head >= 0) {
      const auto verb = static_cast<std::uint32_t>(noun.head);
      // "No intention of resigning", "the threat of being expelled".
      if (lexicon_.find(noun.lemma, "", 'n') != nullptr) {
        govern(head, Link::clause);
        t_ = head;
        return true;
      }
      if (tree_.word(verb).upos == "VERB" && noun.deprel != "nsubj") {
        if (is_open()) of_gerund(verb);
        return false;
      }
    }
    // In "the report that troops had crossed the border" the tree may take "that" for an object.
    const bool content_of_report = w.deprel == "acl:relcl" && alleges(noun.lemma) &&
                                   has_adverb(t_, "that") && tree_.child(t_, "nsubj") >= 0;
    if (mark == "that" || content_of_report) {
      // "reports by officials that": the noun of content may stand further out.
      const bool further = !alleges(noun.lemma) && lexicon_.find(noun.lemma, "", 'n') == nullptr &&
                           noun.deprel == "nmod" && noun.head >= 0;
      const auto content = further ? static_cast<std::uint32_t>(noun.head) : head;
      const bool known = alleges(tree_.word(content).lemma) ||
                         lexicon_.find(tree_.word(content).lemma, "", 'n') != nullptr;
      if (w.deprel == "acl:relcl" && !known) return false;
      govern(content, Link::clause);
      t_ = content;
      return true;
    }
    if (w.deprel == "acl:relcl") {
      // "It was not our men who shot him."
      const std::int32_t subject = tree_.child(head, "nsubj");
      if (is_open() && tree_.child(head, "cop") >= 0 && subject >= 0 &&
          tree_.folded(static_cast<std::uint32_t>(subject)) == "it" &&
          own_standing(tree_, lexicon_, head).negated)
        set(Modality::denied, head);
      return false;
    }
    if (!is_infinitive(tree_, t_) && mark.empty()) return false;
    govern(head, Link::clause);
    t_ = head;
    return true;
  }

  /// A conjunct without a subject or auxiliary of its own shares those of the first one.
  bool conjunct(std::uint32_t head) {
    const Word& w = tree_.word(t_);
    const bool own_clause = tree_.child(t_, "nsubj") >= 0 || tree_.child(t_, "aux") >= 0 ||
                            w.xpos == "VBD" || is_present(w.xpos);
    if (!own_clause && m_ == Modality::occurred) {
      const OwnStanding outer = own_standing(tree_, lexicon_, head);
      m_ = outer.negated ? negated(outer.modality) : outer.modality;
      would_ = outer.would;
    }
    t_ = head;
    return true;
  }

  void adverbial(std::uint32_t head) {
    const std::string_view mark = clause_marker(tree_, t_);
    if (one_of(mark, {"if", "unless", "lest", "whether"})) {
      if (is_open() || m_ == Modality::planned) m_ = Modality::possible;
      return;
    }
    const Word& w = tree_.word(t_);
    // "Rather than pay", "without signing", "instead of agreeing".
    if (one_of(mark, {"without", "instead"}) || (mark == "than" && has_adverb(t_, "rather"))) {
      if (is_open()) m_ = Modality::denied;
      out_->negated = true;
      return;
    }
    if (w.xpos == "VBG" && one_of(mark, {"of", "from", "for", "with", "in", "to"})) {
      const std::optional<Modality> outer = embedding(head);
      if (is_open() && outer && *outer == Modality::denied)
        set(Modality::denied, head);  // "disclaimed responsibility for abducting them"
      else if (is_open() && !one_of(mark, {"in", "to"}))
        of_gerund(head);
      return;
    }
    const std::optional<Modality> said = embedding(head);
    // "ruled out sending troops"
    if (w.xpos == "VBG" && mark.empty() && t_ > head && t_ <= head + 2 && said && is_open() &&
        (*said == Modality::refused || *said == Modality::denied || *said == Modality::cancelled)) {
      apply(*said, head, Link::clause);
      return;
    }
    if (!is_infinitive(tree_, t_)) return;
    // "cancelled a contract to ship arms", "there were calls to publish it"
    const bool there = tree_.word(head).lemma == "be" && tree_.child(head, "expl") >= 0;
    const std::int32_t noun = words_.noun_before(head, t_);
    if (is_open() && noun >= 0) {
      const auto content = static_cast<std::uint32_t>(noun);
      apply(*embedding(content), content, Link::clause);
      t_ = content;
      if (const Link link = link_to(head); !there && link != Link::none) govern(head, link);
      return;
    }
    // "called on all sides to protect civilians"
    if (said && (*said == Modality::demanded || *said == Modality::threatened ||
                 *said == Modality::refused)) {
      set(*said, head);
    } else if (is_open() && !one_of(tree_.word(head).lemma, {"declare", "pronounce"})) {
      m_ = Modality::planned;
    }
  }

  /// "accused the police of beating", "barred them from entering"; what one is thanked or punished
  /// for did happen.
  void of_gerund(std::uint32_t head) {
    const std::string_view governor = tree_.word(head).lemma;
    if (one_of(governor, {"accuse", "suspect", "charge", "blame", "implicate", "indict", "try",
                          "investigate"}))
      set(Modality::possible, head);
    else if (one_of(governor,
                    {"prevent", "stop", "bar", "ban", "keep", "deter", "block", "prohibit",
                     "restrain", "dissuade", "discourage", "hinder", "forbid", "refrain"}))
      set(Modality::cancelled, head);
    else
      set(Modality::occurred, head);
  }

  [[nodiscard]] Link link_to(std::uint32_t head) const {
    const Word& w = tree_.word(t_);
    if (w.deprel == "xcomp" || w.deprel == "ccomp" || is_relation(w.deprel, "csubj"))
      return Link::clause;
    if (w.deprel == "acl") {
      // "a deal mediated by Oman" was mediated; "a deal to withdraw" is yet to be kept.
      const bool inside = is_infinitive(tree_, t_) || !clause_marker(tree_, t_).empty();
      return inside ? Link::clause : Link::none;
    }
    if (w.deprel == "obj" || w.deprel == "nsubj:pass") return Link::object;
    if (w.deprel == "nsubj" || w.deprel == "nsubj:outer") return Link::subject;
    if (is_relation(w.deprel, "compound") && is_nominal(tree_.word(head).upos))
      return Link::oblique;
    const bool oblique = is_relation(w.deprel, "obl") || w.deprel == "nmod";
    if (oblique &&
        one_of(tree_.preposition(t_), {"for", "from", "about", "of", "to", "on", "with", "against",
                                       "under", "ahead", "in", "at", "during"}))
      return Link::oblique;
    return Link::none;
  }

  void govern(std::uint32_t head, Link link) {
    const Word& governor = tree_.word(head);
    if (link == Link::subject) {
      subject_of(head);
      return;
    }
    if (link == Link::oblique) {
      oblique_of(head);
      return;
    }
    // "denied the report that": what is denied is what is reported.
    if (link == Link::clause && alleges(governor.lemma) && is_nominal(governor.upos) &&
        !(governor.lemma == "suggestion" && is_bare(t_))) {
      alleged_ = true;
      if (is_open()) set(Modality::possible, head);
      if (own_standing(tree_, lexicon_, head).modality == Modality::denied)
        set(Modality::denied, head);  // "the baseless claim that"
      return;
    }
    const std::optional<Modality> said =
        link == Link::object ? said_of_object(head) : said_of_clause(head);
    if (said && apply(*said, head, link)) return;
    if (is_open()) inherit(head, link);
  }

  /// What governs with its own tense: "will hold talks", "may try to flee".
  void inherit(std::uint32_t head, Link link) {
    const Word& w = tree_.word(t_);
    const OwnStanding outer = own_standing(tree_, lexicon_, head);
    const bool finite = w.deprel == "ccomp" || is_relation(w.deprel, "csubj");
    if (finite) return;
    if (link == Link::clause && !is_nominal(tree_.word(head).upos) &&
        tree_.word(head).upos != "VERB" && tree_.word(head).upos != "ADJ")
      return;
    const bool mine_open = m_ == Modality::occurred || outer.modality != Modality::occurred;
    if (mine_open) {
      m_ = outer.modality;
      would_ = outer.would;
    }
    if (!outer.negated) return;
    out_->negated = true;
    const Word& governor = tree_.word(head);
    if (link == Link::clause && is_nominal(governor.upos))
      m_ = Modality::refused;  // "no grounds to apologise"
    else if (link == Link::clause && one_of(governor.lemma, {"get", "manage", "succeed"}))
      m_ = Modality::cancelled;  // "never got to sign"
    else
      m_ = negated(m_);
  }

  /// The standing that `said` gives to what has the standing `m_`. True when the governor's own
  /// negation has been counted.
  bool apply(Modality said, std::uint32_t head, Link link) {
    const OwnStanding outer = own_standing(tree_, lexicon_, head);
    // "Doubt that it will sign", "nobody believes that they will surrender".
    if (said == Modality::possible && m_ == Modality::planned && link == Link::clause) {
      set(Modality::possible, head);
      return true;
    }
    if (outer.negated) {
      // "Did not rule out a pardon", "did not fail to pay".
      if (said == Modality::refused) {
        if (m_ != Modality::demanded) set(Modality::possible, head);
      } else if (said == Modality::cancelled || said == Modality::denied) {
        return true;  // it happened after all
      } else if (said == Modality::occurred || said == Modality::background) {
        return false;
      } else if (is_open() && said != Modality::demanded && said != Modality::occurred) {
        out_->negated = true;
        set(said == Modality::possible ? Modality::denied : Modality::refused, head);
      }
      return true;
    }
    if (outer.past_perfect && said == Modality::planned && link == Link::clause && is_open() &&
        !one_of(tree_.word(head).lemma, {"agree", "promise", "pledge", "vow", "decide", "offer",
                                         "announce", "resolve", "undertake", "swear"})) {
      set(Modality::cancelled, head);  // "had been due to sign"
      return true;
    }
    if (is_open()) {
      if (said == Modality::background || said == Modality::occurred) return false;
      if (said == Modality::ongoing && m_ == Modality::ongoing) return false;
      set(said, head);
      return false;
    }
    // "Rejected a call to withdraw", "denied that it would", "shelved its plan to buy".
    if (said == Modality::refused)
      set(alleged_ ? Modality::denied : Modality::refused, head);
    else if (said == Modality::denied)
      set(alleged_ || m_ == Modality::possible ? Modality::denied : Modality::refused, head);
    else if (said == Modality::cancelled)
      set(Modality::cancelled, head);
    else if (said == Modality::threatened && m_ == Modality::planned)
      set(Modality::threatened, head);
    return false;
  }

  [[nodiscard]] std::optional<Modality> said_of_clause(std::uint32_t head) {
    const Word& w = tree_.word(t_);
    const Word& governor = tree_.word(head);
    std::optional<Modality> said = embedding(head);
    const bool finite = w.deprel == "ccomp" || is_relation(w.deprel, "csubj") ||
                        (w.deprel == "acl" && !is_infinitive(tree_, t_));
    // "said it would resume": a future of the past.
    if (finite && would_ && m_ == Modality::possible && governor.upos == "VERB" &&
        !(said && *said == Modality::possible && governor.lemma != "hint"))
      m_ = Modality::planned;
    if (one_of(governor.lemma, {"want", "like", "prefer", "wish"}) && is_infinitive(tree_, t_) &&
        (tree_.child(head, "obj") >= 0 || tree_.child(t_, "nsubj") >= 0))
      return Modality::demanded;
    if (governor.lemma == "be" && is_infinitive(tree_, t_) && governor.upos != "NOUN")
      return governor.xpos == "VBD" || is_present(governor.xpos) ? std::optional(Modality::planned)
                                                                 : std::nullopt;
    if (governor.lemma == "let" && governor.xpos == "VB") return Modality::demanded;
    // "Are said to have tortured him", "claims to have shot it down".
    if (is_infinitive(tree_, t_) && tree_.child(head, "obj") < 0 &&
        one_of(governor.lemma, {"say", "report", "claim", "allege", "rumour", "rumor", "purport"}))
      return Modality::possible;
    if (one_of(governor.lemma, {"have", "be"}) && has_adverb(head, "yet"))
      return Modality::denied;  // "has yet to pay"
    if (governor.lemma == "go" && governor.xpos == "VBG" && is_infinitive(tree_, t_))
      return Modality::planned;
    if (w.deprel == "acl" && is_infinitive(tree_, t_) &&
        one_of(governor.lemma, {"hour", "day", "week", "month", "year", "deadline"}) &&
        governor.head >= 0) {
      const auto giver = static_cast<std::uint32_t>(governor.head);
      if (tree_.word(giver).lemma == "give") return Modality::demanded;
      if (tree_.word(giver).lemma == "have") return Modality::planned;
    }
    if (!said || !finite || is_infinitive(tree_, t_)) return said;
    switch (*said) {
      case Modality::denied:
      case Modality::refused:
      case Modality::possible:
        return said;
      case Modality::demanded:
        // "demanded that the bank freeze it"; "told reporters that it froze" demands nothing.
        return is_bare(t_) ? said : std::nullopt;
      case Modality::threatened:
        if (m_ == Modality::planned) return said;
        // "warned it could shut the line": the one who warns would do it.
        if (m_ == Modality::possible && by_the_speaker(head)) {
          m_ = Modality::threatened;
          return std::nullopt;
        }
        return std::nullopt;
      default:
        return std::nullopt;
    }
  }

  /// The bare form of "that they be returned", "that the bank freeze".
  [[nodiscard]] bool is_bare(std::uint32_t t) const {
    if (m_ != Modality::occurred) return false;
    bool be = false;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& w = tree_.word(c);
      if (!is_relation(w.deprel, "aux") && w.deprel != "cop") continue;
      if (w.xpos != "VB" && tree_.folded(c) != "be") return false;
      be = true;
    }
    return be || tree_.word(t).xpos == "VB" || tree_.word(t).xpos == "VBP";
  }

  [[nodiscard]] bool has_adverb(std::uint32_t t, std::string_view adverb) const {
    const auto children = tree_.children(t);
    return std::any_of(children.begin(), children.end(),
                       [&](std::uint32_t c) { return tree_.folded(c) == adverb; });
  }

  [[nodiscard]] bool by_the_speaker(std::uint32_t head) const {
    const std::int32_t own = tree_.child(t_, "nsubj");
    return tree_.child(head, "nsubj") >= 0 &&
           (own < 0 || one_of(tree_.folded(static_cast<std::uint32_t>(own)),
                              {"it", "he", "she", "they", "we", "i"}));
  }

  /// "Denied involvement", "requested troops", "cancelled the vote".
  [[nodiscard]] std::optional<Modality> said_of_object(std::uint32_t head) const {
    std::optional<Modality> said = embedding(head);
    // "declared the attacks to be called off": the object belongs to the inner verb.
    for (const std::uint32_t c : tree_.children(head)) {
      const std::string_view r = tree_.word(c).deprel;
      if (c != t_ && (r == "xcomp" || (r == "advcl" && is_infinitive(tree_, c))) &&
          tree_.child(c, "obj") < 0) {
        if (const std::optional<Modality> inner = embedding(c)) said = inner;
      }
    }
    const std::string_view lemma = tree_.word(head).lemma;
    if (one_of(lemma, {"put", "place"}) && (has_adverb(head, "ice") || has_adverb(head, "hold")))
      return Modality::cancelled;
    if (const Modality* object = words_.of_object(head); object != nullptr && is_open())
      return *object;
    if (!said) return said;
    switch (*said) {
      case Modality::denied:
      case Modality::cancelled:
      case Modality::planned:
      case Modality::threatened:
        return said;
      case Modality::demanded:
        // Who commands an attack makes it: what is commanded is as good as done.
        return one_of(lemma, {"order", "direct", "command", "instruct", "decree", "mandate",
                              "press", "challenge", "remind", "charge"})
                   ? std::nullopt
                   : said;
      case Modality::refused:
        // Who defies an order refuses what it orders; who boycotts a summit leaves it standing.
        return is_open() && one_of(lemma, {"boycott", "defy", "snub", "ignore", "object"})
                   ? std::nullopt
                   : said;
      case Modality::possible:
        return one_of(lemma, {"risk", "mull", "weigh", "contemplate", "consider", "moot", "propose",
                              "float", "fear", "advocate"})
                   ? said
                   : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  /// "The talks collapsed", "a truce is possible", "the siege continues".
  void subject_of(std::uint32_t head) {
    const Word& governor = tree_.word(head);
    // "The shipment has been cancelled, the owner said", where the tree gives the subject to
    // "said".
    for (const std::uint32_t c : tree_.children(head)) {
      if (tree_.word(c).deprel == "ccomp" && c > t_ && c < head && tree_.child(c, "nsubj") < 0) {
        if (tree_.child(c, "aux:pass") >= 0)
          govern(c, Link::object);
        else
          subject_of(c);
        return;
      }
    }
    if (governor.lemma == "be" && tree_.child(head, "expl") >= 0 && is_open()) {
      inherit(head, Link::object);
      if (would_ && m_ == Modality::possible && governor.deprel == "ccomp") m_ = Modality::planned;
      return;
    }
    if (governor.lemma == "way" && tree_.preposition(head) == "under" && is_open()) {
      if (told_in_present(tree_, head)) set(Modality::ongoing, head);
      return;
    }
    if (governor.lemma == "question" && tree_.preposition(head) == "out" && is_open()) {
      set(Modality::refused, head);
      return;
    }
    if (governor.lemma == "show" && is_open() && told_in_present(tree_, head)) {
      const std::int32_t object = tree_.child(head, "obj");
      if (object >= 0 && tree_.word(static_cast<std::uint32_t>(object)).lemma == "sign")
        set(Modality::ongoing, head);
      return;
    }
    const Modality* said = words_.of_subject(head);
    // "Talks postponed": headlines leave out "were".
    if (said == nullptr && governor.upos == "VERB" && tree_.child(head, "obj") < 0 &&
        (governor.xpos == "VBD" || governor.xpos == "VBN") &&
        !one_of(governor.lemma, {"end", "cease", "stop", "pause", "halt", "quit", "escape", "drop",
                                 "agree", "approve", "fail"})) {
      const std::optional<Modality> passive = embedding(head);
      if (passive && (*passive == Modality::cancelled ||
                      (*passive == Modality::planned &&
                       one_of(governor.lemma, {"set", "schedule", "plan", "slate"})))) {
        apply(*passive, head, Link::object);
        return;
      }
    }
    if (said == nullptr) said = lexicon_.find(tree_.word(head).lemma, "", 's');
    if (said == nullptr) {
      if (is_open() && has_lasted(head))
        set(Modality::ongoing, head);
      else if (is_open() && words_.carries_subject(head))
        inherit(head, Link::subject);
      return;
    }
    const OwnStanding outer = own_standing(tree_, lexicon_, head);
    const bool present = told_in_present(tree_, head);
    if (*said == Modality::ongoing || *said == Modality::planned) {
      // "Counting continued" goes on; "the talks began" is over with.
      if (!present && outer.modality != Modality::planned &&
          (*said != Modality::ongoing || outer.negated || outer.past_perfect))
        return;
      if (is_open()) set(outer.modality == Modality::planned ? Modality::planned : *said, head);
      return;
    }
    if (outer.modality == Modality::possible || outer.modality == Modality::planned) return;
    if (outer.negated) {
      if (*said == Modality::possible) set(Modality::refused, head);
      return;
    }
    set(*said, head);
  }

  /// "The strike is in its third week", "the siege, now into its fifth day, has spread", "a strike
  /// has kept the courts closed since Monday".
  [[nodiscard]] bool has_lasted(std::uint32_t head) const {
    if (is_nth_period(head) && told_in_present(tree_, head)) return true;
    const bool perfect = tree_.word(head).xpos == "VBN" && told_in_present(tree_, head);
    for (const std::uint32_t c : tree_.children(head)) {
      if (is_nth_period(c) && tree_.folded(c) != "years") return true;
      if (perfect && is_relation(tree_.word(c).deprel, "obl") && tree_.preposition(c) == "since")
        return true;
    }
    return false;
  }

  /// "In its third week", "into their eleventh night".
  [[nodiscard]] bool is_nth_period(std::uint32_t t) const {
    if (!one_of(tree_.word(t).lemma, {"week", "day", "month", "hour", "year", "night"}) ||
        !one_of(tree_.preposition(t), {"in", "into"}))
      return false;
    return tree_.child(t, "nmod:poss") >= 0 || tree_.child(t, "amod") >= 0;
  }

  /// "Called for a withdrawal", "rumours of a coup", "ahead of the summit", "under siege".
  void oblique_of(std::uint32_t head) {
    const std::string_view preposition = tree_.preposition(t_);
    const Word& governor = tree_.word(head);
    if (preposition == "ahead") {
      if (is_open()) set(Modality::planned, head);
      return;
    }
    if (preposition == "under") {
      if (m_ == Modality::occurred && tree_.word(t_).deprel != "nmod" &&
          one_of(governor.lemma, {"remain", "stay", "be", "live"}) && is_present(governor.xpos))
        set(Modality::ongoing, head);
      return;
    }
    if (alleges(governor.lemma) && is_nominal(governor.upos)) {
      alleged_ = true;
      if (is_open() && one_of(preposition, {"of", "about", "that"}) && governor.lemma != "report")
        set(Modality::possible, head);
      return;
    }
    // "Day 46 of the occupation"
    if (preposition == "of" && one_of(governor.lemma, {"day", "week", "month"}) &&
        governor.deprel == "root" && is_open()) {
      set(Modality::ongoing, head);
      return;
    }
    const Modality* said = nullptr;
    if (governor.upos == "VERB" && tree_.word(t_).deprel != "nmod" &&
        one_of(preposition, {"for", "of", "to", "about", "on", "against"})) {
      // "Renewed its demand for the withdrawal".
      const std::int32_t noun = words_.noun_before(head, t_);
      if (noun >= 0 && noun + 4 > static_cast<std::int32_t>(t_) - 3 &&
          lexicon_.find(governor.lemma, preposition, 'v') == nullptr &&
          tree_.word(static_cast<std::uint32_t>(noun)).deprel != "nsubj") {
        oblique_of(static_cast<std::uint32_t>(noun));
        return;
      }
    }
    // "Will speak at the summit": the summit lies ahead too.
    if (governor.upos == "VERB" && one_of(preposition, {"in", "at", "during"})) {
      if (m_ == Modality::occurred &&
          own_standing(tree_, lexicon_, head).modality == Modality::planned)
        set(Modality::planned, head);
      return;
    }
    if (tree_.folded(head) == "talk" && preposition == "of" && is_open()) {
      set(Modality::possible, head);
      return;
    }
    if (governor.upos == "VERB") {
      said = lexicon_.find(governor.lemma, preposition, 'v');
      if (said == nullptr && preposition == "with" && governor.lemma == "threaten")
        said = words_.of_complement(head);
      if (said == nullptr && one_of(preposition, {"for", "from", "about", "of", "to"}))
        said = words_.of_complement(head);
    } else {
      said = words_.of_complement(head);
    }
    if (said == nullptr) return;
    switch (*said) {
      case Modality::demanded:
        if (!one_of(preposition, {"for", "to", "of"})) return;
        break;
      case Modality::planned:
      case Modality::possible:
      case Modality::cancelled:
      case Modality::denied:
      case Modality::refused:
      case Modality::threatened:
        if (governor.upos == "VERB" && *said == Modality::possible) return;
        break;
      default:
        return;
    }
    apply(*said, head, Link::oblique);
  }

  /// What the lexicon says `t` does to its complement.
  [[nodiscard]] std::optional<Modality> embedding(std::uint32_t t) const {
    const Modality* found = words_.of_complement(t);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  Embedding words_;
  Statement* out_ = nullptr;
  std::uint32_t t_ = 0;
  Modality m_ = Modality::occurred;
  bool would_ = false;
  bool alleged_ = false;  ///< passed a noun such as "report", whose content is in doubt
};

}  // namespace

void set_modality(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading) {
  ModalityReader reader(tree, lexicon);
  for (Statement& s : reading.statements) reader.read(s);
}

}  // namespace dragoman
