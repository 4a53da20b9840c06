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

/// Events that a selection names, in its order.
std::vector<std::int64_t> selected(const Database& database, const EventFilter& filter,
                                   std::size_t limit) {
  const EventCondition selection = selection_of(filter, limit);
  auto query = database.prepare(selection.where);
  EXPECT_TRUE(query.ok()) << (query.ok() ? "" : query.error().message());
  bind_values(query.value(), selection);
  std::vector<std::int64_t> out;
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok() || !more.value()) return out;
    out.push_back(query.value().integer(0));
  }
}

TEST(Plans, AFrequentWordGivesTheSameFirstEventsAsARareOne) {
  const ScratchFolder folder;
  auto store = Store::open(folder.path("s.db"));
  ASSERT_TRUE(store.ok());
  Database& database = store.value().database();
  // 6,000 articles of one event; every second has the word "harbour", every hundredth "lighthouse".
  const auto done = database.execute(
      "INSERT INTO revisions VALUES(1,'c','v','m','r','l','k','2026-01-01T00:00:00Z');"
      "CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i "
      "< 6000) SELECT i, printf('2026-%02d-%02d', 1 + i*7%12, 1 + i*11%28) AS day FROM n;"
      "INSERT INTO articles(article,id,record,content,published,source,bytes) "
      "SELECT i,'a'||i,'r'||i,'c'||i,day,'test',1 FROM n;"
      "INSERT INTO article_search(rowid,title,text) SELECT i,'',iif(i%2,'harbour "
      "','')||iif(i%100<>7, "
      "'', 'lighthouse ') FROM n;"
      "INSERT INTO codings(coding,article,revision) SELECT i,i,1 FROM n;"
      "INSERT INTO events(event,id,coding,article,current,sentence,type,act,modality,quad,cameo,"
      "score,confidence,day,quoted,evidence,evidence_begin,evidence_end,trigger,trigger_begin,"
      "trigger_end,because) SELECT i,'e'||i,i,i,i%5>0,0,'AID','AID','occurred','','',0,1,day,0,'',"
      "0,0,'',0,0,'' FROM n;");
  ASSERT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message());
  for (const char* word : {"harbour", "lighthouse"}) {
    EventFilter filter;
    filter.text = word;
    filter.since = "2026-03-10";
    filter.until = "2026-11-20";
    auto all = selected(database, filter, 0);
    ASSERT_GT(all.size(), 20U) << word;
    all.resize(20);
    EXPECT_EQ(selected(database, filter, 20), all) << word;
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
       {"article_search VIRTUAL TABLE", "COVERING INDEX events_article (article=? AND current=?)",
        "SCAN e USING INDEX events_day"}},
  };
  for (const Case& c : cases) {
    EventFilter filter;
    c.set(filter);
    const std::string found = plan(store.value().database(), filter);
    for (const char* wanted : c.wanted)
      EXPECT_NE(found.find(wanted), std::string::npos) << wanted << " is not in:\n" << found;
    EXPECT_EQ(found.find("SCAN e\n"), std::string::npos) << "reads the table itself:\n" << found;
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
