// Which events of a database are meant.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// Conditions on events; all must hold. Within one list any value will do. Empty: no condition.
struct EventFilter {
  /// Words of a name of a party that acts, in their order, any case and accents; the last may be
  /// the beginning of a word.
  std::vector<std::string> actors;
  std::vector<std::string> recipients;  ///< the same for one that is acted on
  std::vector<std::string> parties;     ///< the same on either side
  std::vector<std::string> actor_countries, recipient_countries,
      countries;  ///< ISO or international
  std::vector<std::string> actor_sectors, recipient_sectors, sectors;
  /// Two countries, one of which acts on the other, or which act together on nobody. Any other
  /// number of countries: all take part.
  std::vector<std::string> dyad;
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

/// A SELECT of the ids of the chosen events in the order of day and id, at most `limit` of them (0:
/// all), as `where`. It walks an index in that order where it can, so that a first page costs
/// little however many events there are.
EventCondition selection_of(const EventFilter& filter, std::size_t limit);

/// A condition for WHERE on `dyads e`, which spares the reading of events, without that on the pair
/// of countries; false when the filter asks for more than that table holds.
bool dyads_condition_of(const EventFilter& filter, EventCondition& out);

/// A condition for WHERE on `codings c JOIN articles a USING(article)`: the codings that the filter
/// knows by `as_of`, of articles published between its days.
EventCondition codings_condition_of(const EventFilter& filter);

/// A phrase of the words of a name for FTS5, the last of them free to go on.
std::string name_query(std::string_view name);

/// Binds the values of a condition.
void bind_values(Query& query, const EventCondition& condition);

}  // namespace dragoman
