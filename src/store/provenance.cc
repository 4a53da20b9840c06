#include "store/provenance.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <memory>

namespace dragoman {

namespace {

/// A hash that is fed value by value, each with its length.
class Hash {
 public:
  Hash() : state_(XXH3_createState()) { reset(); }
  void reset() { XXH3_128bits_reset(state_.get()); }
  void add(std::string_view value) {
    const std::uint64_t size = value.size();
    XXH3_128bits_update(state_.get(), &size, sizeof(size));
    XXH3_128bits_update(state_.get(), value.data(), value.size());
  }
  [[nodiscard]] std::string text() const {
    const XXH128_hash_t h = XXH3_128bits_digest(state_.get());
    return fmt::format("{:016x}{:016x}", h.high64, h.low64);
  }

 private:
  struct Free {
    void operator()(XXH3_state_t* s) const { XXH3_freeState(s); }
  };
  std::unique_ptr<XXH3_state_t, Free> state_;
};

Result<Section> sources(const Database& database) {
  auto query = database.prepare("SELECT source, record FROM articles ORDER BY source, article");
  if (!query.ok()) return query.error();
  Query& q = query.value();
  Section out{"sources", {"source", "articles", "hash"}, {}};
  Hash hash;
  std::int64_t articles = 0;
  std::string source;
  const auto close = [&] {
    if (articles > 0) out.rows.push_back({Cell(source), Cell(articles), Cell(hash.text())});
    hash.reset();
    articles = 0;
  };
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    if (q.text(0) != source) close();
    source = q.text(0);
    hash.add(q.text(1));
    ++articles;
  }
  close();
  return out;
}

}  // namespace

Result<std::vector<Section>> provenance_of(const Database& database) {
  std::vector<Section> out;
  for (const auto& [name, sql] :
       {std::pair(
            "counts",
            "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM articles "
            "WHERE duplicate_of IS NOT NULL) AS copies, (SELECT count(*) FROM events WHERE current "
            "= 1) AS events, (SELECT count(*) FROM actors) AS actors, (SELECT count(*) FROM "
            "quotes) AS quotes, (SELECT count(*) FROM bad_records) AS bad_records, (SELECT "
            "min(published) FROM articles) AS first_published, (SELECT max(published) FROM "
            "articles) AS last_published"),
        std::pair("revisions",
                  "SELECT r.revision, r.recorded, r.version, r.model, r.ranker, r.lexicon, "
                  "r.knowledge, count(c.coding) AS codings, count(c.coding) - "
                  "count(c.superseded_by) AS current FROM revisions r LEFT JOIN codings c "
                  "USING(revision) GROUP BY r.revision ORDER BY r.revision"),
        std::pair("ingests",
                  "SELECT revision, recorded, inputs, settings, hash FROM ingests ORDER BY "
                  "ingest")}) {
    auto query = database.prepare(sql);
    if (!query.ok()) return query.error();
    auto section = section_of(query.value(), name);
    if (!section.ok()) return section.error();
    out.push_back(std::move(section.value()));
  }
  auto read = sources(database);
  if (!read.ok()) return read.error();
  out.push_back(std::move(read.value()));
  return out;
}

Result<std::string> events_hash(const Database& database) {
  Hash hash;
  for (const char* sql :
       {"SELECT e.id, a.record, e.sentence, e.type, e.act, e.mode, e.modality, e.quad, e.cameo, "
        "e.score, e.confidence, e.day, e.date_start, e.date_end, e.date_text, e.place_text, "
        "e.speaker, e.quoted, e.evidence, e.trigger_begin, e.because FROM events e JOIN articles a "
        "USING(article) WHERE e.current = 1 ORDER BY e.event",
        "SELECT side, number, text, name, country, sector, role, first, last FROM parties WHERE "
        "current = 1 ORDER BY event, side, number"}) {
    auto query = database.prepare(sql);
    if (!query.ok()) return query.error();
    Query& q = query.value();
    for (;;) {
      const auto more = q.step();
      if (!more.ok()) return more.error();
      if (!more.value()) break;
      for (int c = 0; c < q.columns(); ++c) hash.add(q.text(c));
    }
  }
  return hash.text();
}

}  // namespace dragoman
