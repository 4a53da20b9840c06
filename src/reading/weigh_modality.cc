#include "reading/weigh_modality.h"

#include <algorithm>

#include "reading/modality_features.h"

namespace dragoman {

namespace {

constexpr std::size_t kReasons = 3;

/// Refused and cancelled acts will not or did not happen; the rest is open or so. A denial that is
/// only reported leaves open whether the thing happened, hence `negated` stays as it was.
bool negated(const Statement& s, Modality now) {
  if (now == Modality::refused || now == Modality::cancelled) return true;
  if (now == Modality::denied) return s.negated;
  return s.ruled == Modality::denied && s.negated && now == Modality::background;
}

}  // namespace

void weigh_modality(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                    const ReadingLexicon& lexicon, Reading& reading) {
  for (Statement& s : reading.statements) s.ruled = s.modality;
  if (lexicon.modality.empty()) return;
  ModalityFeatures features(tree, published, knowledge, lexicon);
  std::vector<Evidence> evidence;
  for (Statement& s : reading.statements) {
    features.of(s, evidence);
    const Modality now = lexicon.modality.decide(lexicon.modality.scores(evidence), s.ruled);
    if (now == s.ruled) continue;
    s.negated = negated(s, now);
    s.modality = now;
  }
}

std::vector<std::string> why_weighed(const Tree& tree, const std::string& published,
                                     const Knowledge& knowledge, const ReadingLexicon& lexicon,
                                     const Statement& s) {
  if (s.modality == s.ruled) return {};
  Statement ruled = s;
  ruled.modality = s.ruled;
  std::vector<Evidence> evidence;
  std::vector<std::string> names;
  ModalityFeatures(tree, published, knowledge, lexicon).of(ruled, evidence, &names);
  std::vector<std::pair<std::int32_t, std::size_t>> weighed;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const ModalityModel::Row* row = lexicon.modality.find(evidence[i].key);
    // A hash without a name tells a reader nothing.
    if (row == nullptr || names[i].find('#') != std::string::npos) continue;
    const std::int32_t speaks = (row->weights[static_cast<std::size_t>(s.modality)] -
                                 row->weights[static_cast<std::size_t>(s.ruled)]) *
                                evidence[i].value;
    if (speaks > 0) weighed.emplace_back(-speaks, i);
  }
  std::sort(weighed.begin(), weighed.end());
  std::vector<std::string> out;
  for (const auto& [speaks, i] : weighed) {
    if (out.size() == kReasons) break;
    if (std::find(out.begin(), out.end(), names[i]) == out.end()) out.push_back(names[i]);
  }
  return out;
}

}  // namespace dragoman
