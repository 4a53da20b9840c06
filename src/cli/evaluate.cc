// Scores of every stage on the public data sets, one table.
#include <fmt/format.h>

#include <filesystem>
#include <functional>

#include "cli/verbs.h"
#include "evaluation/alarm_scores.h"
#include "evaluation/article_scores.h"
#include "evaluation/cluster_scores.h"
#include "evaluation/coref_scores.h"
#include "evaluation/event_scores.h"
#include "evaluation/html_scores.h"
#include "evaluation/kind_scores.h"
#include "evaluation/language_scores.h"
#include "evaluation/modality_scores.h"
#include "evaluation/places_scores.h"
#include "evaluation/quotes_scores.h"
#include "evaluation/seed_rows.h"
#include "evaluation/story_scores.h"
#include "evaluation/time_scores.h"

namespace dragoman::cli {

namespace {

/// Prints the score of one data set, or why there is none.
class Table {
 public:
  explicit Table(const Options& options) : options_(options) {}

  template <typename Scores>
  void row(const std::string& name, const Result<Scores>& scores,
           const std::function<std::string(const Scores&)>& show) {
    if (!scores.ok()) {
      fmt::print(stderr, "dragoman: {}\n", scores.error().message());
      status_ = 1;
      return;
    }
    fmt::print("{:34} {}\n", name, show(scores.value()));
  }

  void errors(const std::vector<std::string>& lines) const {
    if (!options_.errors) return;
    for (const std::string& line : lines) fmt::print("    {}\n", line);
  }

  [[nodiscard]] int status() const { return status_; }

 private:
  const Options& options_;
  int status_ = 0;
};

std::string show_treebank(const TreebankScores& s) {
  return fmt::format(
      "tokens {:.2f}  sentences {:.2f}  UPOS {:.2f}  XPOS {:.2f}  lemma {:.2f}  UAS {:.2f}  LAS "
      "{:.2f}",
      s.tokens, s.sentences, s.upos, s.xpos, s.lemma, s.uas, s.las);
}

std::string show_matches(const Matches& m) {
  return fmt::format("P {:.2f}  R {:.2f}  F1 {:.2f}", m.precision(), m.recall(), m.f1());
}

std::string show_times(const TimeScores& s) {
  return fmt::format("span F1 {:.2f} (P {:.2f} R {:.2f})  strict {:.2f}  type {:.2f}  value {:.2f}",
                     s.spans.f1(), s.spans.precision(), s.spans.recall(), s.strict.f1(),
                     s.types.f1(), s.values.f1());
}

std::string show_pairs(const PairScores& s) {
  return fmt::format(
      "root macro-F1 {:.2f}  quad macro-F1 {:.2f}  calibration error {:.3f}  ({} pairs)", s.root,
      s.quad, s.calibration_error, s.pairs);
}

std::string show_pairs_by_lexicon(const PairScores& s) {
  return fmt::format("root macro-F1 {:.2f}  quad macro-F1 {:.2f}  silent {:.1f} in 100",
                     s.lexicon_root, s.lexicon_quad, s.silent);
}

std::string show_records(const RecordScores& s) {
  return fmt::format("type {:.2f}  actor {:.2f}  recipient {:.2f}  all three {:.2f}  ({} records)",
                     s.type, s.actor, s.recipient, s.exact, s.records);
}

std::string show_snippets(const SnippetScores& s) {
  return fmt::format("weighted F1 {:.2f}  macro-F1 {:.2f}  accuracy {:.2f}  ({} snippets)",
                     s.weighted, s.macro, s.accuracy, s.snippets);
}

std::string show_quotes(const QuoteScores& s) {
  const auto one = [](const Matches& m) {
    return fmt::format("{:.2f} (P {:.1f} R {:.1f})", m.f1(), m.precision(), m.recall());
  };
  return fmt::format("source {}  cue {}  content {}  ({} documents)", one(s.source), one(s.cue),
                     one(s.content), s.documents);
}

std::string show_places(const PlaceScores& s) {
  const std::string more =
      s.has_countries ? fmt::format("  country {:.2f}  same id {:.2f}", s.country, s.exact) : "";
  return fmt::format(
      "tagging {}  within 161 km {:.2f}{}  confidence off by {:.1f}  ({} toponyms, {} articles)",
      show_matches(s.tagging), s.near, more, s.confidence_error, s.resolved, s.articles);
}

std::string show_coref(const CorefScores& s) {
  return fmt::format(
      "CoNLL {:.2f}  MUC {:.2f}  B3 {:.2f}  CEAFe {:.2f}  mentions P {:.2f} R {:.2f}", s.conll(),
      s.muc.f1(), s.b3.f1(), s.ceafe.f1(), s.mentions.precision(), s.mentions.recall());
}

std::string show_pages(const HtmlScores& s) {
  return fmt::format("{}  ({} pages, {:.0f} segments to keep, {} to drop)",
                     show_matches(s.segments), s.pages, s.segments.gold, s.unwanted);
}

std::string show_page_fields(const HtmlScores& s) {
  return fmt::format("title {:.2f} in 100 of {}, date {:.2f} in 100 of {}, {} dates made up",
                     s.titles.recall(), s.titles.gold, s.dates.recall(), s.dates.gold, s.made_up);
}

std::string show_page_speed(const HtmlScores& s) {
  return fmt::format("{:.0f} pages a second on one core, {:.1f} MiB/s", s.pages_per_second(),
                     s.mebibytes_per_second());
}

std::string show_seed(const SeedReport& s) {
  return fmt::format("must {}/{}  should {}/{}  never kept {}/{}", s.must_met, s.must, s.should_met,
                     s.should, s.never_met, s.never);
}

std::string show_modality(const ModalityScores& s) {
  std::string line;
  for (const auto& [name, part] : s.parts)
    line +=
        fmt::format("{}{} {:.2f} ({} of {}, negated {:.2f}, found {})", line.empty() ? "" : "  ",
                    name, part.accuracy(), part.right, part.rows, part.negation(), part.found);
  return line;
}

std::string show_alarms(const AlarmScores& s) {
  std::string kinds;
  for (const auto& [kind, count] : s.by_kind) kinds += fmt::format("  {} {}", kind, count);
  return fmt::format("{:.2f} in 100 ({} of {}){}", s.share(), s.alarms, s.sentences, kinds);
}

std::string show_events(const EventMatches& m) {
  return fmt::format(
      "type and parties {}  and modality {:.2f}  type alone {:.2f}  at its place {:.2f}",
      show_matches(m.found), m.full.f1(), m.typed.f1(), m.placed.f1());
}

std::string show_joins(const StoryPart& p) {
  return fmt::format(
      "joins {}  all at once F1 {:.2f}  stages {:.2f} ({} of {})  disagreements {}  ({} of {} "
      "reports)",
      show_matches(p.within), p.whole.f1(), p.events == 0 ? 0 : 100.0 * p.stages / p.events,
      p.stages, p.events, show_matches(p.disagrees), p.coded, p.labels);
}

void show_situations(Table& table, const Coder& coder, const std::string& folder, bool errors) {
  const auto situations = read_situations(coder, folder);
  if (!situations.ok()) {
    table.row<StoryPart>("situations", situations.error(), show_joins);
    return;
  }
  for (const bool as_coded : {false, true}) {
    const StoryScores scores =
        score_stories(coder, situations.value(), Joiner::built_in(), as_coded);
    const std::string what = as_coded ? "as coded" : "as labelled";
    table.row<StoryPart>("situations dev, " + what, scores.dev, show_joins);
    // Who looks at errors works on the dev part, and leaves the other unseen.
    if (!errors) table.row<StoryPart>("situations final, " + what, scores.final, show_joins);
    table.errors(scores.errors);
  }
}

/// ECB+, in two lines.
void show_clusters(Table& table, const std::string& path) {
  const auto scores = score_clusters(path);
  table.row<ClusterScores>("ECB+ dev, articles in stories", scores, [](const ClusterScores& s) {
    return fmt::format("B3 {:.2f} (P {:.2f} R {:.2f})  ({} articles)", s.articles.f1(),
                       s.articles.precision(), s.articles.recall(), s.documents);
  });
  table.row<ClusterScores>("ECB+ dev, events, given triggers", scores, [](const ClusterScores& s) {
    return show_coref(s.events) + fmt::format("  ({} triggers)", s.triggers);
  });
  if (scores.ok()) table.errors(scores.value().errors);
}

/// Two lines a part of the articles: all rows, and news without history.
void show_part(Table& table, const std::string& name, const ArticlePart& part) {
  for (const auto& [what, matches] :
       {std::pair{"all events", &part.all}, std::pair{"without background", &part.news}}) {
    table.row<EventMatches>(
        fmt::format("articles {}, {}", name, what), *matches, [](const EventMatches& m) {
          return show_events(m) +
                 fmt::format("  ({:.0f} labelled, {:.0f} coded)", m.found.gold, m.found.predicted);
        });
  }
}

}  // namespace

int evaluate(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  Table table(o);
  if (!std::filesystem::exists(o.data)) {
    fmt::print(stderr, "dragoman: {}: no such folder (set DRAGOMAN_DATA to the public data sets)\n",
               o.data);
    return 1;
  }
  const auto wanted = [&](std::string_view stage) { return o.stage.empty() || o.stage == stage; };
  if (wanted("language")) {
    for (const auto& [name, file] : {std::pair{"EWT", "en_ewt"}, std::pair{"GUM", "en_gum"}}) {
      const std::string path = o.data + "/ud/" + file + "-dev.conllu";
      table.row<TreebankScores>(std::string(name) + " dev, gold tokens",
                                score_gold_tokens(*coder, path), show_treebank);
      table.row<TreebankScores>(std::string(name) + " dev, raw text", score_raw_text(*coder, path),
                                show_treebank);
    }
    table.row<Matches>("UNER EWT dev, PER LOC ORG",
                       score_entities(*coder, o.data + "/ner/uner_en_ewt-dev.iob2"), show_matches);
    table.row<Matches>("CrossNER politics dev, PER LOC ORG",
                       score_entities(*coder, o.data + "/ner/crossner_politics-dev.txt"),
                       show_matches);
  }
  if (wanted("times")) {
    for (const auto& [name, folder] :
         {std::pair{"TimeBank", "timebank"}, std::pair{"AQUAINT", "aquaint"}}) {
      const auto scores = score_times(*coder, o.data + "/dates/" + folder);
      table.row<TimeScores>(std::string(name) + " expressions of time", scores, show_times);
      if (scores.ok()) table.errors(scores.value().errors);
    }
  }
  if (wanted("pairs")) {
    for (const char* name : {"PLV_train", "PLV_test_manual"}) {
      const auto scores = score_pairs(*coder, o.data + "/event/" + name + ".tsv");
      table.row<PairScores>(std::string(name) + " through relate", scores, show_pairs);
      table.row<PairScores>(std::string(name) + ", lexicon alone", scores, show_pairs_by_lexicon);
      if (scores.ok()) table.errors(scores.value().errors);
    }
  }
  if (wanted("records")) {
    const auto scores = score_records(*coder, o.data + "/event/PLOVER_GSR_CAMEO.json");
    table.row<RecordScores>("PLOVER GSR through code", scores, show_records);
    if (scores.ok()) table.errors(scores.value().errors);
  }
  if (wanted("kinds")) {
    const auto subevents = KindTable::load(data_folder(o) + "/ontology/subevents.tsv");
    const auto contention = KindTable::load(data_folder(o) + "/ontology/contention.tsv");
    for (const auto* loaded : {&subevents, &contention}) {
      if (loaded->ok()) continue;
      fmt::print(stderr, "dragoman: {}\n", loaded->error().message());
      return 1;
    }
    const auto snippets =
        score_snippets(*coder, subevents.value(), o.data + "/protest/case2021_task2-dev.tsv");
    table.row<SnippetScores>("CASE 2021 task 2, 30 kinds", snippets, show_snippets);
    if (snippets.ok()) table.errors(snippets.value().errors);
    const auto sentences = score_contention(*coder, contention.value(),
                                            o.data + "/protest/glocon_sentence_Sabinet-dev.jsonl");
    table.row<ContentionScores>("GLOCON sentences, contention", sentences,
                                [](const ContentionScores& c) { return show_matches(c.matches); });
    if (sentences.ok()) table.errors(sentences.value().errors);
  }
  if (wanted("quotes")) {
    const auto scores = score_quotes(*coder, o.data + "/quotes/polnear-dev.jsonl");
    table.row<QuoteScores>("PolNeAR dev, tokens", scores, show_quotes);
    if (scores.ok()) table.errors(scores.value().errors);
  }
  if (wanted("places")) {
    for (const auto& [name, file] : {std::pair{"LGL", "lgl"}, std::pair{"GeoVirus", "GeoVirus"}}) {
      const auto scores = score_places(*coder, o.data + "/geo/" + file + ".xml");
      table.row<PlaceScores>(std::string(name) + ", places", scores, show_places);
      if (scores.ok()) table.errors(scores.value().errors);
    }
  }
  if (wanted("html")) {
    const auto scores = score_pages(o.data + "/html");
    table.row<HtmlScores>("web pages, text", scores, show_pages);
    table.row<HtmlScores>("web pages, title and date", scores, show_page_fields);
    // Speed differs from run to run, so it stays out of the whole table.
    if (!o.stage.empty()) table.row<HtmlScores>("web pages, speed", scores, show_page_speed);
    if (scores.ok()) table.errors(scores.value().errors);
  }
  if (wanted("coref")) {
    const auto scores = score_coreference(*coder, o.data + "/coref/gum-dev.jsonl");
    table.row<CorefScores>("GUM dev, coreference", scores, show_coref);
    if (scores.ok()) table.errors(scores.value().errors);
  }
  if (wanted("seed")) {
    const auto seed = check_seed(*coder, o.data + "/../seed", "2026-01-15");
    table.row<SeedReport>("a real article, rows of a reader", seed, show_seed);
    if (seed.ok()) table.errors(seed.value().unmet);
  }
  // Sentences that come with the source.
  const std::string own = DRAGOMAN_SOURCE_DIR "/evaluation";
  if (wanted("modality")) {
    const auto scores = score_modality(*coder, own + "/modality.tsv", "2026-03-04");
    table.row<ModalityScores>("modality of labelled predicates", scores, show_modality);
    if (scores.ok()) table.errors(scores.value().errors);
  }
  if (wanted("articles")) {
    const auto scores = score_articles(*coder, own + "/articles");
    if (scores.ok()) {
      show_part(table, "dev", scores.value().dev);
      show_part(table, "final", scores.value().final);
      table.errors(confusion_table(scores.value()));
      table.errors(scores.value().errors);
    } else {
      table.row<EventMatches>("articles", scores.error(), show_events);
    }
  }
  if (wanted("stories")) show_clusters(table, o.data + "/cluster/ecbplus-dev.jsonl");
  if (wanted("stories")) show_situations(table, *coder, own + "/situations", o.errors);
  if (o.stage == "modality") {
    // What the rules are written from, for comparison.
    const std::filesystem::path folder = DRAGOMAN_SOURCE_DIR "/training/modality";
    for (int block = 1;; ++block) {
      const std::string path = (folder / fmt::format("block{}.tsv", block)).string();
      if (!std::filesystem::exists(path)) break;
      const auto scores = score_modality(*coder, path, "2026-03-04");
      table.row<ModalityScores>(fmt::format("modality, training block {}", block), scores,
                                show_modality);
      if (scores.ok()) table.errors(scores.value().errors);
    }
  }
  if (wanted("alarms")) {
    for (const auto& [name, file] :
         {std::pair{"false alarms", own + "/false_alarms.tsv"},
          std::pair{"false alarms, to learn from",
                    std::string(DRAGOMAN_SOURCE_DIR "/training/false_alarms.tsv")}}) {
      const auto scores = score_alarms(*coder, file);
      table.row<AlarmScores>(name, scores, show_alarms);
      if (scores.ok()) table.errors(scores.value().errors);
    }
  }
  return table.status();
}

}  // namespace dragoman::cli
