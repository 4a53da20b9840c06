// Who acts in a database: a ranking of all, and all that is known about one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/filter.h"
#include "store/section.h"

namespace dragoman {

/// A row of `actors`.
struct ActorName {
  std::int64_t actor = 0;
  std::string name;
  std::string country;
  std::int64_t events = 0;  ///< current ones
};

/// Whom a name may mean. Case and accents do not count.
struct ActorMatches {
  std::vector<ActorName> exact;  ///< with exactly this name; several countries may have one
  std::vector<ActorName> like;   ///< with these words in the name; most events first
};

/// O(names with these words), of which at most 2,000 are looked at.
Result<ActorMatches> find_actors(const Database& database, std::string_view name);

/// Actors of the chosen events, most events first; at most `limit` (0: all). Columns: name,
/// country, sector, events, acts, acted_on, quotes, articles, first, last.
Result<Section> rank_actors(const Database& database, const EventFilter& filter, std::size_t limit);

/// Everything about the actors of these rows, taken as one: sections `names`, `roles`, `dyads`,
/// `quotes` and `articles`, each of at most `limit` rows (0: all). Roles stand as they were stated;
/// `disputed` says how else the same office is said to be held at the same time. Days of the filter
/// are those of events, and of publication for what has no other. `dyads` may be left out, which
/// costs most for who takes part in many events.
Result<std::vector<Section>> dossier(const Database& database, const std::vector<ActorName>& actors,
                                     const EventFilter& filter, std::size_t limit,
                                     bool dyads = true);

/// The office of a role without the words that say how it is held: "president" of "former
/// president". Deputies stay deputies.
std::string office_of(std::string_view role);

}  // namespace dragoman
