// Situations: filters with a name, what they show, and what changed since somebody looked.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reading/calendar.h"
#include "situation_support.h"
#include "store/filter_json.h"
#include "store/situation_view.h"
#include "store/store.h"
#include "support.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

std::string line(const char* id, const char* day, const char* publisher, const char* text) {
  return json{{"id", id},
              {"title", id},
              {"url", std::string("https://example.org/") + id},
              {"published", day},
              {"publisher", publisher},
              {"text", text}}
             .dump() +
         "\n";
}

/// A raid told by two with different figures, talks that are planned.
std::string border(const ScratchFolder& folder) {
  const std::string db = folder.path("s.db");
  const std::string in =
      line("raid", "2026-03-02", "Coast Wire",
           "Angolan troops attacked a village near oil fields in Liberia on Sunday, killing 12 "
           "people. "
           "Amara Kollie, the foreign minister of Liberia, condemned Angola. \"We will not give up "
           "the oil fields,\" she said.") +
      line(
          "dead", "2026-03-02", "Inland Post",
          "Angolan troops attacked a village in Liberia on Sunday, killing at least 19 people near "
          "the oil fields.") +
      line("talks", "2026-03-04", "Coast Wire",
           "Liberia and Angola will hold talks in Monrovia on March 9 about oil, the foreign "
           "minister said.") +
      line("other", "2026-03-04", "Inland Post",
           "Japan praised Norway on Tuesday for its fisheries. Peru and Chile signed a trade "
           "agreement in Lima on Tuesday.");
  EXPECT_EQ(run_dragoman({"ingest", folder.write("in.jsonl", in), "--db", db}).status, 0);
  return db;
}

Outcome situation(const std::string& db, std::vector<std::string> more) {
  more.insert(more.begin(), {"situation"});
  more.insert(more.end(), {"--db", db});
  return run_dragoman(more);
}

json look(const std::string& db, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"border", "--format", "json"});
  const Outcome o = situation(db, more);
  EXPECT_EQ(o.status, 0) << o.err;
  return json::parse(o.out, nullptr, false);
}

void define_border(const std::string& db) {
  const Outcome o = situation(db, {"border", "--define", "--country", "AGO,LBR"});
  ASSERT_EQ(o.status, 0) << o.err;
}

TEST(CliSituation, IsDefinedListedAndDropped) {
  const ScratchFolder folder;
  const std::string db = border(folder);
  define_border(db);
  EXPECT_EQ(situation(db, {"north", "--define", "--text", "\"oil fields\" OR gas", "--since",
                           "2026-03-01", "--box", "1", "2", "3", "4", "--confidence", "0.5"})
                .status,
            0);
  const json all = json::parse(situation(db, {"--list", "--format", "json"}).out);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["filter"], (json{{"country", {"AGO", "LBR"}}}));
  EXPECT_EQ(all[1]["filter"]["since"], "2026-03-01");
  EXPECT_EQ(all[1]["filter"]["box"], (json{1.0, 2.0, 3.0, 4.0}));
  EXPECT_TRUE(all[0]["looked"].is_null());
  EXPECT_NE(situation(db, {"--list"}).out.find("--country AGO,LBR"), std::string::npos);

  const Outcome unknown = situation(db, {"south"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_NE(unknown.err.find("border, north"), std::string::npos) << unknown.err;
  EXPECT_EQ(situation(db, {"north", "--drop"}).status, 0);
  EXPECT_EQ(situation(db, {"north", "--drop"}).status, 1);
  EXPECT_EQ(situation(db, {"border", "--type", "AID"}).status, 1) << "filters belong to --define";
  EXPECT_EQ(situation(db, {"\n", "--define"}).status, 1) << "a name is one line";
  EXPECT_EQ(situation(db, {"border", "--define", "--since", "last"}).status, 1);
  EXPECT_EQ(situation(folder.path("none.db"), {"x", "--define"}).status, 1);
  EXPECT_FALSE(std::filesystem::exists(folder.path("none.db"))) << "no file is made by a mistake";
}

TEST(CliSituation, ShowsWhatHappenedWithSourcesAndLeavesTheRestOut) {
  const ScratchFolder folder;
  const std::string db = border(folder);
  define_border(db);
  const json s = look(db);
  EXPECT_EQ(s["as_of"], "2026-03-04");
  ASSERT_GE(s["happenings"].size(), 2U) << s.dump(1);
  EXPECT_EQ(s.dump().find("Norway"), std::string::npos);
  const json& raid = s["happenings"][0];
  EXPECT_EQ(raid["type"], "ASSAULT");
  EXPECT_EQ(raid["day"], "2026-03-01");
  EXPECT_EQ(raid["stage"], "occurred");
  const json& lead = s["reports"][raid["told"][0].get<std::size_t>()];
  const std::string evidence = lead["evidence"];
  EXPECT_NE(evidence.find("attacked a village"), std::string::npos);
  EXPECT_EQ(evidence.substr(
                lead["trigger"]["begin"].get<std::size_t>() - lead["begin"].get<std::size_t>(), 8),
            "attacked");
  EXPECT_EQ(lead["url"].get<std::string>().substr(0, 20), "https://example.org/");
  bool oil = false;
  for (const json& a : s["agenda"])
    oil = oil || (a["kind"] == "noun phrase" && a["text"].get<std::string>().find("oil") == 0 &&
                  a["share"] > a["share_elsewhere"]);
  EXPECT_TRUE(oil) << s["agenda"].dump(1);
  ASSERT_FALSE(s["quotes"].empty());
  EXPECT_EQ(s["quotes"][0]["speaker"], "Amara Kollie");
}

TEST(CliSituation, OneRaidToldByTwoIsOneHappeningWithTwoFigures) {
  const ScratchFolder folder;
  const std::string db = border(folder);
  define_border(db);
  const json s = look(db);
  const json& raid = s["happenings"][0];
  EXPECT_EQ(raid["reports"], 2) << s["happenings"].dump(1);
  EXPECT_EQ(raid["publishers"], 2);
  ASSERT_FALSE(s["disagreements"].empty());
  EXPECT_EQ(s["disagreements"][0]["kind"], "figures");
  EXPECT_EQ(s["disagreements"][0]["values"].size(), 2U);
}

TEST(CliSituation, TheLookAfterTellsWhatCameSince_UnlessOneOnlyPeeked) {
  const ScratchFolder folder;
  const std::string db = border(folder);
  define_border(db);
  const auto changes = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = {"--since", "last"};
    all.insert(all.end(), more.begin(), more.end());
    return look(db, all)["changes"];
  };
  EXPECT_GE(changes({"--peek"}).size(), 2U) << "everything is new to who never looked";
  EXPECT_GE(changes({}).size(), 2U);
  EXPECT_TRUE(changes({}).empty()) << "nothing came since";
  const std::string more = line("again", "2026-03-12", "Coast Wire",
                                "Angola expelled the ambassador of Liberia on Wednesday.");
  ASSERT_EQ(run_dragoman({"ingest", folder.write("more.jsonl", more), "--db", db}).status, 0);
  const json peeked = changes({"--peek"});
  ASSERT_EQ(peeked.size(), 1U) << peeked.dump(1);
  EXPECT_EQ(peeked[0]["appeared"], true);
  EXPECT_EQ(changes({}).size(), 1U) << "a peek leaves no mark";
  EXPECT_TRUE(changes({}).empty());
  EXPECT_EQ(look(db, {"--since", "2026-03-05"})["changes"].size(), 1U);
  const json later = look(db);
  EXPECT_FALSE(later["open_claims"].empty()) << "the talks of March 9 were not told to be held";
}

TEST(CliReport, IsTheSamePageForTheSameDatabase_AndMarksNoLook) {
  const ScratchFolder folder;
  const std::string db = border(folder);
  define_border(db);
  const Outcome once = run_dragoman({"report", "border", "--db", db, "--format", "html"});
  ASSERT_EQ(once.status, 0) << once.err;
  const std::string file = folder.path("page.html");
  ASSERT_EQ(run_dragoman({"report", "border", "--db", db, "--out", file}).status, 0);
  EXPECT_EQ(testing_support::bytes_of(file), once.out);
  const auto facts = testing_support::page_facts(once.out);
  EXPECT_EQ(facts.errors, 0U);
  for (const std::string& link : facts.links)
    EXPECT_TRUE(!link.starts_with('#') || facts.ids.contains(link.substr(1))) << link;
  EXPECT_NE(once.out.find("<mark class=\"t\">attacked</mark>"), std::string::npos);
  EXPECT_NE(once.out.find("https://example.org/raid"), std::string::npos);
  const json all = json::parse(situation(db, {"--list", "--format", "json"}).out);
  EXPECT_TRUE(all[0]["looked"].is_null());
  const Outcome markdown = run_dragoman({"report", "border", "--db", db, "--format", "markdown"});
  EXPECT_TRUE(markdown.out.starts_with("# border\n")) << markdown.out;
  EXPECT_EQ(run_dragoman({"report", "nothing", "--db", db}).status, 1);
  EXPECT_EQ(
      run_dragoman({"report", "border", "--db", db, "--out", folder.path("no/such/x")}).status, 1);
}

TEST(FilterJson, EveryConditionComesBackAsItWas) {
  EventFilter f;
  f.actors = {"a"};
  f.recipients = {"b, c"};
  f.parties = {"d"};
  f.actor_countries = f.recipient_countries = f.countries = {"KEN", "UGA"};
  f.actor_sectors = f.recipient_sectors = f.sectors = {"GOV"};
  f.dyad = {"KEN", "SOM"};
  f.types = f.acts = f.modes = f.contexts = f.modalities = f.quads = f.publishers =
      f.places = {"x"};
  f.since = "2026-01-01";
  f.until = "2026-02-01";
  f.confidence = 0.25;
  f.text = "\"a b\" OR c";
  f.box = {1, -2, 3.5, 4};
  f.as_of = "3";
  const std::string written = filter_as_json(f);
  const auto read = filter_from_json(written, "test");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(filter_as_json(read.value()), written);
  EXPECT_EQ(json::parse(written).size(), 24U);
  EXPECT_EQ(filter_as_json({}), "{}");
  EXPECT_EQ(filter_as_words({}), "");
  for (const char* bad : {"", "[]", "{\"actor\":1}", "{\"actor\":[1]}", "{\"unknown\":[]}",
                          "{\"box\":[1,2]}", "{\"since\":{}}", "{\"confidence\":\"x\"}"})
    EXPECT_FALSE(filter_from_json(bad, "test").ok()) << bad;
}

/// A database of happenings between two countries: a small dispute every fourth day for 160 days,
/// then an attack a day for 30, and one attack of ten times the weight on the last day.
std::string feud(const ScratchFolder& folder) {
  const std::string path = folder.path("feud.db");
  auto opened = Store::open(path);
  EXPECT_TRUE(opened.ok());
  Database& d = opened.value().database();
  std::string sql =
      "INSERT INTO revisions VALUES(1,'c','v','m','r','l','k','2026-01-01T00:00:00Z');"
      "INSERT INTO actors VALUES(1,'Kenya','KEN'),(2,'Chad','TCD');";
  const auto first = *parse_day("2025-01-01");
  int row = 0;
  for (int day = 0; day < 190; ++day) {
    const bool war = day >= 160;
    if (!war && day % 4 != 0) continue;
    ++row;
    const std::string when = iso_day(first + std::chrono::days(day));
    const double score = day == 189 ? -90 : war ? -9 : -2;
    sql += fmt::format(
        "INSERT INTO articles(article,id,record,content,published,publisher,source,bytes) "
        "VALUES({0},'a{0}','{0}','{0}','{1}','P','s',1);INSERT INTO codings VALUES({0},{0},1,NULL);"
        "INSERT INTO events(event,id,coding,article,current,sentence,type,act,modality,quad,cameo,"
        "score,confidence,day,quoted,evidence,evidence_begin,evidence_end,trigger,trigger_begin,"
        "trigger_end,because) VALUES({0},'e{0}',{0},{0},1,0,'{2}','{2}','occurred','{3} conflict',"
        "'0',{4},1,'{1}',0,'x',0,1,'x',0,1,'t');"
        "INSERT INTO parties VALUES({0},'actor',0,1,'K','Kenya','KEN','GOV',NULL,0,1,'{1}',1),"
        "({0},'recipient',0,2,'C','Chad','TCD','GOV',NULL,0,1,'{1}',1);"
        "INSERT INTO dyads VALUES('KEN','TCD','{1}',{0},'{2}','occurred','{3} conflict',{4});"
        "INSERT INTO happenings VALUES({0},'e{0}','{2}','{2}',NULL,'occurred','{3} conflict',{4},1,"
        "'{1}',NULL,NULL,'{1}','{1}',1,1,1,{0});"
        "INSERT INTO happening_reports VALUES({0},{0},'occurred');",
        row, when, war ? "ASSAULT" : "REJECT", war ? "material" : "verbal", score);
  }
  const auto done = d.execute("BEGIN;" + sql + "COMMIT;");
  EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message());
  return path;
}

TEST(TurningPoints, AreDaysFromWhichADyadIsNotWhatItWas_WithWhatCarriesThem) {
  const ScratchFolder folder;
  auto database = Database::open(feud(folder), Access::read);
  ASSERT_TRUE(database.ok());
  NamedFilter s{"feud", {}, {}, {}, 0};
  s.filter.dyad = {"KEN", "TCD"};
  const auto view = view_situation(database.value(), s, {});
  ASSERT_TRUE(view.ok()) << view.error().message();
  const auto& turns = view.value().turning_points;
  ASSERT_GE(turns.size(), 2U);
  const auto change =
      std::find_if(turns.begin(), turns.end(), [](const TurningPoint& t) { return !t.single; });
  ASSERT_NE(change, turns.end());
  EXPECT_EQ(change->day, "2025-06-10");
  EXPECT_GT(change->before, -1);
  EXPECT_LT(change->after, -8);
  ASSERT_EQ(change->carried.size(), 3U);
  EXPECT_LT(view.value().index_of(change->carried[0]), view.value().happenings.size());
  EXPECT_TRUE(turns.back().single) << "the heaviest day stands out";
  EXPECT_EQ(turns.back().day, "2025-07-09");
  EXPECT_EQ(turns.back().carried.size(), 1U);

  s.filter.until = "2025-05-01";
  const auto before = view_situation(database.value(), s, {});
  ASSERT_TRUE(before.ok());
  EXPECT_TRUE(before.value().turning_points.empty()) << "outside the days of the situation";
}

TEST(SituationView, HoldsTheMostWidelyToldWhenThereAreTooMany_AndSaysHowManyThereAre) {
  const ScratchFolder folder;
  auto database = Database::open(feud(folder), Access::read);
  ASSERT_TRUE(database.ok());
  ViewLimits limits;
  limits.happenings = 5;
  const auto view = view_situation(database.value(), {"all", {}, {}, {}, 0}, {}, limits);
  ASSERT_TRUE(view.ok()) << view.error().message();
  EXPECT_EQ(view.value().happenings_in_all, 70);
  EXPECT_EQ(view.value().happenings.size(), 5U);
  for (const TurningPoint& t : view.value().turning_points)
    for (const std::int64_t row : t.carried)
      EXPECT_LT(view.value().index_of(row), 5U) << "what carries a turn is always shown";
}

}  // namespace
}  // namespace dragoman
