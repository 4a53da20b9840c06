#include "reading/names_in_text.h"

#include "reading/role_words.h"

namespace dragoman {

NamesInText::NamesInText(const Tree& tree, const Knowledge& knowledge)
    : tree_(tree), knowledge_(knowledge), hit_at_(tree.size(), -1), entity_at_(tree.size(), -1) {
  const auto& entities = tree_.annotated().entities;
  for (std::uint32_t e = 0; e < entities.size(); ++e) {
    for (std::uint32_t t = entities[e].first; t < entities[e].last; ++t)
      entity_at_[t] = static_cast<std::int32_t>(e);
  }
  find_hits();
}

void NamesInText::find_hits() {
  for (const Sentence& sentence : tree_.document().sentences) {
    for (std::uint32_t t = sentence.first; t < sentence.last;) {
      std::uint32_t length = 0;
      const NameEntry* entry =
          knowledge_.longest(tree_.document(), tree_.folded_tokens(), t, sentence.last, &length);
      if (entry == nullptr || inside_person(*entry, t, t + length)) {
        ++t;
        continue;
      }
      for (std::uint32_t i = t; i < t + length; ++i)
        hit_at_[i] = static_cast<std::int32_t>(hits_.size());
      hits_.push_back({entry, t, t + length});
      t += length;
    }
  }
}

/// "Jordan" in "Michael Jordan" is no country.
bool NamesInText::inside_person(const NameEntry& entry, std::uint32_t first,
                                std::uint32_t last) const {
  if (entry.kind == NameKind::person || !in_person(first)) return false;
  const EntitySpan& e = *entity(first);
  return e.first <= first && last <= e.last && e.last - e.first > last - first;
}

/// Folded tokens with a hyphen that stands alone closed up: "president - elect".
std::string_view NamesInText::hyphened(std::uint32_t first, std::uint32_t last) {
  key_.clear();
  for (std::uint32_t t = first; t < last; ++t) {
    const std::string_view word = tree_.folded(t);
    if (word == "-" && !key_.empty() && key_.back() == ' ') key_.pop_back();
    key_ += word;
    if (word != "-") key_ += ' ';
  }
  if (!key_.empty() && key_.back() == ' ') key_.pop_back();
  return key_;
}

RoleHit NamesInText::role_ending(std::uint32_t t, std::uint32_t from) {
  const Word& word = tree_.word(t);
  const bool after_hyphen = t >= from + 2 && tree_.folded(t - 1) == "-";
  if (!is_nominal(word.upos) && word.upos != "ADJ" && !after_hyphen) return {};
  RoleHit best;
  if (after_hyphen) {
    const NameEntry* entry = knowledge_.role(hyphened(t - 2, t + 1));
    if (entry != nullptr) best = {entry, t - 2};
  }
  if (!is_nominal(word.upos) && word.upos != "ADJ") return best;
  for (std::uint32_t first = t + 1; first-- > from && t - first < 4;) {
    const NameEntry* entry = knowledge_.role(tree_.folded_tokens().run(first, t + 1));
    if (entry == nullptr) {
      key_.clear();
      if (first < t) key_.append(tree_.folded_tokens().run(first, t)).append(" ");
      for (const char c : word.lemma)
        key_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      entry = knowledge_.role(key_);
    }
    if (entry != nullptr) best = {entry, first};
  }
  if (best.entry != nullptr) return best;
  // "Ex-minister" in one token.
  const std::string_view form = tree_.folded(t);
  const std::size_t hyphen = form.find('-');
  if (hyphen != std::string_view::npos && qualifies_role(form.substr(0, hyphen))) {
    const NameEntry* entry = knowledge_.role(form.substr(hyphen + 1));
    if (entry != nullptr) return {entry, t, true};
  }
  return best;
}

std::string NamesInText::role_text(const RoleHit& role, std::uint32_t from) const {
  if (role.prefixed) {
    const std::string_view form = tree_.folded(role.first);
    return std::string(form.substr(0, form.find('-') + 1)) + std::string(role.entry->name.view());
  }
  std::string out;
  std::uint32_t first = role.first;
  for (;;) {
    if (first > from && qualifies_role(tree_.folded(first - 1))) {
      --first;
    } else if (first >= from + 2 && tree_.folded(first - 1) == "-" &&
               qualifies_role(tree_.folded(first - 2))) {
      first -= 2;  // "then-President"
    } else {
      break;
    }
  }
  for (std::uint32_t t = first; t < role.first; ++t) {
    const std::string_view word = tree_.folded(t);
    if (word == "-" && !out.empty()) out.pop_back();
    out += word;
    if (word != "-") out += ' ';
  }
  return out += role.entry->name.view();
}

}  // namespace dragoman
