// Views of a database made by hand, over HTTP: turning points, phrases, situations.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "reading/calendar.h"
#include "server/kept.h"
#include "server_support.h"
#include "store/compressed.h"
#include "store/situation_view.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;
using testing_support::RunningServer;
using testing_support::ScratchFolder;

void execute(Database& database, const std::string& sql) {
  const auto done = database.execute("BEGIN;" + sql + "COMMIT;");
  ASSERT_TRUE(done.ok()) << done.error().message();
}

/// An article with one report of what one country does to another, its happening, and the phrases
/// that its sentence holds (rows of topics).
std::string report(int row, const std::string& day, const char* recipient, const char* type,
                   double score, const std::vector<int>& topics) {
  const char* const quad = score < 0 ? "material conflict" : "verbal cooperation";
  std::string sql = fmt::format(
      "INSERT INTO articles(article,id,record,content,published,publisher,source,bytes) "
      "VALUES({0},'a{0}','{0}','{0}','{1}','P','s',1);INSERT INTO codings VALUES({0},{0},1,NULL);"
      "INSERT INTO events(event,id,coding,article,current,sentence,type,act,modality,quad,cameo,"
      "score,confidence,day,quoted,evidence,evidence_begin,evidence_end,trigger,trigger_begin,"
      "trigger_end,because) VALUES({0},'e{0}',{0},{0},1,0,'{2}','{2}','occurred','{3}','0',{4},1,"
      "'{1}',0,'x',0,1,'x',0,1,'t');"
      "INSERT INTO parties VALUES({0},'actor',0,1,'K','Kenya','KEN','GOV',NULL,0,1,'{1}',1),"
      "({0},'recipient',0,{6},'C','{5}','{5}','GOV',NULL,0,1,'{1}',1);"
      "INSERT INTO dyads VALUES('KEN','{5}','{1}',{0},'{2}','occurred','{3}',{4});"
      "INSERT INTO happenings VALUES({0},'e{0}','{2}','{2}',NULL,'occurred','{3}',{4},1,'{1}',NULL,"
      "NULL,'{1}','{1}',1,1,1,{0});INSERT INTO happening_reports VALUES({0},{0},'occurred');",
      row, day, type, quad, score, recipient, recipient == std::string_view("TCD") ? 2 : 3);
  for (const int topic : topics) {
    sql += fmt::format("INSERT INTO sentence_topics VALUES({0},0,{1});", row, topic);
    sql += fmt::format("UPDATE topics SET sentences = sentences + 1 WHERE topic = {};", topic);
  }
  return sql;
}

/// A dispute of Kenya with Chad every fourth day for 160 days, about grain; then an attack a day
/// for 30, about a bridge. Talks with Oman now and then, about ports.
void make_feud(const std::string& path) {
  auto opened = Store::open(path);
  ASSERT_TRUE(opened.ok());
  std::string sql =
      "INSERT INTO revisions VALUES(1,'c','v','m','r','l','k','2026-01-01T00:00:00Z');"
      "INSERT INTO actors VALUES(1,'Kenya','KEN'),(2,'Chad','TCD'),(3,'Oman','OMN');"
      "INSERT INTO topics VALUES(1,'',0),(2,'grain price',0),(3,'border bridge',0),(4,'port',0),"
      "(5,'road',0);"
      "INSERT INTO situations VALUES('feud','{\"dyad\":[\"KEN\",\"TCD\"]}','2026-01-02T00:00:00Z',"
      "NULL,0),('ports','{\"country\":[\"OMN\"]}','2026-01-03T00:00:00Z','2026-01-04T00:00:00Z',9)"
      ";";
  const auto first = *parse_day("2025-01-01");
  int row = 0;
  for (int day = 0; day < 190; ++day) {
    const std::string when = iso_day(first + std::chrono::days(day));
    if (day >= 160)
      sql += report(++row, when, "TCD", "ASSAULT", -9, {1, 3, 5});
    else if (day % 4 == 0)
      sql += report(++row, when, "TCD", "REJECT", -2, {1, 2, 5});
    if (day % 30 == 7) sql += report(++row, when, "OMN", "CONSULT", 2.5, {1, 4, 5});
  }
  execute(opened.value().database(), sql);
  auto text = opened.value().database().prepare("UPDATE articles SET text = ?");
  ASSERT_TRUE(text.ok());
  ASSERT_TRUE(text.value().bind_blob(compress("x")).run().ok());
}

const RunningServer& feud() {
  static const RunningServer server(false, {}, make_feud);
  return server;
}

TEST(TimelineView, TurningPoints_AreThoseOfTheStore_AndNameEventsThatOpen) {
  const Json turns = feud().data("/api/timeline?limit=0")["turning_points"];
  ASSERT_EQ(turns.size(), 1U) << "one change that lasts; single days are not shown";
  const Json& t = turns[0];
  EXPECT_EQ(t["day"], "2025-06-10");
  EXPECT_EQ(t["towards"], "conflict");
  EXPECT_EQ(t["dyad"], Json::array({"KEN", "TCD"}));
  EXPECT_GT(t["weight"], 0.9);
  EXPECT_GT(t["before"], -1);
  EXPECT_LT(t["after"], -8);

  auto database = Database::open(feud().path(), Access::read);
  ASSERT_TRUE(database.ok());
  const auto view = view_situation(database.value(), {"all", {}, {}, {}, 0}, {});
  ASSERT_TRUE(view.ok());
  const auto told =
      std::find_if(view.value().turning_points.begin(), view.value().turning_points.end(),
                   [](const TurningPoint& p) { return !p.single; });
  ASSERT_NE(told, view.value().turning_points.end());
  EXPECT_EQ(told->day, t["day"]);
  ASSERT_EQ(t["happenings"].size(), told->carried.size());
  for (std::size_t i = 0; i < told->carried.size(); ++i) {
    const std::string id = t["happenings"][i].get<std::string>();
    EXPECT_EQ(id, view.value().happenings[view.value().index_of(told->carried[i])].id);
    EXPECT_EQ(feud().get("/event/" + id).status, 200);
    EXPECT_EQ(feud().data("/event/" + id + ".json")["happening"]["id"], id);
  }
}

TEST(TimelineView, TurningPoints_StayWithinTheFilter) {
  const auto turns = [](const std::string& query) {
    return feud().data("/api/timeline?limit=0&" + query)["turning_points"];
  };
  EXPECT_EQ(turns("dyad=KEN,TCD").size(), 1U);
  EXPECT_EQ(turns("dyad=KEN,OMN").size(), 0U);
  EXPECT_EQ(turns("since=2025-06-10").size(), 1U);
  EXPECT_EQ(turns("since=2025-06-11").size(), 0U);
  EXPECT_EQ(turns("until=2025-06-09").size(), 0U);
  const Json disputes = turns("type=REJECT");
  ASSERT_EQ(disputes.size(), 1U) << "the change is one of all that happened between the two";
  EXPECT_TRUE(disputes[0]["happenings"].empty()) << "nothing that was chosen carries it";
}

TEST(TimelineView, NoMarksAreAskedFor_NoneCome) {
  const Json t = feud().data("/api/timeline?limit=0");
  EXPECT_TRUE(t["marks"].empty());
  EXPECT_EQ(t["total"], 77);
}

std::vector<std::string> values_of(const Json& items) {
  std::vector<std::string> out;
  for (const Json& item : items) out.push_back(item["value"].get<std::string>());
  return out;
}

TEST(AgendaView, Phrases_AreThoseThatMarkWhatIsChosen) {
  const Json war = feud().data("/api/agenda?since=2025-06-10");
  EXPECT_EQ(values_of(war["phrases"]), std::vector<std::string>{"border bridge"})
      << "roads are spoken of everywhere";
  const Json& bridge = war["phrases"][0];
  EXPECT_EQ(bridge["count"], 30);
  EXPECT_EQ(bridge["before"], 0);
  EXPECT_EQ(bridge["conflict"], 30);
  EXPECT_EQ(bridge["cooperation"], 0);
  const Json talks = feud().data("/api/agenda?country=OMN")["phrases"];
  EXPECT_EQ(values_of(talks), std::vector<std::string>{"port"});
  EXPECT_EQ(talks[0]["cooperation"], talks[0]["count"]);
  const Json grain = feud().data("/api/agenda?since=2025-05-21&until=2025-06-09")["phrases"];
  ASSERT_EQ(values_of(grain), std::vector<std::string>{"grain price"});
  EXPECT_EQ(grain[0]["count"], 5);
  EXPECT_EQ(grain[0]["before"], 5);
  EXPECT_EQ(values_of(feud().data("/api/agenda?limit=1")["phrases"]),
            std::vector<std::string>{"road"})
      << "without a rest, what is spoken of most";
}

TEST(AgendaView, PhrasesOfTheExamples_AreThoseOfTheirSituation) {
  const RunningServer s;
  auto database = Database::open(s.path(), Access::read);
  ASSERT_TRUE(database.ok());
  ViewLimits limits;
  limits.topics = 10;
  const auto view = view_situation(database.value(), {"all", {}, {}, {}, 0}, {}, limits);
  ASSERT_TRUE(view.ok());
  std::vector<std::string> told;
  for (const AgendaItem& item : view.value().agenda)
    if (!item.context) told.push_back(item.text);
  EXPECT_FALSE(told.empty());
  EXPECT_EQ(values_of(s.data("/api/agenda?limit=10")["phrases"]), told);
}

TEST(SituationsView, ListsWhatIsFollowed_WithItsFilter) {
  const Json all = feud().data("/api/situations")["situations"];
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["name"], "feud");
  EXPECT_EQ(all[0]["filter"], Json::parse(R"({"dyad":["KEN","TCD"]})"));
  EXPECT_EQ(all[0]["created"], "2026-01-02T00:00:00Z");
  EXPECT_TRUE(all[0]["last_looked"].is_null());
  EXPECT_EQ(all[1]["last_looked"], "2026-01-04T00:00:00Z");
}

TEST(Kept, HoldsTheLastAskedFor_UpToItsWeight) {
  Kept<std::string> kept(10);
  int made = 0;
  const auto ask = [&](const std::string& key, std::size_t weight) {
    return *kept.get(key, weight, [&] {
      ++made;
      return "value of " + key;
    });
  };
  EXPECT_EQ(ask("a", 4), "value of a");
  EXPECT_EQ(ask("a", 4), "value of a");
  EXPECT_EQ(made, 1);
  ask("b", 4);
  ask("a", 4);
  ask("c", 4);
  EXPECT_EQ(kept.size(), 2U) << "b was asked for longest ago";
  ask("a", 4);
  EXPECT_EQ(made, 3);
  ask("b", 4);
  EXPECT_EQ(made, 4);
  EXPECT_EQ(ask("heavy", 9), "value of heavy");
  EXPECT_EQ(kept.size(), 2U) << "what would push out most of the others is not kept";
}

}  // namespace

}  // namespace dragoman
