// A step of the schema: what people decided about reports.
#pragma once

namespace dragoman {

inline constexpr const char* kReviewsStep = R"sql(
CREATE TABLE reviews(                  -- decisions on reports; nothing is deleted
  review INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL,                 -- id of the report: it stays the same when it is coded again
  article TEXT NOT NULL,               -- id of its article
  decision TEXT NOT NULL CHECK(decision IN ('accept', 'reject', 'change')),
  changes TEXT,                        -- JSON: what it should say; spans in bytes
  was TEXT NOT NULL,                   -- JSON: what it said when it was looked at
  who TEXT NOT NULL,
  note TEXT,
  recorded TEXT NOT NULL,              -- UTC
  undone TEXT                          -- UTC; NULL: it stands, unless a later one does
) STRICT;
CREATE INDEX reviews_event ON reviews(event, undone);
CREATE INDEX events_because ON events(because, current);  -- what a corrected entry would change
)sql";

}  // namespace dragoman
