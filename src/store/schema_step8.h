// The eighth step of the schema: links of reports and of articles are packed, many to a row. Links
// of an older file are packed by `migrate`.
#pragma once

namespace dragoman {

inline constexpr const char* kEighthStep = R"sql(
ALTER TABLE report_links RENAME TO loose_report_links;
CREATE TABLE report_links(             -- both ways
  a INTEGER NOT NULL,
  part INTEGER NOT NULL,               -- of the others, 8192 rows a part
  links BLOB NOT NULL,                 -- eight bytes each, least first: row << 24 | log odds, thousandths
  PRIMARY KEY(a, part)
) STRICT, WITHOUT ROWID;
ALTER TABLE article_links RENAME TO loose_article_links;
CREATE TABLE article_links(
  a INTEGER NOT NULL,
  part INTEGER NOT NULL,
  links BLOB NOT NULL,
  PRIMARY KEY(a, part)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace dragoman
