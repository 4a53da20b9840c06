// What a database keeps of happenings and stories: the same in any order, honoured by hand,
// redone when an article is coded again.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "store/link_graph.h"
#include "store/store.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;
using testing_support::ScratchFolder;

CodedArticle told(const std::string& id, const std::string& published, const std::string& text,
                  const std::string& publisher = "Coast Wire") {
  Article a;
  a.id = id;
  a.title = text.substr(0, text.find('.'));
  a.text = text;
  a.published = published;
  a.publisher = publisher;
  return testing_support::shipped_coder().code(std::move(a));
}

const std::vector<CodedArticle>& news() {
  static const std::vector<CodedArticle> articles = {
      told("a", "2026-03-02",
           "The president of Kenya will meet the president of Uganda in Nairobi on Thursday. They "
           "will talk about fish in the lake."),
      told("b", "2026-03-05",
           "The president of Kenya met the president of Uganda in Nairobi on Thursday. They spoke "
           "about fish."),
      told("c", "2026-03-06",
           "Kenyan police arrested four students in Mombasa on Friday. Kenya had met Uganda's "
           "president on Thursday.",
           "Inland Post"),
      told("d", "2026-03-07",
           "Police in Kenya have arrested five students in Mombasa. The students had protested on "
           "Thursday against higher fees.",
           "Inland Post"),
      told("e", "2026-03-09", "Peru accused Chile of spying. Chile rejected the accusation."),
      told("f", "2026-03-10", "Chile expelled two diplomats of Peru on Tuesday."),
      told("g", "2026-03-11", "Peru answered and expelled two Chilean diplomats on Wednesday."),
      told("h", "2026-06-11", "The president of Kenya met the president of Uganda in Kampala."),
  };
  return articles;
}

Store opened_stories(const std::string& path) {
  auto store = Store::open(path);
  EXPECT_TRUE(store.ok());
  return std::move(store.value());
}

std::int64_t story_revision(Store& store, const std::string& name = "1") {
  const auto r = store.revision({"1", name, "r", "l", "k"}, "2026-01-01T00:00:00Z");
  EXPECT_TRUE(r.ok());
  return r.value();
}

void keep(Store& store, const CodedArticle& coded, std::int64_t rev) {
  const auto admission = store.admit(coded.article, "test", rev);
  ASSERT_TRUE(admission.ok());
  ASSERT_EQ(admission.value().kind, Admission::Kind::wanted);
  const auto done = store.add(admission.value().article, rev, coded);
  ASSERT_TRUE(done.ok()) << done.error().message();
}

std::multiset<std::string> rows(Store& store, const std::string& sql) {
  auto query = store.database().prepare(sql);
  EXPECT_TRUE(query.ok()) << (query.ok() ? "" : query.error().message());
  std::multiset<std::string> out;
  for (Query& q = query.value();;) {
    const auto more = q.step();
    EXPECT_TRUE(more.ok());
    if (!more.ok() || !more.value()) return out;
    std::string row;
    for (int c = 0; c < q.columns(); ++c) row += std::string(q.text(c)) + "|";
    out.insert(std::move(row));
  }
}

/// All that is kept of happenings and stories, without row numbers.
std::multiset<std::string> kept(Store& store) {
  auto out =
      rows(store,
           "SELECT h.id, h.type, h.stage, h.day, h.first_seen, h.last_seen, h.reports, "
           "h.publishers, e.id, (SELECT group_concat(id) FROM (SELECT e.id FROM "
           "happening_reports r JOIN events e USING(event) WHERE r.happening = h.happening "
           "ORDER BY 1)), (SELECT group_concat(stage || coalesce(day, '')) FROM "
           "happening_stages s WHERE s.happening = h.happening), (SELECT group_concat(t) FROM "
           "(SELECT kind || subject || value AS t FROM disagreements d WHERE d.happening = "
           "h.happening ORDER BY 1)) FROM happenings h JOIN events e ON e.event = h.lead");
  out.merge(
      rows(store,
           "SELECT s.id, s.title, s.first_day, s.last_day, (SELECT group_concat(id) FROM "
           "(SELECT a.id FROM story_articles t JOIN articles a USING(article) WHERE t.story = "
           "s.story ORDER BY 1)) FROM stories s"));
  return out;
}

TEST(StoryStore, AnyOrderAndAnyTransactions_GiveTheSameStories) {
  const ScratchFolder folder;
  std::vector<const CodedArticle*> articles;
  for (const CodedArticle& a : news()) articles.push_back(&a);
  std::multiset<std::string> wanted;
  std::mt19937 random(3);
  for (int turn = 0; turn < 8; ++turn) {
    Store store = opened_stories(folder.path(std::to_string(turn) + ".db"));
    const std::int64_t rev = story_revision(store);
    ASSERT_TRUE(store.begin().ok());
    for (const CodedArticle* a : articles) {
      keep(store, *a, rev);
      if (random() % 3 != 0) continue;
      ASSERT_TRUE(store.commit().ok());
      ASSERT_TRUE(store.begin().ok());
    }
    ASSERT_TRUE(store.commit().ok());
    if (turn == 0) wanted = kept(store);
    EXPECT_EQ(kept(store), wanted);
    std::shuffle(articles.begin(), articles.end(), random);
  }
  EXPECT_GT(wanted.size(), 6U);
}

TEST(StoryStore, EveryCurrentReportTellsOneHappening) {
  const ScratchFolder folder;
  Store store = opened_stories(folder.path("s.db"));
  const std::int64_t rev = story_revision(store);
  ASSERT_TRUE(store.begin().ok());
  for (const CodedArticle& a : news()) keep(store, a, rev);
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(rows(store, "SELECT count(*) FROM events WHERE current = 1"),
            rows(store, "SELECT count(*) FROM happening_reports"));
  // A meeting announced and held is one, and the next one in summer is another.
  EXPECT_EQ(rows(store,
                 "SELECT stage, reports FROM happenings WHERE act = 'CONSULT' AND last_seen > "
                 "'2026-05'"),
            std::multiset<std::string>{"occurred|1|"});
  EXPECT_EQ(rows(store,
                 "SELECT count(*) FROM happenings h WHERE act = 'CONSULT' AND last_seen < "
                 "'2026-05' AND 2 = (SELECT count(*) FROM happening_stages s WHERE s.happening = "
                 "h.happening AND stage IN ('planned', 'occurred'))"),
            std::multiset<std::string>{"1|"});
}

TEST(StoryStore, CodedAgain_ArticlesTellTheSame) {
  const ScratchFolder folder;
  Store store = opened_stories(folder.path("s.db"));
  for (const char* name : {"1", "2"}) {
    const std::int64_t rev = story_revision(store, name);
    ASSERT_TRUE(store.begin().ok());
    for (const CodedArticle& a : news()) keep(store, a, rev);
    ASSERT_TRUE(store.commit().ok());
    if (std::string(name) == "1") continue;
    EXPECT_EQ(rows(store, "SELECT count(*) FROM events WHERE current = 1"),
              rows(store,
                   "SELECT count(*) FROM happening_reports r JOIN events e USING(event) "
                   "WHERE current = 1"));
    EXPECT_EQ(rows(store, "SELECT count(*) FROM happening_reports"),
              rows(store, "SELECT sum(reports) FROM happenings"));
  }
  Store other = opened_stories(folder.path("t.db"));
  const std::int64_t rev = story_revision(other, "2");
  ASSERT_TRUE(other.begin().ok());
  for (const CodedArticle& a : news()) keep(other, a, rev);
  ASSERT_TRUE(other.commit().ok());
  EXPECT_EQ(kept(store), kept(other));
}

TEST(StoryStore, HandJoins_HoldAndSurviveCodingAgain_AndCanBeTakenBack) {
  const ScratchFolder folder;
  Store store = opened_stories(folder.path("s.db"));
  std::int64_t rev = story_revision(store);
  ASSERT_TRUE(store.begin().ok());
  for (const CodedArticle& a : news()) keep(store, a, rev);
  ASSERT_TRUE(store.commit().ok());
  const auto before = kept(store);
  const auto id_of = [&](const char* article, const char* act) {
    const auto found =
        rows(store, std::string("SELECT e.id FROM events e JOIN articles a "
                                "USING(article) WHERE current = 1 AND a.id = '") +
                        article + "' AND act = '" + act + "' ORDER BY e.event LIMIT 1");
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? std::string() : found.begin()->substr(0, found.begin()->size() - 1);
  };
  const auto happenings = [&](const std::string& a, const std::string& b) {
    return rows(store,
                "SELECT DISTINCT happening FROM happening_reports JOIN events USING(event) "
                "WHERE id IN ('" +
                    a + "', '" + b + "') AND current = 1")
        .size();
  };
  const auto judge = [&](const std::string& a, const std::string& b, std::optional<Verdict> v) {
    ASSERT_TRUE(store.begin().ok());
    ASSERT_TRUE(store.judge(a, b, v, "me", "2026-01-01T00:00:00Z").ok());
    ASSERT_TRUE(store.commit().ok());
  };
  const std::string plan = id_of("a", "CONSULT");
  const std::string held = id_of("b", "CONSULT");
  const std::string expelled = id_of("f", "SANCTION");
  ASSERT_EQ(happenings(plan, held), 1U);
  ASSERT_EQ(happenings(plan, expelled), 2U);
  judge(plan, held, Verdict::different);
  judge(expelled, plan, Verdict::same);
  EXPECT_EQ(happenings(plan, held), 2U);
  EXPECT_EQ(happenings(plan, expelled), 1U);
  rev = story_revision(store, "2");
  ASSERT_TRUE(store.begin().ok());
  for (const CodedArticle& a : news()) keep(store, a, rev);
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(happenings(plan, held), 2U);
  EXPECT_EQ(happenings(plan, expelled), 1U);
  judge(plan, held, std::nullopt);
  judge(plan, expelled, std::nullopt);
  EXPECT_EQ(kept(store), before);
}

TEST(StoryStore, RolledBack_TellsNothing) {
  const ScratchFolder folder;
  Store store = opened_stories(folder.path("s.db"));
  const std::int64_t rev = story_revision(store);
  ASSERT_TRUE(store.begin().ok());
  keep(store, news()[0], rev);
  store.roll_back();
  ASSERT_TRUE(store.begin().ok());
  keep(store, news()[1], rev);
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(rows(store, "SELECT sum(reports) FROM happenings"),
            rows(store, "SELECT count(*) FROM events"));
}

TEST(StoryStore, WhatIsAgreedOnOrOver_HasItsStage) {
  const ScratchFolder folder;
  Store store = opened_stories(folder.path("s.db"));
  const std::int64_t rev = story_revision(store);
  ASSERT_TRUE(store.begin().ok());
  keep(store,
       told("a", "2026-03-02",
            "Peru agreed to release 40 detainees. The bombardment of Aden by Saudi Arabia ended on "
            "Friday. Kenya will release nine sailors."),
       rev);
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(
      rows(store,
           "SELECT e.trigger, h.stage FROM happenings h JOIN events e ON e.event = h.lead "
           "WHERE e.trigger IN ('release', 'bombardment')"),
      (std::multiset<std::string>{"release|agreed|", "bombardment|ended|", "release|planned|"}));
}

TEST(StoryStore, TwoWritersInTurn_TellAsOneDoes) {
  const ScratchFolder folder;
  Store one = opened_stories(folder.path("one.db"));
  Store first = opened_stories(folder.path("two.db"));
  Store second = opened_stories(folder.path("two.db"));
  const std::int64_t rev = story_revision(one);
  ASSERT_EQ(story_revision(first), rev);
  std::size_t turn = 0;
  for (const CodedArticle& a : news()) {
    for (Store* store : {&one, turn % 2 == 0 ? &first : &second}) {
      ASSERT_TRUE(store->begin().ok());
      keep(*store, a, rev);
      ASSERT_TRUE(store->commit().ok());
    }
    ++turn;
  }
  ASSERT_GT(turn, 2U);
  EXPECT_EQ(kept(first), kept(one));
  EXPECT_EQ(rows(second, "SELECT a, part, hex(links) FROM report_links"),
            rows(one, "SELECT a, part, hex(links) FROM report_links"));
}

/// A graph whose things are numbers, joined where they are near.
struct NumberGraph {
  explicit NumberGraph(const std::string& path) : store(opened_stories(path)) {
    EXPECT_TRUE(
        store.database()
            .execute("PRAGMA foreign_keys = OFF; CREATE TABLE toy_cards(toy INTEGER PRIMARY "
                     "KEY, component INTEGER, card BLOB); CREATE TABLE toy_keys(key INTEGER, "
                     "block INTEGER, rank INTEGER, toy INTEGER, PRIMARY KEY(key, block, "
                     "rank, toy)) WITHOUT ROWID; CREATE TABLE toy_links(a INTEGER, part INTEGER, "
                     "links BLOB, PRIMARY KEY(a, part)) WITHOUT ROWID;")
            .ok());
    auto made = LinkGraph::open(store.database(), "toy", "toy", 10'000);
    EXPECT_TRUE(made.ok());
    graph.emplace(std::move(made.value()));
  }
  Result<Done> add(Node n) { return graph->add(n, "x", rank(n), rules.keys(n).value(), rules); }
  Result<Done> remove(Node n) { return graph->remove(n, rank(n), rules); }

  static std::int64_t rank(Node n) { return (n * 7919) % 1009; }
  /// Gaps that weak links bridge, and one that none does; guests from 1000 on stand among the rest.
  static std::int64_t position(Node n) {
    const Node host = n % 1000;
    return host + 3 * (host / 30) + (host >= 100 ? 20 : 0);
  }

  Store store;
  std::optional<LinkGraph> graph;
  LinkRules rules{
      .scores = [](Node a, const std::vector<Node>& others) -> Result<std::vector<std::int32_t>> {
        std::vector<std::int32_t> out;
        for (const Node b : others)
          out.push_back(
              static_cast<std::int32_t>(4000 - 1000 * std::abs(position(a) - position(b))));
        return out;
      },
      .keys = [](Node n) -> Result<std::vector<BlockKey>> {
        return std::vector<BlockKey>{{1, static_cast<std::int32_t>(n % 1000 / 20)}};
      },
      .others = [](Node) -> Result<std::vector<Node>> { return std::vector<Node>(); }};
};

TEST(LinkGraph, AnyOrderOfComingAndGoing_LeavesTheSameLinksAndGroups) {
  const ScratchFolder folder;
  std::multiset<std::string> links;
  std::multiset<std::string> groups;
  std::mt19937 random(11);
  for (int turn = 0; turn < 8; ++turn) {
    NumberGraph g(folder.path(std::to_string(turn) + ".db"));
    std::vector<Node> nodes;
    // Dense enough that blocks have more than their heads, and groups break up.
    for (Node n = 1; n <= 260; ++n) nodes.push_back(n);
    if (turn > 0) std::shuffle(nodes.begin(), nodes.end(), random);
    const auto tell = [&] {
      if (random() % 20 != 0) return;
      EXPECT_TRUE(g.graph->changed_groups().ok());
      if (turn % 2 == 1) g.graph->forget();  // what is held in memory changes nothing
    };
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      ASSERT_TRUE(g.add(nodes[i]).ok());
      if (turn > 1 && i % 5 == 0) {
        ASSERT_TRUE(g.add(1000 + nodes[i]).ok());
      }
      tell();
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (turn > 1 && i % 5 == 0) {
        ASSERT_TRUE(g.remove(1000 + nodes[i]).ok());
        tell();
      }
    ASSERT_TRUE(g.graph->changed_groups().ok());
    const auto now = rows(g.store, "SELECT a, part, hex(links) FROM toy_links");
    const auto in = rows(g.store, "SELECT toy, component FROM toy_cards");
    if (turn == 0) {
      links = now;
      groups = in;
    }
    EXPECT_EQ(now, links) << turn;
    EXPECT_EQ(in, groups) << turn;
  }
  EXPECT_EQ(links.size(), 260U);  // a row of links for each: none stands alone
  // A hundred that hang together, and smaller groups where more than `kMost` do.
  const auto sizes = [&] {
    std::map<std::string, std::size_t> out;
    for (const std::string& row : groups) ++out[row.substr(row.find('|') + 1)];
    std::set<std::size_t> all;
    for (const auto& [component, size] : out) all.insert(size);
    return all;
  }();
  EXPECT_TRUE(sizes.contains(99)) << ::testing::PrintToString(sizes);
  EXPECT_TRUE(sizes.contains(30)) << ::testing::PrintToString(sizes);
}

}  // namespace
}  // namespace dragoman
