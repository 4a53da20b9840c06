// Navigation in dependency trees.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/annotated.h"
#include "text/folded.h"

namespace dragoman {

/// Children of every token, in text order, in one flat array. Built once an article; O(tokens).
class Tree {
 public:
  explicit Tree(const Annotated& annotated);

  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t token) const {
    return {flat_.data() + start_[token], start_[token + 1] - start_[token]};
  }
  /// First child with relation `deprel` (subtypes count: "nsubj" finds "nsubj:pass"); -1 if none.
  [[nodiscard]] std::int32_t child(std::uint32_t token, std::string_view deprel) const;
  /// Lemma of the case marker of a nominal ("because of" gives "because"); empty if none.
  [[nodiscard]] std::string_view preposition(std::uint32_t token) const;
  [[nodiscard]] const Word& word(std::uint32_t token) const { return annotated_->words[token]; }
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(annotated_->words.size());
  }
  /// Sentence of a token.
  [[nodiscard]] std::uint32_t sentence(std::uint32_t token) const { return sentence_[token]; }
  [[nodiscard]] const Annotated& annotated() const { return *annotated_; }
  [[nodiscard]] const Document& document() const { return annotated_->document; }
  /// Form of a token with case and accents folded away.
  [[nodiscard]] std::string_view folded(std::uint32_t token) const { return folded_.at(token); }
  [[nodiscard]] const FoldedTokens& folded_tokens() const { return folded_; }

 private:
  const Annotated* annotated_;
  FoldedTokens folded_;
  std::vector<std::uint32_t> start_;
  std::vector<std::uint32_t> flat_;
  std::vector<std::uint32_t> sentence_;
};

/// True when `relation` is `base` or a subtype of it.
inline bool is_relation(std::string_view relation, std::string_view base) {
  return relation == base || (relation.size() > base.size() && relation.starts_with(base) &&
                              relation[base.size()] == ':');
}

/// True for the tags that head noun phrases.
inline bool is_nominal(std::string_view upos) {
  return upos == "NOUN" || upos == "PROPN" || upos == "PRON";
}

}  // namespace dragoman
