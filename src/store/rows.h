// Rows of queries, one after the other.
#pragma once

#include <string>

#include "store/database.h"

namespace dragoman {

/// Runs a bound query and calls `row` for each of its rows.
template <typename Row>
Result<Done> for_each_row(Query& query, const Row& row) {
  for (;;) {
    const auto more = query.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
    row(query);
  }
}

/// The same of a query without parameters.
template <typename Row>
Result<Done> for_each_row(const Database& database, const std::string& sql, const Row& row) {
  auto query = database.prepare(sql);
  return query.ok() ? for_each_row(query.value(), row) : query.error();
}

}  // namespace dragoman
