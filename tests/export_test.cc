// Formats of event data sets, read back by their own rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "export_support.h"
#include "formats/export/columns.h"

namespace dragoman {
namespace {

using testing_support::cells;
using testing_support::exported;
using testing_support::fixture_database;
using testing_support::ScratchFolder;
using testing_support::shipped_tables;

/// Column of GDELT by its number in the codebook.
const std::string& gdelt(const std::vector<std::string>& row, std::size_t column) {
  return row.at(column - 1);
}

TEST(Export, Gdelt_KnownEventHasKnownFields) {
  const ScratchFolder folder;
  const auto rows = cells(exported(fixture_database(folder), "gdelt"));
  ASSERT_EQ(rows.size(), 6U);  // 1; 2 both ways; 4 twice; 5
  std::set<std::string> ids;
  for (const auto& row : rows) {
    EXPECT_EQ(row.size(), 61U);
    EXPECT_TRUE(ids.insert(gdelt(row, 1)).second);
  }
  const auto& r = rows[0];
  const std::vector<std::string> expected = {"1024",
                                             "20170323",
                                             "201703",
                                             "2017",
                                             "2017.2274",
                                             "USAGOV",
                                             "ANN LEE",
                                             "USA",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "GOV",
                                             "",
                                             "",
                                             "RUSGOV",
                                             "RUSSIA",
                                             "RUS",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "GOV",
                                             "",
                                             "",
                                             "1",
                                             "112",
                                             "112",
                                             "11",
                                             "3",
                                             "-2.0",
                                             "2",
                                             "2",
                                             "2",
                                             "",
                                             "0",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "0",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "",
                                             "4",
                                             "Moscow, Moscow, Russia",
                                             "RS",
                                             "RS00",
                                             "",
                                             "55.752",
                                             "37.616",
                                             "",
                                             "20180225000000",
                                             "https://example.org/dove"};
  EXPECT_EQ(r, expected);
}

TEST(Export, Gdelt_WhoMetIsTwoRowsAndSeveralActorsAreSeveral) {
  const ScratchFolder folder;
  const auto rows = cells(exported(fixture_database(folder), "gdelt"));
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(gdelt(rows[1], 6) + ">" + gdelt(rows[1], 16), "FRAGOV>DEUGOV");
  EXPECT_EQ(gdelt(rows[2], 6) + ">" + gdelt(rows[2], 16), "DEUGOV>FRAGOV");
  EXPECT_EQ(gdelt(rows[1], 5), "2018.1397");
  EXPECT_EQ(gdelt(rows[3], 6) + ">" + gdelt(rows[3], 16), "IGOUNOMIL>TMPREB");
  EXPECT_EQ(gdelt(rows[3], 9), "UNO");
  EXPECT_EQ(gdelt(rows[3], 13) + gdelt(rows[3], 14), "IGOMIL");
  EXPECT_EQ(gdelt(rows[4], 6), "ROMMED");  // the press
  EXPECT_EQ(gdelt(rows[3], 30), "4");
  EXPECT_EQ(gdelt(rows[3], 52) + gdelt(rows[3], 53), "3Austin, Texas, United States");
  EXPECT_EQ(gdelt(rows[3], 55), "USTX");
  EXPECT_EQ(gdelt(rows[5], 6) + ">" + gdelt(rows[5], 16), ">HLH");  // medicine
  EXPECT_EQ(gdelt(rows[5], 31), "-10.0");                           // of 195: 1952 has none
  EXPECT_EQ(gdelt(rows[5], 52) + gdelt(rows[5], 53), "1Germany");
  EXPECT_EQ(gdelt(rows[5], 54) + gdelt(rows[5], 55) + gdelt(rows[5], 59), "GMGMGM");
  EXPECT_EQ(gdelt(rows[5], 57), "51.5");
}

TEST(Export, CameoFormats_LeaveOutWhatDidNotHappenUnlessAsked) {
  const ScratchFolder folder;
  const std::string database = fixture_database(folder);
  EventFilter planned;
  planned.modalities = {"planned"};
  for (const char* format : {"gdelt", "icews", "polecat"}) {
    const std::string usual = exported(database, format);
    EXPECT_EQ(usual.find("\t036\t"), std::string::npos) << format;
    EXPECT_EQ(usual.find("AGREE"), std::string::npos) << format;
    const auto rows = cells(exported(database, format, planned));
    EXPECT_EQ(rows.size(), format == std::string("gdelt") ? 1U : 2U) << format;
  }
}

TEST(Export, Icews_KnownEventHasKnownFields) {
  const ScratchFolder folder;
  const auto rows = cells(exported(fixture_database(folder), "icews"));
  ASSERT_EQ(rows.size(), 7U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), 20U);
  EXPECT_EQ(rows[0][0], "Event ID");
  const std::vector<std::string> expected = {
      "1024",   "2017-03-23", "Ann Lee", "Government", "United States",
      "Accuse", "112",        "-2.0",    "Russia",     "Government",
      "Russia", "1",          "1",       "Coast Wire", "Moscow",
      "",       "Moscow",     "Russia",  "55.752",     "37.616"};
  EXPECT_EQ(rows[1], expected);
  EXPECT_EQ(rows[2][2] + rows[2][8], "FranceGermany");
  EXPECT_EQ(rows[3][2] + rows[3][8], "GermanyFrance");
  EXPECT_EQ(rows[4][3], "United Nations,Military");
  EXPECT_EQ(rows[5][3], "News");
  EXPECT_EQ(rows[6][2] + rows[6][4], "");
}

TEST(Export, Polecat_KnownEventHasKnownFields) {
  const ScratchFolder folder;
  const auto rows = cells(exported(fixture_database(folder), "polecat"));
  ASSERT_EQ(rows.size(), 5U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), 40U);
  EXPECT_EQ(rows[0][39], "Version");
  const std::vector<std::string> expected = {"20170323-e1_ACCUSE_allege",
                                             "2017-03-23",
                                             "ACCUSE",
                                             "allege",
                                             "-3.5",
                                             "VERBAL CONFLICT",
                                             "diplomatic;election",
                                             "Ann Lee",
                                             "USA",
                                             "2",
                                             "GOV",
                                             "GOV",
                                             "senator",
                                             "Ann Lee",
                                             "",
                                             "Russia",
                                             "RUS",
                                             "365",
                                             "GOV",
                                             "GOV",
                                             "",
                                             "Russia",
                                             "",
                                             "Moscow",
                                             "Moscow",
                                             "",
                                             "Moscow",
                                             "RUS",
                                             "55.752",
                                             "37.616",
                                             "524901",
                                             "Moscow",
                                             "PPL",
                                             "Coast Wire",
                                             "2018-02-25",
                                             "",
                                             "",
                                             "",
                                             "en",
                                             "dragoman 9.9"};
  EXPECT_EQ(rows[1], expected);
  EXPECT_EQ(rows[2][7], "France;Germany");
  EXPECT_EQ(rows[2][9], "220;255");
  EXPECT_EQ(rows[2][15], "");
  EXPECT_EQ(rows[3][11], "MIL;JRN");
}

/// The rows of a view as text, numbers as SQLite writes them.
std::vector<std::vector<std::string>> view(const std::string& path, const std::string& name) {
  auto database = Database::open(path, Access::read);
  EXPECT_TRUE(database.ok());
  auto query = database.value().prepare("SELECT * FROM " + name + " ORDER BY 1");
  EXPECT_TRUE(query.ok()) << query.error().message();
  std::vector<std::vector<std::string>> out;
  while (query.value().step().value()) {
    auto& row = out.emplace_back();
    for (int c = 0; c < query.value().columns(); ++c)
      row.push_back(field_of(query.value().text(c)));
  }
  return out;
}

TEST(Export, ViewsSayWhatTheFormatsSay) {
  const ScratchFolder folder;
  const std::string database = fixture_database(folder);
  for (const char* format : {"gdelt", "icews", "polecat"}) {
    auto rows = cells(exported(database, format));
    if (format != std::string("gdelt")) rows.erase(rows.begin());
    auto seen = view(database, std::string("v_") + format);
    std::sort(rows.begin(), rows.end());
    std::sort(seen.begin(), seen.end());
    ASSERT_EQ(seen.size(), rows.size()) << format;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(seen[i].size(), rows[i].size()) << format;
      for (std::size_t c = 0; c < rows[i].size(); ++c) {
        // ICEWS labels of bodies above states are in the file alone.
        if (format == std::string("icews") && (c == 3 || c == 4)) continue;
        const std::string& mine = rows[i][c];
        const std::string& theirs = seen[i][c];
        const bool number =
            !mine.empty() && mine.find_first_not_of("-.0123456789") == std::string::npos;
        if (number && mine.find('-', 1) == std::string::npos && !theirs.empty())
          EXPECT_DOUBLE_EQ(std::stod(theirs), std::stod(mine)) << format << " column " << c + 1;
        else
          EXPECT_EQ(theirs, mine) << format << " column " << c + 1;
      }
    }
  }
}

TEST(Export, GoldsteinIsThatOfTheDataSet) {
  const CameoCode* const deny = shipped_tables().cameo.find("016");
  ASSERT_NE(deny, nullptr);
  EXPECT_EQ(deny->gdelt, -2.0);
  EXPECT_EQ(deny->phoenix, 3.4);
  EXPECT_EQ(deny->icews, -5.0);
  EXPECT_EQ(shipped_tables().root_of("161").quad, 4);
  EXPECT_EQ(shipped_tables().root_of("161").penta, 3);
  EXPECT_EQ(shipped_tables().root_of("020").penta, 0);
}

TEST(Export, FieldsHoldNoTabNoBreakAndNoBadBytes) {
  EXPECT_EQ(field_of(" a\tb\r\nc\xE2\x80\xA8 d "), "a b  c  d");
  EXPECT_EQ(field_of("\xFFx"), "\xEF\xBF\xBDx");
  EXPECT_EQ(upper_case("é ß a"), "É ẞ A");
  EXPECT_EQ(joined({"a;b", "", "c"}, ';'), "a,b;;c");
  EXPECT_EQ(one_decimal(-0.0), "0.0");
}

}  // namespace
}  // namespace dragoman
