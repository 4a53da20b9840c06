#include "reading/roles.h"

#include <algorithm>
#include <map>
#include <set>

#include "reading/role_words.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

class RoleFinder {
 public:
  RoleFinder(const Tree& tree, Reading& reading)
      : tree_(tree), reading_(reading), mentions_(reading.mentions) {}

  void run() {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const Mention& m = mentions_[i];
      if (m.person && m.named) named_.emplace(m.chain, static_cast<int>(i));
    }
    clauses();
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const Mention& m = mentions_[i];
      if (m.person && m.named && !m.role.empty() && !m.registry_role)
        claim(static_cast<int>(i), m, role_validity(m.role));
    }
    std::stable_sort(
        reading_.roles.begin(), reading_.roles.end(),
        [](const RoleClaim& a, const RoleClaim& b) { return a.span.begin < b.span.begin; });
  }

 private:
  /// `told` gives the role to the person of `mention`.
  void claim(int mention, const Mention& told, std::string_view valid) {
    const Mention& person = mentions_[static_cast<std::size_t>(mention)];
    if (!told_.emplace(person.chain, told.role).second) return;
    reading_.roles.push_back({mention, told.role, told.affiliation,
                              told.country.empty() ? person.country : told.country, told.span,
                              valid});
  }

  void clauses() {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const Mention& m = mentions_[i];
      if (m.named || !m.person || m.role.empty() || m.plural || tree_.word(m.head).upos == "PRON")
        continue;
      bool past = false;
      const int who = holder(m.head, past);
      if (who < 0) continue;
      give(who, m, past);
    }
  }

  /// The mention that a predicate or complement under `t` gives a role to; -1 for none.
  [[nodiscard]] int holder(std::uint32_t t, bool& past) const {
    const std::int32_t copula = tree_.child(t, "cop");
    if (copula >= 0) {
      past = one_of(tree_.folded(static_cast<std::uint32_t>(copula)), {"was", "were"});
      return doubtful(t) ? -1 : subject_of(t);
    }
    const Word& w = tree_.word(t);
    if (w.head < 0) return -1;
    const auto verb = static_cast<std::uint32_t>(w.head);
    const std::string_view lemma = tree_.word(verb).lemma;
    const bool complement = w.deprel == "xcomp" || w.deprel == "obj" ||
                            (is_relation(w.deprel, "obl") && tree_.preposition(t) == "as");
    if (!complement || doubtful(verb)) return -1;
    if (one_of(lemma, {"become", "remain", "serve"})) return subject_of(verb);
    if (!one_of(lemma, {"elect", "appoint", "name", "reelect", "choose", "install", "nominate"}))
      return -1;
    const std::int32_t object = tree_.child(verb, "obj");
    if (object >= 0 && object != static_cast<std::int32_t>(t))
      return mention_at(static_cast<std::uint32_t>(object));
    const bool passive = tree_.child(verb, "nsubj:pass") >= 0 || tree_.child(verb, "aux:pass") >= 0;
    return passive ? subject_of(verb) : -1;
  }

  /// "Not", "may", "would": no claim.
  [[nodiscard]] bool doubtful(std::uint32_t predicate) const {
    for (const std::uint32_t c : tree_.children(predicate)) {
      const std::string_view form = tree_.folded(c);
      if (one_of(form, {"not", "n't", "never"})) return true;
      if (is_relation(tree_.word(c).deprel, "aux") &&
          one_of(form, {"may", "might", "could", "would", "should", "will", "'ll", "can"}))
        return true;
    }
    return false;
  }

  /// The subject of a clause; of a relative clause, what it hangs from.
  [[nodiscard]] int subject_of(std::uint32_t predicate) const {
    const std::int32_t subject = tree_.child(predicate, "nsubj");
    if (subject >= 0) {
      const auto s = static_cast<std::uint32_t>(subject);
      if (!one_of(tree_.folded(s), {"who", "that", "which"})) return mention_at(s);
    }
    const Word& w = tree_.word(predicate);
    return is_relation(w.deprel, "acl") && w.head >= 0
               ? mention_at(static_cast<std::uint32_t>(w.head))
               : -1;
  }

  [[nodiscard]] int mention_at(std::uint32_t t) const { return reading_.mention_of_head[t]; }

  void give(int who, const Mention& told, bool past) {
    const auto named = named_.find(mentions_[static_cast<std::size_t>(who)].chain);
    if (named == named_.end()) return;
    const std::string_view said = role_validity(told.role);
    claim(named->second, told, past && said == "current" ? "former" : said);
    if (past) return;
    for (Mention& m : mentions_) {
      if (m.chain != named->first || (!m.role.empty() && !m.registry_role)) continue;
      m.role = told.role;
      m.registry_role = false;
      if (!told.sector.empty()) m.sector = told.sector;
      if (m.country.empty()) m.country = told.country;
    }
  }

  const Tree& tree_;
  Reading& reading_;
  std::vector<Mention>& mentions_;
  std::map<int, int> named_;  ///< first named mention of a person, by chain
  std::set<std::pair<int, std::string>> told_;
};

}  // namespace

void find_roles(const Tree& tree, Reading& reading) { RoleFinder(tree, reading).run(); }

}  // namespace dragoman
