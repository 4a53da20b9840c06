#include "store/link_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "store/fresh_blocks.h"
#include "store/recent.h"
#include "store/row_pages.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::ScratchFolder;

TEST(Link, HoldsARowAndAScoreInEightBytes) {
  static_assert(sizeof(Link) == 8);
  for (const Node other : {Node{0}, Node{1}, Node{8191}, Link::kNodes - 1}) {
    for (const std::int32_t score : {0, 1, -1, -500, 20'000, Link::kMost, -Link::kMost}) {
      const Link link(other, score);
      EXPECT_EQ(link.other(), other);
      EXPECT_EQ(link.score(), score);
    }
  }
  EXPECT_EQ(Link(7, 1'000'000'000).score(), Link::kMost);
  EXPECT_EQ(Link(7, -1'000'000'000).score(), -Link::kMost);
  EXPECT_LT(Link(7, 5000), Link(8, -5000));
}

TEST(RowPages, LetsGoOfWhatWasUsedLongestAgo) {
  RowPages<int> pages;
  for (const std::int64_t row : {0, 63, 64, 100'000, 1 << 20})
    pages.at(row) = static_cast<int>(row) + 1;
  EXPECT_EQ(pages.pages(), 4U);
  EXPECT_EQ(pages.find(128), nullptr);
  EXPECT_EQ(*pages.find(62), 0);
  pages.tick();
  EXPECT_EQ(*pages.find(63), 64);
  EXPECT_EQ(*pages.find(1 << 20), (1 << 20) + 1);
  std::set<std::int64_t> gone;
  const auto drop = [&](std::int64_t row, int value) {
    if (value != 0) gone.insert(row);
  };
  pages.drop_oldest(drop);
  EXPECT_EQ(gone, (std::set<std::int64_t>{64}));
  pages.drop_oldest(drop);
  EXPECT_EQ(gone, (std::set<std::int64_t>{64, 100'000}));
  EXPECT_EQ(pages.find(64), nullptr);
  EXPECT_EQ(*pages.find(0), 1);
  EXPECT_EQ(*pages.find(1 << 20), (1 << 20) + 1);
  EXPECT_EQ(pages.at(64), 0);
}

TEST(Recent, LetsGoOfWhatWasUsedLongestAgo) {
  Recent<std::string, int> recent(16);
  for (int i = 0; i < 17; ++i) {
    recent.at(std::to_string(i)) = i;
    if (i < 16) recent.make_room();
  }
  EXPECT_EQ(*recent.find("0"), 0);
  recent.make_room();
  EXPECT_EQ(*recent.find("0"), 0);
  EXPECT_EQ(recent.find("1"), nullptr);
  EXPECT_EQ(recent.find("2"), nullptr);
  for (int i = 3; i < 17; ++i) EXPECT_EQ(*recent.find(std::to_string(i)), i);
  EXPECT_EQ(*recent.keep("3", 7), 7);
  recent.erase("4");
  EXPECT_EQ(recent.find("4"), nullptr);
  EXPECT_EQ(recent.at("4"), 0);
}

TEST(FreshBlocks, TellOnlyOfBlocksThatWereEmptyWhatTheyLack) {
  FreshBlocks blocks;
  EXPECT_FALSE(blocks.lacks(3, 11));
  blocks.tell(3, true);
  blocks.tell(4, false);
  EXPECT_TRUE(blocks.asked(3));
  EXPECT_TRUE(blocks.lacks(3, 11));
  EXPECT_FALSE(blocks.lacks(4, 11));
  blocks.add(3, 11);
  EXPECT_FALSE(blocks.lacks(3, 11));
  // Of very many blocks nothing is claimed any more.
  for (std::int32_t b = 10; b < 100; ++b) blocks.tell(b, true);
  EXPECT_FALSE(blocks.lacks(3, 12));
  EXPECT_TRUE(blocks.lacks(99, 12));
  // The filters of the last are those of the first, emptied.
  for (std::int32_t b = 70; b < 100; ++b) EXPECT_TRUE(blocks.lacks(b, 11)) << b;
}

struct Linked {
  Linked() : database(std::move(Database::open(folder.path("l.db"), Access::write).value())) {
    EXPECT_TRUE(database
                    .execute("CREATE TABLE t(a INTEGER, part INTEGER, links BLOB, PRIMARY KEY(a, "
                             "part)) WITHOUT ROWID; CREATE TABLE loose(a INTEGER, b INTEGER, score "
                             "INTEGER)")
                    .ok());
    open();
  }
  void open(std::size_t most = 1'000'000) {
    auto made = LinkTable::open(database, "t", most);
    EXPECT_TRUE(made.ok());
    table.emplace(std::move(made.value()));
  }
  std::map<Node, std::int32_t> of(Node node) {
    const auto links = table->of(node);
    EXPECT_TRUE(links.ok());
    std::map<Node, std::int32_t> out;
    for (const Link l : *links.value()) EXPECT_TRUE(out.emplace(l.other(), l.score()).second);
    return out;
  }

  ScratchFolder folder;
  Database database;
  std::optional<LinkTable> table;
};

TEST(LinkTable, KeepsWhatAMapKeeps_HoweverLittleIsHeld) {
  Linked l;
  l.open(10'000);  // the lists of about fourteen pages
  std::map<Node, std::map<Node, std::int32_t>> wanted;
  std::mt19937 random(5);
  for (int step = 0; step < 4000; ++step) {
    // Rows in several parts and pages.
    const Node a = static_cast<Node>(random() % 40) * 700;
    const Node b = static_cast<Node>(random() % 40) * 700 + 1;
    if (const auto had = wanted[a].find(b); had != wanted[a].end()) {
      ASSERT_TRUE(l.table->unlink(a, b).ok());
      wanted[a].erase(had);
    } else {
      const auto score = static_cast<std::int32_t>(random() % 9000) - 500;
      ASSERT_TRUE(l.table->link(a, {b, score}).ok());
      wanted[a][b] = score;
    }
    if (random() % 3 == 0) {
      ASSERT_TRUE(l.table->make_room().ok());
    }
    if (random() % 300 == 0) {
      ASSERT_TRUE(l.table->write().ok());
      if (random() % 2 == 0) l.table->forget();
    }
  }
  ASSERT_TRUE(l.table->write().ok());
  l.open();
  for (const auto& [node, links] : wanted) EXPECT_EQ(l.of(node), links) << node;
}

TEST(LinkTable, WhatIsNotWritten_IsForgotten) {
  Linked l;
  ASSERT_TRUE(l.table->link(1, {2, 700}).ok());
  ASSERT_TRUE(l.table->write().ok());
  ASSERT_TRUE(l.table->link(1, {3, 800}).ok());
  l.table->forget();
  EXPECT_EQ(l.of(1), (std::map<Node, std::int32_t>{{2, 700}}));
}

TEST(LinkTable, LinksOfAnOlderFile_ArePacked) {
  Linked l;
  ASSERT_TRUE(
      l.database.execute("INSERT INTO loose VALUES(1,2,700),(2,1,700),(1,9000,-500),(9000,1,-500)")
          .ok());
  ASSERT_TRUE(pack_links(l.database, "loose", "t").ok());
  EXPECT_EQ(l.of(1), (std::map<Node, std::int32_t>{{2, 700}, {9000, -500}}));
  EXPECT_EQ(l.of(2), (std::map<Node, std::int32_t>{{1, 700}}));
  EXPECT_EQ(l.of(9000), (std::map<Node, std::int32_t>{{1, -500}}));
}

TEST(LinkTable, DamagedRow_IsReadAsFarAsItGoes) {
  Linked l;
  ASSERT_TRUE(l.database.execute("INSERT INTO t VALUES(1, 0, x'010203')").ok());
  EXPECT_TRUE(l.of(1).empty());
}

}  // namespace
}  // namespace dragoman
