#include "reading/weigh_modality.h"

#include <algorithm>

#include "reading/modality_features.h"
#include "text/one_of.h"

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

/// "We condemn the raid": who says "we" or "I" in the simple present does what he says, whatever
/// else the sentence talks of.
bool performed_by_saying(const Tree& tree, const Statement& s) {
  if (s.ruled != Modality::occurred || s.negated || tree.word(s.predicate).xpos != "VBP")
    return false;
  const std::int32_t subject = tree.child(s.predicate, "nsubj");
  if (subject < 0 || tree.child(s.predicate, "aux") >= 0) return false;
  const std::string_view who = tree.folded(static_cast<std::uint32_t>(subject));
  return who == "we" || who == "i";
}

/// "Began to withdraw": what has begun is neither off nor still to come.
bool has_begun(const Tree& tree, const Statement& s) {
  const Word& w = tree.word(s.predicate);
  return s.ruled == Modality::ongoing && !s.negated && w.deprel == "xcomp" &&
         s.governor == w.head && s.governor >= 0 &&
         one_of(tree.word(static_cast<std::uint32_t>(s.governor)).lemma,
                {"begin", "start", "commence", "continue"});
}

}  // namespace

bool may_happen(const Tree& tree, const Reading& reading, const Statement& s) {
  if (tree.word(s.predicate).upos == "PROPN") return false;
  const int m = reading.mention_of_head[s.predicate];
  if (m < 0) return true;
  const Mention& mention = reading.mentions[static_cast<std::size_t>(m)];
  return !mention.place && !mention.person && !mention.state && !mention.named;
}

void weigh_modality(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                    const ReadingLexicon& lexicon, Reading& reading) {
  for (Statement& s : reading.statements) s.ruled = s.modality;
  if (lexicon.modality.empty()) return;
  ModalityFeatures features(tree, published, knowledge, lexicon, lexicon.modality.words());
  StandingInput input;
  for (Statement& s : reading.statements) {
    if (!may_happen(tree, reading, s) || performed_by_saying(tree, s)) continue;
    features.of(s, input);
    const Modality now = lexicon.modality.decide(lexicon.modality.scores(input), s.ruled);
    if (now == s.ruled) continue;
    if (has_begun(tree, s) && now != Modality::occurred && now != Modality::background) continue;
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
  StandingInput input;
  std::vector<std::string> names;
  ModalityFeatures(tree, published, knowledge, lexicon, lexicon.modality.words())
      .of(ruled, input, &names);
  const std::vector<float> says = lexicon.modality.says(input, s.modality, s.ruled);
  std::vector<std::pair<float, std::size_t>> weighed;
  for (std::size_t i = 0; i < says.size(); ++i) {
    // A hash without a name tells a reader nothing.
    if (says[i] > 0 && names[i].find('#') == std::string::npos) weighed.emplace_back(-says[i], i);
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
