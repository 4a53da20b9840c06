// Which events of a database are meant.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// Conditions on events; all must hold. Within one list any value will do. Empty: no condition.
struct EventFilter {
  std::vector<std::string> actors;      ///< part of a name of a party that acts, any case
  std::vector<std::string> recipients;  ///< part of a name of one that is acted on
  std::vector<std::string> parties;     ///< part of a name on either side
  std::vector<std::string> actor_countries, recipient_countries,
      countries;  ///< ISO or international
  std::vector<std::string> actor_sectors, recipient_sectors, sectors;
  std::vector<std::string> dyad;  ///< two countries, in either direction
  std::vector<std::string> types, acts, modes, contexts, modalities, quads, publishers;
  std::vector<std::string> places;  ///< name of a place, or country code
  std::string since, until;         ///< YYYY-MM-DD, both included
  double confidence = 0;            ///< at least
  std::string text;                 ///< words of the article (FTS5 query syntax)
  std::vector<double> box;          ///< south, west, north, east in degrees
  /// A revision's number, or a time (ISO 8601): what was known then. Empty: the newest.
  std::string as_of;
};

/// A condition for WHERE on `events e`, with the values for its parameters in order.
struct EventCondition {
  std::string where;
  std::vector<std::string> texts;
};

/// O(conditions). Names in the filter travel as parameters, never as SQL.
EventCondition condition_of(const EventFilter& filter);

/// Binds the values of a condition.
void bind_values(Query& query, const EventCondition& condition);

}  // namespace dragoman
