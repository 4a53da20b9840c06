// Who acts in a database, and what is known about one: names, roles as stated, dyads, quotes.
#include "store/dossier.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "store/store.h"
#include "support.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::lines_of;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

std::string line(const char* id, const char* day, const char* publisher, const char* text) {
  return json{{"id", id},
              {"title", id},
              {"published", day},
              {"publisher", publisher},
              {"text", text}}
             .dump() +
         "\n";
}

/// Three articles about two people, who keep and lose offices.
std::string two_people(const ScratchFolder& folder) {
  const std::string db = folder.path("s.db");
  const std::string in =
      line("talks", "2026-03-01", "Coast Wire",
           "Amara Kollie, the foreign minister of Liberia, met former president João Teles of "
           "Angola in Monrovia on Monday. \"We will open the border,\" Kollie said.") +
      line("lisbon", "2026-03-05", "Inland Post",
           "President João Teles of Angola praised Portugal on Wednesday. Teles said that he would "
           "return.") +
      line("arrest", "2026-03-09", "Coast Wire",
           "Former president João Teles of Angola criticized Portugal on Sunday.");
  EXPECT_EQ(run_dragoman({"ingest", folder.write("in.jsonl", in), "--db", db}).status, 0);
  return db;
}

json dossier_of(const std::string& db, const std::vector<std::string>& more) {
  std::vector<std::string> command = {"actors", db, "--format", "json"};
  command.insert(command.end(), more.begin(), more.end());
  const Outcome outcome = run_dragoman(command);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return json::parse(outcome.out);
}

TEST(CliActors, RankingCountsWhatEachDoesAndMeetsWith) {
  const ScratchFolder folder;
  const json ranking = dossier_of(two_people(folder), {});
  const json& first = ranking["actors"][0];
  EXPECT_EQ(first["name"], "João Teles");
  EXPECT_EQ(first["events"], 3);
  EXPECT_EQ(first["quotes"], 1);
  EXPECT_EQ(first["articles"], 3);
}

TEST(CliActors, DossierHasNames_RolesWithDisputes_Dyads_Quotes_Articles) {
  const ScratchFolder folder;
  const std::string db = two_people(folder);
  const json teles = dossier_of(db, {"joao teles"});
  EXPECT_EQ(teles["name"], "João Teles");
  EXPECT_EQ(teles["names"][0]["name"], "João Teles");
  ASSERT_EQ(teles["roles"].size(), 2U) << teles["roles"];
  EXPECT_EQ(teles["roles"][0]["role"], "former president");
  EXPECT_EQ(teles["roles"][0]["first"], "2026-03-01");
  EXPECT_EQ(teles["roles"][0]["last"], "2026-03-09");
  EXPECT_EQ(teles["roles"][0]["disputed"], "current") << "an office lost and held at one time";
  EXPECT_EQ(teles["roles"][1]["disputed"], "former");
  EXPECT_EQ(teles["dyads"][0]["with_whom"], "Portugal");
  EXPECT_EQ(teles["dyads"][0]["events"], 2);
  EXPECT_EQ(teles["dyads"][0]["last"], "2026-03-08");
  ASSERT_EQ(teles["quotes"].size(), 1U);
  EXPECT_EQ(teles["quotes"][0]["publisher"], "Inland Post");
  EXPECT_EQ(teles["articles"].size(), 3U);
}

TEST(CliActors, DaysAndRevisionsNarrowADossier) {
  const ScratchFolder folder;
  const std::string db = two_people(folder);
  EXPECT_EQ(dossier_of(db, {"João Teles", "--since", "2026-03-06"})["articles"].size(), 1U);
  EXPECT_EQ(dossier_of(db, {"João Teles", "--until", "2026-03-02"})["roles"].size(), 1U);
  EXPECT_EQ(dossier_of(db, {"João Teles", "--as-of", "0"})["articles"].size(), 0U);
  EXPECT_EQ(dossier_of(db, {"João Teles", "--as-of", "1"}), dossier_of(db, {"João Teles"}));
}

TEST(CliActors, OneWordIsEnoughWhereOnlyOneNameHasIt_ElseTheNamesAreOffered) {
  const ScratchFolder folder;
  const std::string db = two_people(folder);
  EXPECT_EQ(dossier_of(db, {"KOLLIE"})["name"], "Amara Kollie");
  run_dragoman({"ingest",
                folder.write("more.jsonl", line("more", "2026-03-10", "Coast Wire",
                                                "Moses Kollie criticized Portugal on Tuesday.")),
                "--db", db});
  const Outcome outcome = run_dragoman({"actors", db, "kollie"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.err.find("Amara Kollie"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("Moses Kollie"), std::string::npos) << outcome.err;
  EXPECT_EQ(run_dragoman({"actors", db, "nobody at all"}).status, 1);
}

TEST(CliActors, EveryFormatIsWritten) {
  const ScratchFolder folder;
  const std::string db = two_people(folder);
  EXPECT_EQ(lines_of(run_dragoman({"actors", db, "teles", "--format", "csv"}).out)[0],
            "section,row,column,value");
  EXPECT_EQ(lines_of(run_dragoman({"actors", db, "teles", "--format", "markdown"}).out)[0],
            "# João Teles");
  EXPECT_NE(run_dragoman({"actors", db, "teles", "--format", "table"}).out.find("\nroles\n"),
            std::string::npos);
}

TEST(Office, IsTheRoleWithoutHowItIsHeld) {
  EXPECT_EQ(office_of("former president"), "president");
  EXPECT_EQ(office_of("acting foreign minister"), "foreign minister");
  EXPECT_EQ(office_of("former deputy minister"), "deputy minister");
  EXPECT_EQ(office_of("ex-president"), "president");
  EXPECT_EQ(office_of("president-elect"), "president");
  EXPECT_EQ(office_of("foreign minister"), "foreign minister");
}

}  // namespace
}  // namespace dragoman
