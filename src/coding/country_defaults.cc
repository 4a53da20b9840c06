#include "coding/country_defaults.h"

#include <algorithm>
#include <map>

#include "reading/quotation_marks.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

bool is_state_code(const std::string& country) {
  return country.size() == 3 && !one_of(country, {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"});
}

/// A second state that has this share of what is told of the first is a party to the story.
constexpr double kTellsMuch = 0.35;

}  // namespace

const std::string CountryDefaults::kNone;

const std::string& CountryDefaults::opposite(const std::string& country) const {
  if (country != focus_) return focus_;
  return second_.empty() ? focus_ : second_;
}

CountryDefaults::CountryDefaults(const Tree& tree, const Reading& reading)
    : tree_(tree), reading_(reading) {
  find_dateline();
  const auto& sentences = tree.document().sentences;
  by_sentence_.resize(sentences.size());
  std::map<std::string, double> weight;
  for (const Place& p : reading.places) {
    const std::string country(p.entry->country);
    if (country.empty() || !p.locative) continue;
    std::string& here = by_sentence_[tree.sentence(p.head)];
    if (here.empty()) here = country;
    weight[country] += 1;
  }
  std::vector<int> named(sentences.size(), 0);
  std::vector<std::string> only(sentences.size());
  for (const Mention& m : reading.mentions) {
    if (!is_state_code(m.country)) continue;
    const std::uint32_t s = tree.sentence(m.head);
    states_.push_back({s, m.country});
    if (only[s] != m.country) {
      ++named[s];
      only[s] = m.country;
    }
    // What an article says first is what it is about.
    weight[m.country] += s == 0 ? 1.5 : 1;
  }
  double best = 0;
  double next = 0;
  for (const auto& [country, w] : weight) {
    if (w > best) {
      next = best;
      second_ = focus_;
      best = w;
      focus_ = country;
    } else if (w > next) {
      next = w;
      second_ = country;
    }
  }
  if (next < kTellsMuch * best) second_.clear();
  // An official without a country serves the state that acted just before.
  std::vector<std::string> acting(sentences.size());
  for (const Mention& m : reading.mentions) {
    std::string& here = acting[tree.sentence(m.head)];
    if (m.state && here.empty() && is_relation(tree.word(m.head).deprel, "nsubj")) here = m.country;
  }
  std::vector<std::string> located(sentences.size());
  for (const Mention& m : reading.mentions) {
    std::string& here = located[tree.sentence(m.head)];
    if (here.empty() && (m.location || m.place) && is_state_code(m.country)) here = m.country;
  }
  std::string scene;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (s > 0 && paragraph_between(tree.document(), sentences[s].first - 1, sentences[s].first))
      scene.clear();
    std::string& here = by_sentence_[s];
    if (!here.empty() || !located[s].empty()) scene = here.empty() ? located[s] : here;
    if (here.empty()) {
      if (named[s] == 1) {
        here = only[s];
      } else if (named[s] > 1 && s > 0) {
        here = acting[s - 1];
      }
    }
    if (here.empty()) here = scene;
    if (here.empty()) here = dateline_;
  }
}

void CountryDefaults::find_dateline() {
  const Document& document = tree_.document();
  for (const Mention& m : reading_.mentions) {
    if (!is_state_code(m.country) || !m.named ||
        (m.first > 0 && !paragraph_between(document, m.first - 1, m.first)))
      continue;
    // "KYIV, March 15 -", "GAZIANTEP, Turkey (Wire) -", "NOVI SAD.": in capitals.
    const std::string_view words =
        std::string_view(document.text).substr(m.span.begin, m.span.end - m.span.begin);
    if (std::any_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      continue;
    dateline_ = m.country;
    return;
  }
}

const std::string& CountryDefaults::of(std::uint32_t sentence) const {
  const std::string& here = by_sentence_[sentence];
  return here.empty() ? focus_ : here;
}

bool CountryDefaults::inside(std::uint32_t token, std::uint32_t head) const {
  for (int depth = 0; depth < 8; ++depth) {
    if (token == head) return true;
    const Word& w = tree_.word(token);
    if (w.head < 0 || is_relation(w.deprel, "acl") || w.deprel == "conj" || w.deprel == "appos" ||
        !(is_nominal(w.upos) || w.upos == "ADJ" || w.upos == "X"))
      return false;
    token = static_cast<std::uint32_t>(w.head);
  }
  return false;
}

std::string CountryDefaults::within(std::uint32_t head) const {
  const Sentence& s = tree_.document().sentences[tree_.sentence(head)];
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    const int m = reading_.mention_of_head[t];
    if (m < 0 || t == head) continue;
    const Mention& mention = reading_.mentions[static_cast<std::size_t>(m)];
    if (is_state_code(mention.country) && inside(t, head)) return mention.country;
  }
  for (const Place& p : reading_.places) {
    if (p.head >= s.first && p.head < s.last && !p.entry->country.empty() && inside(p.head, head))
      return std::string(p.entry->country);
  }
  return {};
}

const std::string& CountryDefaults::other_than(const std::string& own,
                                               std::uint32_t sentence) const {
  const auto found = std::find_if(states_.rbegin(), states_.rend(), [&](const Named& n) {
    return n.sentence <= sentence && n.country != own;
  });
  return found == states_.rend() ? kNone : found->country;
}

}  // namespace dragoman
