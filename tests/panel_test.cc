// Panels: directed dyads, reciprocal events, zeros, periods and codes.
#include "store/panel.h"

#include <gtest/gtest.h>

#include "knowledge/country_codes.h"
#include "store/store.h"
#include "support.h"

namespace dragoman {

namespace {

using testing_support::ScratchFolder;

/// A database with three events: USA acts on CHN twice, in January and in March; FRA and DEU meet
/// in February.
std::string small_database(const ScratchFolder& folder) {
  const std::string path = folder.path("p.db");
  auto store = Store::open(path);
  EXPECT_TRUE(store.ok());
  const auto done = store.value().database().execute(R"sql(
INSERT INTO revisions VALUES(1,'c','1','m','r','l','k','2026-01-01');
INSERT INTO articles(article,id,record,content,source,bytes) VALUES(1,'a','r','c','s',0);
INSERT INTO codings(coding,article,revision) VALUES(1,1,1);
INSERT INTO actors VALUES(1,'US','USA'),(2,'China','CHN'),(3,'France','FRA'),(4,'Germany','DEU');
INSERT INTO events(event,id,coding,article,current,sentence,type,act,modality,quad,cameo,score,confidence,day,quoted,evidence,evidence_begin,evidence_end,trigger,trigger_begin,trigger_end,because) VALUES
 (1,'e1',1,1,1,0,'ACCUSE','ACCUSE','occurred','verbal conflict','112',-2,1,'2026-01-10',0,'',0,0,'',0,0,''),
 (2,'e2',1,1,1,0,'AID','AID','occurred','material cooperation','070',10,1,'2026-03-10',0,'',0,0,'',0,0,''),
 (3,'e3',1,1,1,0,'CONSULT','CONSULT','occurred','verbal cooperation','040',2.5,1,'2026-02-10',0,'',0,0,'',0,0,''),
 (4,'e4',1,1,1,0,'CONSULT','CONSULT','planned','verbal cooperation','040',2.5,1,'2026-02-11',0,'',0,0,'',0,0,'');
INSERT INTO parties(event,side,number,actor,text,name,country,first,last,day) VALUES
 (1,'actor',0,1,'','','USA',0,0,'2026-01-10'),(1,'recipient',0,2,'','','CHN',0,0,'2026-01-10'),
 (1,'recipient',1,2,'','','CHN',0,0,'2026-01-10'),
 (2,'actor',0,1,'','','USA',0,0,'2026-03-10'),(2,'recipient',0,2,'','','CHN',0,0,'2026-03-10'),
 (3,'actor',0,3,'','','FRA',0,0,'2026-02-10'),(3,'actor',1,4,'','','DEU',0,0,'2026-02-10'),
 (4,'actor',0,3,'','','FRA',0,0,'2026-02-11'),(4,'recipient',0,1,'','','USA',0,0,'2026-02-11');
INSERT INTO dyads(actor,recipient,day,event,type,modality,quad,score) VALUES
 ('USA','CHN','2026-01-10',1,'ACCUSE','occurred','verbal conflict',-2),
 ('USA','CHN','2026-03-10',2,'AID','occurred','material cooperation',10),
 ('FRA','DEU','2026-02-10',3,'CONSULT','occurred','verbal cooperation',2.5),
 ('DEU','FRA','2026-02-10',3,'CONSULT','occurred','verbal cooperation',2.5),
 ('FRA','USA','2026-02-11',4,'CONSULT','planned','verbal cooperation',2.5);
)sql");
  EXPECT_TRUE(done.ok()) << done.error().message();
  return path;
}

std::vector<PanelRow> rows(const std::string& path, PanelUnit unit, EventFilter filter = {}) {
  auto database = Database::open(path, Access::read);
  EXPECT_TRUE(database.ok());
  const auto found = panel(database.value(), filter, unit, PanelPeriod::month);
  EXPECT_TRUE(found.ok());
  return found.ok() ? found.value() : std::vector<PanelRow>();
}

TEST(Panel, EveryDyadHasEveryPeriod_ZerosIncluded) {
  const ScratchFolder folder;
  EventFilter happened;
  happened.modalities = {"occurred"};
  const auto all = rows(small_database(folder), PanelUnit::dyad, happened);
  ASSERT_EQ(all.size(), 9U);  // DEU>FRA, FRA>DEU, USA>CHN in three months
  EXPECT_EQ(all[0].actor + all[0].recipient + all[0].period, "DEUFRA2026-01");
  EXPECT_EQ(all[0].count, 0);
  EXPECT_EQ(all[1].count, 1);
  EXPECT_EQ(all[4].actor + all[4].recipient + all[4].period, "FRADEU2026-02");
  EXPECT_EQ(all[4].count, 1);
  EXPECT_EQ(all[6].count, 1) << "two recipients of one country are one event";
  EXPECT_EQ(all[6].score_sum, -2);
  EXPECT_EQ(all[6].quads[2], 1);
  EXPECT_EQ(all[7].count, 0);
  EXPECT_EQ(all[8].quads[1], 1);
}

TEST(Panel, CountriesCountWhatTheyDo) {
  const ScratchFolder folder;
  const auto all = rows(small_database(folder), PanelUnit::country);
  ASSERT_EQ(all.size(), 9U);  // DEU, FRA, USA
  EXPECT_EQ(all[4].actor + all[4].period, "FRA2026-02");
  EXPECT_EQ(all[4].count, 2);
}

TEST(Panel, SinceAndUntilWidenThePeriods) {
  const ScratchFolder folder;
  EventFilter filter;
  filter.since = "2025-12-01";
  filter.until = "2026-04-30";
  filter.types = {"AID"};
  EXPECT_EQ(rows(small_database(folder), PanelUnit::dyad, filter).size(), 5U);
}

/// The two ways to a panel, from the table of dyads and from the events themselves.
TEST(Panel, DyadsAloneAndEventsGiveTheSameRows) {
  const ScratchFolder folder;
  const std::string path = small_database(folder);
  for (const char* since : {"", "2026-02-01"}) {
    EventFilter plain;
    plain.since = since;
    EventFilter with_events = plain;
    with_events.confidence = 0.5;
    EventFilter past = plain;
    past.as_of = "1";
    for (auto* f : {&plain, &with_events, &past}) f->modalities = {"occurred"};
    const auto expected = rows(path, PanelUnit::dyad, plain);
    EXPECT_FALSE(expected.empty());
    for (const auto* f : {&with_events, &past}) {
      const auto found = rows(path, PanelUnit::dyad, *f);
      ASSERT_EQ(found.size(), expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].actor + found[i].recipient + found[i].period,
                  expected[i].actor + expected[i].recipient + expected[i].period);
        EXPECT_EQ(found[i].count, expected[i].count);
        EXPECT_EQ(found[i].score_sum, expected[i].score_sum);
        EXPECT_EQ(found[i].quads, expected[i].quads);
      }
    }
  }
}

TEST(Panel, OneDyadIsThatPairAlone) {
  const ScratchFolder folder;
  EventFilter filter;
  filter.dyad = {"CHN", "USA"};
  const auto found = rows(small_database(folder), PanelUnit::dyad, filter);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].actor + found[0].recipient, "USACHN");
}

TEST(Periods, CrossYearsAndLeapDays) {
  EXPECT_EQ(periods_between("2025-11", "2026-02", PanelPeriod::month).size(), 4U);
  EXPECT_EQ(periods_between("2024-02-28", "2024-03-01", PanelPeriod::day).size(), 3U);
  EXPECT_EQ(periods_between("2023", "2026", PanelPeriod::year).size(), 4U);
  EXPECT_TRUE(periods_between("2026-02", "2026-01", PanelPeriod::month).empty());
  EXPECT_TRUE(periods_between("0001-01-01", "9999-01-01", PanelPeriod::day).empty());
  EXPECT_TRUE(periods_between("soon", "later", PanelPeriod::day).empty());
}

TEST(CountryCodes, KnowTheOtherSchemes) {
  const auto table = CountryCodeTable::load(DRAGOMAN_SOURCE_DIR "/data");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table.value().code("DEU", "fips"), "GM");
  EXPECT_EQ(table.value().code("DEU", "cow"), "255");
  EXPECT_EQ(table.value().code("DEU", "gw"), "260");
  EXPECT_EQ(table.value().code("RUS", "fips"), "RS");
  EXPECT_EQ(table.value().code("IGO", "cow"), "");
}

}  // namespace

}  // namespace dragoman
