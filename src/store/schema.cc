#include "store/schema.h"

#include <array>
#include <string>

#include "store/link_table.h"
#include "store/schema_reviews.h"
#include "store/schema_step2.h"
#include "store/schema_step3.h"
#include "store/schema_step4.h"
#include "store/schema_step5.h"
#include "store/schema_step7.h"
#include "store/schema_step8.h"

namespace dragoman {

namespace {

/// Step i brings a file from version i to version i + 1. A step that was released never changes.
constexpr std::array<const char*, kSchemaVersion> kSteps = {R"sql(
CREATE TABLE revisions(                -- one for each coder whose results are kept
  revision INTEGER PRIMARY KEY,
  coder TEXT NOT NULL UNIQUE,          -- hash of the five below
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  ranker TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  recorded TEXT NOT NULL               -- when it was first used here, UTC
) STRICT;

CREATE TABLE articles(
  article INTEGER PRIMARY KEY,
  id TEXT NOT NULL,                    -- as in the input, or made from the content
  record TEXT NOT NULL UNIQUE,         -- hash of every field: the same record is kept once
  content TEXT NOT NULL,               -- hash of the text alone
  duplicate_of INTEGER REFERENCES articles(article),
  similarity REAL,                     -- with that one: 1 the same text, less a near copy
  title TEXT,
  published TEXT,                      -- YYYY-MM-DD
  publisher TEXT,
  url TEXT,
  language TEXT,
  source TEXT NOT NULL,                -- file it was read from
  bytes INTEGER NOT NULL,              -- length of the text
  text BLOB                            -- Zstandard; NULL where the text is that of duplicate_of
) STRICT;
CREATE INDEX articles_content ON articles(content);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_publisher ON articles(publisher);
CREATE INDEX articles_duplicate ON articles(duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE signatures(               -- of articles that are no duplicates
  article INTEGER PRIMARY KEY REFERENCES articles(article),
  numbers INTEGER NOT NULL,            -- hash of the numbers in the text: an update is no copy
  minhash BLOB NOT NULL                -- 64 values of 4 bytes
) STRICT;
CREATE TABLE signature_bands(
  band INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles(article),
  PRIMARY KEY(band, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE codings(                  -- one article as one revision of the coder read it
  coding INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(article),
  revision INTEGER NOT NULL REFERENCES revisions(revision),
  superseded_by INTEGER REFERENCES revisions(revision),  -- NULL: the current one
  UNIQUE(article, revision)
) STRICT;

CREATE TABLE sentences(
  coding INTEGER NOT NULL REFERENCES codings(coding),
  sentence INTEGER NOT NULL,           -- from 0
  first INTEGER NOT NULL,              -- bytes of the text
  last INTEGER NOT NULL,               -- exclusive
  PRIMARY KEY(coding, sentence)
) STRICT, WITHOUT ROWID;

CREATE TABLE actors(
  actor INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,               -- ISO 3166-1 alpha-3, an international code, or empty
  UNIQUE(name, country)
) STRICT;

CREATE TABLE places(
  place INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  admin1 TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  geonames INTEGER NOT NULL,           -- 0: none
  UNIQUE(name, country, admin1, geonames)
) STRICT;

CREATE TABLE events(
  event INTEGER PRIMARY KEY,
  id TEXT NOT NULL,                    -- the id of the record, the same in every revision
  coding INTEGER NOT NULL REFERENCES codings(coding),
  article INTEGER NOT NULL REFERENCES articles(article),
  current INTEGER NOT NULL,            -- 1 while its coding is the current one
  sentence INTEGER NOT NULL,
  type TEXT NOT NULL,
  act TEXT NOT NULL,
  mode TEXT,
  modality TEXT NOT NULL,
  quad TEXT NOT NULL,
  cameo TEXT NOT NULL,
  score REAL NOT NULL,
  confidence REAL NOT NULL,
  day TEXT,                            -- date_start, else the day of publication
  date_start TEXT,
  date_end TEXT,
  date_text TEXT,
  place INTEGER REFERENCES places(place),
  place_text TEXT,
  speaker TEXT,
  quoted INTEGER NOT NULL,
  evidence TEXT NOT NULL,              -- the sentence
  evidence_begin INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  trigger_begin INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  because TEXT NOT NULL
) STRICT;
CREATE INDEX events_day ON events(day, type) WHERE current = 1;
CREATE INDEX events_type ON events(type, day) WHERE current = 1;
CREATE INDEX events_article ON events(article);
CREATE INDEX events_coding ON events(coding);
CREATE INDEX events_id ON events(id);
CREATE INDEX events_place ON events(place) WHERE current = 1;

CREATE TABLE parties(
  event INTEGER NOT NULL REFERENCES events(event),
  side TEXT NOT NULL CHECK(side IN ('actor', 'recipient')),
  number INTEGER NOT NULL,             -- from 0
  actor INTEGER NOT NULL REFERENCES actors(actor),
  text TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT,
  role TEXT,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY(event, side, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_country ON parties(country, side, event);
CREATE INDEX parties_actor ON parties(actor, side, event);
CREATE INDEX parties_sector ON parties(sector, side, event);

CREATE TABLE event_contexts(
  event INTEGER NOT NULL REFERENCES events(event),
  context TEXT NOT NULL,
  PRIMARY KEY(event, context)
) STRICT, WITHOUT ROWID;
CREATE INDEX contexts_context ON event_contexts(context, event);

CREATE TABLE quantities(
  event INTEGER NOT NULL REFERENCES events(event),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value REAL NOT NULL,
  qualifier TEXT,
  text TEXT NOT NULL,
  PRIMARY KEY(event, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles(                    -- who was said to hold which office; nothing is resolved away
  coding INTEGER NOT NULL REFERENCES codings(coding),
  number INTEGER NOT NULL,
  actor INTEGER NOT NULL REFERENCES actors(actor),
  role TEXT NOT NULL,
  organisation TEXT,
  country TEXT,
  valid TEXT NOT NULL,                 -- current, former, acting, elect, late
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY(coding, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX roles_actor ON roles(actor);

CREATE TABLE quotes(
  coding INTEGER NOT NULL REFERENCES codings(coding),
  number INTEGER NOT NULL,
  speaker INTEGER REFERENCES actors(actor),
  content TEXT NOT NULL,
  content_begin INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  source TEXT,
  cue TEXT,
  direct INTEGER NOT NULL,
  PRIMARY KEY(coding, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quotes_speaker ON quotes(speaker) WHERE speaker IS NOT NULL;

CREATE TABLE bad_records(              -- what could not be read, once each
  source TEXT NOT NULL,                -- file, or file:line
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL,
  PRIMARY KEY(source, reason)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_boxes USING rtree(event, south, north, west, east);

CREATE VIEW v_events AS
  SELECT e.event, e.id, e.day, e.type, e.mode, e.modality, e.act, e.quad, e.score, e.cameo, e.confidence,
    (SELECT group_concat(name, '; ') FROM parties p WHERE p.event = e.event AND side = 'actor') AS actors,
    (SELECT group_concat(country, '; ') FROM parties p WHERE p.event = e.event AND side = 'actor') AS actor_countries,
    (SELECT group_concat(name, '; ') FROM parties p WHERE p.event = e.event AND side = 'recipient') AS recipients,
    (SELECT group_concat(country, '; ') FROM parties p WHERE p.event = e.event AND side = 'recipient') AS recipient_countries,
    (SELECT group_concat(context, '; ') FROM event_contexts c WHERE c.event = e.event) AS contexts,
    pl.name AS place, pl.country AS place_country, pl.latitude, pl.longitude,
    e.speaker, e.evidence, e.because, a.title, a.publisher, a.published, a.url
  FROM events e JOIN articles a USING(article) LEFT JOIN places pl USING(place)
  WHERE e.current = 1;
)sql", kSecondStep, kThirdStep, kFourthStep, kFifthStep, kReviewsStep, kSeventhStep, kEighthStep};

/// The step that packs links.
constexpr int kPacked = 8;

Result<std::int64_t> pragma(const Database& database, const char* sql) {
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  const auto row = query.value().step();
  if (!row.ok()) return row.error();
  return row.value() ? query.value().integer(0) : 0;
}

Error newer(const Database& database, std::int64_t version) {
  return {database.path(),
          "was written by a newer dragoman (schema " + std::to_string(version) +
              ", this one knows " + std::to_string(kSchemaVersion) + ")",
          "use that program, or ingest into a new file"};
}

Error foreign(const Database& database) {
  return {database.path(), "is a database of another program",
          "name a database that dragoman made, or a new file"};
}

/// Inside a transaction.
Result<Done> steps(Database& database, int target) {
  const auto id = pragma(database, "PRAGMA application_id");
  if (!id.ok()) return id.error();
  const auto version = pragma(database, "PRAGMA user_version");
  if (!version.ok()) return version.error();
  const auto tables = pragma(database, "SELECT count(*) FROM sqlite_schema");
  if (!tables.ok()) return tables.error();
  if (id.value() != kApplicationId && tables.value() > 0) return foreign(database);
  if (version.value() > kSchemaVersion) return newer(database, version.value());
  if (version.value() >= target) return Done{};
  std::string sql;
  for (auto step = static_cast<std::size_t>(version.value());
       step < static_cast<std::size_t>(target); ++step)
    sql += kSteps[step];
  sql += "PRAGMA application_id=" + std::to_string(kApplicationId) +
         ";PRAGMA user_version=" + std::to_string(target) + ";";
  auto done = database.execute(sql);
  if (version.value() < kPacked && target >= kPacked) {
    for (const std::string links : {"report_links", "article_links"}) {
      if (done.ok()) done = pack_links(database, "loose_" + links, links);
      if (done.ok()) done = database.execute("DROP TABLE loose_" + links);
    }
  }
  return done;
}

}  // namespace

Result<Done> migrate(Database& database, int version) {
  // The lock comes first: two programs may meet at a new file.
  auto done = database.execute("BEGIN IMMEDIATE");
  if (!done.ok()) return done;
  done = steps(database, version);
  const auto end = database.execute(done.ok() ? "COMMIT" : "ROLLBACK");
  return done.ok() ? end : done;
}

Result<Done> check_schema(const Database& database) {
  const auto id = pragma(database, "PRAGMA application_id");
  if (!id.ok()) return id.error();
  if (id.value() != kApplicationId) return foreign(database);
  const auto version = pragma(database, "PRAGMA user_version");
  if (!version.ok()) return version.error();
  if (version.value() > kSchemaVersion) return newer(database, version.value());
  if (version.value() < kSchemaVersion) {
    return Error{database.path(), "has the tables of an older dragoman",
                 "run `dragoman ingest --db` on it once: that brings it up to date"};
  }
  return Done{};
}

}  // namespace dragoman
