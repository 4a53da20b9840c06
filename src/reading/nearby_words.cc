#include "reading/nearby_words.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kWindow = 5;

}  // namespace

NearbyWords::NearbyWords(const Tree& tree, const WordTable& table)
    : tree_(tree), table_(table), lemmas_(tree.size()), forms_(tree.size()) {}

void NearbyWords::set(std::uint32_t t, std::uint32_t lemma, std::uint32_t form) {
  if (one_of(tree_.word(t).upos, {"DET", "PUNCT", "PROPN", "NUM", "SYM", "X"})) return;
  lemmas_[t] = table_.find(lemma);
  forms_[t] = form == lemma ? lemmas_[t] : table_.find(form);
}

void NearbyWords::Sum::add(const Row* row, float sign) {
  if (row == nullptr) return;
  count += sign > 0 ? 1U : ~0U;
  const float factor = sign * row->scale;
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] += factor * static_cast<float>(row->values[i]);
}

void NearbyWords::mean(const Sum& sum, std::span<float, kStandingDense> out, std::size_t slot) {
  if (sum.count == 0) return;
  const float share = 1.0F / static_cast<float>(sum.count);
  for (std::size_t i = 0; i < WordTable::kSize; ++i)
    out[slot * WordTable::kSize + i] = sum.values[i] * share;
}

NearbyWords::Sum NearbyWords::below(std::uint32_t t, std::int32_t but) const {
  Sum sum;
  for (const std::uint32_t c : tree_.children(t)) {
    if (static_cast<std::int32_t>(c) != but) sum.add(lemmas_[c]);
  }
  return sum;
}

void NearbyWords::means(std::uint32_t predicate, std::span<float, kStandingDense> out) {
  std::fill(out.begin(), out.end(), 0.0F);
  std::int32_t below_it = -1;
  auto t = static_cast<std::int32_t>(predicate);
  for (std::size_t level = 0; level < 3 && t >= 0; ++level) {
    const auto here = static_cast<std::uint32_t>(t);
    Sum own;
    own.add(lemmas_[here]);
    mean(own, out, level);
    mean(below(here, below_it), out, 3 + level);
    below_it = t;
    t = tree_.word(here).head;
  }

  const std::uint32_t s = tree_.sentence(predicate);
  const Sentence& range = tree_.document().sentences[s];
  Sum before;
  for (std::uint32_t k = std::max(range.first + kWindow, predicate) - kWindow; k < predicate; ++k)
    before.add(forms_[k]);
  mean(before, out, 6);
  Sum after;
  for (std::uint32_t k = predicate + 1; k < std::min(range.last, predicate + 1 + kWindow); ++k)
    after.add(forms_[k]);
  mean(after, out, 7);
  if (sentence_at_ != static_cast<std::int64_t>(s)) {
    sentence_ = {};
    for (std::uint32_t k = range.first; k < range.last; ++k) sentence_.add(forms_[k]);
    sentence_at_ = s;
  }
  Sum others = sentence_;
  others.add(forms_[predicate], -1);
  mean(others, out, 8);
}

}  // namespace dragoman
