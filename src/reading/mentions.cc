#include "reading/mentions.h"

#include <algorithm>

namespace dragoman {

namespace {

/// True for relations whose subtree belongs to the naming part of a noun phrase.
bool names_inward(std::string_view relation) {
  for (const std::string_view base :
       {"compound", "flat", "amod", "nmod", "appos", "det", "nummod", "case"}) {
    if (is_relation(relation, base)) return true;
  }
  return false;
}

/// A known name found somewhere in a phrase.
struct Hit {
  const NameEntry* entry;
  std::uint32_t first;
  std::uint32_t length;
};

class MentionFinder {
 public:
  MentionFinder(const Tree& tree, const Knowledge& knowledge, Reading& reading)
      : tree_(tree),
        knowledge_(knowledge),
        reading_(reading),
        hit_at_(tree.size(), -1),
        entity_at_(tree.size(), -1) {}

  void run() {
    reading_.mention_of_head.assign(tree_.size(), -1);
    find_hits();
    for (std::uint32_t t = 0; t < tree_.size(); ++t) consider(t);
  }

 private:
  void find_hits() {
    const Document& document = tree_.annotated().document;
    for (const Sentence& sentence : document.sentences) {
      for (std::uint32_t t = sentence.first; t < sentence.last;) {
        std::uint32_t length = 0;
        const NameEntry* entry = knowledge_.longest(document, t, sentence.last, &length);
        if (entry == nullptr) {
          ++t;
          continue;
        }
        for (std::uint32_t i = t; i < t + length; ++i)
          hit_at_[i] = static_cast<std::int32_t>(hits_.size());
        hits_.push_back({entry, t, length});
        t += length;
      }
    }
    const auto& entities = tree_.annotated().entities;
    for (std::uint32_t e = 0; e < entities.size(); ++e) {
      for (std::uint32_t t = entities[e].first; t < entities[e].last; ++t) {
        entity_at_[t] = static_cast<std::int32_t>(e);
      }
    }
  }

  [[nodiscard]] const NameEntry* role_at(std::uint32_t t) const {
    const Word& word = tree_.word(t);
    if (word.upos != "NOUN" && word.upos != "PROPN" && word.upos != "ADJ") return nullptr;
    if (t > 0) {  // two-word roles such as "prime minister"
      const std::string pair =
          fold(tree_.annotated().document.form(t - 1)) + " " + fold(word.lemma);
      if (const NameEntry* entry = knowledge_.role(pair)) return entry;
    }
    return knowledge_.role(fold(word.lemma));
  }

  void consider(std::uint32_t head) {
    const Word& word = tree_.word(head);
    const bool adjectival_head = word.upos == "ADJ" && hit_at_[head] >= 0;
    if (!is_nominal(word.upos) && !adjectival_head &&
        !(word.upos == "NUM" && tree_.child(head, "nmod") >= 0))
      return;
    if (is_relation(word.deprel, "flat")) return;
    // A modifier is a party of its own only as a known name: "US forces", "Hamas attack".
    if (is_relation(word.deprel, "compound") && !modifier_name(head)) return;
    Mention mention;
    mention.head = head;
    mention.first = mention.last = head;
    extend(head, mention);
    ++mention.last;
    const Document& document = tree_.annotated().document;
    while (mention.first < head &&
           (tree_.word(mention.first).upos == "ADP" || tree_.word(mention.first).upos == "PUNCT"))
      ++mention.first;
    mention.span = {document.tokens[mention.first].begin, document.tokens[mention.last - 1].end};
    mention.plural = word.xpos == "NNS" || word.xpos == "NNPS";
    fill(head, 0, mention);
    if (word.upos == "PRON") pronoun(head, mention);
    const NameEntry* role = role_at(head);
    if (role != nullptr && mention.sector.empty()) mention.sector = role->sector;
    if (mention.name.empty()) {
      mention.name =
          std::string(std::string_view(document.text)
                          .substr(mention.span.begin, mention.span.end - mention.span.begin));
    }
    reading_.mention_of_head[head] = static_cast<int>(reading_.mentions.size());
    reading_.mentions.push_back(std::move(mention));
  }

  [[nodiscard]] bool modifier_name(std::uint32_t t) const {
    if (hit_at_[t] < 0) return false;
    const Hit& hit = hits_[static_cast<std::size_t>(hit_at_[t])];
    const std::int32_t head = tree_.word(t).head;
    return head >= static_cast<std::int32_t>(hit.first + hit.length) ||
           head < static_cast<std::int32_t>(hit.first);
  }

  void extend(std::uint32_t t, Mention& mention) const {
    mention.first = std::min(mention.first, t);
    mention.last = std::max(mention.last, t);
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.word(c).deprel;
      if (!names_inward(relation) || is_relation(relation, "appos")) continue;
      // Prepositional attributes belong to the span only with "of" (President of France).
      if (relation == "nmod" && tree_.preposition(c) != "of") continue;
      extend(c, mention);
    }
  }

  /// Takes facts from the phrase under `t`, nearest first.
  void fill(std::uint32_t t, int depth, Mention& mention) const {
    if (hit_at_[t] >= 0) apply(hits_[static_cast<std::size_t>(hit_at_[t])], depth, mention);
    if (entity_at_[t] >= 0 && depth == 0) apply_entity(t, mention);
    const NameEntry* role = role_at(t);
    if (role != nullptr) {
      if (mention.sector.empty() ||
          (depth > 0 && mention.role.empty() && mention.person && role->sector != "CVL")) {
        if (mention.sector.empty()) mention.sector = role->sector;
      }
      if (mention.role.empty()) mention.role = role->role;
      if (mention.gender == '-') mention.gender = role->gender;
      if (depth == 0) {
        mention.plural = mention.plural || role->group;
        mention.person = mention.person || !role->group;
      }
    }
    if (depth > 3) return;
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.word(c).deprel;
      const bool of_kind =
          relation == "nmod" && (tree_.preposition(c) == "of" || tree_.preposition(c) == "in" ||
                                 tree_.preposition(c) == "from");
      if (is_relation(relation, "compound") || is_relation(relation, "flat") ||
          is_relation(relation, "amod") || relation == "nmod:poss" || relation == "nmod:unmarked" ||
          is_relation(relation, "appos") || of_kind) {
        fill(c, depth + 1, mention);
      }
    }
  }

  void apply(const Hit& hit, int depth, Mention& mention) const {
    const NameEntry& entry = *hit.entry;
    if (mention.country.empty() &&
        (depth == 0 || entry.kind != NameKind::person || !mention.named)) {
      mention.country = entry.country;
    }
    const bool inside = hit.first <= mention.head && mention.head < hit.first + hit.length;
    switch (entry.kind) {
      case NameKind::person:
      case NameKind::organisation:
        if (mention.sector.empty() || (inside && !mention.named)) mention.sector = entry.sector;
        if (!mention.named && (inside || depth <= 1)) {
          mention.name = entry.name;
          mention.named = true;
          mention.person = entry.kind == NameKind::person;
          mention.gender = entry.gender;
          if (inside && !entry.country.empty()) mention.country = entry.country;
          if (mention.role.empty()) mention.role = entry.role;
        }
        break;
      case NameKind::country:
      case NameKind::government:
        if (inside && mention.name.empty()) {
          mention.name = entry.name;
          mention.named = true;
          if (mention.sector.empty() && entry.kind == NameKind::government)
            mention.sector = entry.sector;
        }
        break;
      case NameKind::adjective:
        if (inside && mention.name.empty()) mention.plural = true;
        break;
      case NameKind::role:
      case NameKind::place:
        break;
    }
  }

  void apply_entity(std::uint32_t t, Mention& mention) const {
    const EntitySpan& entity = tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])];
    const Document& document = tree_.annotated().document;
    if (!mention.named && entity.type != "MISC") {
      const std::uint32_t begin = document.tokens[entity.first].begin;
      mention.name = document.text.substr(begin, document.tokens[entity.last - 1].end - begin);
      mention.named = true;
      mention.person = entity.type == "PER";
      if (mention.person) mention.gender = knowledge_.gender_of(document.form(entity.first));
    }
    if (entity.type == "LOC") {
      const NameEntry* place = knowledge_.place(fold(mention.name));
      if (mention.country.empty() && place != nullptr) mention.country = place->country;
      mention.place = true;
    }
  }

  void pronoun(std::uint32_t t, Mention& mention) const {
    const std::string lemma = fold(tree_.annotated().document.form(t));
    if (lemma == "he" || lemma == "him" || lemma == "his" || lemma == "himself")
      mention.gender = 'm';
    if (lemma == "she" || lemma == "her" || lemma == "hers" || lemma == "herself")
      mention.gender = 'f';
    if (lemma == "they" || lemma == "them" || lemma == "their" || lemma == "we")
      mention.plural = true;
  }

  const Tree& tree_;
  const Knowledge& knowledge_;
  Reading& reading_;
  std::vector<Hit> hits_;
  std::vector<std::int32_t> hit_at_;
  std::vector<std::int32_t> entity_at_;
};

}  // namespace

void find_mentions(const Tree& tree, const Knowledge& knowledge, Reading& reading) {
  MentionFinder(tree, knowledge, reading).run();
}

}  // namespace dragoman
