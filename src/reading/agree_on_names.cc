#include "reading/agree_on_names.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "reading/tree.h"
#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::string_view kPerson = "PER";
constexpr std::array<std::string_view, 3> kKinds = {"PER", "LOC", "ORG"};

/// What stands before a person's name and nothing else.
bool is_title(std::string_view folded) {
  return one_of(folded,
                {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "dame"});
}

class Agreement {
 public:
  Agreement(const Knowledge& knowledge, Annotated& annotated)
      : knowledge_(knowledge), annotated_(annotated), tree_(annotated) {}

  void run() {
    for (const EntitySpan& e : annotated_.entities) {
      if (e.last - e.first == 1 && e.type == kPerson) lone_persons_.insert(tree_.folded(e.first));
    }
    split_offices();
    find_persons();
    vote();
    label_unlabelled();
  }

 private:
  [[nodiscard]] static bool is_full(const EntitySpan& e) {
    return e.last - e.first >= 2 && e.last - e.first <= 4;
  }
  [[nodiscard]] std::string_view key(const EntitySpan& e) const {
    return tree_.folded_tokens().run(e.first, e.last);
  }

  /// The token of a name that hangs from outside it.
  [[nodiscard]] std::uint32_t head_of(const EntitySpan& e) const {
    for (std::uint32_t t = e.first; t < e.last; ++t) {
      const std::int32_t head = tree_.word(t).head;
      if (head < static_cast<std::int32_t>(e.first) || head >= static_cast<std::int32_t>(e.last))
        return t;
    }
    return e.first;
  }

  /// Whether a token is a noun for one person: "counterpart", "spokesman", "President".
  [[nodiscard]] bool is_person_noun(std::uint32_t t) const {
    const Word& word = tree_.word(t);
    if (word.upos != "NOUN" && word.upos != "PROPN") return false;
    if (word.xpos == "NNS" || word.xpos == "NNPS") return false;
    const NameEntry* role = knowledge_.role(tree_.folded(t));
    return role != nullptr && !role->group;
  }

  [[nodiscard]] bool may_be_person(const EntitySpan& e) const {
    for (std::uint32_t t = e.first; t < e.last; ++t) {
      const std::string_view form = annotated_.document.form(t);
      if (form.empty() || !is_upper(form.front()) || is_person_noun(t)) return false;
    }
    return knowledge_.find(key(e)).empty() && knowledge_.place(key(e)) == nullptr &&
           !one_of(tree_.preposition(head_of(e)), {"in", "at", "near"});
  }

  [[nodiscard]] bool told_person(const EntitySpan& e) const {
    const std::uint32_t head = head_of(e);
    const Sentence& sentence = annotated_.document.sentences[tree_.sentence(head)];
    if (e.first > sentence.first) {
      const std::uint32_t before = e.first - 1;
      if (is_title(tree_.folded(before))) return true;
      if (e.type != "ORG" && is_person_noun(before) && tree_.word(before).deprel != "appos")
        return true;
    }
    // Organisations stand beside nouns of persons too: "its partner, Andean Wire".
    if (e.type == "ORG") return false;
    const Word& word = tree_.word(head);
    if (word.deprel == "appos" && word.head >= 0 &&
        is_person_noun(static_cast<std::uint32_t>(word.head)))
      return true;
    for (const std::uint32_t c : tree_.children(head)) {
      if (tree_.word(c).deprel == "appos" && tree_.word(c).upos == "NOUN" && is_person_noun(c))
        return true;
    }
    return knowledge_.gender_of(tree_.folded(e.first)) != '-' &&
           lone_persons_.contains(tree_.folded(e.last - 1));
  }

  /// "Ambassador of the Kingdom of Norway" as one organisation: only the state is a name.
  void split_offices() {
    for (EntitySpan& e : annotated_.entities) {
      if (e.last - e.first < 3 || e.last - e.first > 8 || !is_person_noun(e.first) ||
          tree_.folded(e.first + 1) != "of")
        continue;
      for (std::uint32_t t = e.first + 2; t < e.last; ++t) {
        const auto found = knowledge_.find(tree_.folded_tokens().run(t, e.last));
        if (std::none_of(found.begin(), found.end(),
                         [](const NameEntry& n) { return n.kind == NameKind::country; }))
          continue;
        e.first += tree_.folded(e.first + 2) == "the" && t > e.first + 2 ? 3 : 2;
        e.type = "LOC";
        break;
      }
    }
  }

  void find_persons() {
    std::unordered_set<std::string_view> persons;
    for (const EntitySpan& e : annotated_.entities) {
      if (is_full(e) && e.type != kPerson && may_be_person(e) && told_person(e))
        persons.insert(key(e));
    }
    if (persons.empty()) return;
    for (EntitySpan& e : annotated_.entities) {
      if (is_full(e) && persons.contains(key(e))) e.type = kPerson;
    }
  }

  void vote() {
    std::unordered_map<std::string_view, std::array<std::uint32_t, 3>> votes;
    const auto kind_of = [](const EntitySpan& e) {
      return static_cast<std::size_t>(std::find(kKinds.begin(), kKinds.end(), e.type) -
                                      kKinds.begin());
    };
    for (const EntitySpan& e : annotated_.entities) {
      if (is_full(e) && kind_of(e) < kKinds.size()) ++votes[key(e)][kind_of(e)];
    }
    for (EntitySpan& e : annotated_.entities) {
      if (!is_full(e) || kind_of(e) >= kKinds.size()) continue;
      const auto& counts = votes.at(key(e));
      const auto most = std::max_element(counts.begin(), counts.end());
      const std::uint32_t all = counts[0] + counts[1] + counts[2];
      if (all >= 3 && 2 * *most > all)
        e.type = kKinds[static_cast<std::size_t>(most - counts.begin())];
    }
  }

  [[nodiscard]] bool is_loose_name(std::uint32_t t, const Sentence& s) const {
    if (t < s.first || t >= s.last || labelled_[t] || tree_.word(t).upos != "PROPN") return false;
    const std::string_view form = annotated_.document.form(t);
    return !form.empty() && is_upper(form.front());
  }

  void label_unlabelled() {
    // Label by form; empty where occurrences disagree.
    std::unordered_map<std::string_view, std::string_view> labels;
    labelled_.assign(tree_.size(), false);
    for (const EntitySpan& e : annotated_.entities) {
      for (std::uint32_t t = e.first; t < e.last; ++t) labelled_[t] = true;
      if (e.last - e.first != 1) continue;
      const auto [at, added] = labels.emplace(annotated_.document.form(e.first), e.type);
      if (!added && at->second != e.type) at->second = {};
    }
    std::vector<EntitySpan> more;
    for (const Sentence& s : annotated_.document.sentences) {
      for (std::uint32_t t = s.first; t < s.last; ++t) {
        if (!is_loose_name(t, s)) continue;
        const auto found = labels.find(annotated_.document.form(t));
        if (found == labels.end() || (found->second != "LOC" && found->second != "ORG")) continue;
        // Part of a longer name that the model did not find.
        if ((t > s.first && is_loose_name(t - 1, s)) || is_loose_name(t + 1, s)) continue;
        more.push_back({t, t + 1, found->second});
      }
    }
    if (more.empty()) return;
    auto& all = annotated_.entities;
    const auto middle = static_cast<std::ptrdiff_t>(all.size());
    all.insert(all.end(), more.begin(), more.end());
    std::inplace_merge(all.begin(), all.begin() + middle, all.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  const Knowledge& knowledge_;
  Annotated& annotated_;
  const Tree tree_;
  std::unordered_set<std::string_view> lone_persons_;  ///< folded
  std::vector<bool> labelled_;
};

}  // namespace

void agree_on_names(const Knowledge& knowledge, Annotated& annotated) {
  if (annotated.entities.empty()) return;
  Agreement(knowledge, annotated).run();
}

}  // namespace dragoman
