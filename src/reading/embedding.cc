#include "reading/embedding.h"

#include "text/one_of.h"

namespace dragoman {

namespace {

char kind(std::string_view upos) {
  if (upos == "VERB" || upos == "AUX") return 'v';
  return upos == "ADJ" ? 'a' : 'n';
}

}  // namespace

const Modality* Embedding::phrase(std::uint32_t t, char pos) const {
  const std::string_view lemma = tree_.word(t).lemma;
  for (const std::uint32_t c : tree_.children(t)) {
    const Word& w = tree_.word(c);
    if (is_relation(w.deprel, "punct") || is_relation(w.deprel, "nsubj")) continue;
    if (const Modality* found = lexicon_.find(lemma, w.lemma, pos)) return found;
  }
  return nullptr;
}

const Modality* Embedding::of_complement(std::uint32_t t) const {
  const Word& w = tree_.word(t);
  const char pos = kind(w.upos);
  if (w.upos == "VERB") {
    const std::string_view particle = particle_of(t);
    const Modality* found = particle.empty() ? nullptr : lexicon_.find(w.lemma, particle, 'v');
    if (found != nullptr) return found;
  }
  if (pos != 'n') {
    if (const Modality* found = phrase(t, pos)) return found;
  }
  return lexicon_.find(w.lemma, "", pos);
}

const Modality* Embedding::of_object(std::uint32_t t) const {
  return lexicon_.find(tree_.word(t).lemma, "", 'o');
}

const Modality* Embedding::of_subject(std::uint32_t t) const {
  const std::string_view particle = particle_of(t);
  const std::string_view lemma = tree_.word(t).lemma;
  const Modality* found = particle.empty() ? nullptr : lexicon_.find(lemma, particle, 's');
  if (found == nullptr) found = phrase(t, 's');
  return found;
}

bool Embedding::carries_subject(std::uint32_t t) const {
  const std::string_view lemma = tree_.word(t).lemma;
  if (lexicon_.carriers.contains(lemma)) return true;
  const std::int32_t object = tree_.child(t, "obj");
  return lemma == "take" && object >= 0 &&
         one_of(tree_.word(static_cast<std::uint32_t>(object)).lemma, {"place", "effect"});
}

std::string_view Embedding::particle_of(std::uint32_t t) const {
  const std::int32_t particle = tree_.child(t, "compound:prt");
  if (particle >= 0) return tree_.word(static_cast<std::uint32_t>(particle)).lemma;
  if (t + 1 < tree_.size() && one_of(tree_.folded(t + 1), {"through", "back", "off", "apart",
                                                           "down", "up", "out", "away", "on"}))
    return tree_.folded(t + 1);
  return {};
}

bool Embedding::is_hostile(std::uint32_t t) const {
  const std::string_view lemma = tree_.word(t).lemma;
  if (lexicon_.find(lemma, "", 'h') != nullptr) return true;
  if (!one_of(lemma, {"resume", "launch", "carry", "begin", "start", "impose", "continue", "step",
                      "wage", "mount", "unleash", "open", "take"}))
    return false;
  const std::int32_t object = tree_.child(t, "obj");
  return object >= 0 &&
         lexicon_.find(tree_.word(static_cast<std::uint32_t>(object)).lemma, "", 'h') != nullptr;
}

std::int32_t Embedding::noun_before(std::uint32_t verb, std::uint32_t t) const {
  std::int32_t best = -1;
  for (const std::uint32_t c : tree_.children(verb)) {
    const Word& w = tree_.word(c);
    if (c >= t || w.upos != "NOUN") continue;
    if (w.deprel != "obj" && !is_relation(w.deprel, "obl") && !is_relation(w.deprel, "nsubj"))
      continue;
    if (lexicon_.find(w.lemma, "", 'n') != nullptr) best = static_cast<std::int32_t>(c);
  }
  return best;
}

bool alleges(std::string_view lemma) {
  return one_of(lemma, {"allegation", "accusation", "claim", "report", "rumor", "rumour",
                        "suspicion", "speculation", "assertion", "charge", "suggestion", "account",
                        "insinuation", "story", "hearsay", "theory"});
}

}  // namespace dragoman
