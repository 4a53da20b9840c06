// From an article to its events: the whole road behind one call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "coding/candidates.h"
#include "coding/event.h"
#include "coding/explanation.h"
#include "coding/lexicon.h"
#include "coding/ontology.h"
#include "coding/ranker.h"
#include "knowledge/knowledge.h"
#include "language/language_model.h"
#include "reading/reading_lexicon.h"
#include "text/article.h"

namespace dragoman {

/// Where the coder finds what it needs.
struct CoderOptions {
  std::string data;        ///< folder with knowledge/, lexicon/, ontology/
  std::string knowledge;   ///< compiled knowledge file; empty: compile from `data` at start
  std::string model;       ///< model file
  std::string ranker;      ///< ranker file
  bool use_ranker = true;  ///< false: where the lexicon speaks, it decides alone
  std::vector<std::string> lexicons;  ///< a user's own lexicon files; later ones win
};

/// An article with everything found in it. `reading` points into the coder, which must outlive it.
struct CodedArticle {
  Article article;
  Annotated annotated;
  Reading reading;
  Candidates candidates;  ///< by statement: the lexicon entry that it meets, or null
  std::vector<Event> events;
};

/// A question about two marked parties of one text (byte spans).
struct PairQuestion {
  std::string text;
  Span actor;
  Span recipient;
};

/// The answer: best of the 16 types for the pair.
struct PairAnswer {
  std::string type;
  std::string act;
  Modality modality = Modality::occurred;
  bool event = false;
  double confidence = 0;
  std::string by_lexicon;  ///< the type by lexicon and modality; empty when the lexicon is silent
  std::string because;     ///< the lexicon entry that decided; empty when none did
  std::vector<std::pair<std::string, double>> scores;  ///< every type, sums to 1
};

/// Immutable after opening; safe to share by threads.
class Coder {
 public:
  static Result<Coder> open(const CoderOptions& options);

  /// Pure: no I/O, no clock. O(text).
  [[nodiscard]] CodedArticle code(Article article) const;
  /// Why event `event` of `coded` was coded as it was; the result points into both.
  [[nodiscard]] Explanation explain(const CodedArticle& coded, std::size_t event) const;
  [[nodiscard]] PairAnswer relate(const PairQuestion& question) const;
  /// What the ranker sees of a pair, with or without what the lexicon says; for training.
  [[nodiscard]] PairFeatures features_of(const PairQuestion& question, bool lexicon_features) const;
  [[nodiscard]] Annotated annotate(std::string text) const;
  /// Index of the statement that an event was made of; -1 for none.
  [[nodiscard]] static int statement_of(const CodedArticle& coded, const Event& e);
  /// What decides an event's CAMEO code.
  [[nodiscard]] static CameoQuestion cameo_question(const CodedArticle& coded, const Event& e);

  [[nodiscard]] const LanguageModel& model() const { return *model_; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const Ontology& ontology() const { return ontology_; }
  [[nodiscard]] const Ranker& ranker() const { return ranker_; }
  [[nodiscard]] const Knowledge& knowledge() const { return knowledge_; }
  [[nodiscard]] const ReadingLexicon& reading_lexicon() const { return reading_lexicon_; }

 private:
  Coder() = default;
  [[nodiscard]] std::string why_context(const CodedArticle& coded, const Event& e,
                                        const LexiconEntry* entry, const std::string& name) const;
  /// Score, quad class, CAMEO code and id, which follow from the rest.
  void finish(const CodedArticle& coded, Event& e) const;

  std::unique_ptr<LanguageModel> model_;
  Knowledge knowledge_;
  ReadingLexicon reading_lexicon_;
  Lexicon lexicon_;
  Ontology ontology_;
  Ranker ranker_;
  bool use_ranker_ = true;
};

}  // namespace dragoman
