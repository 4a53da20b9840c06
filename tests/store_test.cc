// The database: kept once, linked copies, revisions, and what it says when something is wrong.
#include "store/store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/compressed.h"
#include "store/schema.h"
#include "support.h"

namespace dragoman {

namespace {

using testing_support::ScratchFolder;
using testing_support::shipped_coder;

const std::string kText =
    "The foreign minister of Ghana met her counterpart from Togo in Lome on Monday. "
    "Police arrested four opposition activists after the talks, a lawyer said. "
    "Both governments promised to open the border before the end of the year.";

Article article(std::string id, std::string text = kText) {
  Article a;
  a.id = std::move(id);
  a.title = "Talks in Lome";
  a.published = "2026-03-04";
  a.publisher = "Coast Wire";
  a.text = std::move(text);
  return a;
}

Store opened(const std::string& path) {
  auto store = Store::open(path);
  if (!store.ok()) throw std::runtime_error(store.error().message());
  return std::move(store.value());
}

std::int64_t revision(Store& store, const std::string& version = "1") {
  const auto r = store.revision({version, "m", "r", "l", "k"}, "2026-03-05T00:00:00Z");
  EXPECT_TRUE(r.ok());
  return r.value();
}

Admission::Kind keep(Store& store, const Article& a, std::int64_t rev) {
  const auto admission = store.admit(a, "test", rev);
  EXPECT_TRUE(admission.ok());
  if (admission.value().kind == Admission::Kind::wanted) {
    const auto added = store.add(admission.value().article, rev, shipped_coder().code(a));
    EXPECT_TRUE(added.ok()) << added.error().message();
  }
  return admission.value().kind;
}

std::int64_t count(Store& store, const std::string& what) {
  auto query = store.database().prepare("SELECT count(*) FROM " + what);
  EXPECT_TRUE(query.ok()) << query.error().message();
  EXPECT_TRUE(query.value().step().ok());
  return query.value().integer(0);
}

TEST(Store, SameRecordTwice_IsKeptOnce) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  const std::int64_t rev = revision(store);
  EXPECT_EQ(keep(store, article("a"), rev), Admission::Kind::wanted);
  const std::int64_t events = count(store, "events");
  EXPECT_GT(events, 0);
  EXPECT_EQ(keep(store, article("a"), rev), Admission::Kind::known);
  EXPECT_EQ(count(store, "events"), events);
  EXPECT_EQ(count(store, "articles"), 1);
}

TEST(Store, SameTextFromAnotherPublisher_IsLinkedAndNotCoded) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  const std::int64_t rev = revision(store);
  keep(store, article("a"), rev);
  const std::int64_t events = count(store, "events");
  Article copy = article("b");
  copy.publisher = "Inland Post";
  EXPECT_EQ(keep(store, copy, rev), Admission::Kind::copy);
  EXPECT_EQ(count(store, "events"), events);
  EXPECT_EQ(count(store, "articles WHERE duplicate_of = 1 AND similarity = 1 AND text IS NULL"), 1);
  const auto text = article_text(store.database(), 2);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text.value(), kText);
}

TEST(Store, TextWithOneWordChanged_IsANearCopy_WithAnotherNumber_IsNot) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  const std::int64_t rev = revision(store);
  std::string text;
  for (int i = 0; i < 6; ++i)
    text += "In district " + std::string(1, static_cast<char>('A' + i)) +
            " the army freed villages that rebels had held since the rains began, and " + kText +
            " ";
  text += "In all 12 people were hurt.";
  keep(store, article("a", text), rev);
  std::string edited = text;
  edited.replace(edited.find("a lawyer said"), 13, "an aide said");
  EXPECT_EQ(keep(store, article("b", edited), rev), Admission::Kind::copy);
  std::string updated = text;
  updated.replace(updated.find("12 people"), 2, "19");
  EXPECT_EQ(keep(store, article("c", updated), rev), Admission::Kind::wanted);
}

TEST(Store, NewRevision_KeepsTheOldRows) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  const std::int64_t first = revision(store, "1");
  keep(store, article("a"), first);
  const std::int64_t events = count(store, "events");
  const std::int64_t second = revision(store, "2");
  EXPECT_NE(first, second);
  EXPECT_EQ(keep(store, article("a"), second), Admission::Kind::wanted);
  EXPECT_EQ(count(store, "events"), 2 * events);
  EXPECT_EQ(count(store, "events WHERE current = 1"), events);
  EXPECT_EQ(count(store, "codings WHERE superseded_by = 2 AND revision = 1"), 1);
  EXPECT_EQ(revision(store, "2"), second);
}

TEST(Store, RolesAsStated_AndNamesUsed_AreKept) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  keep(store,
       article("a",
               "Amara Kollie, the foreign minister of Liberia, met former president Joao Teles of "
               "Angola in Monrovia on Monday. \"We will open the border,\" Kollie said."),
       revision(store));
  EXPECT_EQ(count(store,
                  "roles JOIN actors USING(actor) WHERE name = 'Amara Kollie' AND role = 'foreign "
                  "minister' AND roles.country = 'LBR' AND valid = 'current'"),
            1);
  EXPECT_EQ(count(store,
                  "roles JOIN actors USING(actor) WHERE name = 'Joao Teles' AND valid = "
                  "'former'"),
            1);
  EXPECT_EQ(count(store,
                  "actor_names n JOIN actors a USING(actor) WHERE a.name = 'Amara Kollie' "
                  "AND n.name IN ('Amara Kollie', 'Kollie') AND mentions = 1"),
            2);
  EXPECT_EQ(count(store,
                  "quotes q JOIN actors a ON a.actor = q.speaker WHERE a.name = 'Amara "
                  "Kollie' AND direct = 1"),
            1);
}

/// All rows of some tables.
std::string rows_of(Store& store, const std::vector<std::string>& tables) {
  std::string out;
  for (const std::string& table : tables) {
    auto query = store.database().prepare("SELECT * FROM " + table + " ORDER BY 1, 2");
    EXPECT_TRUE(query.ok()) << table;
    while (query.value().step().value()) {
      for (int c = 0; c < query.value().columns(); ++c)
        out += std::string(query.value().text(c)) + '|';
      out += '\n';
    }
  }
  return out;
}

TEST(Store, KeptPartOfACodedArticle_GivesTheSameRows) {
  const std::vector<std::string> tables{
      "sentences", "events", "parties",     "quantities",     "quotes",       "roles",
      "actors",    "places", "actor_names", "event_contexts", "report_cards", "article_cards"};
  const Article given = article(
      "a",
      "On Friday, Amara Kollie, the foreign minister of Liberia, met former president Joao Teles "
      "of Angola in Monrovia. \"We will open the border,\" Kollie said. Gunmen killed at least 12 "
      "villagers near Goma on 2 March, police said. The army of Kenya arrested 40 students.");
  const CodedArticle coded = shipped_coder().code(given);
  const ScratchFolder folder;
  std::vector<std::string> kept;
  for (const bool whole : {true, false}) {
    Store store = opened(folder.path(whole ? "whole.db" : "part.db"));
    const std::int64_t rev = revision(store);
    ASSERT_TRUE(store.begin().ok());
    const auto row = store.admit(given, "test", rev);
    ASSERT_TRUE(row.ok());
    const auto added =
        store.add(row.value().article, rev, whole ? coded : kept_part(coded), digest_of(coded));
    ASSERT_TRUE(added.ok());
    ASSERT_TRUE(store.commit().ok());
    for (const std::string& table : tables) EXPECT_GT(count(store, table), 0) << table;
    kept.push_back(rows_of(store, tables));
  }
  EXPECT_EQ(kept[0], kept[1]);
}

const std::string kNeighbours =
    "The president of Ghana met the president of Togo in Lome on Monday. Kenya accused Uganda of "
    "theft.";

TEST(Store, SupersededEvents_LeaveWhatFiltersLookThrough) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  keep(store, article("a", kNeighbours), revision(store, "1"));
  const std::int64_t dyads = count(store, "dyads");
  ASSERT_GT(dyads, 0);
  keep(store, article("a", kNeighbours), revision(store, "2"));
  EXPECT_EQ(count(store, "dyads"), dyads);
  EXPECT_EQ(count(store, "dyads JOIN events USING(event) WHERE current = 0"), 0);
  EXPECT_EQ(count(store, "parties p JOIN events e USING(event) WHERE p.current <> e.current"), 0);
  EXPECT_GT(count(store, "parties WHERE current = 0"), 0);
}

/// What the first version made, brought up to date, is what this one makes.
TEST(Store, OlderFile_GetsWhatWasAddedSince) {
  const ScratchFolder folder;
  {
    Store store = opened(folder.path("new.db"));
    keep(store, article("a", kNeighbours), revision(store));
  }
  {
    auto old = Database::open(folder.path("old.db"), Access::write);
    ASSERT_TRUE(old.ok());
    ASSERT_TRUE(migrate(old.value(), 1).ok());
    // The rows of the tables that both have, as the first version wrote them.
    std::string copy = "ATTACH '" + folder.path("new.db") + "' AS n;";
    for (const char* table : {"revisions", "articles", "codings", "actors", "places", "events"})
      copy += std::string("INSERT INTO main.") + table + " SELECT * FROM n." + table + ";";
    copy +=
        "INSERT INTO main.parties SELECT event, side, number, actor, text, name, country, sector, "
        "role, first, last FROM n.parties;";
    const auto copied = old.value().execute(copy);
    ASSERT_TRUE(copied.ok()) << copied.error().message();
  }
  Store store = opened(folder.path("old.db"));
  ASSERT_TRUE(store.database().execute("ATTACH '" + folder.path("new.db") + "' AS n").ok());
  for (const char* table : {"parties", "dyads", "place_boxes", "actor_search"}) {
    const std::string t = table;
    EXPECT_EQ(count(store, "(SELECT * FROM main." + t + " EXCEPT SELECT * FROM n." + t + ")"), 0);
    EXPECT_EQ(count(store, "n." + t), count(store, "main." + t)) << t;
  }
  EXPECT_GT(count(store, "dyads"), 0);
}

TEST(Store, FileOfTheThirdVersion_GetsTheTablesOfStories) {
  const ScratchFolder folder;
  {
    auto old = Database::open(folder.path("old.db"), Access::write);
    ASSERT_TRUE(old.ok());
    ASSERT_TRUE(migrate(old.value(), 3).ok());
  }
  Store store = opened(folder.path("old.db"));
  for (const char* table : {"happenings", "happening_reports", "happening_stages", "disagreements",
                            "stories", "story_articles", "hand_joins", "v_happenings"})
    EXPECT_EQ(count(store, table), 0) << table;
}

TEST(Store, FileOfTheSeventhVersion_KeepsItsLinks) {
  const ScratchFolder folder;
  {
    auto old = Database::open(folder.path("old.db"), Access::write);
    ASSERT_TRUE(old.ok());
    ASSERT_TRUE(migrate(old.value(), 7).ok());
    ASSERT_TRUE(old.value()
                    .execute("INSERT INTO report_links VALUES(1, 2, 900), (2, 1, 900);"
                             "INSERT INTO article_links VALUES(3, 4, -1), (4, 3, -1)")
                    .ok());
  }
  Store store = opened(folder.path("old.db"));
  EXPECT_EQ(count(store, "report_links WHERE links = x'8403000200000000' AND a = 1"), 1);
  EXPECT_EQ(count(store, "report_links"), 2);
  EXPECT_EQ(count(store, "article_links WHERE links = x'ffffff0400000000' AND a = 3"), 1);
  EXPECT_EQ(count(store, "sqlite_schema WHERE name LIKE 'loose%'"), 0);
}

TEST(Store, RolledBack_LeavesNothing) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  const std::int64_t rev = revision(store);
  ASSERT_TRUE(store.begin().ok());
  keep(store, article("a"), rev);
  store.roll_back();
  EXPECT_EQ(count(store, "articles"), 0);
  EXPECT_EQ(count(store, "events"), 0);
}

TEST(Store, SearchFindsWordsWithoutAccents) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  keep(store, article("a", "Delcy Rodríguez met Gustavo Petro in Bogotá on Monday."),
       revision(store));
  EXPECT_EQ(count(store, "article_search WHERE article_search MATCH 'rodriguez bogota'"), 1);
}

TEST(Store, FileOfAnotherProgram_IsRefused) {
  const ScratchFolder folder;
  {
    auto other = Database::open(folder.path("o.db"), Access::write);
    ASSERT_TRUE(other.ok());
    ASSERT_TRUE(other.value().execute("CREATE TABLE t(x)").ok());
  }
  const auto store = Store::open(folder.path("o.db"));
  ASSERT_FALSE(store.ok());
  EXPECT_NE(store.error().what.find("another program"), std::string::npos);
  const auto text =
      Store::open(folder.write("t.db", "this is no database, but long enough to look at it"));
  ASSERT_FALSE(text.ok());
  EXPECT_NE(text.error().what.find("no SQLite database"), std::string::npos);
}

TEST(Store, FileOfANewerProgram_IsRefused) {
  const ScratchFolder folder;
  {
    Store store = opened(folder.path("s.db"));
    ASSERT_TRUE(store.database().execute("PRAGMA user_version = 999").ok());
  }
  const auto store = Store::open(folder.path("s.db"));
  ASSERT_FALSE(store.ok());
  EXPECT_NE(store.error().what.find("newer"), std::string::npos);
}

TEST(Store, BadRecordsAreKeptOnce) {
  const ScratchFolder folder;
  Store store = opened(folder.path("s.db"));
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(store.add_bad_record({"f.jsonl:7", "has no text", "give it"}).ok());
  const auto errors = store.bad_records();
  ASSERT_TRUE(errors.ok());
  ASSERT_EQ(errors.value().size(), 1U);
  EXPECT_EQ(errors.value().front().where, "f.jsonl:7");
}

TEST(Compressed, RoundTrip_AndGarbageIsRefused) {
  for (const std::string& text : {std::string(), std::string("a"), kText + kText}) {
    const auto back = decompress(compress(text), 1 << 20);
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back.value(), text);
  }
  EXPECT_FALSE(decompress("garbage", 1 << 20).ok());
  EXPECT_FALSE(decompress(compress(std::string(1000, 'x')), 999).ok());
}

TEST(Signature, CaseAndPunctuationDoNotCount) {
  const Signature a = signature_of("The ministers met, in Lome; today.");
  const Signature b = signature_of("the Ministers met in LOME today");
  EXPECT_EQ(a.similarity(b), 1);
  EXPECT_EQ(signature_of("").numbers, signature_of("no figures").numbers);
  EXPECT_NE(signature_of("12 dead").numbers, signature_of("19 dead").numbers);
}

}  // namespace

}  // namespace dragoman
