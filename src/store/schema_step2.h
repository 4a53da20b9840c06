// The second step of the schema: indexes that answer filters in the order of days, pairs of
// countries, places where events were, names that people were called, what commands were run.
#pragma once

namespace dragoman {

inline constexpr const char* kSecondStep = R"sql(
ALTER TABLE parties ADD COLUMN day TEXT;                        -- that of the event
ALTER TABLE parties ADD COLUMN current INTEGER NOT NULL DEFAULT 1;  -- that of the event
UPDATE parties SET (day, current) =
  (SELECT e.day, e.current FROM events e WHERE e.event = parties.event);
DROP INDEX parties_country;
DROP INDEX parties_actor;
DROP INDEX parties_sector;
-- `current` stands in these indexes, and not in a condition on them, so that they answer alone. The
-- index of days keeps its condition: with `current` first it would seem the narrowest of all.
CREATE INDEX parties_country ON parties(country, current, day, event, side);
CREATE INDEX parties_actor ON parties(actor, current, day, event, side);
CREATE INDEX parties_sector ON parties(sector, current, day, event, side);

DROP INDEX events_day;
DROP INDEX events_type;
DROP INDEX events_place;
DROP INDEX events_article;
-- With `article`, so that a frequent word is looked for day by day without reading the events.
CREATE INDEX events_day ON events(day, type, article) WHERE current = 1;
CREATE INDEX events_type ON events(type, current, day);
CREATE INDEX events_place ON events(place, current, day);
CREATE INDEX events_article ON events(article, current, day);
CREATE INDEX places_country ON places(country);

DROP TABLE event_boxes;
CREATE VIRTUAL TABLE place_boxes USING rtree(place, south, north, west, east);
INSERT INTO place_boxes SELECT place, latitude, latitude, longitude, longitude FROM places;

CREATE TABLE dyads(                    -- directed pairs of countries of current events
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  day TEXT NOT NULL,                   -- empty: none
  event INTEGER NOT NULL REFERENCES events(event),
  type TEXT NOT NULL,
  modality TEXT NOT NULL,
  quad TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY(actor, recipient, day, event)
) STRICT, WITHOUT ROWID;
INSERT INTO dyads
  SELECT DISTINCT a.country, r.country, coalesce(e.day, ''), e.event, e.type, e.modality, e.quad, e.score
  FROM events e JOIN parties a ON a.event = e.event AND a.side = 'actor'
    JOIN parties r ON r.event = e.event AND (r.side = 'recipient' OR (r.number <> a.number AND
      NOT EXISTS (SELECT 1 FROM parties x WHERE x.event = e.event AND x.side = 'recipient')))
  WHERE a.country <> '' AND r.country <> '' AND a.country <> r.country AND e.current = 1;

-- A panel of all pairs reads one stretch of this index and nothing else.
CREATE INDEX dyads_day ON dyads(day, actor, recipient, event, quad, score, type, modality);

CREATE VIRTUAL TABLE actor_search USING fts5(name, content='actors', content_rowid='actor',
  tokenize='unicode61 remove_diacritics 2');
INSERT INTO actor_search(rowid, name) SELECT actor, name FROM actors;

CREATE TABLE actor_names(              -- what an article calls somebody
  coding INTEGER NOT NULL REFERENCES codings(coding),
  actor INTEGER NOT NULL REFERENCES actors(actor),
  name TEXT NOT NULL,                  -- as written
  mentions INTEGER NOT NULL,           -- how often
  PRIMARY KEY(coding, actor, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_names_actor ON actor_names(actor);

CREATE TABLE ingests(                  -- commands that put articles in; the same again is one row
  ingest INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions(revision),
  inputs TEXT NOT NULL,                -- JSON array: files and folders in their order
  settings TEXT NOT NULL,              -- JSON object: options that change what is kept
  hash TEXT NOT NULL,                  -- XXH3-128 of the inputs; empty: of a pipe, or unreadable
  recorded TEXT NOT NULL,              -- when it was first run, UTC
  UNIQUE(revision, inputs, settings, hash)
) STRICT;
)sql";

}  // namespace dragoman
