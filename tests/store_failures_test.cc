// What a full disk, a read-only file and a locked database do: they are named, and nothing is lost.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "store/checks.h"
#include "store/store.h"
#include "support.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::run_program;
using testing_support::ScratchFolder;

/// Articles that are no copies of each other: each has numbers of its own.
std::string articles(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    out += json{{"id", n},
                {"published", "2026-03-04"},
                {"text", "Kenya accused Uganda of theft of " + n +
                             " boats on Monday. The army of "
                             "Chad attacked " +
                             n +
                             " rebels near the border with Sudan. Peru's "
                             "foreign minister met a delegation from Bolivia for the " +
                             n + "th time."}}
               .dump() +
           "\n";
  }
  return out;
}

std::string count(const std::string& db, const std::string& what) {
  return run_dragoman({"query", db, "--sql", "SELECT count(*) FROM " + what, "--format", "tsv"})
      .out;
}

/// Runs a line of shell; sh is on every system that these tests run on.
Outcome shell(const std::string& line) { return run_program({"sh", "-c", line}); }

/// After a failed ingest: what was committed is whole, and the same command goes on from there.
void expect_it_goes_on(const std::string& db, const std::string& in) {
  for (const Finding& f : check_database(db)) EXPECT_NE(f.level, Finding::Level::error) << f.what;
  EXPECT_EQ(run_dragoman({"ingest", in, "--threads", "1", "--db", db}).status, 0);
  EXPECT_EQ(count(db, "articles"), "count(*)\n400\n");
  EXPECT_EQ(count(db, "codings"), "count(*)\n400\n");
}

TEST(StoreFailures, FileThatMayNotGrow_IsNamed_AndTheIngestGoesOnLater) {
  const ScratchFolder folder;
  const std::string in = folder.write("in.jsonl", articles(400));
  const std::string db = folder.path("s.db");
  // 512 KiB: enough for the tables and some batches.
  const Outcome full = shell("trap '' XFSZ; ulimit -f 1024; exec " DRAGOMAN_BINARY " ingest " + in +
                             " --threads 1 --db " + db);
  EXPECT_EQ(full.status, 1) << full.err;
  EXPECT_NE(full.err.find(db), std::string::npos) << full.err;
  EXPECT_NE(full.err.find("disk"), std::string::npos) << full.err;
  expect_it_goes_on(db, in);
}

TEST(StoreFailures, FullDisk_IsNamed_AndTheIngestGoesOnAfterRoomIsMade) {
  const ScratchFolder folder;
  const std::string disk = folder.path("disk");
  std::filesystem::create_directory(disk);
  if (shell("mount -t tmpfs -o size=640k tmpfs " + disk).status != 0)
    GTEST_SKIP() << "no right to mount a small disk";
  const std::string in = folder.write("in.jsonl", articles(400));
  const std::string db = disk + "/s.db";
  const Outcome full = run_dragoman({"ingest", in, "--threads", "1", "--db", db});
  EXPECT_EQ(full.status, 1);
  EXPECT_NE(full.err.find("disk is full"), std::string::npos) << full.err;
  EXPECT_EQ(shell("mount -o remount,size=64m " + disk).status, 0);
  expect_it_goes_on(db, in);
  EXPECT_EQ(shell("umount " + disk).status, 0);
}

TEST(StoreFailures, LockedDatabase_IsNamed_AndCanBeReadMeanwhile) {
  const ScratchFolder folder;
  const std::string in = folder.write("in.jsonl", articles(3));
  const std::string db = folder.path("s.db");
  ASSERT_EQ(run_dragoman({"ingest", in, "--db", db}).status, 0);
  auto other = Database::open(db, Access::write);
  ASSERT_TRUE(other.ok());
  ASSERT_TRUE(other.value().execute("BEGIN IMMEDIATE").ok());
  const Outcome locked = run_dragoman({"ingest", in, "--db", db});
  EXPECT_EQ(locked.status, 1);
  EXPECT_NE(locked.err.find("in use by another writer"), std::string::npos) << locked.err;
  EXPECT_EQ(count(db, "articles"), "count(*)\n3\n");
  ASSERT_TRUE(other.value().execute("ROLLBACK").ok());
  EXPECT_EQ(run_dragoman({"ingest", in, "--db", db}).status, 0);
}

TEST(StoreFailures, ReadOnlyFile_CanBeQueried_AndIsNamedWhenWrittenTo) {
  const ScratchFolder folder;
  const std::string in = folder.write("in.jsonl", articles(3));
  const std::string db = folder.path("kept/s.db");
  std::filesystem::create_directory(folder.path("kept"));
  ASSERT_EQ(run_dragoman({"ingest", in, "--db", db}).status, 0);
  // Root may write anywhere, so somebody else does it.
  const std::string who =
      ::getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  if (shell(who + "true").status != 0) GTEST_SKIP() << "no right to become somebody else";
  shell("chmod 755 " + folder.path("") + "; chmod 644 " + in + "; chmod 444 " + db +
        "; chmod 555 " + folder.path("kept"));
  const Outcome read = shell(who + DRAGOMAN_BINARY " query " + db + " --format csv");
  EXPECT_EQ(read.status, 0) << read.err;
  EXPECT_NE(read.out.find("KEN"), std::string::npos);
  const Outcome written = shell(who + DRAGOMAN_BINARY " ingest " + in + " --db " + db);
  EXPECT_EQ(written.status, 1);
  EXPECT_NE(written.err.find("permissions"), std::string::npos) << written.err;
  shell("chmod 755 " + folder.path("kept"));
}

}  // namespace
}  // namespace dragoman
