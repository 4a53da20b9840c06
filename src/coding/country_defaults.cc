#include "coding/country_defaults.h"

#include <algorithm>
#include <map>

namespace dragoman {

CountryDefaults::CountryDefaults(const Tree& tree, const Reading& reading) {
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
    if (m.country.size() != 3 || m.country == "IGO" || m.country == "UNO" || m.country == "EUR" ||
        m.country == "NGO" || m.country == "ISM" || m.country == "IMG" || m.country == "MNC")
      continue;
    const std::uint32_t s = tree.sentence(m.head);
    if (only[s] != m.country) {
      ++named[s];
      only[s] = m.country;
    }
    // What an article says first is what it is about.
    weight[m.country] += s == 0 ? 1.5 : 1;
  }
  // An official without a country serves the state that acted just before.
  std::vector<std::string> acting(sentences.size());
  for (const Mention& m : reading.mentions) {
    std::string& here = acting[tree.sentence(m.head)];
    if (m.state && here.empty() && is_relation(tree.word(m.head).deprel, "nsubj")) here = m.country;
  }
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (!by_sentence_[s].empty()) continue;
    if (named[s] == 1) {
      by_sentence_[s] = only[s];
    } else if (named[s] > 1 && s > 0) {
      by_sentence_[s] = acting[s - 1];
    }
  }
  double best = 0;
  for (const auto& [country, w] : weight) {
    if (w > best) {
      best = w;
      focus_ = country;
    }
  }
}

const std::string& CountryDefaults::of(std::uint32_t sentence) const {
  const std::string& here = by_sentence_[sentence];
  return here.empty() ? focus_ : here;
}

}  // namespace dragoman
