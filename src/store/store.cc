#include "store/store.h"

#include <utility>

#include "store/compressed.h"
#include "store/imprint.h"
#include "store/schema.h"

namespace dragoman {

namespace {

/// More articles than this under one band of a signature are boilerplate, and are not compared.
constexpr std::size_t kMostCandidates = 64;

constexpr std::size_t kLongestText = std::size_t{64} << 20;

}  // namespace

Result<Store> Store::open(const std::string& path) {
  auto database = Database::open(path, Access::write);
  if (!database.ok()) return database.error();
  Store store(std::move(database.value()));
  const auto done = migrate(store.database_);
  if (!done.ok()) return done.error();
  return store;
}

Result<Query*> Store::prepared(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return &found->second;
  auto query = database_.prepare(sql);
  if (!query.ok()) return query.error();
  return &statements_.emplace(sql, std::move(query.value())).first->second;
}

Result<std::int64_t> Store::find(const char* sql, std::string_view key) {
  auto query = prepared(sql);
  if (!query.ok()) return query.error();
  return query.value()->bind(key).first_integer();
}

Result<Done> Store::begin() {
  auto done = database_.execute("BEGIN IMMEDIATE");
  if (!done.ok()) return done;
  auto ask = prepared("PRAGMA data_version");
  if (!ask.ok()) return ask.error();
  const auto version = ask.value()->first_integer();
  if (!version.ok()) return version.error();
  // Another connection has written: what is held in memory may be old.
  if (std::exchange(written_by_others_, version.value()) != version.value()) {
    teller_.forget();
    groups_.forget();
  }
  return done;
}

Result<Done> Store::commit() {
  auto done = count_topics();
  if (done.ok()) done = teller_.tell(database_);
  if (done.ok()) done = groups_.tell(database_);
  return done.ok() ? database_.execute("COMMIT") : done;
}
void Store::roll_back() {
  teller_.forget();
  groups_.forget();
  actors_.clear();
  topics_.clear();
  topic_counts_.clear();
  static_cast<void>(database_.execute("ROLLBACK"));
}

Result<Done> Store::judge(std::string_view a, std::string_view b, std::optional<Verdict> verdict,
                          std::string_view who, std::string_view recorded) {
  return teller_.judge(database_, a, b, verdict, who, recorded);
}

std::string revision_hash(const CoderCard& card) {
  return content_hash(card.version + '\n' + card.model + '\n' + card.ranker + '\n' + card.lexicon +
                      '\n' + card.knowledge);
}

Result<std::int64_t> Store::revision(const CoderCard& card, std::string_view recorded) {
  const std::string hash = revision_hash(card);
  auto found = find("SELECT revision FROM revisions WHERE coder = ?", hash);
  if (!found.ok() || found.value() != 0) return found;
  auto insert = prepared(
      "INSERT INTO revisions(coder, version, model, ranker, lexicon, knowledge, recorded) "
      "VALUES(?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  const auto done = insert.value()
                        ->bind(hash)
                        .bind(card.version)
                        .bind(card.model)
                        .bind(card.ranker)
                        .bind(card.lexicon)
                        .bind(card.knowledge)
                        .bind(recorded)
                        .run();
  if (!done.ok()) return done.error();
  return database_.last_row();
}

Result<Done> Store::add_ingest(std::int64_t revision, std::string_view inputs,
                               std::string_view settings, std::string_view hash,
                               std::string_view recorded) {
  auto insert = prepared(
      "INSERT OR IGNORE INTO ingests(revision, inputs, settings, hash, recorded) "
      "VALUES(?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  return insert.value()->bind(revision).bind(inputs).bind(settings).bind(hash).bind(recorded).run();
}

Result<std::int64_t> Store::near_copy(const Signature& signature, double* similarity) {
  std::int64_t best = 0;
  *similarity = 0;
  auto look = prepared(
      "SELECT s.article, s.minhash FROM signature_bands b JOIN signatures s USING(article) "
      "WHERE b.band = ? AND s.numbers = ? LIMIT ?");
  if (!look.ok()) return look.error();
  Query& q = *look.value();
  for (const std::int64_t band : signature.bands()) {
    q.bind(band).bind(static_cast<std::int64_t>(signature.numbers));
    q.bind(static_cast<std::int64_t>(kMostCandidates));
    for (;;) {
      const auto row = q.step();
      if (!row.ok()) return row.error();
      if (!row.value()) break;
      Signature other;
      if (!other.read(q.text(1))) continue;
      const double s = signature.similarity(other);
      const std::int64_t article = q.integer(0);
      // The earliest among equals, whatever the order of the bands.
      if (s < kNearCopy || s < *similarity || (s == *similarity && article >= best)) continue;
      *similarity = s;
      best = article;
    }
  }
  return best;
}

Result<Done> Store::keep_signature(std::int64_t article, const Signature& signature) {
  auto keep = prepared("INSERT INTO signatures(article, numbers, minhash) VALUES(?,?,?)");
  if (!keep.ok()) return keep.error();
  auto done = keep.value()
                  ->bind(article)
                  .bind(static_cast<std::int64_t>(signature.numbers))
                  .bind_blob(signature.bytes())
                  .run();
  auto band = prepared("INSERT OR IGNORE INTO signature_bands(band, article) VALUES(?,?)");
  if (!band.ok()) return band.error();
  for (const std::int64_t b : signature.bands())
    if (done.ok()) done = band.value()->bind(b).bind(article).run();
  return done;
}

Result<Admission> Store::admit(const Article& a, const Imprint& imprint, std::string_view source,
                               std::int64_t revision) {
  const auto here = find("SELECT article FROM articles WHERE record = ?", imprint.record);
  if (!here.ok()) return here.error();
  if (here.value() != 0) {
    auto coded = prepared(
        "SELECT duplicate_of IS NOT NULL OR EXISTS(SELECT 1 FROM codings c WHERE c.article = "
        "a.article AND c.revision = ?) FROM articles a WHERE a.article = ?");
    if (!coded.ok()) return coded.error();
    const auto done = coded.value()->bind(revision).bind(here.value()).first_integer();
    if (!done.ok()) return done.error();
    return Admission{done.value() != 0 ? Admission::Kind::known : Admission::Kind::wanted,
                     here.value()};
  }
  const auto same = find(
      "SELECT article FROM articles WHERE content = ? AND duplicate_of IS NULL ORDER BY article",
      imprint.content);
  if (!same.ok()) return same.error();
  std::int64_t original = same.value();
  double similarity = original != 0 ? 1 : 0;
  if (original == 0) {
    const auto near = near_copy(imprint.signature, &similarity);
    if (!near.ok()) return near.error();
    original = near.value();
  }
  auto insert = prepared(
      "INSERT INTO articles(id, record, content, duplicate_of, similarity, title, published, "
      "publisher, url, language, source, bytes, text) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  Query& q = *insert.value();
  q.bind(a.id).bind(imprint.record).bind(imprint.content);
  if (original != 0)
    q.bind(original).bind(similarity);
  else
    q.bind_null().bind_null();
  q.bind_or_null(a.title).bind_or_null(a.published).bind_or_null(a.publisher);
  q.bind_or_null(a.url).bind_or_null(a.language).bind(source);
  q.bind(static_cast<std::int64_t>(a.text.size()));
  if (same.value() != 0)
    q.bind_null();
  else
    q.bind_blob(imprint.packed);
  auto done = q.run();
  if (!done.ok()) return done.error();
  const std::int64_t article = database_.last_row();
  if (original != 0) return Admission{Admission::Kind::copy, article};
  done = keep_signature(article, imprint.signature);
  if (!done.ok()) return done.error();
  auto search = prepared("INSERT INTO article_search(rowid, title, text) VALUES(?,?,?)");
  if (!search.ok()) return search.error();
  done = search.value()->bind(article).bind(a.title).bind(a.text).run();
  if (!done.ok()) return done.error();
  return Admission{Admission::Kind::wanted, article};
}

Result<Done> Store::add_bad_record(const Error& error) {
  auto insert = prepared("INSERT OR IGNORE INTO bad_records(source, reason, remedy) VALUES(?,?,?)");
  if (!insert.ok()) return insert.error();
  return insert.value()->bind(error.where).bind(error.what).bind(error.remedy).run();
}

Result<std::vector<Error>> Store::bad_records() const {
  auto query =
      database_.prepare("SELECT source, reason, remedy FROM bad_records ORDER BY source, reason");
  if (!query.ok()) return query.error();
  std::vector<Error> out;
  Query& q = query.value();
  for (;;) {
    const auto row = q.step();
    if (!row.ok()) return row.error();
    if (!row.value()) return out;
    out.push_back({std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2))});
  }
}

Result<std::string> article_text(const Database& database, std::int64_t article) {
  auto query = database.prepare(
      "SELECT coalesce(a.text, o.text) FROM articles a LEFT JOIN articles o ON o.article = "
      "a.duplicate_of WHERE a.article = ?");
  if (!query.ok()) return query.error();
  const auto row = query.value().bind(article).step();
  if (!row.ok()) return row.error();
  if (!row.value() || query.value().is_null(0))
    return Error{database.path(), "holds no article " + std::to_string(article), ""};
  return decompress(query.value().text(0), kLongestText);
}

}  // namespace dragoman
