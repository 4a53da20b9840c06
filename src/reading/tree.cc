#include "reading/tree.h"

namespace dragoman {

Tree::Tree(const Annotated& annotated) : annotated_(&annotated), folded_(annotated.document) {
  const auto n = static_cast<std::uint32_t>(annotated.words.size());
  start_.assign(n + 1, 0);
  for (const Word& word : annotated.words) {
    if (word.head >= 0) ++start_[static_cast<std::uint32_t>(word.head) + 1];
  }
  for (std::uint32_t i = 0; i < n; ++i) start_[i + 1] += start_[i];
  flat_.resize(start_[n]);
  std::vector<std::uint32_t> next(start_.begin(), start_.end());
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::int32_t head = annotated.words[i].head;
    if (head >= 0) flat_[next[static_cast<std::uint32_t>(head)]++] = i;
  }
  sentence_.assign(n, 0);
  for (std::uint32_t s = 0; s < annotated.document.sentences.size(); ++s) {
    const Sentence& sentence = annotated.document.sentences[s];
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) sentence_[t] = s;
  }
}

std::int32_t Tree::child(std::uint32_t token, std::string_view deprel) const {
  for (const std::uint32_t c : children(token)) {
    if (is_relation(word(c).deprel, deprel)) return static_cast<std::int32_t>(c);
  }
  return -1;
}

std::string_view Tree::preposition(std::uint32_t token) const {
  const std::int32_t marker = child(token, "case");
  return marker < 0 ? std::string_view()
                    : std::string_view(word(static_cast<std::uint32_t>(marker)).lemma);
}

}  // namespace dragoman
