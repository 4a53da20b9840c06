#include "coding/agenda.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostContexts = 6;

/// True for a sentence whose subject is the talks, or "it", and whose verb says what they were
/// about.
bool tells_agenda(const Tree& tree, const Sentence& sentence) {
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    const Word& w = tree.word(t);
    if (w.head >= 0 || w.upos != "VERB") continue;
    const std::int32_t subject = tree.child(t, "nsubj");
    return subject >= 0 &&
           one_of(w.lemma, {"cover", "include", "focus", "address", "touch", "concern", "range",
                            "feature", "centre", "center", "revolve"}) &&
           one_of(tree.folded(static_cast<std::uint32_t>(subject)),
                  {"it", "they", "call", "talks", "meeting", "discussion", "discussions",
                   "conversation", "agenda", "topics", "summit", "dialogue"});
  }
  return false;
}

}  // namespace

void add_agendas(const Tree& tree, const Ontology& ontology, std::vector<Event>& events) {
  const auto& sentences = tree.document().sentences;
  for (std::uint32_t s = 1; s < sentences.size(); ++s) {
    if (!tells_agenda(tree, sentences[s])) continue;
    const auto after = std::partition_point(events.begin(), events.end(),
                                            [&](const Event& e) { return e.sentence < s; });
    const auto meeting =
        std::find_if(std::make_reverse_iterator(after), events.rend(),
                     [&](const Event& e) { return e.act == "CONSULT" || e.sentence + 2 < s; });
    if (meeting == events.rend() || meeting->act != "CONSULT" || meeting->sentence + 2 < s)
      continue;
    for (std::uint32_t t = sentences[s].first; t < sentences[s].last; ++t) {
      const auto* contexts = ontology.contexts_of(tree.word(t).lemma);
      if (contexts == nullptr) continue;
      for (const std::string& c : *contexts) {
        if (meeting->contexts.size() < kMostContexts &&
            std::find(meeting->contexts.begin(), meeting->contexts.end(), c) ==
                meeting->contexts.end())
          meeting->contexts.push_back(c);
      }
    }
  }
}

}  // namespace dragoman
