#include <algorithm>
#include <cmath>
#include <map>

#include "coding/coder.h"
#include "coding/participants.h"

namespace dragoman {

namespace {

bool overlaps(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

/// Number of tree edges between two tokens of one sentence; 20 when they are not connected.
int tree_distance(const Tree& tree, std::uint32_t a, std::uint32_t b) {
  std::vector<std::uint32_t> up;
  for (std::int32_t t = static_cast<std::int32_t>(a); t >= 0;
       t = tree.word(static_cast<std::uint32_t>(t)).head)
    up.push_back(static_cast<std::uint32_t>(t));
  int steps = 0;
  for (std::int32_t t = static_cast<std::int32_t>(b); t >= 0;
       t = tree.word(static_cast<std::uint32_t>(t)).head, ++steps) {
    const auto found = std::find(up.begin(), up.end(), static_cast<std::uint32_t>(t));
    if (found != up.end()) return steps + static_cast<int>(found - up.begin());
  }
  return 20;
}

/// The token of a span that is nearest to the root.
std::uint32_t head_of(const Annotated& annotated, Span span) {
  const auto& tokens = annotated.document.tokens;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    if (tokens[t].end <= span.begin || tokens[t].begin >= span.end) continue;
    const std::int32_t head = annotated.words[t].head;
    if (head < 0) return t;
    const auto& h = tokens[static_cast<std::size_t>(head)];
    if (h.end <= span.begin || h.begin >= span.end) return t;
  }
  return 0;
}

}  // namespace

PairAnswer Coder::relate(const PairQuestion& question) const {
  const Annotated annotated = annotate(question.text);
  PairAnswer answer;
  std::map<std::string, double> weights;
  double best = 0;
  if (!annotated.words.empty()) {
    const Tree tree(annotated);
    const Reading reading = read_document(tree, "", knowledge_, reading_lexicon_);
    const std::uint32_t actor = head_of(annotated, question.actor);
    const std::uint32_t recipient = head_of(annotated, question.recipient);
    for (const Statement& s : reading.statements) {
      const LexiconEntry* entry = lexicon_.match(tree, reading, s);
      if (entry == nullptr || entry->act.empty() || ontology_.type(entry->act) == nullptr) continue;
      const auto& at = annotated.document.tokens[s.predicate];
      const Span trigger{at.begin, at.end};
      if (overlaps(trigger, question.actor) || overlaps(trigger, question.recipient)) continue;
      double weight = 3.0 + (entry->conditions.empty() ? 0.0 : 0.5) +
                      (tree.word(s.predicate).upos == "VERB" ? 0.5 : 0.0) -
                      (entry->flag("weak") ? 0.7 : 0.0);
      const auto fills = [&](bool subject, Span span) {
        for (const Argument& a : s.arguments) {
          const auto& t = annotated.document.tokens[a.head];
          if (!overlaps({t.begin, t.end}, span)) continue;
          const bool acting = a.role == "subj" || a.role == "carrier" || a.role == "by" ||
                              a.role == "poss" || a.role == "amod";
          return subject == acting ? 2.0 : 0.7;
        }
        return 0.0;
      };
      weight += fills(true, question.actor) + fills(false, question.recipient);
      weight -= 0.25 * (tree_distance(tree, s.predicate, actor) +
                        tree_distance(tree, s.predicate, recipient));
      const std::string type(ontology_.type_of(entry->act, s.modality));
      double& slot = weights[type];
      slot = std::max(slot, std::exp(weight));
      if (std::exp(weight) > best) {
        best = std::exp(weight);
        answer.type = type;
        answer.act = entry->act;
        answer.modality = s.modality;
        answer.because = entry->pattern + " (" + entry->where + ")";
      }
    }
  }
  answer.event = best > std::exp(2.0);
  if (answer.type.empty()) answer.type = answer.act = "CONSULT";
  double total = 0;
  for (const EventType& t : ontology_.types()) total += weights[t.name] + 0.05;
  for (const EventType& t : ontology_.types())
    answer.scores.emplace_back(t.name, (weights[t.name] + 0.05) / total);
  answer.confidence = (weights[answer.type] + 0.05) / total;
  return answer;
}

}  // namespace dragoman
