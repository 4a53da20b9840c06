// Filters and panels go by indexes, full-text search and the R*Tree; views need nothing of ours.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "store/filter.h"
#include "store/schema.h"
#include "store/store.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::run_dragoman;
using testing_support::run_program;
using testing_support::ScratchFolder;

std::string plan(const Database& database, const EventFilter& filter) {
  const EventCondition selection = selection_of(filter, 100);
  auto query = database.prepare("EXPLAIN QUERY PLAN " + selection.where);
  EXPECT_TRUE(query.ok()) << selection.where;
  if (!query.ok()) return {};
  bind_values(query.value(), selection);
  std::string out;
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok() || !more.value()) return out;
    out += std::string(query.value().text(3)) + "\n";
  }
}

TEST(Plans, EveryFilterGoesByAnIndex) {
  const ScratchFolder folder;
  auto store = Store::open(folder.path("s.db"));
  ASSERT_TRUE(store.ok());
  struct Case {
    std::function<void(EventFilter&)> set;
    std::vector<const char*> wanted;
  };
  const std::vector<Case> cases = {
      {[](EventFilter& f) {
         f.dyad = {"KEN", "SOM"};
         f.since = "2026-01-01";
       },
       {"SEARCH dyads USING PRIMARY KEY (actor=? AND recipient=? AND day>?)"}},
      {[](EventFilter& f) {
         f.types = {"AID"};
         f.since = "2026-01-01";
       },
       {"COVERING INDEX events_type (type=? AND current=? AND day>?)"}},
      {[](EventFilter& f) { f.since = "2026-01-01"; }, {"INDEX events_day (day>?)"}},
      {[](EventFilter& f) { f.countries = {"KEN"}; },
       {"COVERING INDEX parties_country (country=? AND current=?)"}},
      {[](EventFilter& f) {
         f.countries = {"KEN"};
         f.sectors = {"MIL"};
       },
       {"parties_country", "SEARCH p USING PRIMARY KEY (event=?)"}},
      {[](EventFilter& f) { f.actors = {"kollie"}; },
       {"actor_search VIRTUAL TABLE", "COVERING INDEX parties_actor (actor=? AND current=?)"}},
      {[](EventFilter& f) { f.places = {"Lome"}; },
       {"COVERING INDEX events_place (place=? AND current=?)"}},
      {[](EventFilter& f) {
         f.box = {1, 2, 3, 4};
       },
       {"place_boxes VIRTUAL TABLE", "COVERING INDEX events_place (place=? AND current=?)"}},
      {[](EventFilter& f) { f.text = "border"; },
       {"article_search VIRTUAL TABLE", "COVERING INDEX events_article (article=? AND current=?)"}},
  };
  for (const Case& c : cases) {
    EventFilter filter;
    c.set(filter);
    const std::string found = plan(store.value().database(), filter);
    for (const char* wanted : c.wanted)
      EXPECT_NE(found.find(wanted), std::string::npos) << wanted << " is not in:\n" << found;
    EXPECT_EQ(found.find("SCAN e"), std::string::npos) << found;
  }
}

/// Datasette, R and DuckDB open a file with a plain SQLite: every view and table must do without
/// functions of this program. Python's module is as plain.
TEST(Schema, PlainSqliteReadsEveryTableAndView) {
  const ScratchFolder folder;
  const std::string db = folder.path("s.db");
  ASSERT_EQ(run_dragoman({"ingest", DRAGOMAN_SOURCE_DIR "/examples", "--db", db}).status, 0);
  if (run_program({"python3", "-c", "import sqlite3"}).status != 0) GTEST_SKIP() << "no Python";
  const auto outcome = run_program(
      {"python3", "-c",
       "import sqlite3, sys\n"
       "db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)\n"
       "names = db.execute(\"SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')\")\n"
       "for (name,) in names.fetchall():\n"
       "    db.execute('SELECT * FROM \"' + name + '\"').fetchall()\n"
       "rows = db.execute('SELECT count(*) FROM v_events').fetchone()[0]\n"
       "print(rows, db.execute('PRAGMA integrity_check').fetchone()[0])\n",
       db});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("ok"), std::string::npos) << outcome.out;
  EXPECT_FALSE(outcome.out.starts_with("0 ")) << outcome.out;
}

}  // namespace
}  // namespace dragoman
