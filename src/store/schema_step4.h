// The fourth step of the schema: what happened, joined from its reports, its life and what its
// sources contradict each other about; articles grouped into stories; joins made by hand.
#pragma once

namespace dragoman {

inline constexpr const char* kFourthStep = R"sql(
CREATE TABLE happenings(               -- one thing that happened, or was to, told by its reports
  happening INTEGER PRIMARY KEY,       -- the least row of its reports
  id TEXT NOT NULL,                    -- the least id of its reports
  type TEXT NOT NULL,
  act TEXT NOT NULL,
  mode TEXT,
  stage TEXT NOT NULL CHECK(stage IN ('threatened', 'demanded', 'planned', 'agreed', 'occurred',
    'ongoing', 'ended', 'cancelled', 'denied')),
  quad TEXT NOT NULL,
  score REAL NOT NULL,
  confidence REAL NOT NULL,
  day TEXT,                            -- of the happening, not of its announcement; NULL: not told
  day_end TEXT,
  place INTEGER REFERENCES places(place),
  first_seen TEXT,                     -- publication days of its reports
  last_seen TEXT,
  reports INTEGER NOT NULL,
  articles INTEGER NOT NULL,           -- copies are not counted
  publishers INTEGER NOT NULL,
  lead INTEGER NOT NULL REFERENCES events(event)  -- the report that tells it best
) STRICT;
CREATE INDEX happenings_id ON happenings(id);
CREATE INDEX happenings_day ON happenings(day, type);
CREATE INDEX happenings_seen ON happenings(last_seen);

CREATE TABLE happening_reports(        -- every current report is in exactly one
  event INTEGER PRIMARY KEY REFERENCES events(event),
  happening INTEGER NOT NULL REFERENCES happenings(happening),
  stage TEXT NOT NULL                  -- of the happening as this report tells it
) STRICT;
CREATE INDEX happening_reports_happening ON happening_reports(happening, event);

CREATE TABLE happening_stages(         -- its life, in order
  happening INTEGER NOT NULL REFERENCES happenings(happening),
  number INTEGER NOT NULL,             -- from 0
  stage TEXT NOT NULL,
  day TEXT,                            -- when it was first told to have come so far
  event INTEGER NOT NULL REFERENCES events(event),  -- by whom
  PRIMARY KEY(happening, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE disagreements(            -- side by side: a row for each value and source
  happening INTEGER NOT NULL REFERENCES happenings(happening),
  number INTEGER NOT NULL,             -- from 0
  kind TEXT NOT NULL CHECK(kind IN ('figures', 'titles', 'dates', 'denial', 'places')),
  subject TEXT NOT NULL,               -- what is counted, who is titled
  value TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events(event),
  PRIMARY KEY(happening, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories(                  -- articles about the same thing
  story INTEGER PRIMARY KEY,           -- the least row of its articles
  id TEXT NOT NULL,                    -- the least id of its articles
  title TEXT,
  first_day TEXT,
  last_day TEXT,
  articles INTEGER NOT NULL
) STRICT;
CREATE TABLE story_articles(
  article INTEGER PRIMARY KEY REFERENCES articles(article),
  story INTEGER NOT NULL REFERENCES stories(story)
) STRICT;
CREATE INDEX story_articles_story ON story_articles(story, article);

CREATE TABLE hand_joins(               -- by report id, so that they survive recoding
  a TEXT NOT NULL,                     -- the lesser
  b TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK(verdict IN ('same', 'different')),
  who TEXT NOT NULL,
  recorded TEXT NOT NULL,              -- UTC
  PRIMARY KEY(a, b),
  CHECK(a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX hand_joins_b ON hand_joins(b);

-- How joins are found again: what reports and articles are compared by, keys under which they may
-- meet, and those that met.
CREATE TABLE report_cards(
  event INTEGER PRIMARY KEY REFERENCES events(event),
  component INTEGER,                   -- the least report that links reach
  card BLOB NOT NULL
) STRICT;
CREATE INDEX report_cards_component ON report_cards(component);
CREATE TABLE report_keys(
  key INTEGER NOT NULL,
  block INTEGER NOT NULL,              -- of sixteen days
  rank INTEGER NOT NULL,               -- an order that has nothing to do with arrival
  event INTEGER NOT NULL REFERENCES events(event),
  PRIMARY KEY(key, block, rank, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_keys_event ON report_keys(event);
CREATE TABLE report_links(             -- both ways
  a INTEGER NOT NULL REFERENCES events(event),
  b INTEGER NOT NULL REFERENCES events(event),
  score INTEGER NOT NULL,              -- log odds, thousandths
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_cards(
  article INTEGER PRIMARY KEY REFERENCES articles(article),
  component INTEGER,
  card BLOB NOT NULL
) STRICT;
CREATE INDEX article_cards_component ON article_cards(component);
CREATE TABLE article_keys(
  key INTEGER NOT NULL,
  block INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles(article),
  PRIMARY KEY(key, block, rank, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_keys_article ON article_keys(article);
CREATE TABLE article_links(
  a INTEGER NOT NULL REFERENCES articles(article),
  b INTEGER NOT NULL REFERENCES articles(article),
  score INTEGER NOT NULL,
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_happenings AS
  SELECT h.happening, h.id, h.day, h.day_end, h.stage, h.type, h.act, h.mode, h.quad, h.score, h.confidence,
    (SELECT group_concat(name, '; ') FROM parties p WHERE p.event = h.lead AND side = 'actor') AS actors,
    (SELECT group_concat(country, '; ') FROM parties p WHERE p.event = h.lead AND side = 'actor') AS actor_countries,
    (SELECT group_concat(name, '; ') FROM parties p WHERE p.event = h.lead AND side = 'recipient') AS recipients,
    (SELECT group_concat(country, '; ') FROM parties p WHERE p.event = h.lead AND side = 'recipient') AS recipient_countries,
    pl.name AS place, pl.country AS place_country, pl.latitude, pl.longitude,
    h.first_seen, h.last_seen, h.reports, h.articles, h.publishers,
    (SELECT group_concat(DISTINCT kind) FROM disagreements d WHERE d.happening = h.happening) AS disagrees,
    e.evidence, e.id AS lead
  FROM happenings h JOIN events e ON e.event = h.lead LEFT JOIN places pl ON pl.place = h.place;
)sql";

}  // namespace dragoman
