// The fifth step of the schema: named situations, and what the sentences of events are about.
#pragma once

namespace dragoman {

inline constexpr const char* kFifthStep = R"sql(
CREATE TABLE situations(               -- events that somebody follows
  name TEXT PRIMARY KEY,
  filter TEXT NOT NULL,                -- JSON object, as store/filter_json.h has it
  created TEXT NOT NULL,               -- UTC
  looked TEXT,                         -- when somebody last looked; NULL: never
  looked_event INTEGER NOT NULL DEFAULT 0  -- greatest row of `events` then
) STRICT, WITHOUT ROWID;

CREATE TABLE topics(                   -- noun phrases of sentences that tell events
  topic INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,           -- lower case, the last word as a lemma; empty: any at all
  sentences INTEGER NOT NULL           -- in how many of them, of all codings
) STRICT;
CREATE TABLE sentence_topics(
  coding INTEGER NOT NULL REFERENCES codings(coding),
  sentence INTEGER NOT NULL,
  topic INTEGER NOT NULL REFERENCES topics(topic),
  PRIMARY KEY(coding, sentence, topic)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace dragoman
