// Kinds of other schemes: ACLED-like sub-events of snippets, and sentences that report contention.
#include "coding/kinds.h"

#include <gtest/gtest.h>

#include "coding/contention.h"
#include "support.h"

namespace dragoman {

namespace {

using testing_support::code_text;
using testing_support::ScratchFolder;

KindTable shipped(const std::string& name) {
  auto table = KindTable::load(std::string(DRAGOMAN_SOURCE_DIR "/data/ontology/") + name);
  if (!table.ok()) throw std::runtime_error(table.error().message());
  return std::move(table.value());
}

struct Case {
  const char* kind;
  const char* text;
};

class Subevent : public testing::TestWithParam<Case> {};

TEST_P(Subevent, IsFound) {
  static const KindTable kTable = shipped("subevents.tsv");
  EXPECT_EQ(kTable.best(code_text(GetParam().text)), GetParam().kind) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    OwnSentences, Subevent,
    testing::Values(
        Case{"ARMED_CLASH", "Eleven soldiers died in heavy fighting with rebels near Goma."},
        Case{"AIR_STRIKE", "Warplanes bombed two villages in Idlib overnight, a monitor said."},
        Case{"GRENADE", "Two men on a motorcycle threw a grenade at a tea stall in Quetta."},
        Case{"SUIC_BOMB", "A suicide bomber killed nine people at a checkpoint in Maiduguri."},
        Case{"ARREST", "Police in Harare arrested three opposition lawmakers on Monday."},
        Case{"PEACE_PROTEST", "Thousands of teachers marched peacefully through Lisbon."},
        Case{"FORCE_AGAINST_PROTEST", "Police opened fire on protesters in Conakry, killing two."},
        Case{"MOB_VIOL", "A mob lynched a man accused of theft in Port-au-Prince."},
        Case{"DISR_WEAP", "Border guards discovered a cache of rifles and ammunition in a barn."},
        Case{"AGREEMENT", "The government and the rebels signed a ceasefire agreement in Juba."},
        Case{"NATURAL_DISASTER", "An earthquake killed forty people in the mountains of Peru."},
        Case{"MAN_MADE_DISASTER", "A bus crashed into a truck on a highway, killing six people."},
        Case{"HQ_ESTABLISHED", "The army has set up a new base on the island."},
        Case{"ABDUCT_DISSAP", "Gunmen kidnapped four aid workers on the road to Kidal."}));

TEST(Kinds, TextWithoutConditionsMet_HasNoKind) {
  EXPECT_EQ(shipped("subevents.tsv").best(code_text("The sky was blue.")), "");
}

TEST(Kinds, FirstSentenceWeighsMost) {
  const ScratchFolder folder;
  const auto table =
      KindTable::load(folder.write("k.tsv", "# kind\nA\t1\tword=sky\nB\t1\tword=sea\n"));
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table.value().best(code_text("The sea was calm. The sky was blue.")), "B");
  EXPECT_EQ(table.value().best(code_text("The sky was blue. The sea was calm.")), "A");
}

TEST(Kinds, NegativeConditionTakesTheRowAway) {
  const ScratchFolder folder;
  const auto table = KindTable::load(folder.write("k.tsv", "A\t1\tword=sky word!=blue\n"));
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table.value().best(code_text("The sky was blue.")), "");
  EXPECT_EQ(table.value().best(code_text("The sky was grey.")), "A");
}

class BadKindTable : public testing::TestWithParam<const char*> {};

TEST_P(BadKindTable, IsRefusedByLine) {
  const ScratchFolder folder;
  const auto table = KindTable::load(folder.write("k.tsv", GetParam()));
  ASSERT_FALSE(table.ok());
  EXPECT_NE(table.error().where.find("k.tsv"), std::string::npos);
  EXPECT_FALSE(table.error().remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadKindTable,
                         testing::Values("A\tmuch\tword=sky\n", "A\t1\tcolour=blue\n",
                                         "A\t1\tword\n", "A\t1\t=sky\n", "A\t1\tword=\n"));

std::vector<double> contention_by_sentence(const std::string& text) {
  static const KindTable kTable = shipped("contention.tsv");
  const CodedArticle coded = code_text(text);
  std::vector<SentenceRange> ranges;
  for (std::uint32_t s = 0; s < coded.annotated.document.sentences.size(); ++s)
    ranges.push_back({s, s + 1});
  return contention(coded, kTable, ranges);
}

TEST(Contention, DemonstrationIsReported_BudgetIsNot) {
  const auto sums = contention_by_sentence(
      "Hundreds of nurses demonstrated outside parliament in Accra. The budget rose by 4 percent.");
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_GE(sums[0], kContention);
  EXPECT_LT(sums[1], kContention);
}

TEST(Contention, SentenceCountsMoreAmongReportsOfRiots) {
  const std::string told = "Two people were killed.";
  const double alone = contention_by_sentence(told + " The weather was fine.").front();
  const double among =
      contention_by_sentence(told +
                             " Rioters torched shops in Leicester. Police clashed with rioters.")
          .front();
  EXPECT_GT(among, alone);
}

}  // namespace

}  // namespace dragoman
