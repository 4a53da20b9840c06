// What people decided about reports: accepted, rejected or changed; taken back, never deleted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// A decision of a person on a report. The newest of a report that was not taken back stands.
struct Review {
  std::int64_t review = 0;  ///< its number
  std::string event;        ///< id of the report
  std::string article;      ///< id of its article
  std::string decision;     ///< accept, reject or change
  std::string changes;      ///< JSON object of what it should say; spans in bytes; empty: nothing
  std::string was;          ///< JSON object of what it said
  std::string who, note;
  std::string recorded;  ///< UTC, ISO 8601
  std::string undone;    ///< the same; empty: not taken back
};

/// Which decisions; empty: any.
struct ReviewFilter {
  std::string event, who, decision;
  bool undone = false;      ///< those that were taken back too
  bool standing = false;    ///< only those that stand
  std::int64_t before = 0;  ///< with a lower number; 0: any
  std::size_t limit = 0;    ///< 0: all
};

/// Keeps a decision; its number.
Result<std::int64_t> add_review(Database& database, const Review& review);

/// Takes a decision back; false when there is none of this number that stands or stood.
Result<bool> undo_review(Database& database, std::int64_t review, std::string_view when);

/// The newest first.
Result<std::vector<Review>> reviews(const Database& database, const ReviewFilter& filter);

Result<std::int64_t> count_reviews(const Database& database, const ReviewFilter& filter);

/// The decision of this number.
Result<std::optional<Review>> review_of(const Database& database, std::int64_t review);

/// The decision that stands on a report. One lookup.
Result<std::optional<Review>> standing_review_of(const Database& database, std::string_view event);

}  // namespace dragoman
