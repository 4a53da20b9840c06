// Mentions, Phoenix, JSON, maps, graphs and annotation tools, read back by their own rules.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "export_support.h"
#include "formats/export/article_texts.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::bytes_of;
using testing_support::cells;
using testing_support::exported;
using testing_support::fixture_database;
using testing_support::kFixtureText;
using testing_support::lines_of;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

/// Code points of the fixture: the text is ASCII but for its first character of four bytes.
std::size_t code_point(const std::string& words) { return kFixtureText.find(words) - 3; }
std::size_t utf16_unit(const std::string& words) { return kFixtureText.find(words) - 2; }

TEST(Export, Mentions_ARowForEachCopyWithOffsetsInCharacters) {
  const ScratchFolder folder;
  const auto rows = cells(exported(fixture_database(folder), "gdelt-mentions"));
  ASSERT_EQ(rows.size(), 12U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), 16U);
  const std::vector<std::string> expected = {"1024",
                                             "20170323000000",
                                             "20180225000000",
                                             "1",
                                             "Coast Wire",
                                             "https://example.org/dove",
                                             "1",
                                             std::to_string(code_point("Ann Lee")),
                                             std::to_string(code_point("Russia")),
                                             std::to_string(code_point("accused")),
                                             "1",
                                             "90",
                                             std::to_string(kFixtureText.size() - 3),
                                             "",
                                             "",
                                             ""};
  EXPECT_EQ(rows[0], expected);
  EXPECT_EQ(rows[1][3], "2");
  EXPECT_EQ(rows[1][5], "Hill Herald, 2018-02-25, A dove");
  EXPECT_EQ(rows[1][7], rows[0][7]);  // the same text
  EXPECT_EQ(rows[6][11], "10");       // never below
  EXPECT_EQ(rows[10][7], "-1");       // nobody acts
  EXPECT_EQ(rows[10][11], "100");
}

TEST(Export, Phoenix_KnownEventHasKnownFields) {
  const ScratchFolder folder;
  const auto rows = cells(exported(fixture_database(folder), "phoenix"));
  ASSERT_EQ(rows.size(), 6U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), 26U);
  const std::vector<std::string> expected = {"1024_v9.9",
                                             "20170323",
                                             "2017",
                                             "03",
                                             "23",
                                             "USAGOV",
                                             "USA",
                                             "GOV",
                                             "",
                                             "RUSGOV",
                                             "RUS",
                                             "GOV",
                                             "",
                                             "112",
                                             "11",
                                             "3",
                                             "-2.0",
                                             "DIPLOMATIC,1;ELECTION,1",
                                             "55.752",
                                             "37.616",
                                             "Moscow",
                                             "Moscow",
                                             "Russia",
                                             "1_1",
                                             "https://example.org/dove",
                                             "Coast Wire"};
  EXPECT_EQ(rows[0], expected);
  EXPECT_EQ(rows[3][6] + "," + rows[3][7] + "," + rows[3][8], "IGO,,UNO;MIL");
  EXPECT_EQ(rows[3][15], "3");  // where GDELT has 4
}

TEST(Export, Phoenix_OneADayKeepsOneRowForSameDaySourceTargetAndCode) {
  const ScratchFolder folder;
  const std::string path = fixture_database(folder);
  {
    auto database = Database::open(path, Access::write);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(database.value()
                    .execute("UPDATE events SET day = '2018-02-21', cameo = '040', modality = "
                             "'occurred' WHERE event = 3")
                    .ok());
  }
  EXPECT_EQ(cells(exported(path, "phoenix")).size(), 7U);
  const auto rows = cells(exported(path, "phoenix", {}, true));
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[1][23], "1_2;1_3");
  EXPECT_EQ(rows[1][24], "https://example.org/dove");
}

TEST(Export, PloverJson_HasTheFieldsOfTheManual) {
  const ScratchFolder folder;
  const auto lines = lines_of(exported(fixture_database(folder), "plover"));
  ASSERT_EQ(lines.size(), 5U);  // all but the one without a day
  for (const std::string& line : lines) {
    const json j = json::parse(line);
    for (const char* field : {"id", "date", "actor", "event"}) EXPECT_TRUE(j.contains(field));
    EXPECT_TRUE(j["actor"].is_array());
  }
  const json j = json::parse(lines[0]);
  EXPECT_EQ(j["event"], json::array({"ACCUSE"}));
  EXPECT_EQ(j["quad_code"], 3);
  EXPECT_EQ(j["actor"][0]["code"], "USA");
  EXPECT_EQ(j["actor"][0]["office"], "senator");
  EXPECT_EQ(j["event_loc"]["country_code"], "RUS");
  EXPECT_EQ(j["event_loc"]["resolution"], 4);
  EXPECT_EQ(j["text_info"]["start"], 0);
  EXPECT_EQ(j["text_info"]["end"], code_point(" France and"));
  EXPECT_EQ(json::parse(lines[4])["size"]["dead"], 3);
  EXPECT_EQ(json::parse(lines[2])["modality"], "planned");
}

TEST(Export, GeoJson_PointsAreLongitudeFirstAndSayHowPreciseTheyAre) {
  const ScratchFolder folder;
  const json j = json::parse(exported(fixture_database(folder), "geojson"));
  EXPECT_EQ(j["type"], "FeatureCollection");
  ASSERT_EQ(j["features"].size(), 6U);
  const json& none = j["features"][0];  // without a day, so first
  EXPECT_TRUE(none["geometry"].is_null());
  const json& moscow = j["features"][1];
  EXPECT_EQ(moscow["geometry"]["coordinates"], json::array({37.616, 55.752}));
  EXPECT_EQ(moscow["properties"]["precision"], "town");
  EXPECT_EQ(j["features"][5]["properties"]["precision"], "country");
}

TEST(Export, GraphMl_EdgesAreSignedAndDirected) {
  const ScratchFolder folder;
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(exported(fixture_database(folder), "graphml").c_str()));
  const auto graph = document.child("graphml").child("graph");
  std::size_t nodes = 0;
  for (const auto& node : graph.children("node")) nodes += node.attribute("id") ? 1 : 0;
  EXPECT_EQ(nodes, 7U);
  std::vector<std::string> edges;
  for (const auto& edge : graph.children("edge")) {
    const auto label = [&](const char* end) {
      return std::string(graph.find_child_by_attribute("node", "id", edge.attribute(end).value())
                             .child("data")
                             .child_value());
    };
    edges.push_back(label("source") + ">" + label("target") + " " +
                    edge.find_child_by_attribute("data", "key", "weight").child_value());
  }
  ASSERT_EQ(edges.size(), 5U);
  EXPECT_EQ(edges[0], "Ann Lee>Russia -1");
  EXPECT_EQ(edges[1], "France>Germany 1");
}

TEST(Export, Brat_OffsetsAreCodePointsOfTheTextBeside) {
  const ScratchFolder folder;
  const auto outcome = run_dragoman(
      {"export", fixture_database(folder), "--format", "brat", "--out", folder.path("brat")});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(bytes_of(folder.path("brat/1-art1.txt")), kFixtureText);
  const auto rows = cells(bytes_of(folder.path("brat/1-art1.ann")));
  ASSERT_FALSE(rows.empty());
  const std::size_t at = code_point("accused");
  EXPECT_EQ(rows[0],
            (std::vector<std::string>{
                "T1", "ACCUSE " + std::to_string(at) + " " + std::to_string(at + 7), "accused"}));
  bool event = false;
  for (const auto& row : rows)
    event = event || row == std::vector<std::string>{"E1", "ACCUSE:T1 Actor:T2 Recipient:T3"};
  EXPECT_TRUE(event);
  EXPECT_NE(bytes_of(folder.path("brat/annotation.conf")).find("ASSAULT\tActor*:Party"),
            std::string::npos);
  EXPECT_EQ(run_dragoman({"export", folder.path("fixture.db"), "--format", "brat"}).status, 2);
}

TEST(Export, LabelStudio_OffsetsAreUtf16Units) {
  const ScratchFolder folder;
  const json tasks = json::parse(exported(fixture_database(folder), "labelstudio"));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0]["data"]["text"], kFixtureText);
  const json& first = tasks[0]["predictions"][0]["result"][0];
  EXPECT_EQ(first["value"]["start"], utf16_unit("accused"));
  EXPECT_EQ(first["value"]["end"], utf16_unit(" Russia"));
  EXPECT_EQ(first["value"]["labels"], json::array({"ACCUSE"}));
}

TEST(Export, Prodigy_SpansAreCodePointsOfTheSentence) {
  const ScratchFolder folder;
  const auto lines = lines_of(exported(fixture_database(folder), "prodigy"));
  ASSERT_EQ(lines.size(), 6U);
  const json j = json::parse(lines[0]);
  ASSERT_EQ(j["spans"].size(), 3U);
  EXPECT_EQ(j["spans"][0], (json{{"start", code_point("accused")},
                                 {"end", code_point(" Russia")},
                                 {"label", "ACCUSE"}}));
  EXPECT_EQ(j["spans"][1]["label"], "ACTOR");
}

TEST(Export, Csv_OneRowAnEventOfAllModalities) {
  const ScratchFolder folder;
  const std::string text = exported(fixture_database(folder), "csv");
  const auto lines = lines_of(text);
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_TRUE(lines[0].starts_with("id,day,"));
  EXPECT_NE(
      text.find("e2,2018-02-21,,,CONSULT,,CONSULT,occurred,verbal cooperation,2.5,040,1.0,0.6,"
                "France; Germany,FRA; DEU,GOV; GOV,,,,"),
      std::string::npos)
      << text;
}

TEST(Export, OffsetMap_CountsCharactersBeyondTheFirstPlaneTwiceInUtf16) {
  const std::string text = "a\xC3\xA9\xF0\x9F\x95\x8A" + std::string(200, 'x') + "\xE2\x82\xAC!";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_points(0), 0U);
  EXPECT_EQ(map.code_points(7), 3U);
  EXPECT_EQ(map.utf16(7), 4U);
  EXPECT_EQ(map.code_points(text.size()), 205U);
  EXPECT_EQ(map.utf16(text.size() + 9), 206U);
}

}  // namespace
}  // namespace dragoman
