#include "coding/coder.h"

#include <fmt/format.h>

#include <algorithm>

#include "coding/agenda.h"
#include "coding/event_builder.h"
#include "coding/merge.h"
#include "reading/agree_on_names.h"
#include "text/segmenter.h"

namespace dragoman {

namespace {

/// FNV-1a, 64 bits: stable across machines and runs.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
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
  coder.lexicon_.use(coder.knowledge_);
  for (const std::string& path : options.lexicons) {
    const std::vector<Error> errors = coder.lexicon_.add(path, coder.ontology_);
    if (errors.empty()) continue;
    Error all = errors.front();
    for (std::size_t i = 1; i < errors.size(); ++i) all.more.push_back(errors[i]);
    return all;
  }
  if (!options.ranker.empty()) {
    auto ranker = Ranker::load(options.ranker);
    if (!ranker.ok()) return ranker.error();
    coder.ranker_ = std::move(ranker.value());
  }
  coder.use_ranker_ = options.use_ranker;
  return coder;
}

Annotated Coder::annotate(std::string text) const {
  Annotated annotated = model_->annotate(segment(std::move(text)));
  agree_on_names(knowledge_, annotated);
  return annotated;
}

CodedArticle Coder::code(Article article) const {
  CodedArticle coded;
  coded.annotated = annotate(article.text);
  const Tree tree(coded.annotated);
  coded.reading = read_document(tree, article.published, knowledge_, reading_lexicon_);
  coded.article = std::move(article);
  coded.candidates = find_candidates(tree, coded.reading, lexicon_);
  EventBuilder builder(tree, coded.reading, coded.candidates, reading_lexicon_, ontology_,
                       knowledge_, ranker_);
  for (std::size_t i = 0; i < coded.reading.statements.size(); ++i) {
    if (std::optional<Event> e = builder.build(i, coded.events))
      coded.events.push_back(std::move(*e));
  }
  merge_events(coded.events);
  merge_headline(coded.annotated.document, coded.events);
  merge_outcomes(coded.events);
  add_agendas(tree, ontology_, coded.events);
  for (Event& e : coded.events) finish(coded, e);
  return coded;
}

int Coder::statement_of(const CodedArticle& coded, const Event& e) {
  return statement_at(coded.reading, static_cast<std::int32_t>(e.trigger));
}

CameoQuestion Coder::cameo_question(const CodedArticle& coded, const Event& e) {
  CameoQuestion q{e.type, e.act, e.mode, &e.contexts, {}, false, false};
  const int statement = statement_of(coded, e);
  if (statement < 0) return q;
  if (const LexiconEntry* entry = coded.candidates[static_cast<std::size_t>(statement)]) {
    q.given = entry->cameo;
    q.host = entry->flag("host");
    q.appeal = entry->flag("appeal");
  }
  return q;
}

void Coder::finish(const CodedArticle& coded, Event& e) const {
  const EventType* type = ontology_.type(e.type);
  const EventMode* mode = e.mode.empty() ? nullptr : ontology_.mode(e.type, e.mode);
  e.score = mode != nullptr ? mode->score : type->score;
  e.quad = type->quad;
  if (const CameoAnswer cameo = ontology_.crosswalk().cameo_of(cameo_question(coded, e));
      cameo.code)
    e.cameo = cameo.code->code;
  e.id = fmt::format("{:016x}", hash(fmt::format("{}|{}|{}|{}", coded.article.id,
                                                 coded.annotated.document.tokens[e.trigger].begin,
                                                 e.type, e.mode)));
}

}  // namespace dragoman
