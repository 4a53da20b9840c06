// What the page is told: views of the examples, decisions, texts coded at once, news.
#include <gtest/gtest.h>

#include <set>

#include "server/answer.h"
#include "server_support.h"
#include "store/dossier.h"

namespace dragoman {

namespace {

using testing_support::Client;
using testing_support::HttpReply;
using testing_support::lines_of;
using testing_support::RunningServer;
using namespace std::chrono_literals;

RunningServer& examples() {
  static RunningServer server;
  return server;
}

/// Ids of all reports, as the search has them.
std::vector<std::string> all_ids(const RunningServer& s, const std::string& query) {
  std::vector<std::string> ids;
  const Json found = s.data("/api/search?limit=500&" + query);
  for (const Json& e : found["events"]) ids.push_back(e["id"].get<std::string>());
  return ids;
}

TEST(Server, Meta_CountsWhatTheDatabaseHolds) {
  const Json meta = examples().data("/api/meta");
  EXPECT_EQ(meta["counts"]["events"], examples().data("/api/search")["total"]);
  EXPECT_EQ(meta["name"], "s.db");
  EXPECT_FALSE(meta["edit"]);
  EXPECT_EQ(meta["types"].size(), 16U);
  EXPECT_GT(meta["countries"][0]["count"], 0);
  // A report may be corrected to a country that none has yet.
  EXPECT_NE(meta.dump().find(R"({"value":"LSO","name":"Lesotho","count":0})"), std::string::npos);
}

TEST(Server, Timeline_HasAMarkForEachHappening_AndSumsThatAgree) {
  const Json t = examples().data("/api/timeline");
  EXPECT_EQ(t["marks"].size(), t["total"]);
  std::int64_t told = 0;
  std::int64_t counted = 0;
  for (const Json& m : t["marks"]) told += m["reports"].get<std::int64_t>();
  EXPECT_EQ(told, examples().data("/api/search")["total"].get<std::int64_t>());
  for (const Json& b : t["series"][0]["bins"])
    counted += b["count"].get<std::int64_t>() + b["open"].get<std::int64_t>();
  EXPECT_EQ(counted, t["total"].get<std::int64_t>());
}

TEST(Server, Timeline_WeeksBeginOnMondays_AndMonthsAreNamed) {
  const Json weeks = examples().data("/api/timeline?unit=week");
  EXPECT_EQ(weeks["window"]["unit"], "week");
  for (const Json& b : weeks["series"][0]["bins"])
    EXPECT_EQ((parsed_day(b["period"].get<std::string>()) + 3) % 7, 0) << b["period"];
  const Json months = examples().data("/api/timeline?unit=month&since=2025-11-15&until=2026-02-01");
  std::vector<std::string> names;
  for (const Json& b : months["series"][0]["bins"]) names.push_back(b["period"].get<std::string>());
  EXPECT_EQ(names, (std::vector<std::string>{"2025-11", "2025-12", "2026-01", "2026-02"}));
}

TEST(Server, FewMarksAreAskedFor_TheWeightiestCome) {
  const Json t = examples().data("/api/timeline?limit=2");
  EXPECT_EQ(t["marks"].size(), 2U);
  EXPECT_GT(t["total"], 2);
}

TEST(Server, FewMarksOfEqualWeight_AreASampleOfAllTypes) {
  const Json whole = examples().data("/api/timeline");
  const Json some = examples().data("/api/timeline?limit=24");
  std::set<std::string> types;
  std::set<std::string> told_often;
  for (const Json& m : some["marks"]) {
    types.insert(m["type"]);
    if (m["reports"].get<int>() > 1) told_often.insert(m["id"]);
  }
  EXPECT_GE(types.size(), 7U);
  for (const Json& m : whole["marks"])
    EXPECT_TRUE(m["reports"].get<int>() == 1 || told_often.contains(m["id"])) << m["id"];
  EXPECT_EQ(examples().data("/api/timeline?limit=24&unit=week")["marks"], some["marks"]);
}

TEST(Server, Search_PagesAreTheWholeInOrder) {
  const auto whole = all_ids(examples(), "order=day");
  std::vector<std::string> paged;
  std::string cursor;
  do {
    const Json page = examples().data("/api/search?limit=3&order=day" +
                                      (cursor.empty() ? "" : "&cursor=" + cursor));
    for (const Json& e : page["events"]) paged.push_back(e["id"].get<std::string>());
    EXPECT_EQ(page["facets"].is_null(), !cursor.empty());
    cursor = page["cursor"].is_null() ? "" : page["cursor"].get<std::string>();
  } while (!cursor.empty());
  EXPECT_EQ(paged, whole);
  auto down = all_ids(examples(), "order=-day");
  std::reverse(down.begin(), down.end());
  EXPECT_EQ(down, whole);
}

TEST(Server, Facets_CountWhatTheirFilterFinds) {
  const Json found = examples().data("/api/search");
  for (const char* name : {"type", "modality", "country", "sector", "publisher"}) {
    ASSERT_FALSE(found["facets"][name].empty()) << name;
    for (const Json& f : found["facets"][name]) {
      std::string value;
      for (const char c : f["value"].get<std::string>()) value += c == ' ' ? '+' : c;
      EXPECT_EQ(examples().data("/api/search?" + std::string(name) + "=" + value)["total"],
                f["count"])
          << name << " " << value;
    }
  }
}

TEST(Server, Offsets_CountUtf16UnitsOrBytes) {
  const Offsets16 at("aé\xF0\x9F\x98\x80z", true);
  EXPECT_EQ(at.out(1), 1);
  EXPECT_EQ(at.out(3), 2);
  EXPECT_EQ(at.out(7), 4);
  EXPECT_EQ(at.out(8), 5);
  EXPECT_EQ(at.out(99), 5);
  EXPECT_EQ(at.in(2), 3U);
  EXPECT_EQ(at.in(4), 7U);
  EXPECT_EQ(at.out(at.in(3)), 4) << "within a character: not the same";
  const Offsets16 bytes("aé", false);
  EXPECT_EQ(bytes.out(2), 2);
  EXPECT_EQ(bytes.in(2), 2U);
}

TEST(Server, SpansOfAnArticle_AreTheWordsOfItsReports) {
  const Json search = examples().data("/api/search");
  for (const Json& e : search["events"]) {
    const Json page =
        examples().data("/api/article/" + e["article"]["id"].get<std::string>() + "?offsets=bytes");
    const auto text = page["text"].get<std::string>();
    std::set<std::string> kinds;
    for (const Json& s : page["spans"]) {
      kinds.insert(s["kind"].get<std::string>());
      ASSERT_LE(s["end"].get<std::size_t>(), text.size());
      ASSERT_LT(s["begin"], s["end"]);
    }
    EXPECT_TRUE(kinds.contains("trigger"));
    for (const Json& r : page["events"]) {
      const Json& t = r["evidence"]["trigger"];
      const auto begin = t["begin"].get<std::size_t>();
      EXPECT_EQ(text.substr(begin, t["end"].get<std::size_t>() - begin), t["text"]);
    }
  }
}

TEST(Server, Event_HasItsEvidenceAndWhy) {
  const Json search = examples().data("/api/search");
  for (const Json& e : search["events"]) {
    const Json page = examples().data("/api/event/" + e["id"].get<std::string>());
    ASSERT_FALSE(page["explanation"].is_null()) << e["id"];
    EXPECT_EQ(page["explanation"]["choices"][1]["value"], e["type"]);
    EXPECT_EQ(page["report"]["evidence"], e["evidence"]);
    for (const Json& a : page["alternatives"]) EXPECT_LE(a["probability"], 1.0);
  }
  EXPECT_EQ(examples().get("/api/event/none").status, 404);
}

TEST(Server, AnArticleThatIsCodedAgain_IsShownAsItIsNow) {
  RunningServer s(true);
  const Json e = s.data("/api/search")["events"][0];
  const std::string article = "/api/article/" + e["article"]["id"].get<std::string>();
  const Json before = s.data(article);
  EXPECT_EQ(s.data(article + "?again=1"), before) << "what the coder read is kept";
  const Json decision = {{"event", e["id"]}, {"who", "Ama"}, {"decision", "reject"}};
  ASSERT_EQ(s.post("/api/reviews", decision).status, 201);
  std::size_t rejected = 0;
  const Json decided = s.data(article);
  for (const Json& r : decided["events"]) rejected += r["review"].is_null() ? 0 : 1;
  EXPECT_EQ(rejected, 1U);
  {
    auto store = Store::open(s.path());
    ASSERT_TRUE(store.ok());
    ASSERT_TRUE(store.value()
                    .database()
                    .execute("UPDATE events SET current = 0 WHERE id = '" +
                             e["id"].get<std::string>() + "'")
                    .ok());
  }
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (s.data(article)["events"].size() == before["events"].size() &&
         std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(200ms);
  EXPECT_EQ(s.data(article)["events"].size() + 1, before["events"].size());
  EXPECT_EQ(s.data(article)["quotes"], before["quotes"]);
}

TEST(Server, Actor_IsFoundByRowAndByName) {
  const Json first = examples().data("/api/actors")["actors"][0];
  const Json by_row = examples().data("/api/actor/" + first["actor"].dump());
  EXPECT_EQ(by_row["name"], first["name"]);
  EXPECT_EQ(by_row["counts"]["events"], first["events"]);
  std::string name;
  for (const char c : first["name"].get<std::string>())
    name += c == ' ' ? std::string("%20") : std::string(1, c);
  EXPECT_EQ(examples().data("/api/actor/" + name)["name"], first["name"]);
  EXPECT_EQ(examples().get("/api/actor/Nobody%20Known").status, 404);
  EXPECT_EQ(examples().get("/api/actor/999999").status, 404);
}

TEST(Server, PanelOfFewRows_IsTheBeginningOfTheWhole) {
  const Json whole = examples().data("/api/panel?limit=200000")["rows"];
  ASSERT_GT(whole.size(), 7U);
  const Json some = examples().data("/api/panel?limit=7")["rows"];
  ASSERT_EQ(some.size(), 7U);
  for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(some[i], whole[i]);
  EXPECT_TRUE(examples().data("/api/panel?limit=0")["rows"].empty());
}

TEST(Server, DyadsOfAnActor_AreThoseThatTheCommandLineTells) {
  const RunningServer& s = examples();
  auto database = Database::open(s.path(), Access::read);
  ASSERT_TRUE(database.ok());
  const Json all = s.data("/api/actors?limit=1000")["actors"];
  std::size_t compared = 0;
  for (const Json& one : all) {
    const auto matches = find_actors(database.value(), one["name"].get<std::string>());
    ASSERT_TRUE(matches.ok());
    const auto told = dossier(database.value(), matches.value().exact, {}, 50);
    ASSERT_TRUE(told.ok());
    const auto section = std::find_if(told.value().begin(), told.value().end(),
                                      [](const Section& x) { return x.name == "dyads"; });
    ASSERT_NE(section, told.value().end());
    const Json dyads = s.data("/api/actor/" + one["actor"].dump())["dyads"];
    ASSERT_EQ(dyads.size(), section->rows.size()) << one["name"];
    for (std::size_t r = 0; r < dyads.size(); ++r) {
      for (std::size_t c = 0; c < section->columns.size(); ++c) {
        const Cell& cell = section->rows[r][c];
        const Json& value = dyads[r][section->columns[c]];
        if (const auto* const n = std::get_if<std::int64_t>(&cell)) {
          EXPECT_EQ(value, *n) << one["name"] << " " << section->columns[c];
        } else if (const auto* const text = std::get_if<std::string>(&cell)) {
          EXPECT_EQ(value.is_null() ? "" : value.get<std::string>(), *text) << one["name"];
        }
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 100U);
}

TEST(Server, EveryPageAddress_OpensThePageOrGivesItsData) {
  RunningServer& s = examples();
  const Json e = s.data("/api/search")["events"][0];
  const std::string event = "/event/" + e["id"].get<std::string>();
  const std::string article = "/article/" + e["article"]["id"].get<std::string>();
  const std::string actor = "/actor/" + e["actors"][0]["actor"].dump();
  for (const std::string& page : {std::string("/"), std::string("/situation"), event, article,
                                  actor, std::string("/search"), std::string("/review")})
    EXPECT_EQ(s.get(page).status, 200) << page;
  EXPECT_EQ(s.data(event + ".json"), s.data("/api" + event));
  EXPECT_EQ(s.data("/situation.json?limit=2"), s.data("/api/timeline?limit=2"));
  for (const std::string& page : {std::string("/situation"), event, article, actor,
                                  std::string("/search"), std::string("/review")}) {
    const HttpReply csv = s.get(page + ".csv");
    EXPECT_EQ(csv.status, 200) << page;
    EXPECT_TRUE(csv.headers.at("content-type").starts_with("text/csv")) << page;
  }
  EXPECT_EQ(lines_of(s.get("/search.csv").body).size(),
            1 + s.data("/api/search")["total"].get<std::size_t>());
}

TEST(Server, UnknownAddress_IsToldByThePageToPeople_AndInJsonToPrograms) {
  const HttpReply person = examples().ask("GET", "/nowhere", "", "Accept: text/html,*/*;q=0.8\r\n");
  EXPECT_EQ(person.status, 404);
  EXPECT_NE(person.body.find("<!doctype html>"), std::string::npos);
  const HttpReply program = examples().ask("GET", "/nowhere", "", "Accept: application/json\r\n");
  EXPECT_EQ(program.status, 404);
  EXPECT_TRUE(Json::parse(program.body).contains("error"));
}

TEST(Server, Graph_HasWhatMayStillCome_ApartFromWhatHappened) {
  const Json timeline = examples().data("/api/timeline?country=ARM,AZE");
  std::int64_t happened = 0;
  std::int64_t open = 0;
  for (const Json& m : timeline["marks"]) {
    const std::string stage = m["stage"];
    happened += stage == "occurred" || stage == "ongoing" || stage == "ended" ? 1 : 0;
    open += stage == "threatened" || stage == "demanded" || stage == "planned" || stage == "agreed";
  }
  const Json graph = examples().data("/api/graph?country=ARM,AZE");
  std::int64_t counted = 0;
  std::int64_t opened = 0;
  for (const Json& e : graph["edges"]) {
    counted += e["count"].get<std::int64_t>();
    opened += e["open"].get<std::int64_t>();
    EXPECT_GT(e["count"].get<std::int64_t>() + e["open"].get<std::int64_t>(), 0);
  }
  EXPECT_LE(counted, happened);
  EXPECT_GT(opened, 0);
  EXPECT_LE(opened, open);
}

TEST(Server, EveryView_GivesItsDataAsJsonAndCsv_WithItsFilter) {
  RunningServer& s = examples();
  const Json search = s.data("/api/search");
  const auto both =
      std::find_if(search["events"].begin(), search["events"].end(),
                   [](const Json& r) { return !r["actors"].empty() && !r["recipients"].empty(); });
  ASSERT_NE(both, search["events"].end());
  const Json& e = *both;
  const std::string event = e["id"].get<std::string>();
  const std::string article = e["article"]["id"].get<std::string>();
  const std::string actor = e["actors"][0]["actor"].dump();
  const std::string filter = "?country=" + e["actors"][0]["country"].get<std::string>();
  struct View {
    std::string page, data, query, rows, column;
  };
  const std::vector<View> views = {
      {"/situation", "/api/timeline", filter, "/marks", "first_seen"},
      {"/map", "/api/map", "?limit=5", "/points", "place_lat"},
      {"/graph", "/api/graph", "?level=actor", "/edges", "score_mean"},
      {"/agenda", "/api/agenda", filter, "/contexts", "value"},
      {"/event/" + event, "/api/event/" + event, "?offsets=bytes", "", "evidence_text"},
      {"/article/" + article, "/api/article/" + article, "?offsets=bytes", "/events", "because"},
      {"/actor/" + actor, "/api/actor/" + actor, "", "/dyads", "with_whom"},
      {"/actors", "/api/actors", filter, "/actors", "acted_on"},
      {"/search", "/api/search", filter, "/events", "article_publisher"},
      {"/review", "/api/reviews", "", "/reviews", ""},
      {"/code", "/api/meta", "", "/types", "score"},
  };
  for (const View& v : views) {
    const Json json = s.data(v.page + ".json" + v.query);
    EXPECT_EQ(json, s.data(v.data + v.query)) << v.page;
    const HttpReply csv = s.get(v.page + ".csv" + v.query);
    EXPECT_EQ(csv.status, 200) << v.page << csv.body;
    EXPECT_EQ(csv.headers.at("content-type"), "text/csv; charset=utf-8") << v.page;
    const auto lines = lines_of(csv.body);
    ASSERT_FALSE(lines.empty()) << v.page;
    EXPECT_NE(("," + lines[0] + ",").find("," + v.column + ","), std::string::npos)
        << v.page << " " << lines[0];
    if (v.rows.empty()) continue;
    EXPECT_EQ(lines.size(), 1 + json[Json::json_pointer(v.rows)].size()) << v.page;
  }
  EXPECT_EQ(s.get("/event/none.json").status, 404);
  EXPECT_EQ(s.get("/nothing.csv").status, 404);
  EXPECT_EQ(s.get("/search.xml").status, 404);
}

TEST(Server, Csv_JoinsListsAndNamesColumns) {
  const Json rows = {
      {{"id", "a"}, {"place", nullptr}, {"who", {{{"name", "x"}}, {{"name", "y, z"}}}}},
      {{"id", "=1"}, {"place", {{"name", "Lome"}, {"lat", 6.1}}}, {"who", Json::array()}}};
  EXPECT_EQ(as_csv(rows), "id,who,place_name,place_lat\na,\"x; y, z\",,\n'=1,,Lome,6.1\n");
}

TEST(Server, TextDropped_IsCodedAndNotKept) {
  RunningServer& s = examples();
  const Json before = s.data("/api/meta")["counts"];
  const Json coded =
      s.post("/api/code",
             {{"text",
               "“Hola”: the president of Ghana met the prime minister of Togo in Lomé on Monday."},
              {"published", "2026-03-04"}})
          .json();
  ASSERT_EQ(coded["articles"].size(), 1U);
  EXPECT_FALSE(coded["articles"][0]["kept"]);
  const Json& page = coded["articles"][0]["page"];
  ASSERT_FALSE(page["events"].empty());
  EXPECT_EQ(page["events"][0]["type"], "CONSULT");
  EXPECT_EQ(page["events"][0]["day"], "2026-03-02");
  const HttpReply file =
      s.ask("POST", "/api/code?name=../../a.html",
            "<html><title>Talks</title><body><p>The president of Ghana met the prime minister of "
            "Togo in Lome on Monday, officials in both countries said.</p></body></html>",
            "X-Dragoman: 1\r\nContent-Type: application/octet-stream\r\n");
  EXPECT_EQ(file.status, 200);
  ASSERT_EQ(file.json()["articles"].size(), 1U) << file.body;
  EXPECT_EQ(s.data("/api/meta")["counts"], before);
}

TEST(Server, TextKept_IsSeenAtOnce_AndTold) {
  RunningServer s(true);
  const Json before = s.data("/api/meta");
  Client news(s.port());
  news.send("GET /api/changes HTTP/1.1\r\nHost: " + s.host() + "\r\n\r\n");
  ASSERT_TRUE(news.read_until("retry"));
  const Json coded =
      s.post("/api/code?keep=1",
             {{"text", "The president of Ghana met the prime minister of Togo in Lome on Monday."},
              {"title", "Talks"},
              {"published", "2026-03-04"}})
          .json();
  EXPECT_TRUE(coded["articles"][0]["kept"]);
  EXPECT_TRUE(news.read_until("event: change\ndata: {"));
  const Json after = s.data("/api/meta");
  EXPECT_EQ(after["counts"]["articles"].get<int>(), before["counts"]["articles"].get<int>() + 1);
  EXPECT_GT(after["mark"], before["mark"]);
  const Json changed = s.data("/api/changed?after=" + before["mark"].dump());
  EXPECT_EQ(changed["articles"]["total"], 1);
  EXPECT_FALSE(changed["happenings"]["marks"].empty());
  EXPECT_EQ(s.data("/api/changed?after=" + after["mark"].dump())["articles"]["total"], 0);
}

TEST(Server, AnotherProgramThatWrites_IsNoticed) {
  const RunningServer s;
  const Json before = s.data("/api/meta")["counts"]["events"];
  {
    auto store = Store::open(s.path());
    ASSERT_TRUE(store.ok());
    ASSERT_TRUE(
        store.value().database().execute("UPDATE events SET current = 0 WHERE event = 1").ok());
  }
  std::this_thread::sleep_for(2500ms);
  EXPECT_EQ(s.data("/api/meta")["counts"]["events"], before.get<int>() - 1);
}

TEST(Review, ADecision_StandsUntilItIsTakenBack) {
  RunningServer s(true);
  const std::string id = s.data("/api/search")["events"][0]["id"].get<std::string>();
  const auto decide = [&](const Json& fields) {
    Json body = {{"event", id}, {"who", "Ama"}};
    body.update(fields);
    return s.post("/api/reviews", body);
  };
  const auto standing = [&] { return s.data("/api/event/" + id)["report"]["review"]; };
  EXPECT_TRUE(standing().is_null());
  EXPECT_EQ(decide({{"decision", "accept"}}).status, 201);
  EXPECT_EQ(standing()["decision"], "accept");
  const HttpReply change = decide({{"decision", "change"},
                                   {"note", "they only planned it"},
                                   {"changes", {{"type", "AGREE"}, {"modality", "planned"}}}});
  ASSERT_EQ(change.status, 201) << change.body;
  EXPECT_EQ(standing()["changes"]["type"], "AGREE");
  EXPECT_EQ(s.data("/api/search?review=change")["total"], 1);
  EXPECT_EQ(s.data("/api/search?review=none")["total"],
            s.data("/api/search")["total"].get<int>() - 1);
  EXPECT_EQ(s.data("/api/search")["facets"]["review"][0]["value"], "change");
  const std::string number = change.json()["review"].dump();
  const HttpReply undone = s.ask("DELETE", "/api/reviews/" + number, "", "X-Dragoman: 1\r\n");
  EXPECT_EQ(undone.status, 200);
  EXPECT_FALSE(undone.json()["undone"].is_null());
  EXPECT_EQ(standing()["decision"], "accept");
  EXPECT_EQ(s.ask("DELETE", "/api/reviews/" + number, "", "X-Dragoman: 1\r\n").status, 404);
  EXPECT_EQ(s.data("/api/reviews")["total"], 1);
  EXPECT_EQ(s.data("/api/reviews?undone=1")["total"], 2);
  EXPECT_EQ(s.data("/api/event/" + id)["reviews"].size(), 2U);
}

TEST(Review, ChangesThatMakeNoSense_AreRefused) {
  RunningServer s(true);
  const std::string id = s.data("/api/search")["events"][0]["id"].get<std::string>();
  const auto status = [&](const Json& changes, const char* decision = "change") {
    return s
        .post("/api/reviews",
              {{"event", id}, {"who", "Ama"}, {"decision", decision}, {"changes", changes}})
        .status;
  };
  EXPECT_EQ(status({{"type", "DANCE"}}), 400);
  EXPECT_EQ(status({{"modality", "maybe"}}), 400);
  EXPECT_EQ(status({{"day", "2026-02-30"}}), 400);
  EXPECT_EQ(status({{"colour", "red"}}), 400);
  EXPECT_EQ(status({{"trigger", {{"begin", 5}, {"end", 2}}}}), 400);
  EXPECT_EQ(status({{"trigger", {{"begin", 0}, {"end", 99999999}}}}), 400);
  EXPECT_EQ(status({{"trigger", {{"begin", -1}, {"end", 2}}}}), 400);
  EXPECT_EQ(status({{"actors", {{{"country", "GHA"}}}}}), 400);
  EXPECT_EQ(status(Json::object()), 400);
  EXPECT_EQ(status({{"type", "AID"}}, "accept"), 400);
  EXPECT_EQ(status({{"actors", {{{"name", "Ghana"}, {"country", "GHA"}, {"begin", 0}, {"end", 3}}}},
                    {"trigger", {{"begin", 1}, {"end", 4}}}}),
            201);
}

TEST(Review, Export_HasWhatWasCodedAndWhatItShouldBe) {
  RunningServer s(true);
  const Json e = s.data("/api/search")["events"][0];
  const Json body = {
      {"event", e["id"]}, {"who", "Ama"}, {"decision", "change"}, {"changes", {{"type", "AID"}}}};
  ASSERT_EQ(s.post("/api/reviews", body).status, 201);
  const HttpReply reply = s.get("/review.jsonl");
  EXPECT_EQ(reply.headers.at("content-type"), "application/jsonl");
  const auto lines = lines_of(reply.body);
  ASSERT_EQ(lines.size(), 1U);
  const Json line = Json::parse(lines[0]);
  EXPECT_EQ(line["was"]["type"], e["type"]);
  EXPECT_EQ(line["should"]["type"], "AID");
  EXPECT_EQ(line["should"]["actors"], line["was"]["actors"]);
  const auto begin = line["was"]["trigger"]["begin"].get<std::size_t>();
  EXPECT_EQ(line["text"].get<std::string>().substr(
                begin, e["evidence"]["trigger"]["text"].get<std::string>().size()),
            e["evidence"]["trigger"]["text"]);
}

TEST(Review, Preview_NamesReportsOfTheSameEntry) {
  RunningServer& s = examples();
  const Json search = s.data("/api/search?limit=500");
  for (const Json& e : search["events"]) {
    const Json p = s.data("/api/reviews/preview?event=" + e["id"].get<std::string>());
    std::size_t same = 0;
    for (const Json& other : search["events"])
      same += other["because"] == e["because"] && other["id"] != e["id"] ? 1 : 0;
    EXPECT_EQ(p["same_entry"]["total"], same);
    EXPECT_LE(p["same_words"]["total"], p["same_entry"]["total"]);
  }
}

}  // namespace

}  // namespace dragoman
