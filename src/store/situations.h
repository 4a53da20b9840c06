// Situations: filters with a name, kept in the database, and when somebody last looked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/filter.h"

namespace dragoman {

/// A situation.
struct NamedFilter {
  std::string name;
  EventFilter filter;
  std::string created;            ///< UTC
  std::string looked;             ///< UTC; empty: never
  std::int64_t looked_event = 0;  ///< greatest row of `events` then
};

/// Keeps a situation; one of the same name gets the new filter and keeps its mark. Error for a name
/// that is empty, longer than 100 bytes, or holds control characters.
Result<Done> define_situation(Database& database, const std::string& name,
                              const EventFilter& filter, std::string_view recorded);

/// Error when there is none of this name; it names those that there are.
Result<NamedFilter> find_situation(const Database& database, const std::string& name);

/// All, by name.
Result<std::vector<NamedFilter>> all_situations(const Database& database);

/// Error when there is none of this name.
Result<Done> drop_situation(Database& database, const std::string& name);

/// Marks that somebody looked now: what comes later is new to them.
Result<Done> mark_looked(Database& database, const std::string& name, std::string_view recorded);

}  // namespace dragoman
