#include <algorithm>

#include "coding/coder.h"

namespace dragoman {

namespace {

std::size_t index_of(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

PairFeatures Coder::features_of(const PairQuestion& question, bool lexicon_features) const {
  PairFeatures features;
  const Annotated annotated = annotate(question.text);
  if (annotated.words.empty()) return features;
  const Tree tree(annotated);
  const Reading reading = read_document(tree, "", knowledge_, reading_lexicon_);
  const Candidates candidates = find_candidates(tree, reading, lexicon_);
  PairContext context{tree,       reading,        candidates,        ontology_,
                      knowledge_, question.actor, question.recipient};
  context.lexicon_features = lexicon_features;
  pair_features(context, features);
  return features;
}

PairAnswer Coder::relate(const PairQuestion& question) const {
  PairAnswer answer;
  const Annotated annotated = annotate(question.text);
  if (annotated.words.empty()) {
    answer.type = answer.act = "CONSULT";
    for (const EventType& t : ontology_.types()) answer.scores.emplace_back(t.name, 1.0 / 16);
    return answer;
  }
  const Tree tree(annotated);
  const Reading reading = read_document(tree, "", knowledge_, reading_lexicon_);
  const Candidates candidates = find_candidates(tree, reading, lexicon_);
  PairFeatures features;
  PairContext context{tree,       reading,        candidates,        ontology_,
                      knowledge_, question.actor, question.recipient};
  context.lexicon_features = ranker_.lexicon_features();
  const PairCandidate best = pair_features(context, features);
  const LexiconEntry* entry = nullptr;
  if (best.statement >= 0) {
    const auto at = static_cast<std::size_t>(best.statement);
    entry = candidates[at];
    answer.act = entry->act;
    answer.modality = reading.statements[at].modality;
    answer.by_lexicon = ontology_.type_of(entry->act, answer.modality);
    answer.because = entry->pattern + " (" + entry->where + ")";
  }
  const Ranker::Answer ranked = ranker_.score(features);
  const auto& names = ranker_.types();
  std::size_t top = 0;
  for (std::size_t t = 0; t < names.size(); ++t) {
    if (ranked.types[t] > ranked.types[top]) top = t;
    answer.scores.emplace_back(names[t], ranked.types[t]);
  }
  if (use_ranker_ || entry == nullptr) {
    answer.type = names[top];
  } else {
    answer.type = answer.by_lexicon;
  }
  if (answer.by_lexicon != answer.type) answer.act = answer.type;
  answer.confidence = ranked.types[index_of(names, answer.type)];
  answer.event = ranked.event >= 0.5;
  return answer;
}

}  // namespace dragoman
