// Events of a database one after another, each with all that is kept about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/filter.h"

namespace dragoman {

/// A party of a kept event.
struct StoredParty {
  std::string text, name, country, sector, role;
  std::size_t first = 0;  ///< bytes of the article's text
  std::size_t last = 0;   ///< exclusive
};

struct StoredPlace {
  std::string name, country, admin1, text;
  double latitude = 0;
  double longitude = 0;
  std::int64_t geonames = 0;  ///< 0: none
};

struct StoredQuantity {
  std::string kind, qualifier, text;
  double value = 0;
};

/// One event as the tables hold it. Empty text: nothing is known.
struct StoredEvent {
  std::int64_t row = 0;      ///< its number in the file; never used again for another event
  std::int64_t article = 0;  ///< row of its article
  std::string id, article_id, title, published, publisher, url, language;
  std::string version;  ///< of the program that coded it
  std::string type, act, mode, modality, quad, cameo;
  std::string day;  ///< YYYY-MM-DD
  std::string date_start, date_end, date_text;
  std::string speaker, evidence, trigger, because;
  std::int64_t sentence = 0;  ///< from 0
  std::size_t evidence_begin = 0, evidence_end = 0, trigger_begin = 0, trigger_end = 0;
  double score = 0;
  double confidence = 0;
  bool quoted = false;
  std::vector<StoredParty> actors, recipients;
  std::vector<std::string> contexts;
  std::vector<StoredQuantity> quantities;
  std::optional<StoredPlace> place;
};

/// In which order events come.
enum class EventOrder : std::uint8_t {
  day,      ///< by day, then as they were kept
  article,  ///< by article, then as they were kept
};

/// Steps through the events of a filter. Only their numbers are sorted (by SQLite, which spills to
/// disk), so memory does not grow with them. The database must outlive it.
class EventCursor {
 public:
  /// `limit` 0: all.
  static Result<EventCursor> open(const Database& database, const EventFilter& filter,
                                  EventOrder order, std::size_t limit = 0);

  /// The events of these rows, in their order.
  static Result<EventCursor> open_rows(const Database& database,
                                       const std::vector<std::int64_t>& rows);

  /// Fills `event` with the next one; false after the last. O(parties) with four lookups.
  Result<bool> next(StoredEvent& event);

 private:
  EventCursor(Query rows, Query event, Query parties, Query contexts, Query quantities)
      : rows_(std::move(rows)),
        event_(std::move(event)),
        parties_(std::move(parties)),
        contexts_(std::move(contexts)),
        quantities_(std::move(quantities)) {}

  /// Over the rows that a bound query gives.
  static Result<EventCursor> over(const Database& database, Query rows);
  Result<bool> read_event(StoredEvent& event);
  Result<Done> read_parts(StoredEvent& event);

  Query rows_, event_, parties_, contexts_, quantities_;
};

}  // namespace dragoman
