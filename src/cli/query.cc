// `query`: events of a database by filter, or any SELECT.
#include <fmt/format.h>

#include <iostream>

#include "cli/verbs.h"
#include "formats/rows.h"
#include "store/filter.h"

namespace dragoman::cli {

namespace {

/// Columns for a format. v_events holds current rows only, so they are taken from the tables.
std::string select(const std::string& format) {
  const std::string party =
      "(SELECT group_concat({}, '; ') FROM parties p WHERE p.event = e.event AND side = '{}')";
  const auto all = [&](const char* column, const char* side) {
    return fmt::format(fmt::runtime(party), column, side);
  };
  if (format == "table") {
    return "SELECT e.day, e.type || coalesce('-' || e.mode, '') AS event, e.modality, " +
           all("name", "actor") + " AS actors, " + all("name", "recipient") +
           " AS recipients, pl.name AS place, e.confidence, e.evidence";
  }
  return "SELECT e.id, e.day, e.type, e.mode, e.act, e.modality, e.quad, e.score, e.cameo, "
         "e.confidence, " +
         all("name", "actor") + " AS actors, " + all("country", "actor") + " AS actor_countries, " +
         all("sector", "actor") + " AS actor_sectors, " + all("name", "recipient") +
         " AS recipients, " + all("country", "recipient") + " AS recipient_countries, " +
         all("sector", "recipient") +
         " AS recipient_sectors, (SELECT group_concat(context, '; ') FROM event_contexts c WHERE "
         "c.event = e.event) AS contexts, e.date_start, e.date_end, pl.name AS place, pl.country "
         "AS "
         "place_country, pl.latitude, pl.longitude, pl.geonames, e.speaker, e.quoted, e.evidence, "
         "e.because, a.id AS article, a.title, a.publisher, a.published, a.url";
}

Result<std::size_t> show(const Database& database, const Options& o, const std::string& format) {
  if (!o.sql.empty()) {
    auto query = database.prepare(o.sql);
    if (!query.ok()) {
      return Error{o.db, query.error().what,
                   "give one SELECT; docs/store.md has the tables, and the file is read only"};
    }
    return write_rows(query.value(), format, std::cout);
  }
  const EventCondition selection = selection_of(o.filter, o.limit);
  const std::string sql =
      select(format) +
      " FROM events e JOIN articles a USING(article) LEFT JOIN places pl ON pl.place = "
      "e.place WHERE e.event IN (" +
      selection.where + ") ORDER BY e.day, e.event";
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  bind_values(query.value(), selection);
  return write_rows(query.value(), format, std::cout);
}

}  // namespace

int query(const Options& o) {
  auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  const std::string format = rows_format(o);
  const auto rows = show(database.value(), o, format);
  if (!rows.ok()) return fail(rows.error());
  return end_of_output();
}

}  // namespace dragoman::cli
