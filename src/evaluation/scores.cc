#include "evaluation/scores.h"

#include <map>

namespace dragoman {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::map<std::string, Matches> by_label(const Pairs& pairs) {
  std::map<std::string, Matches> labels;
  for (const auto& [gold, mine] : pairs) {
    ++labels[gold].gold;
    ++labels[mine].predicted;
    if (gold == mine) ++labels[gold].matched;
  }
  return labels;
}

}  // namespace

double macro_f1(const Pairs& pairs) {
  double sum = 0;
  double labels = 0;
  for (const auto& [label, matches] : by_label(pairs)) {
    if (matches.gold == 0) continue;
    sum += matches.f1();
    ++labels;
  }
  return labels == 0 ? 0 : sum / labels;
}

double weighted_f1(const Pairs& pairs) {
  double sum = 0;
  for (const auto& [label, matches] : by_label(pairs)) sum += matches.gold * matches.f1();
  return pairs.empty() ? 0 : sum / static_cast<double>(pairs.size());
}

}  // namespace dragoman
