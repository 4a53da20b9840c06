#include "coding/coder.h"

#include <fmt/format.h>

#include <algorithm>

#include "coding/participants.h"
#include "text/segmenter.h"

namespace dragoman {

namespace {

/// FNV-1a, 64 bits: stable across machines and runs.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
}

Party party_of(const Mention& m, const std::string& text) {
  return {text.substr(m.span.begin, m.span.end - m.span.begin),
          m.name,
          m.country,
          m.sector,
          m.role,
          m.span};
}

bool same_parties(const std::vector<Party>& a, const std::vector<Party>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const Party& x, const Party& y) {
           return x.name == y.name && x.country == y.country;
         });
}

}  // namespace

Result<Coder> Coder::open(const CoderOptions& options) {
  Coder coder;
  auto model = load_fast_model(options.model);
  if (!model.ok()) return model.error();
  coder.model_ = std::move(model.value());
  auto knowledge = options.knowledge.empty() ? Knowledge::load(options.data)
                                             : Knowledge::open(options.knowledge);
  if (!knowledge.ok()) return knowledge.error();
  coder.knowledge_ = std::move(knowledge.value());
  auto reading = load_reading_lexicon(options.data);
  if (!reading.ok()) return reading.error();
  coder.reading_lexicon_ = std::move(reading.value());
  auto lexicon = Lexicon::load(options.data);
  if (!lexicon.ok()) return lexicon.error();
  coder.lexicon_ = std::move(lexicon.value());
  auto ontology = Ontology::load(options.data);
  if (!ontology.ok()) return ontology.error();
  coder.ontology_ = std::move(ontology.value());
  if (!options.ranker.empty()) {
    auto ranker = Ranker::load(options.ranker);
    if (!ranker.ok()) return ranker.error();
    coder.ranker_ = std::move(ranker.value());
  }
  coder.use_ranker_ = options.use_ranker;
  return coder;
}

Annotated Coder::annotate(std::string text) const {
  return model_->annotate(segment(std::move(text)));
}

CodedArticle Coder::code(Article article) const {
  CodedArticle coded;
  coded.annotated = annotate(article.text);
  const Tree tree(coded.annotated);
  coded.reading = read_document(tree, article.published, knowledge_, reading_lexicon_);
  coded.article = std::move(article);
  for (const Statement& s : coded.reading.statements) code_statement(tree, s, coded);
  return coded;
}

void Coder::code_statement(const Tree& tree, const Statement& s, CodedArticle& coded) const {
  const LexiconEntry* entry = lexicon_.match(tree, coded.reading, s);
  if (entry == nullptr || entry->act.empty()) return;
  const Participants p = participants(tree, coded.reading, s, *entry);
  const auto mention = [&](int i) -> const Mention& {
    return coded.reading.mentions[static_cast<std::size_t>(i)];
  };
  const bool weak = entry->flag("weak");
  if (p.actors.empty() && p.recipients.empty()) return;
  if (weak && (p.actors.empty() || p.recipients.empty())) return;
  // The press reports; it does not act.
  if (!p.actors.empty() && mention(p.actors.front()).sector == "JRN" &&
      tree.word(s.predicate).upos == "VERB")
    return;
  const EventType* act = ontology_.type(entry->act);
  if (act == nullptr) return;
  Event e;
  e.sentence = s.sentence;
  e.act = entry->act;
  e.modality =
      entry->flag("state") && s.modality == Modality::occurred ? Modality::ongoing : s.modality;
  e.type = ontology_.type_of(e.act, e.modality);
  if (e.type == e.act) e.mode = entry->mode;
  if (e.mode.empty() && e.modality != Modality::occurred)
    e.mode = e.type == e.act ? entry->mode : "";
  const bool act_mode_shown = e.type != e.act && (e.modality == Modality::planned);
  if (act_mode_shown) e.mode = entry->mode;
  for (const int i : p.actors) e.actors.push_back(party_of(mention(i), coded.article.text));
  for (const int i : p.recipients) e.recipients.push_back(party_of(mention(i), coded.article.text));
  if (entry->flag("reciprocal") && e.recipients.empty() && e.actors.size() < 2 && weak) return;
  e.contexts = entry->contexts;
  const Sentence& sentence = coded.annotated.document.sentences[s.sentence];
  for (std::uint32_t t = sentence.first; t < sentence.last && e.contexts.size() < 4; ++t) {
    const auto* contexts = ontology_.contexts_of(tree.word(t).lemma);
    if (contexts == nullptr) continue;
    for (const std::string& c : *contexts) {
      if (std::find(e.contexts.begin(), e.contexts.end(), c) == e.contexts.end())
        e.contexts.push_back(c);
    }
  }
  e.time = s.time;
  e.place = s.place;
  for (const std::string_view kind :
       {"killed", "wounded", "arrested", "displaced", "released", "aid", "withdrawn"}) {
    if (!entry->flag(kind)) continue;
    for (const Quantity& q : coded.reading.quantities) {
      const bool counted =
          std::any_of(s.arguments.begin(), s.arguments.end(), [&](const Argument& a) {
            return a.head == q.head && (a.role == "obj" || a.role == "of");
          });
      if (counted) e.quantities.push_back({std::string(kind), q.value, q.qualifier, q.span});
    }
  }
  if (s.speaker >= 0) {
    e.speaker = mention(s.speaker).name;
    e.quoted = s.quoted;
  }
  const EventType* type = ontology_.type(e.type);
  const EventMode* mode = e.mode.empty() ? nullptr : ontology_.mode(e.type, e.mode);
  e.score = mode != nullptr ? mode->score : type->score;
  e.quad = type->quad;
  e.cameo = mode != nullptr && !mode->cameo.empty() ? mode->cameo : type->cameo;
  const bool both = !e.actors.empty() && (!e.recipients.empty() || e.actors.size() > 1);
  e.confidence = (both ? 0.6 : 0.4) + (entry->conditions.empty() ? 0.0 : 0.15) +
                 (s.modality == Modality::occurred ? 0.1 : 0.0);
  e.trigger = s.predicate;
  e.because = entry->act + (entry->mode.empty() ? "" : "." + entry->mode) + ": " + entry->pattern +
              " (" + entry->where + ")";
  std::size_t first = coded.events.size();
  while (first > 0 && coded.events[first - 1].sentence == e.sentence) --first;
  for (; first < coded.events.size(); ++first) {
    Event& other = coded.events[first];
    if (other.type != e.type || !same_parties(other.actors, e.actors)) continue;
    if (!same_parties(other.recipients, e.recipients) && !e.recipients.empty() &&
        !other.recipients.empty())
      continue;
    if (e.confidence > other.confidence) {
      e.id = other.id;
      other = std::move(e);
    }
    return;
  }
  e.id = fmt::format("{:016x}", hash(fmt::format("{}|{}|{}|{}", coded.article.id,
                                                 coded.annotated.document.tokens[s.predicate].begin,
                                                 e.type, e.mode)));
  coded.events.push_back(std::move(e));
}

}  // namespace dragoman
