// The parts of the fast model and how they run one after the other over a sentence.
#pragma once

#include <string>
#include <unordered_map>

#include "language/annotated.h"
#include "language/features.h"
#include "language/linear.h"

namespace dragoman {

/// Everything trained. `tagger` labels are "UPOS/XPOS"; `parser` labels are "S", "L:rel", "R:rel";
/// `entities` labels are "O", "B-PER"...
struct Pipeline {
  LinearModel tagger;
  LinearModel parser;
  LinearModel entities;
  std::unordered_map<std::string, std::string> lemmas;  ///< "form\tUPOS" (lower case) -> lemma
  std::unordered_map<std::string, std::string> rules;   ///< "suffix\tXPOS" -> "cut count,added"
  std::string card;                                     ///< one line: version and scores

  /// Fills the label views below from the label lists; call after loading or training.
  void prepare();

  std::vector<std::string> upos;      ///< by tagger label
  std::vector<std::string> xpos;      ///< by tagger label
  std::vector<std::string> relation;  ///< by parser label, empty for shift
};

/// Buffers of one thread, reused from sentence to sentence.
struct Workspace {
  std::vector<std::string_view> forms;
  std::vector<TokenView> views;
  std::vector<std::uint64_t> features;
  std::vector<std::int32_t> scores;
  ParseState state;
};

/// Sets tags in `w.views` from `w.forms`.
void tag_sentence(const Pipeline& pipeline, Workspace& w);

/// Best permitted parser action for scores. Ties go to the smaller label.
template <typename Score>
std::size_t best_action(const Pipeline& pipeline, const ParseState& state,
                        const std::vector<Score>& scores) {
  std::size_t best = 0;
  bool found = false;
  for (std::size_t a = 0; a < scores.size(); ++a) {
    const char kind = pipeline.parser.labels[a].front();
    if (kind == 'S' ? !state.can_shift() : kind == 'L' ? !state.can_left() : !state.can_right())
      continue;
    const bool to_root = kind == 'L' && state.next == state.n;
    if (to_root != (pipeline.relation[a] == "root" && kind == 'L')) continue;
    if (!found || scores[a] > scores[best]) {
      best = a;
      found = true;
    }
  }
  return best;
}

/// Applies action `a`.
inline void apply_action(const Pipeline& pipeline, std::size_t a, ParseState& state) {
  const char kind = pipeline.parser.labels[a].front();
  if (kind == 'S')
    state.shift();
  else
    state.reduce(kind == 'L', static_cast<std::uint16_t>(a));
}

/// Lemma of a form under a tag.
std::string lemmatize(const Pipeline& pipeline, std::string_view form, const std::string& upos,
                      const std::string& xpos);

/// Annotates one sentence of `out` (tokens already there).
void annotate_sentence(const Pipeline& pipeline, const Sentence& sentence, Annotated& out,
                       Workspace& w);

/// File form of a pipeline, and back. The reader checks every length; false for anything else.
std::string serialize(const Pipeline& pipeline);
bool deserialize(std::string_view bytes, Pipeline& out);

}  // namespace dragoman
