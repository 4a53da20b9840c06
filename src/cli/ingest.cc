// `ingest`: articles in, coded on all cores, kept in a database.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <deque>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "cli/coder_card.h"
#include "cli/coding_crew.h"
#include "cli/input_hash.h"
#include "cli/input_options.h"
#include "cli/parallel.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "cli/watched.h"
#include "store/code_tables.h"
#include "store/store.h"
#include "text/utc_now.h"

namespace dragoman::cli {

namespace {

/// Pauses between looks into a watched folder, two seconds in all.
constexpr std::chrono::milliseconds kWatchPause{100};
constexpr int kWatchPauses = 20;

/// A page that many articles change is written once a transaction.
constexpr std::chrono::seconds kLongestTransaction{10};
static_assert(kLongestTransaction + std::chrono::seconds(5) <= kWriterPatience,
              "another writer gives up while a transaction ends");

/// Batches that wait for the coder while others are written: enough that it does not run dry while
/// a transaction ends, and few, since what was coded waits in memory.
constexpr std::size_t kBatchesAhead = 3;

/// What one run did.
struct Tally {
  std::size_t read = 0;
  std::size_t coded = 0;
  std::size_t copies = 0;
  std::size_t known = 0;
  std::size_t events = 0;
  std::size_t bad = 0;
  std::size_t skipped = 0;  ///< in other languages
};

class Ingest {
 public:
  Ingest(const Options& o, const Coder& coder, Store* store, std::int64_t revision)
      : options_(o),
        store_(store),
        revision_(revision),
        progress_("articles"),
        threads_(o.threads > 0 ? o.threads : default_threads()),
        crew_(coder, store == nullptr ? 0 : threads_) {}

  /// Everything of one input. Error: the database failed; what was committed is safe. While some
  /// batches are being coded, one before them is written and one after them is read.
  Result<Done> take(const std::string& input) {
    ArticleSource source(input, options_.reading);
    const auto read = [&] { return next_offer(source, std::size_t{64} * threads_); };
    for (auto next = std::async(std::launch::async, read);;) {
      std::optional<Offer> offer = next.get();
      if (!offer) break;
      next = std::async(std::launch::async, read);
      say(offer->report);
      tally_.skipped += offer->report.other_language;
      tally_.bad += offer->report.errors.size();
      tally_.read += offer->report.articles.size();
      auto done = store_ == nullptr ? Result<Done>(Done{}) : keep(*offer, input);
      if (!done.ok()) return done;
      progress_.show(tally_.read);
    }
    if (store_ == nullptr) return Done{};
    auto done = write([this] {
      auto added = Result<Done>(Done{});
      while (added.ok() && !batches_.empty()) added = add_coded();
      return added;
    });
    return done.ok() ? commit() : done;
  }

  [[nodiscard]] const Tally& tally() const { return tally_; }
  void end_progress() { progress_.end(); }

 private:
  /// Articles that were read, with what admitting them takes.
  struct Offer {
    ReadReport report;
    std::vector<Imprint> imprints;
  };

  /// The next articles of a source; nothing at its end.
  std::optional<Offer> next_offer(ArticleSource& source, std::size_t most) const {
    std::optional<Offer> out(std::in_place);
    if (!source.next(most, out->report)) return std::nullopt;
    for (Article& a : out->report.articles) {
      if (a.published.empty()) a.published = options_.published;
      if (store_ != nullptr) out->imprints.push_back(imprint_of(a));
    }
    return out;
  }

  /// Work inside the transaction under way, or a new one.
  template <typename Work>
  Result<Done> write(const Work& work) {
    auto done = began_ ? Result<Done>(Done{}) : store_->begin();
    if (!done.ok()) return done;
    if (!began_) began_ = Clock::now();
    done = work();
    if (!done.ok()) store_->roll_back();
    return done;
  }

  Result<Done> commit() {
    began_.reset();
    uncommitted_ = 0;
    auto done = store_->commit();
    if (!done.ok()) store_->roll_back();
    return done;
  }

  /// Admits a batch, gives it to the coder, and adds the first of those it has once there are
  /// enough to keep it busy. A kill in between leaves articles that are not yet coded, which the
  /// next run finds `wanted`. Large transactions are cheap; that of a slow run ends after a while,
  /// so that others can read what there is.
  Result<Done> keep(Offer& offer, const std::string& input) {
    uncommitted_ += offer.report.articles.size();
    auto done = write([&]() -> Result<Done> {
      auto next = std::make_unique<Batch>();
      auto kept = admit(offer, input, *next);
      if (!kept.ok()) return kept;
      crew_.give(*next);
      batches_.push_back(std::move(next));
      return batches_.size() > kBatchesAhead ? add_coded() : kept;
    });
    if (!done.ok()) return done;
    const bool full = uncommitted_ >= options_.commit_every;
    return full || Clock::now() - *began_ >= kLongestTransaction ? commit() : done;
  }

  Result<Done> admit(Offer& offer, const std::string& input, Batch& batch) {
    for (const Error& e : offer.report.errors) {
      auto kept = store_->add_bad_record(e);
      if (!kept.ok()) return kept;
    }
    // The same record twice, in one batch or in those under way, is coded once.
    const auto under_way = [](const Batch& b, std::int64_t row) {
      return std::find(b.rows.begin(), b.rows.end(), row) != b.rows.end();
    };
    for (std::size_t i = 0; i < offer.imprints.size(); ++i) {
      Article& article = offer.report.articles[i];
      const auto admission = store_->admit(article, offer.imprints[i], input, revision_);
      if (!admission.ok()) return admission.error();
      const std::int64_t row = admission.value().article;
      if (admission.value().kind == Admission::Kind::copy) {
        ++tally_.copies;
      } else if (admission.value().kind == Admission::Kind::known || under_way(batch, row) ||
                 std::any_of(batches_.begin(), batches_.end(),
                             [&](const auto& b) { return under_way(*b, row); })) {
        ++tally_.known;
      } else {
        batch.articles.push_back(std::move(article));
        batch.rows.push_back(row);
      }
    }
    return Done{};
  }

  /// Adds what the coder made of the first batch under way, if there is one.
  Result<Done> add_coded() {
    if (batches_.empty()) return Done{};
    crew_.wait(*batches_.front());
    const std::unique_ptr<Batch> batch = std::move(batches_.front());
    batches_.pop_front();
    for (std::size_t i = 0; i < batch->coded.size(); ++i) {
      Coded& coded = *batch->coded[i];
      auto added = store_->add(batch->rows[i], revision_, coded.article, std::move(coded.digest));
      if (!added.ok()) return added;
      ++tally_.coded;
      tally_.events += coded.article.events.size();
      batch->coded[i].reset();
    }
    return Done{};
  }

  using Clock = std::chrono::steady_clock;

  const Options& options_;
  Store* store_;  ///< null: a dry run
  std::int64_t revision_;
  Progress progress_;
  Tally tally_;
  std::optional<Clock::time_point> began_;      ///< the transaction under way
  std::size_t uncommitted_ = 0;                 ///< articles read since
  std::deque<std::unique_ptr<Batch>> batches_;  ///< admitted, coded or to be coded, not yet added
  unsigned threads_;
  CodingCrew crew_;  ///< ends before the batches
};

/// All bad records of the database, one JSON object a line, in a file beside it; none: no file.
Result<Done> write_errors(const Store& store, const std::string& path) {
  const auto errors = store.bad_records();
  if (!errors.ok()) return errors.error();
  std::error_code ignored;
  if (errors.value().empty()) {
    std::filesystem::remove(path, ignored);
    return Done{};
  }
  // A reader sees the old file or the new one, never half of it.
  const std::string half = path + ".part";
  {
    std::ofstream out(half, std::ios::binary);
    for (const Error& e : errors.value()) {
      const nlohmann::ordered_json line{
          {"source", e.where}, {"reason", e.what}, {"remedy", e.remedy}};
      out << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    }
    if (!out.flush()) return Error{half, "cannot be written", "check the disk and the folder"};
  }
  std::error_code error;
  std::filesystem::rename(half, path, error);
  if (error) return Error{path, "cannot be written: " + error.message(), "check the folder"};
  return Done{};
}

/// The command, for `cite`. Only what changes the result is a setting.
Result<Done> note_command(Store& store, std::int64_t revision, const Options& o,
                          const std::vector<std::string>& inputs) {
  nlohmann::ordered_json settings = nlohmann::ordered_json::object();
  if (!o.published.empty()) settings["published"] = o.published;
  if (!o.map.empty()) settings["map"] = o.map;
  if (!o.date_from.empty()) settings["date-from"] = o.date_from;
  if (o.reading.any_language) settings["language"] = "any";
  if (!o.lexicons.empty()) settings["lexicon"] = o.lexicons;
  if (!o.data_folder.empty()) settings["data-folder"] = o.data_folder;
  if (!o.model_file.empty()) settings["model-file"] = o.model_file;
  const auto text = [](const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  // What is watched is never the same twice.
  return store.add_ingest(revision, text(inputs), text(settings),
                          o.watch.empty() ? inputs_hash(inputs) : std::string(), utc_now());
}

void summarise(const Tally& t, bool dry) {
  const std::string others =
      t.skipped == 0 ? "" : fmt::format("; {} in other languages passed over", t.skipped);
  if (dry) {
    fmt::print(stderr, "{} articles and {} bad records read{}; nothing was kept (--dry-run)\n",
               t.read, t.bad, others);
    return;
  }
  fmt::print(stderr,
             "{} articles read: {} coded ({} events), {} copies linked, {} known already; {} bad "
             "records{}\n",
             t.read, t.coded, t.events, t.copies, t.known, t.bad, others);
}

}  // namespace

int ingest(const Options& o) {
  const auto coder = open_coder(o);
  return coder ? ingest_into(o, *coder, {}) : 1;
}

int ingest_into(const Options& o, const Coder& coder, const std::stop_token& stop) {
  const auto card = coder_card(coder, o);
  if (!card.ok()) return fail(card.error());
  std::optional<Store> store;
  std::int64_t revision = 0;
  if (!o.dry_run) {
    auto opened = Store::open(o.db);
    if (!opened.ok()) return fail(opened.error());
    store.emplace(std::move(opened.value()));
    const auto tables = CodeTables::load(data_folder(o));
    if (!tables.ok()) return fail(tables.error());
    const auto kept = keep_code_tables(store->database(), tables.value());
    if (!kept.ok()) return fail(kept.error());
    const auto found = store->revision(card.value(), utc_now());
    if (!found.ok()) return fail(found.error());
    revision = found.value();
  }
  Ingest run(o, coder, store ? &*store : nullptr, revision);
  std::vector<std::string> inputs = o.inputs;
  if (!o.watch.empty()) inputs.push_back(o.watch);
  inputs = or_stdin(std::move(inputs));
  if (store) {
    const auto noted = note_command(*store, revision, o, inputs);
    if (!noted.ok()) return fail(noted.error());
  }
  Watched watched(o.watch);
  if (!o.watch.empty()) {
    inputs.pop_back();
    for (std::string& file : watched.changed()) inputs.push_back(std::move(file));
  }
  for (;;) {
    for (const std::string& input : inputs) {
      const auto done = run.take(input);
      if (!done.ok()) {
        run.end_progress();
        return fail(done.error());
      }
    }
    if (store && !inputs.empty()) {
      const auto written = write_errors(*store, o.db + ".errors.jsonl");
      if (!written.ok()) return fail(written.error());
    }
    if (o.watch.empty()) break;
    for (int i = 0; i < kWatchPauses && !stop.stop_requested(); ++i)
      std::this_thread::sleep_for(kWatchPause);
    if (stop.stop_requested()) break;
    inputs = watched.changed();
  }
  run.end_progress();
  summarise(run.tally(), o.dry_run);
  return run.tally().bad > 0 || run.tally().read == 0 ? 1 : 0;
}

}  // namespace dragoman::cli
