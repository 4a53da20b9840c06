// Events of other data sets: what their files may look like, and the comparison with ours.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "export_support.h"
#include "formats/import/foreign_rows.h"
#include "store/compare.h"

namespace dragoman {
namespace {

using testing_support::bytes_of;
using testing_support::exported;
using testing_support::fixture_database;
using testing_support::lines_of;
using testing_support::run_dragoman;
using testing_support::run_program;
using testing_support::ScratchFolder;
using testing_support::shipped_tables;

struct Read {
  std::vector<ForeignEvent> events;
  std::size_t bad = 0;
  std::optional<ForeignFormat> format;
};

Read read(const std::string& bytes) {
  ForeignReader reader(shipped_tables());
  Read out;
  bool first = true;
  for (const std::string& line : lines_of(bytes)) {
    const auto event = reader.line(line, first);
    first = false;
    if (!event.ok())
      ++out.bad;
    else if (event.value())
      out.events.push_back(*event.value());
  }
  if (!reader.end().ok()) ++out.bad;
  out.format = reader.format();
  return out;
}

TEST(Import, DayIsReadInTheFormsThatFilesHave) {
  EXPECT_EQ(foreign_day("2019-08-01"), "2019-08-01");
  EXPECT_EQ(foreign_day("20190801"), "2019-08-01");
  EXPECT_EQ(foreign_day("8/1/2019"), "2019-08-01");
  EXPECT_EQ(foreign_day("01 August 2019"), "2019-08-01");
  EXPECT_EQ(foreign_day("1-Aug-2019"), "2019-08-01");
  for (const char* bad : {"", "2019-02-30", "20191301", "31/12/2019", "soon", "1/2/3", "0000-00-00",
                          "257/4/2017", "4/257/2017"})
    EXPECT_EQ(foreign_day(bad), "") << bad;
}

TEST(Import, OurOwnGdeltComesBack) {
  const ScratchFolder folder;
  const Read r = read(exported(fixture_database(folder), "gdelt"));
  EXPECT_EQ(r.format, ForeignFormat::gdelt);
  EXPECT_EQ(r.bad, 0U);
  ASSERT_EQ(r.events.size(), 6U);
  const ForeignEvent& e = r.events[0];
  EXPECT_EQ(e.id, "1024");
  EXPECT_EQ(e.day, "2017-03-23");
  EXPECT_EQ(e.actor_country + e.actor_sector + e.recipient_country, "USAGOVRUS");
  EXPECT_EQ(e.type + e.cameo + e.quad, "ACCUSE112verbal conflict");
  EXPECT_EQ(e.place + e.place_country, "MoscowRUS");
  EXPECT_EQ(e.latitude, 55.752);
  EXPECT_EQ(r.events[3].actor_country + r.events[3].actor_sector, "UNOMIL");
  EXPECT_EQ(r.events[3].recipient_country, "TLS");
  EXPECT_EQ(r.events[4].actor_country + r.events[4].actor_sector, "ROUJRN");
  EXPECT_EQ(r.events[5].recipient_sector, "MED");
  EXPECT_EQ(r.events[5].place, "");  // a country is no place
}

TEST(Import, GdeltOfTheFirstVersionHasFewerColumns) {
  const ScratchFolder folder;
  const auto rows = testing_support::cells(exported(fixture_database(folder), "gdelt"));
  std::string line;
  for (std::size_t c = 0; c < rows[0].size(); ++c) {
    if (c == 38 || c == 46 || c == 54) continue;  // second-level divisions
    line += (c > 0 ? "\t" : "") + (c == 59 ? "20180225" : rows[0][c]);
  }
  const Read r = read(line + "\n");
  ASSERT_EQ(r.events.size(), 1U);
  EXPECT_EQ(r.events[0].place, "Moscow");
  EXPECT_EQ(r.events[0].longitude, 37.616);
  EXPECT_EQ(r.events[0].source, "https://example.org/dove");
}

TEST(Import, OurOwnIcewsAndPolecatComeBack) {
  const ScratchFolder folder;
  const std::string database = fixture_database(folder);
  const Read icews = read(exported(database, "icews"));
  EXPECT_EQ(icews.format, ForeignFormat::icews);
  ASSERT_EQ(icews.events.size(), 6U);
  EXPECT_EQ(icews.events[1].actor_country + icews.events[1].recipient_country, "FRADEU");
  EXPECT_EQ(icews.events[0].actor_sector, "GOV");
  EXPECT_EQ(icews.events[0].type, "ACCUSE");
  const Read polecat = read(exported(database, "polecat"));
  EXPECT_EQ(polecat.format, ForeignFormat::polecat);
  ASSERT_EQ(polecat.events.size(), 4U);
  EXPECT_EQ(polecat.events[1].actor_country, "FRA;DEU");
  EXPECT_EQ(polecat.events[0].quad, "verbal conflict");
}

TEST(Import, ToleratesMarksOfOrderLatin1TrailingTabsNoneAndFurtherColumns) {
  const std::string header =
      "\xEF\xBB\xBF"
      "Event ID\tEvent Date\tSource Name\tSource Country\tHeadline\tCAMEO Code\tTarget "
      "Name\tTarget "
      "Country\tCity\tCountry\tLatitude\tLongitude\n";
  const Read r = read(header +
                      "7\t3/4/2017\tJos\xE9\tNone\tx\t40\tLa Paz crowd\tBolivia\tLa "
                      "Paz\tBolivia\t-16.5\t-68.1\t\t\t\r\n\n");
  EXPECT_EQ(r.bad, 0U);
  ASSERT_EQ(r.events.size(), 1U);
  EXPECT_EQ(r.events[0].actor, "Jos\xC3\xA9");
  EXPECT_EQ(r.events[0].actor_country, "");
  EXPECT_EQ(r.events[0].recipient_country, "BOL");
  EXPECT_EQ(r.events[0].cameo, "040");  // its zero was lost
  EXPECT_EQ(r.events[0].day, "2017-03-04");
}

const std::string kAcled =
    "\xEF\xBB\xBF"
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,"
    "location,latitude,longitude,geo_precision,source,notes,fatalities\n"
    "KEN1,02 March 2021,Battles,Armed clash,Military Forces of Somalia (Somalia),1,Hill Front,2,"
    "Kenya,Mandera,3.94,41.86,1,Coast Wire,\"They said: \"\"no,\n never\"\".\",3\n"
    "KEN2,2021-03-02,Protests,Peaceful protest,Protesters (Kenya),Protesters,,,Kenya,Nairobi,-1.28,"
    "36.82,3,Coast Wire,,0\n"
    "KEN3,soon,Protests,Peaceful protest,Protesters (Kenya),6,,,Kenya,Nairobi,-1.28,36.82,1,x,,0\n";

TEST(Import, AcledHasQuotedFieldsOverSeveralLines) {
  const Read r = read(kAcled);
  EXPECT_EQ(r.format, ForeignFormat::acled);
  EXPECT_EQ(r.bad, 1U);
  ASSERT_EQ(r.events.size(), 2U);
  EXPECT_EQ(r.events[0].type + r.events[0].actor_country + r.events[0].recipient_country,
            "ASSAULTSOMKEN");
  EXPECT_EQ(r.events[0].actor_sector + r.events[0].recipient_sector, "MILREB");
  EXPECT_EQ(r.events[0].fatalities, 3);
  EXPECT_EQ(r.events[0].place, "Mandera");
  EXPECT_EQ(r.events[1].type + r.events[1].actor_sector, "PROTESTCVL");
  EXPECT_EQ(r.events[1].place, "");  // no better than the region
}

TEST(Import, AnyBytesAreRowsOrErrors) {
  std::mt19937 random(7);
  const std::string seeds[] = {kAcled, "Event ID\tEvent Date\tCAMEO Code\n1\t2017-01-01\t040\n"};
  for (int round = 0; round < 300; ++round) {
    std::string bytes = seeds[round % 2];
    for (int change = 0; change < 8; ++change) {
      const std::size_t at = random() % bytes.size();
      bytes[at] = static_cast<char>("\t\n\",;0a\xFF\r"[random() % 9]);
    }
    for (const ForeignEvent& e : read(bytes).events) {
      EXPECT_EQ(e.day.size(), 10U);
      EXPECT_FALSE(e.id.empty() || e.key.empty());
    }
  }
}

TEST(Import, TwiceIsOnceAndBadRowsAreNamedByLine) {
  const ScratchFolder folder;
  const std::string file = folder.write("acled.csv", kAcled);
  const std::string db = folder.path("mine.db");
  for (int i = 0; i < 2; ++i) {
    const auto outcome = run_dragoman({"import", file, "--db", db});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.err.find("acled.csv:5: has no day"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("2 events of acled, 1 bad rows"), std::string::npos) << outcome.err;
  }
  const auto rows = run_dragoman(
      {"query", db, "--format", "csv", "--sql", "SELECT count(*) FROM foreign_events"});
  EXPECT_EQ(lines_of(rows.out).back(), "2");
  EXPECT_EQ(run_dragoman({"import", folder.write("x.txt", "what\n"), "--db", db}).status, 1);
}

TEST(Import, CompressedFilesAreUnpacked) {
  const ScratchFolder folder;
  const std::string file = folder.write("acled.csv", kAcled);
  if (run_program({"gzip", file}).status != 0) GTEST_SKIP() << "no gzip here";
  const auto outcome = run_dragoman({"import", file + ".gz", "--db", folder.path("m.db")});
  EXPECT_NE(outcome.err.find("2 events of acled"), std::string::npos) << outcome.err;
}

ForeignEvent event(const std::string& id, const std::string& day, const std::string& source,
                   const std::string& target, const std::string& type, const std::string& quad) {
  ForeignEvent e;
  e.id = id;
  e.day = day;
  e.actor_country = source;
  e.recipient_country = target;
  e.type = type;
  e.quad = quad;
  return e;
}

TEST(Compare, EachEventIsMatchedOnceWithTheMostAlike) {
  const CompareOptions options;
  EventSet theirs;
  EventSet mine;
  theirs.add(event("a", "2020-01-02", "USA", "RUS", "ACCUSE", "verbal conflict"), options);
  theirs.add(event("b", "2020-01-03", "USA", "RUS", "THREATEN", "verbal conflict"), options);
  theirs.add(event("c", "2020-01-03", "USA", "CHN", "THREATEN", "verbal conflict"), options);
  mine.add(event("x", "2020-01-03", "USA", "RUS", "THREATEN", "verbal conflict"), options);
  mine.add(event("y", "2020-01-03", "USA", "RUS", "REJECT", "verbal conflict"), options);
  mine.add(event("z", "2020-01-09", "USA", "CHN", "THREATEN", "verbal conflict"), options);
  const Comparison c = compare(theirs, mine, options);
  ASSERT_EQ(c.matches.size(), 2U);
  EXPECT_EQ(c.matches[0].theirs, 0U);
  EXPECT_EQ(c.matches[0].mine, 1U);
  EXPECT_EQ(c.matches[0].days, 1);
  EXPECT_FALSE(c.matches[0].same_type);
  EXPECT_EQ(c.matches[1].mine, 0U);
  EXPECT_EQ(c.only_theirs, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(c.only_mine, (std::vector<std::uint32_t>{2}));
}

TEST(Compare, WhoMetIsAPairEachWay_AlsoOfOneCountry) {
  const CompareOptions options;
  EventSet set;
  set.add(event("a", "2020-01-02", "FRA;DEU", "", "CONSULT", "verbal cooperation"), options);
  EXPECT_EQ(set.events().size(), 2U);
  set.add(event("b", "2020-01-02", "MOZ;MOZ", "", "CONSULT", "verbal cooperation"), options);
  ASSERT_EQ(set.events().size(), 3U);
  EXPECT_EQ(set.text(set.events()[2].target_country), "MOZ");
}

TEST(Compare, NamedPlacesFurtherApartThanAllowedAreNotTheSame) {
  const CompareOptions options;
  EventSet theirs;
  EventSet mine;
  ForeignEvent here = event("a", "2020-01-02", "KEN", "", "PROTEST", "material conflict");
  here.place = "Nairobi";
  here.latitude = -1.28;
  here.longitude = 36.82;
  ForeignEvent there = here;
  there.place = "Mombasa";
  there.latitude = -4.05;
  there.longitude = 39.67;
  theirs.add(here, options);
  mine.add(there, options);
  EXPECT_TRUE(compare(theirs, mine, options).matches.empty());
  there.latitude = std::nullopt;
  EventSet nowhere;
  nowhere.add(there, options);
  EXPECT_EQ(compare(theirs, nowhere, options).matches.size(), 1U);
}

TEST(Compare, ManyEventsOfOneDayAreAllMatched) {
  const CompareOptions options;
  EventSet theirs;
  EventSet mine;
  for (int i = 0; i < 500; ++i) {
    theirs.add(
        event("t" + std::to_string(i), "2020-01-02", "SYR", "SYR", "ASSAULT", "material conflict"),
        options);
    mine.add(
        event("m" + std::to_string(i), "2020-01-02", "SYR", "SYR", "ASSAULT", "material conflict"),
        options);
  }
  EXPECT_EQ(compare(theirs, mine, options).matches.size(), 500U);
}

TEST(Compare, OurExportIsTheSameAsOurDatabase) {
  const ScratchFolder folder;
  const std::string db = fixture_database(folder);
  const std::string gdelt = folder.write("ours.export.CSV", exported(db, "gdelt"));
  for (const std::string& theirs : {gdelt, db}) {
    const auto outcome = run_dragoman({"diff", theirs, db, "--format", "json"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const auto j = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(j["counts"]["only_theirs"], 0) << outcome.out;
    EXPECT_EQ(j["counts"]["only_mine"], 0);
    EXPECT_EQ(j["counts"]["disagreements"], 0);
    EXPECT_EQ(j["counts"]["matched"], 5);  // the attacked hospital is of no country
  }
  ASSERT_EQ(run_dragoman({"import", gdelt, "--db", db, "--dataset", "last-year"}).status, 0);
  const auto table = run_dragoman({"diff", "last-year", db});
  EXPECT_NE(table.out.find("matched 5 (100% of theirs, 100% of mine), 0 of them with"),
            std::string::npos)
      << table.out;
  const auto csv = run_dragoman({"diff", "last-year", db, "--format", "csv"});
  EXPECT_EQ(lines_of(csv.out).size(), 6U);
  EXPECT_EQ(run_dragoman({"diff", "nothing", db}).status, 1);
}

}  // namespace
}  // namespace dragoman
