// The scorer of whole articles, on hand-made lists.
#include "evaluation/article_scores.h"

#include <gtest/gtest.h>

#include "evaluation/assignment.h"
#include "support.h"

namespace dragoman {

namespace {

ComparedEvent event(std::string type, std::set<std::string> actors,
                    std::set<std::string> recipients, std::string modality = "occurred",
                    std::uint32_t sentence = 0) {
  return {std::move(type),     std::move(actors), std::move(recipients),
          std::move(modality), sentence,          ""};
}

TEST(Assignment, GreedyChoice_IsGivenUpForAGreaterSum) {
  EXPECT_EQ(best_assignment({{5, 4}, {4, 0}}), (std::vector<int>{1, 0}));
}

TEST(Assignment, MoreRowsThanColumns_LeavesTheLightestOut) {
  EXPECT_EQ(best_assignment({{1, 2}, {3, 1}, {9, 9}}), (std::vector<int>{-1, 0, 1}));
}

TEST(Assignment, PairsOfNoWeight_AreNotMade) {
  EXPECT_EQ(best_assignment({{0, 0}, {0, 7}}), (std::vector<int>{-1, 1}));
  EXPECT_TRUE(best_assignment({}).empty());
  EXPECT_EQ(best_assignment({{}, {}}), (std::vector<int>{-1, -1}));
}

TEST(ArticleScores, EachRule_HasItsOwnMatching) {
  const std::vector<ComparedEvent> gold = {event("ACCUSE", {"FRA"}, {"ITA"}),
                                           event("ACCUSE", {"FRA"}, {"ESP"}, "occurred", 1),
                                           event("AID", {"FRA"}, {}, "planned", 2)};
  const std::vector<ComparedEvent> coded = {event("ACCUSE", {"FRA"}, {"ESP"}, "planned", 1),
                                            event("ACCUSE", {"FRA"}, {"ITA"}, "occurred", 1),
                                            event("AID", {"ITA"}, {}, "planned", 2),
                                            event("ASSAULT", {"ITA"}, {})};
  const EventMatches m = match_events(gold, coded);
  EXPECT_EQ(m.full.matched, 1);
  EXPECT_EQ(m.found.matched, 2);
  EXPECT_EQ(m.typed.matched, 3);
  EXPECT_EQ(m.placed.matched, 2);
  EXPECT_EQ(m.found.gold, 3);
  EXPECT_EQ(m.found.predicted, 4);
}

TEST(ArticleScores, AnEventCodedTwice_MatchesOnce) {
  const EventMatches m =
      match_events({event("AID", {"FRA"}, {"ITA"})},
                   {event("AID", {"FRA"}, {"ITA"}), event("AID", {"FRA"}, {"ITA"})});
  EXPECT_EQ(m.full.matched, 1);
  EXPECT_EQ(m.full.precision(), 50);
  EXPECT_EQ(m.full.recall(), 100);
}

TEST(ArticleScores, Alignment_PutsTheEventsOfASentenceSideBySide) {
  const auto pairs = align_events(
      {event("ACCUSE", {"FRA"}, {"ITA"}, "occurred", 3), event("AID", {"FRA"}, {}, "occurred", 4)},
      {event("REJECT", {"FRA"}, {"ITA"}, "occurred", 3), event("AID", {"ESP"}, {}, "occurred", 9)});
  EXPECT_EQ(pairs, (std::vector<std::pair<int, int>>{{0, 0}, {1, -1}, {-1, 1}}));
}

class LabelledFolder : public testing::Test {
 protected:
  void SetUp() override {
    add("one", "dev", "ESP", "Italy accused Spain of spying on Monday.");
    add("two", "final", "FRA", "Italy accused Spain of spying on Monday. ");
  }
  void add(const std::string& name, const std::string& part, const std::string& recipient,
           const std::string& text) {
    (void)folder_.write(name + ".txt", "Quarrel in Rome\n\n" + text + "\n");
    (void)folder_.write(name + ".tsv",
                        "# published 2026-03-04\npart\tactor\tactor_sector\trecipient\t"
                        "recipient_sector\ttype\tmode\tmodality\twords\n" +
                            part + "\tITA\tGOV\t" + recipient +
                            "\tGOV\tACCUSE\tallege\toccurred\taccused Spain\n");
  }
  testing_support::ScratchFolder folder_;
};

TEST_F(LabelledFolder, Parts_AreCountedApartAndOnlyDevIsListed) {
  const auto scores = score_articles(testing_support::shipped_coder(), folder_.path(""));
  ASSERT_TRUE(scores.ok());
  EXPECT_EQ(scores.value().dev.articles, 1);
  EXPECT_EQ(scores.value().dev.all.found.matched, 1);
  EXPECT_EQ(scores.value().final.articles, 1);
  EXPECT_EQ(scores.value().final.all.found.matched, 0);
  EXPECT_EQ(scores.value().final.all.typed.matched, 1);
  EXPECT_TRUE(scores.value().errors.empty());
  EXPECT_EQ(scores.value().confusion.at({"ACCUSE", "ACCUSE"}), 1);
}

TEST_F(LabelledFolder, WordsThatAreNotInTheArticle_AreAnError) {
  (void)folder_.write("one.txt", "Something else.\n");
  const auto scores = score_articles(testing_support::shipped_coder(), folder_.path(""));
  ASSERT_FALSE(scores.ok());
  EXPECT_NE(scores.error().message().find("one.tsv:3"), std::string::npos);
}

}  // namespace

}  // namespace dragoman
