#include "evaluation/scores.h"

#include <map>

namespace dragoman {

double macro_f1(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::map<std::string, Matches> by_label;
  for (const auto& [gold, mine] : pairs) {
    ++by_label[gold].gold;
    ++by_label[mine].predicted;
    if (gold == mine) ++by_label[gold].matched;
  }
  double sum = 0;
  double labels = 0;
  for (const auto& [label, matches] : by_label) {
    if (matches.gold == 0) continue;
    sum += matches.f1();
    ++labels;
  }
  return labels == 0 ? 0 : sum / labels;
}

}  // namespace dragoman
