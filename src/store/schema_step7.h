// The seventh step of the schema: the tables by which joins are found again carry no references,
// which are checked at every row, and lie in the order of days, as articles come in.
#pragma once

namespace dragoman {

inline constexpr const char* kSeventhStep = R"sql(
CREATE TABLE new_report_keys(
  key INTEGER NOT NULL,
  block INTEGER NOT NULL,              -- of sixteen days
  rank INTEGER NOT NULL,               -- an order that has nothing to do with arrival
  event INTEGER NOT NULL,
  PRIMARY KEY(block, key, rank, event)
) STRICT, WITHOUT ROWID;
INSERT INTO new_report_keys SELECT key, block, rank, event FROM report_keys ORDER BY block, key, rank, event;
DROP TABLE report_keys;
ALTER TABLE new_report_keys RENAME TO report_keys;
CREATE TABLE new_report_links(         -- both ways
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score INTEGER NOT NULL,              -- log odds, thousandths
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
INSERT INTO new_report_links SELECT a, b, score FROM report_links ORDER BY a, b;
DROP TABLE report_links;
ALTER TABLE new_report_links RENAME TO report_links;
CREATE TABLE new_article_keys(
  key INTEGER NOT NULL,
  block INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY(block, key, rank, article)
) STRICT, WITHOUT ROWID;
INSERT INTO new_article_keys SELECT key, block, rank, article FROM article_keys ORDER BY block, key, rank, article;
DROP TABLE article_keys;
ALTER TABLE new_article_keys RENAME TO article_keys;
CREATE TABLE new_article_links(
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
INSERT INTO new_article_links SELECT a, b, score FROM article_links ORDER BY a, b;
DROP TABLE article_links;
ALTER TABLE new_article_links RENAME TO article_links;
)sql";

}  // namespace dragoman
