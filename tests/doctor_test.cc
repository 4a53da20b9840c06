// `doctor` finds what is broken and says what to do; `cite` says how a file can be made again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "store/checks.h"
#include "store/provenance.h"
#include "store/store.h"
#include "support.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

std::string example_database(const ScratchFolder& folder) {
  std::string db = folder.path("s.db");
  EXPECT_EQ(run_dragoman({"ingest", DRAGOMAN_SOURCE_DIR "/examples", "--db", db}).status, 0);
  return db;
}

void change(const std::string& path, const std::string& sql) {
  auto database = Database::open(path, Access::write);
  ASSERT_TRUE(database.ok());
  const auto done = database.value().execute("PRAGMA foreign_keys = OFF;" + sql);
  ASSERT_TRUE(done.ok()) << done.error().message();
}

TEST(CliDoctor, WholeDatabaseIsWell) {
  const ScratchFolder folder;
  const Outcome outcome = run_dragoman({"doctor", example_database(folder)});
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_EQ(outcome.out.find("\nerror "), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("0 errors"), std::string::npos);
}

TEST(CliDoctor, MissingDatabaseAndMissingDataAreErrorsWithRemedies) {
  const ScratchFolder folder;
  const Outcome none = run_dragoman({"doctor", folder.path("none.db")});
  EXPECT_EQ(none.status, 1);
  EXPECT_NE(none.out.find("cannot be opened; check the path"), std::string::npos) << none.out;
  const Outcome data = run_dragoman({"doctor", "--data-folder", folder.path("no-data")});
  EXPECT_EQ(data.status, 1);
}

TEST(Checks, EachDamageIsFound) {
  const ScratchFolder folder;
  const std::string whole = example_database(folder);
  for (const char* damage :
       {"UPDATE events SET current = 0 WHERE event = 1", "DELETE FROM parties WHERE event = 1",
        "UPDATE parties SET day = '1999-01-01' WHERE event = 2", "DELETE FROM dyads",
        "DELETE FROM codings WHERE coding = 1", "DELETE FROM place_boxes",
        "DELETE FROM signatures WHERE article = 1", "DELETE FROM actors WHERE actor = 1",
        "UPDATE articles SET text = NULL WHERE article = 1",
        "UPDATE articles SET duplicate_of = 2 WHERE article = 1; UPDATE articles SET duplicate_of "
        "= 1 WHERE article = 3",
        "INSERT INTO actors(name, country) VALUES('Nobody', 'XXX')"}) {
    const std::string broken = folder.path("broken.db");
    std::filesystem::copy_file(whole, broken, std::filesystem::copy_options::overwrite_existing);
    change(broken, damage);
    std::size_t errors = 0;
    for (const Finding& f : check_database(broken)) {
      errors += f.level == Finding::Level::error ? 1 : 0;
      EXPECT_EQ(f.remedy.empty(), f.level == Finding::Level::ok) << f.what;
    }
    EXPECT_GT(errors, 0U) << damage;
  }
}

TEST(Checks, CutFileIsDamaged) {
  const ScratchFolder folder;
  const std::string db = example_database(folder);
  std::filesystem::resize_file(db, std::filesystem::file_size(db) / 2);
  const auto findings = check_database(db);
  EXPECT_EQ(findings.back().level, Finding::Level::error);
}

TEST(CliCite, CommandThatItPrintsMakesTheSameEvents) {
  const ScratchFolder folder;
  const std::string db = folder.path("s.db");
  const std::string in =
      folder.write("two words.jsonl",
                   json{{"id", "a"}, {"text", "Kenya accused Uganda of theft on Monday."}}.dump());
  ASSERT_EQ(run_dragoman({"ingest", in, "--published", "2026-03-04", "--db", db}).status, 0);
  const Outcome outcome = run_dragoman({"cite", db, "--format", "json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json cited = json::parse(outcome.out);
  EXPECT_EQ(cited["counts"][0]["articles"], 1);
  EXPECT_EQ(cited["ingests"][0]["settings"], "{\"published\":\"2026-03-04\"}");
  std::string command = cited["commands"][0]["command"];
  EXPECT_NE(command.find("SOURCE_DATE_EPOCH="), std::string::npos);
  EXPECT_NE(command.find("'" + in + "'"), std::string::npos) << command;
  command = "cd '" + folder.path("") + "' && " +
            command.replace(command.find("dragoman"), 8, DRAGOMAN_BINARY);
  ASSERT_EQ(std::system((command + " 2>/dev/null").c_str()), 0) << command;
  const json again =
      json::parse(run_dragoman({"cite", folder.path("again.db"), "--format", "json"}).out);
  EXPECT_EQ(again["events_hash"], cited["events_hash"]);
  EXPECT_EQ(again["revisions"], cited["revisions"]);
  EXPECT_EQ(again["ingests"], cited["ingests"]);
}

TEST(CliCite, WithoutADatabaseTellsVersionsAndHowToCite) {
  const Outcome outcome = run_dragoman({"cite"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("@software{dragoman"), std::string::npos);
  EXPECT_NE(outcome.out.find("lexicon_hash"), std::string::npos);
}

}  // namespace
}  // namespace dragoman
