// The table foreign_events.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"
#include "store/foreign_event.h"

namespace dragoman {

/// Keeps events of other data sets, each once: a row with a key that is here replaces it. One
/// transaction for every 20,000 rows.
class ForeignWriter {
 public:
  /// The database must have the newest tables.
  ForeignWriter(Database& database, std::string dataset)
      : database_(database), dataset_(std::move(dataset)) {}
  ForeignWriter(const ForeignWriter&) = delete;
  ForeignWriter& operator=(const ForeignWriter&) = delete;
  /// What was not finished is undone.
  ~ForeignWriter();

  Result<Done> add(const ForeignEvent& event);
  Result<Done> finish();

 private:
  Database& database_;
  std::string dataset_;
  std::optional<Query> insert_;
  std::size_t pending_ = 0;
};

/// Steps through the events of a data set by day.
class ForeignCursor {
 public:
  static Result<ForeignCursor> open(const Database& database, const std::string& dataset);
  Result<bool> next(ForeignEvent& event);

 private:
  explicit ForeignCursor(Query rows) : rows_(std::move(rows)) {}
  Query rows_;
};

}  // namespace dragoman
