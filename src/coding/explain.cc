#include <fmt/format.h>

#include <algorithm>

#include "coding/coder.h"
#include "coding/explanation.h"
#include "coding/pair_features.h"
#include "reading/weigh_modality.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// True when a mention, or whoever owns it, is one of the parties.
bool is_among(const std::vector<Party>& parties, const Reading& reading, int mention) {
  const auto same = [&](int candidate) {
    if (candidate < 0) return false;
    const Span span = reading.mentions[static_cast<std::size_t>(candidate)].span;
    return std::any_of(parties.begin(), parties.end(), [&](const Party& p) {
      return p.span.begin == span.begin && p.span.end == span.end;
    });
  };
  return mention >= 0 &&
         (same(mention) || same(reading.mentions[static_cast<std::size_t>(mention)].owner));
}

/// The mention that a party was made of; null for none.
const Mention* mention_of(const Party& party, const Reading& reading) {
  const auto found =
      std::find_if(reading.mentions.begin(), reading.mentions.end(), [&](const Mention& m) {
        return m.span.begin == party.span.begin && m.span.end == party.span.end;
      });
  return found == reading.mentions.end() ? nullptr : &*found;
}

std::string words_of(const Document& document, std::uint32_t token) {
  const Token& t = document.tokens[token];
  return document.text.substr(t.begin, t.end - t.begin);
}

/// The words that made a modality: what governs the predicate, or its own auxiliaries.
std::string why_modality(const Tree& tree, const Statement& s, const Event& e) {
  const Document& document = tree.document();
  if (e.modality != s.modality) return "the entry names a state, which goes on (flag state)";
  if (s.governor >= 0) {
    return fmt::format("governed by \"{}\"",
                       words_of(document, static_cast<std::uint32_t>(s.governor)));
  }
  std::string own;
  for (const std::uint32_t c : tree.children(s.predicate)) {
    const Word& w = tree.word(c);
    const bool counts = is_relation(w.deprel, "aux") || w.deprel == "cop" || w.deprel == "mark" ||
                        one_of(w.lemma, {"not", "never", "no", "n't", "neither", "soon", "if"});
    if (counts) own += (own.empty() ? "" : " ") + words_of(document, c);
  }
  const std::string tag(tree.word(s.predicate).xpos);
  if (own.empty()) return fmt::format("form of \"{}\" ({})", words_of(document, s.predicate), tag);
  return fmt::format("\"{}\" at \"{}\" ({})", own, words_of(document, s.predicate), tag);
}

}  // namespace

std::string Coder::why_context(const CodedArticle& coded, const Event& e, const LexiconEntry* entry,
                               const std::string& name) const {
  if (entry != nullptr &&
      std::find(entry->contexts.begin(), entry->contexts.end(), name) != entry->contexts.end())
    return "the entry";
  const auto& sentences = coded.annotated.document.sentences;
  const std::size_t end = std::min<std::size_t>(sentences.size(), e.sentence + 4);
  for (std::size_t s = e.sentence; s < end; ++s) {
    for (std::uint32_t t = sentences[s].first; t < sentences[s].last; ++t) {
      const auto* contexts = ontology_.contexts_of(std::string(coded.annotated.words[t].lemma));
      if (contexts != nullptr &&
          std::find(contexts->begin(), contexts->end(), name) != contexts->end())
        return fmt::format("\"{}\"{}", words_of(coded.annotated.document, t),
                           s == e.sentence ? "" : " in a later sentence");
    }
  }
  return "an event that was joined to this one";
}

Explanation Coder::explain(const CodedArticle& coded, std::size_t event) const {
  const Event& e = coded.events[event];
  Explanation x;
  x.event = event;
  x.type = ontology_.why_type(e.act, e.modality);
  if (const EventType* type = ontology_.type(e.type)) x.quad_where = x.score_where = type->where;
  if (const EventMode* mode = e.mode.empty() ? nullptr : ontology_.mode(e.type, e.mode))
    x.score_where = mode->where;
  x.cameo = ontology_.crosswalk().cameo_of(cameo_question(coded, e));
  const int index = statement_of(coded, e);
  if (index >= 0) x.entry = coded.candidates[static_cast<std::size_t>(index)];
  for (const std::string& name : e.contexts)
    x.contexts.push_back({name, why_context(coded, e, x.entry, name)});
  if (x.entry == nullptr) return x;

  const Tree tree(coded.annotated);
  const Statement& s = coded.reading.statements[static_cast<std::size_t>(index)];
  x.mode = ontology_.why_mode(e.act, x.entry->mode, e.type);
  x.modality_why = why_modality(tree, s, e);
  if (e.modality == s.modality && s.modality != s.ruled) {
    x.modality_why = fmt::format("weighed against \"{}\", for", to_string(s.ruled));
    for (const std::string& reason :
         why_weighed(tree, coded.article.published, knowledge_, reading_lexicon_, s))
      x.modality_why += fmt::format("{} {}", x.modality_why.ends_with("for") ? "" : ";", reason);
  }
  for (const LexiconEntry* other : lexicon_.matches(tree, coded.reading, s)) {
    if (other == x.entry) continue;
    x.losers.push_back(
        {other, other->weight < x.entry->weight
                    ? fmt::format("less specific: {} against {}", other->weight, x.entry->weight)
                    : "as specific, but read later"});
  }
  const std::string& text = coded.annotated.document.text;
  for (const Argument& a : s.arguments) {
    Explanation::Slot slot{a.role, words_of(coded.annotated.document, a.head), ""};
    if (a.mention >= 0) {
      const Mention& m = coded.reading.mentions[static_cast<std::size_t>(a.mention)];
      slot.text = text.substr(m.span.begin, m.span.end - m.span.begin);
      slot.part = is_among(e.actors, coded.reading, a.mention)       ? "actor"
                  : is_among(e.recipients, coded.reading, a.mention) ? "recipient"
                                                                     : "";
    }
    x.slots.push_back(std::move(slot));
  }
  const Mention* a = e.actors.empty() ? nullptr : mention_of(e.actors.front(), coded.reading);
  const Party* second = !e.recipients.empty() ? &e.recipients.front()
                        : e.actors.size() > 1 ? &e.actors[1]
                                              : nullptr;
  const Mention* r = second == nullptr ? nullptr : mention_of(*second, coded.reading);
  if (a == nullptr || r == nullptr) return x;
  PairContext context{tree,       coded.reading, coded.candidates, ontology_,
                      knowledge_, a->span,       r->span};
  context.actor_head = static_cast<std::int32_t>(a->head);
  context.recipient_head = static_cast<std::int32_t>(r->head);
  PairFeatures features;
  pair_features(context, features);
  const Ranker::Answer answer = ranker_.score(features);
  x.ranked = true;
  x.told = answer.event;
  const auto& names = ranker_.types();
  for (std::size_t t = 0; t < names.size(); ++t) {
    if (names[t] == e.type) x.typed = answer.types[t];
    if (answer.types[t] <= x.favourite_probability) continue;
    x.favourite = names[t];
    x.favourite_probability = answer.types[t];
  }
  return x;
}

}  // namespace dragoman
