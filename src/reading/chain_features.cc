#include "reading/chain_features.h"

#include <algorithm>
#include <initializer_list>
#include <unordered_map>

namespace dragoman {

namespace {

constexpr std::uint32_t cross(std::uint32_t a, std::uint32_t b) {
  std::uint32_t h = (a ^ 0x9E3779B9U) * 0x85EBCA6BU;
  h ^= h >> 15U;
  h = (h ^ b) * 0xC2B2AE35U;
  return h ^ (h >> 13U);
}

/// Number of the range that a count falls into.
std::uint32_t bucket(std::size_t n) {
  constexpr std::size_t kEnds[] = {0, 1, 2, 3, 4, 6, 9, 14, 24, 50, 100};
  std::uint32_t b = 0;
  for (const std::size_t end : kEnds) {
    if (n <= end) return b;
    ++b;
  }
  return b;
}

/// Collects features of one decision, alone and together with the kinds of the phrases.
class Bag {
 public:
  Bag(std::vector<std::uint32_t>& out, std::uint32_t kind, std::uint32_t pair_kind)
      : out_(out), kind_(kind), pair_kind_(pair_kind) {}

  /// Template number and value.
  void add(std::uint32_t name, std::uint32_t value) {
    const std::uint32_t f = cross(name, value);
    put(f);
    put(cross(f, kind_));
    put(cross(f, pair_kind_));
  }
  /// Only together with the kind of the later phrase.
  void add_by_kind(std::uint32_t name, std::uint32_t value) {
    put(cross(cross(name, value), kind_));
  }
  void put(std::uint32_t f) { out_.push_back((f ^ (f >> 17U)) % kChainWeights); }

 private:
  std::vector<std::uint32_t>& out_;
  std::uint32_t kind_;
  std::uint32_t pair_kind_;
};

std::uint32_t of(char a, char b) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(a)) << 8U |
         static_cast<std::uint32_t>(static_cast<unsigned char>(b));
}

bool contains(const Phrase& outer, const Phrase& inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}

}  // namespace

ChainFeatures::ChainFeatures(const Tree& tree, const Knowledge& knowledge, const Reading& reading,
                             const Phrases& phrases)
    : tree_(tree), knowledge_(knowledge), reading_(reading), phrases_(phrases) {
  std::unordered_map<std::uint32_t, std::uint32_t> heads;
  std::unordered_map<std::uint32_t, std::uint32_t> texts;
  std::uint32_t reach = 0;
  for (const Phrase& p : phrases_.all) {
    earlier_heads_.push_back(heads[p.key]++);
    earlier_texts_.push_back(texts[p.text_key]++);
    inside_.push_back(p.first < reach);
    reach = std::max(reach, p.last);
    classes_at_.push_back(static_cast<std::uint32_t>(classes_.size()));
    if (is_pronoun(p.kind) || tree_.word(p.head).upos != "NOUN") continue;
    for (const std::uint32_t c : knowledge_.word_classes(tree_.word(p.head).lemma, 'n'))
      classes_.push_back(c);
  }
  classes_at_.push_back(static_cast<std::uint32_t>(classes_.size()));
}

std::uint32_t ChainFeatures::relation(std::uint32_t token) const {
  return short_hash(tree_.word(token).deprel);
}

std::uint32_t ChainFeatures::governor_key(std::uint32_t token) const {
  const std::int32_t head = tree_.word(token).head;
  return head < 0 ? 0 : short_hash(tree_.word(static_cast<std::uint32_t>(head)).lemma);
}

bool ChainFeatures::shares_word(const Phrase& a, const Phrase& b) const {
  for (std::uint32_t x = a.words; x < a.words_end; ++x) {
    for (std::uint32_t y = b.words; y < b.words_end; ++y) {
      if (phrases_.words[x] == phrases_.words[y]) return true;
    }
  }
  return false;
}

bool ChainFeatures::candidate(std::size_t i, std::size_t j) const {
  const Phrase& a = phrases_.all[i];
  const Phrase& b = phrases_.all[j];
  if (contains(b, a) && b.head == a.head) return false;
  const std::uint32_t sentences = a.sentence - b.sentence;
  if (is_pronoun(a.kind)) {
    if (a.kind <= PhraseKind::speakers)
      return (sentences <= 20 && a.kind == b.kind) || sentences <= 3;
    return sentences <= 4 || (sentences <= 8 && a.kind == b.kind);
  }
  if (sentences <= 2) return true;
  return !is_pronoun(b.kind) && shares_word(a, b);
}

void ChainFeatures::alone(std::size_t i, std::vector<std::uint32_t>& out) const {
  out.clear();
  const Phrase& p = phrases_.all[i];
  const auto kind = static_cast<std::uint32_t>(p.kind);
  Bag bag(out, cross(900, kind), cross(901, cross(kind, bucket(earlier_heads_[i]))));
  bag.add(1, 0);
  bag.add(2, relation(p.head));
  bag.add(3, bucket(p.last - p.first));
  bag.add(4, bucket(earlier_heads_[i]));
  bag.add(5, bucket(earlier_texts_[i]));
  bag.add(6, bucket(p.sentence));
  bag.add(7, of(p.gender, p.number));
  bag.add(8, static_cast<std::uint32_t>(p.entity));
  bag.add(9, inside_[i] ? 1 : 0);
  bag.add(10, bucket(p.words_end - p.words));
  bag.add_by_kind(11, p.key);
  bag.add_by_kind(12, short_hash(tree_.folded(p.first)));
  bag.add_by_kind(13, governor_key(p.head));
  if (p.first > 0) bag.add_by_kind(14, short_hash(tree_.folded(p.first - 1)));
  if (p.last < tree_.size()) bag.add_by_kind(15, short_hash(tree_.folded(p.last)));
  bag.add_by_kind(16, cross(relation(p.head), governor_key(p.head)));
  for (std::uint32_t c = classes_at_[i]; c < classes_at_[i + 1]; ++c)
    bag.add_by_kind(17, classes_[c]);
  // "It is clear that": a clause fills the place that the pronoun holds open.
  const std::int32_t head = tree_.word(p.head).head;
  if (head >= 0 && is_pronoun(p.kind)) {
    const auto h = static_cast<std::uint32_t>(head);
    const bool clause = tree_.child(h, "csubj") >= 0 || tree_.child(h, "ccomp") >= 0 ||
                        tree_.child(h, "xcomp") >= 0;
    bag.add(18, (clause ? 2 : 0) + (tree_.child(h, "cop") >= 0 ? 1 : 0));
    bag.add_by_kind(19, short_hash(tree_.word(h).upos));
  }
  if (p.mention >= 0) {
    const Mention& m = reading_.mentions[static_cast<std::size_t>(p.mention)];
    bag.add(20, (m.actor ? 1U : 0U) + (m.place ? 2U : 0U) + (m.state ? 4U : 0U) +
                    (m.collective ? 8U : 0U) + (m.named ? 16U : 0U));
    bag.add(21, m.chain >= 0 && m.chain != p.mention ? 1 : 0);
  }
}

std::uint32_t ChainFeatures::word_match(const Phrase& i, const Phrase& j) const {
  if (i.text_key == j.text_key) return 1;
  const bool heads = i.key == j.key;
  std::uint32_t common = 0;
  for (std::uint32_t x = i.words; x < i.words_end; ++x) {
    for (std::uint32_t y = j.words; y < j.words_end; ++y) {
      if (phrases_.words[x] != phrases_.words[y]) continue;
      ++common;
      break;
    }
  }
  const bool all_of_i = common == i.words_end - i.words;
  const bool all_of_j = common >= j.words_end - j.words;
  if (heads) return 2 + (all_of_i ? 1 : 0) + (all_of_j ? 2 : 0);
  if (common == 0) return 0;
  return 6 + (all_of_i ? 1 : 0) + (all_of_j ? 2 : 0);
}

/// Acronyms, and names where one is the first or last word of the other.
std::uint32_t ChainFeatures::name_match(const Phrase& i, const Phrase& j) const {
  const bool acronym_i = i.last == i.first + 1;
  const bool acronym_j = j.last == j.first + 1;
  if (acronym_i != acronym_j) {
    const Phrase& shorter = acronym_i ? i : j;
    const Phrase& longer = acronym_i ? j : i;
    const std::string_view form = tree_.document().form(shorter.first);
    if (form.size() >= 2 && form[1] >= 'A' && form[1] <= 'Z') {
      std::size_t at = 0;
      bool matches = true;
      for (std::uint32_t t = longer.first; t < longer.last && matches; ++t) {
        const char initial = tree_.document().form(t).front();
        if (initial < 'A' || initial > 'Z') continue;
        matches = at < form.size() && form[at] == initial;
        ++at;
      }
      if (matches && at == form.size()) return 1;
    }
    const std::string_view word = tree_.folded(shorter.first);
    if (word == tree_.folded(longer.last - 1)) return 2;
    if (word == tree_.folded(longer.first)) return 3;
  }
  return 0;
}

/// Where one stands in the tree as seen from the other.
std::uint32_t ChainFeatures::structure(const Phrase& i, const Phrase& j) const {
  const Word& a = tree_.word(i.head);
  const Word& b = tree_.word(j.head);
  const auto head_i = static_cast<std::int32_t>(i.head);
  const auto head_j = static_cast<std::int32_t>(j.head);
  if (a.head == head_j) {
    if (is_relation(a.deprel, "appos")) return 1;
    if (contains(j, i)) return is_relation(a.deprel, "compound") ? 2 : 3;
    if (a.deprel == "conj") return 4;
    return 5;
  }
  if (b.head == head_i) {
    if (is_relation(b.deprel, "nsubj")) return 6;  // "Anna is the head": copula
    if (is_relation(b.deprel, "appos")) return 7;
    if (contains(i, j)) return 8;
    return 9;
  }
  if (contains(j, i)) return 10;
  if (contains(i, j)) return 11;
  if (a.head == b.head && a.head >= 0) {
    if (a.deprel == "xcomp") return 16;
    return b.deprel == "nmod:poss" || a.deprel == "nmod:poss" ? 12 : 13;
  }
  if (a.head >= 0 && b.head >= 0 && tree_.word(static_cast<std::uint32_t>(a.head)).head == b.head)
    return 14;
  return 15;
}

std::uint32_t ChainFeatures::shared_classes(const Phrase& i, const Phrase& j) const {
  const auto index = [&](const Phrase& p) {
    return static_cast<std::size_t>(&p - phrases_.all.data());
  };
  std::uint32_t shared = 0;
  for (std::uint32_t x = classes_at_[index(i)]; x < classes_at_[index(i) + 1]; ++x) {
    for (std::uint32_t y = classes_at_[index(j)]; y < classes_at_[index(j) + 1]; ++y)
      shared += classes_[x] == classes_[y] ? 1 : 0;
  }
  return shared;
}

void ChainFeatures::pair(std::size_t i, std::size_t j, const ChainState& state,
                         std::vector<std::uint32_t>& out) const {
  out.clear();
  const Phrase& a = phrases_.all[i];
  const Phrase& b = phrases_.all[j];
  const auto kind = static_cast<std::uint32_t>(a.kind);
  const auto earlier = static_cast<std::uint32_t>(b.kind);
  const std::uint32_t kinds = cross(kind, earlier);
  Bag bag(out, cross(902, kind), cross(903, kinds));
  const std::uint32_t sentences = bucket(a.sentence - b.sentence);
  const std::uint32_t match = word_match(a, b);
  const std::uint32_t shape = structure(a, b);
  bag.add(30, 0);
  bag.add(31, sentences);
  bag.add(32, bucket(i - j));
  bag.add(33, match);
  bag.add(34, cross(match, sentences));
  bag.add(35, name_match(a, b));
  bag.add(36, shape);
  bag.add(37, of(a.gender, state.gender));
  bag.add(38, of(a.number, state.number));
  bag.add(39, of(a.entity, b.entity));
  bag.add(40, cross(relation(b.head), a.sentence - b.sentence > 2 ? 2 : a.sentence - b.sentence));
  bag.add_by_kind(41, cross(relation(a.head), relation(b.head)));
  bag.add(42, bucket(state.size));
  bag.add_by_kind(43, cross(bucket(state.size), sentences));
  if (governor_key(a.head) == governor_key(b.head)) bag.add(44, 1);
  bag.add(45, b.sentence == 0 ? 1 : 0);
  bag.add(46, inside_[j] ? 1 : 0);
  bag.add_by_kind(47, cross(of(a.gender, b.gender), of(a.number, b.number)));
  if (is_pronoun(a.kind)) {
    bag.add_by_kind(48, b.key);
    for (std::uint32_t c = classes_at_[j]; c < classes_at_[j + 1]; ++c)
      bag.add_by_kind(49, classes_[c]);
    bag.add_by_kind(50, cross(tree_.word(b.head).deprel == "nmod:poss" ? 1 : 0, shape));
  } else {
    bag.add(51, cross(match, static_cast<std::uint32_t>(a.words_end - a.words)));
    if (match != 0 && match != 1) bag.add_by_kind(52, cross(match, a.key));
    if (match == 0 && a.key != b.key) {
      bag.add(53, bucket(shared_classes(a, b)));
      bag.add_by_kind(54, cross(a.key, b.key));
    }
    if (match == 1) bag.add_by_kind(55, a.key);
  }
  if (state.name >= 0 && !is_pronoun(a.kind)) {
    const Phrase& name = phrases_.all[static_cast<std::size_t>(state.name)];
    bag.add(56, cross(word_match(a, name), cross(name_match(a, name), of(a.entity, name.entity))));
  }
  if (a.mention >= 0 && b.mention >= 0) {
    const Mention& m = reading_.mentions[static_cast<std::size_t>(a.mention)];
    const Mention& n = reading_.mentions[static_cast<std::size_t>(b.mention)];
    bag.add(57, m.chain >= 0 && m.chain == n.chain ? 1 : 0);
    if (m.named && n.named) {
      const bool countries = !m.country.empty() && !n.country.empty();
      bag.add(58, (m.name == n.name ? 1U : 0U) + (!countries               ? 0U
                                                  : m.country == n.country ? 2U
                                                                           : 4U));
    }
  }
}

void ChainFeatures::join(std::size_t i, ChainState& state) const {
  const Phrase& p = phrases_.all[i];
  ++state.size;
  // A known gender is never unlearned; "a human being" yields to he or she.
  if (p.gender != '-' && (state.gender == '-' || state.gender == 'h')) state.gender = p.gender;
  if (p.number != '-' && state.number == '-') state.number = p.number;
  if (p.kind == PhraseKind::name &&
      (state.name < 0 ||
       p.last - p.first > phrases_.all[static_cast<std::size_t>(state.name)].last -
                              phrases_.all[static_cast<std::size_t>(state.name)].first))
    state.name = static_cast<int>(i);
}

}  // namespace dragoman
