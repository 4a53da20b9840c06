#include "store/checks.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "store/schema.h"

namespace dragoman {

namespace {

constexpr std::uintmax_t kLeastRoom = std::uintmax_t{64} << 20;
constexpr std::uintmax_t kLittleRoom = std::uintmax_t{1} << 30;

constexpr const char* kAgain = "restore a copy, or ingest the articles into a new file";

/// A count that is zero in a whole file.
struct Count {
  Finding::Level level;
  const char* well;   ///< said when it is zero
  const char* wrong;  ///< said after the count when it is not
  const char* remedy;
  const char* sql;
};

using Level = Finding::Level;

constexpr std::array<Count, 18> kCounts = {{
    {Level::error, "events are current with their coding", "events are not current as their coding",
     kAgain,
     "SELECT count(*) FROM events e JOIN codings c USING(coding) WHERE e.current <> "
     "(c.superseded_by IS NULL)"},
    {Level::error, "every article has one current coding at most", "articles have several", kAgain,
     "SELECT count(*) FROM (SELECT article FROM codings WHERE superseded_by IS NULL GROUP BY "
     "article HAVING count(*) > 1)"},
    {Level::error, "events lie in the article of their coding", "events lie in another", kAgain,
     "SELECT count(*) FROM events e JOIN codings c USING(coding) WHERE e.article <> c.article"},
    {Level::error, "parties have the day of their event", "parties have not", kAgain,
     "SELECT count(*) FROM parties p JOIN events e USING(event) WHERE p.day IS NOT e.day OR "
     "p.current <> e.current"},
    {Level::error, "events have parties", "events have none", kAgain,
     "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM parties p WHERE p.event = "
     "e.event)"},
    {Level::error, "dyads are those of the current events", "dyads are too many or too few", kAgain,
     "SELECT abs((SELECT count(*) FROM dyads) - (SELECT count(*) FROM (SELECT DISTINCT a.country, "
     "r.country, e.event FROM events e JOIN parties a ON a.event = e.event AND a.side = 'actor' "
     "JOIN parties r ON r.event = e.event AND (r.side = 'recipient' OR (r.number <> a.number AND "
     "NOT EXISTS (SELECT 1 FROM parties x WHERE x.event = e.event AND x.side = 'recipient'))) "
     "WHERE a.country <> '' AND r.country <> '' AND a.country <> r.country AND e.current = 1)))"},
    {Level::error, "copies are copies of originals", "copies are copies of copies", kAgain,
     "SELECT count(*) FROM articles a JOIN articles o ON o.article = a.duplicate_of WHERE "
     "o.duplicate_of IS NOT NULL"},
    {Level::error, "copies are not coded", "copies are coded", kAgain,
     "SELECT count(*) FROM codings c JOIN articles a USING(article) WHERE a.duplicate_of IS NOT "
     "NULL"},
    {Level::error, "every article has its text", "articles have none", kAgain,
     "SELECT count(*) FROM articles a LEFT JOIN articles o ON o.article = a.duplicate_of WHERE "
     "a.text IS NULL AND o.text IS NULL"},
    {Level::error, "the search of articles holds every original", "articles too many or too few",
     kAgain,
     "SELECT abs((SELECT count(*) FROM article_search_docsize) - (SELECT count(*) FROM articles "
     "WHERE duplicate_of IS NULL))"},
    {Level::error, "the search of names holds every actor", "names too many or too few", kAgain,
     "SELECT abs((SELECT count(*) FROM actor_search_docsize) - (SELECT count(*) FROM actors))"},
    {Level::error, "the R*Tree holds every place", "places too many or too few", kAgain,
     "SELECT abs((SELECT count(*) FROM place_boxes) - (SELECT count(*) FROM places))"},
    {Level::error, "originals have a signature", "originals have none", kAgain,
     "SELECT count(*) FROM articles a WHERE duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM "
     "signatures s WHERE s.article = a.article)"},
    {Level::error, "every current report tells one happening",
     "reports tell none, or are not current", kAgain,
     "SELECT (SELECT count(*) FROM report_cards WHERE event NOT IN (SELECT event FROM "
     "happening_reports)) + (SELECT count(*) FROM happening_reports r JOIN events e USING(event) "
     "WHERE e.current = 0)"},
    {Level::error, "happenings count their reports", "happenings count others", kAgain,
     "SELECT count(*) FROM happenings h WHERE reports <> (SELECT count(*) FROM happening_reports r "
     "WHERE r.happening = h.happening)"},
    {Level::error, "stories count their articles", "stories count others", kAgain,
     "SELECT count(*) FROM stories s WHERE articles <> (SELECT count(*) FROM story_articles a "
     "WHERE "
     "a.story = s.story)"},
    {Level::warning, "every original is coded", "originals are not coded",
     "run the ingest again: it goes on where it stopped",
     "SELECT count(*) FROM articles a WHERE duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM "
     "codings c WHERE c.article = a.article)"},
    {Level::warning, "no record was refused", "records could not be read",
     "see the file of errors beside the database, mend them and ingest them again",
     "SELECT count(*) FROM bad_records"},
}};

Finding unreadable(const Error& error) { return {Level::error, error.what, error.remedy}; }

/// The rows of a PRAGMA that says what is wrong; `well` when there are none.
Finding complaints(const Database& database, const char* sql, const std::string& well) {
  auto query = database.prepare(sql);
  if (!query.ok()) return unreadable(query.error());
  std::string first;
  std::size_t rows = 0;
  for (;; ++rows) {
    const auto more = query.value().step();
    if (!more.ok()) return unreadable(more.error());
    if (!more.value()) break;
    if (rows == 0 && query.value().text(0) == "ok") return {Level::ok, well, ""};
    if (rows == 0) first = query.value().text(0);
  }
  if (rows == 0) return {Level::ok, well, ""};
  return {Level::error, fmt::format("{} faults, the first: {}", rows, first), kAgain};
}

Finding counted(const Database& database, const Count& count) {
  auto query = database.prepare(count.sql);
  if (!query.ok()) return unreadable(query.error());
  const auto found = query.value().first_integer();
  if (!found.ok()) return unreadable(found.error());
  if (found.value() == 0) return {Level::ok, count.well, ""};
  return {count.level, fmt::format("{} {}", found.value(), count.wrong), count.remedy};
}

}  // namespace

std::vector<Finding> check_database(const std::string& path) {
  auto opened = Database::open(path, Access::read);
  if (!opened.ok()) return {unreadable(opened.error())};
  const Database& database = opened.value();
  const auto schema = check_schema(database);
  if (!schema.ok()) return {unreadable(schema.error())};
  std::vector<Finding> out;
  out.push_back({Level::ok, fmt::format("schema version {}", kSchemaVersion), ""});
  out.push_back(complaints(database, "PRAGMA integrity_check(20)", "SQLite finds no damage"));
  if (out.back().level == Level::error) return out;
  out.push_back(complaints(database, "PRAGMA foreign_key_check", "no row refers to a missing one"));
  for (const Count& count : kCounts) out.push_back(counted(database, count));
  return out;
}

Finding check_room(const std::string& path) {
  std::error_code error;
  auto folder = std::filesystem::absolute(path, error).parent_path();
  const auto space = std::filesystem::space(folder, error);
  if (error) return {Level::error, folder.string() + ": " + error.message(), "check the path"};
  const std::string what = fmt::format(
      "{:.1f} GiB free at {}",
      static_cast<double>(space.available) / static_cast<double>(kLittleRoom), folder.string());
  if (space.available < kLeastRoom) return {Level::error, what, "make room"};
  if (space.available < kLittleRoom) return {Level::warning, what, "make room soon"};
  return {Level::ok, what, ""};
}

}  // namespace dragoman
