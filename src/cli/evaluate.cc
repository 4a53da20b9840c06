// Scores of every stage on the public data sets, one table.
#include <fmt/format.h>

#include <filesystem>
#include <functional>

#include "cli/verbs.h"
#include "evaluation/alarm_scores.h"
#include "evaluation/event_scores.h"
#include "evaluation/language_scores.h"
#include "evaluation/modality_scores.h"
#include "evaluation/seed_rows.h"

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

std::string show_pairs(const PairScores& s) {
  return fmt::format("root macro-F1 {:.2f}  quad macro-F1 {:.2f}  ({} pairs)", s.root, s.quad,
                     s.pairs);
}

std::string show_records(const RecordScores& s) {
  return fmt::format("type {:.2f}  actor {:.2f}  recipient {:.2f}  all three {:.2f}  ({} records)",
                     s.type, s.actor, s.recipient, s.exact, s.records);
}

std::string show_seed(const SeedReport& s) {
  return fmt::format("must {}/{}  should {}/{}  never kept {}/{}", s.must_met, s.must, s.should_met,
                     s.should, s.never_met, s.never);
}

std::string show_modality(const ModalityScores& s) {
  return fmt::format("dev {:.2f} ({} of {})  final {:.2f} ({} of {})  found {}", s.dev.accuracy(),
                     s.dev.right, s.dev.rows, s.final.accuracy(), s.final.right, s.final.rows,
                     s.dev.found + s.final.found);
}

std::string show_alarms(const AlarmScores& s) {
  std::string kinds;
  for (const auto& [kind, count] : s.by_kind) kinds += fmt::format("  {} {}", kind, count);
  return fmt::format("{:.2f} in 100 ({} of {}){}", s.share(), s.alarms, s.sentences, kinds);
}

/// The stages on sentences that come with the source; they need no data sets.
bool evaluate_own_sets(const Coder& coder, const Options& o, Table& table) {
  const std::string folder = DRAGOMAN_SOURCE_DIR "/evaluation";
  if (o.stage == "modality") {
    const auto scores = score_modality(coder, folder + "/modality.tsv", "2026-03-04");
    table.row<ModalityScores>("modality of labelled predicates", scores, show_modality);
    if (scores.ok()) table.errors(scores.value().errors);
    return true;
  }
  if (o.stage == "alarms") {
    const auto scores = score_alarms(coder, folder + "/false_alarms.tsv");
    table.row<AlarmScores>("false alarms", scores, show_alarms);
    if (scores.ok()) table.errors(scores.value().errors);
    return true;
  }
  return false;
}

}  // namespace

int evaluate(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  Table table(o);
  if (evaluate_own_sets(*coder, o, table)) return table.status();
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
  if (wanted("pairs")) {
    for (const char* name : {"PLV_train", "PLV_test_manual"}) {
      const auto scores = score_pairs(*coder, o.data + "/event/" + name + ".tsv");
      table.row<PairScores>(std::string(name) + " through relate", scores, show_pairs);
      if (scores.ok()) table.errors(scores.value().errors);
    }
  }
  if (wanted("records")) {
    const auto scores = score_records(*coder, o.data + "/event/PLOVER_GSR_CAMEO.json");
    table.row<RecordScores>("PLOVER GSR through code", scores, show_records);
    if (scores.ok()) table.errors(scores.value().errors);
  }
  if (wanted("seed")) {
    const auto seed = check_seed(*coder, o.data + "/../seed", "2026-01-15");
    table.row<SeedReport>("a real article, rows of a reader", seed, show_seed);
    if (seed.ok()) table.errors(seed.value().unmet);
  }
  return table.status();
}

}  // namespace dragoman::cli
