// Coreference of all noun phrases, and its scores.
#include <gtest/gtest.h>

#include <algorithm>

#include "evaluation/coref_scores.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;
using testing_support::shipped_coder;

/// Whether two phrases are in one chain.
class Linked {
 public:
  explicit Linked(const std::string& text) : coded_(code_text(text)) {}

  [[nodiscard]] bool operator()(const std::string& a, const std::string& b) const {
    const auto& all = coded_.reading.mentions;
    return std::any_of(all.begin(), all.end(), [&](const Mention& m) {
      return words(m) == a && std::any_of(all.begin(), all.end(), [&](const Mention& n) {
               return m.chain == n.chain && words(n) == b;
             });
    });
  }
  [[nodiscard]] const std::vector<Mention>& mentions() const { return coded_.reading.mentions; }

 private:
  [[nodiscard]] std::string words(const Mention& m) const {
    const auto& tokens = coded_.annotated.document.tokens;
    const std::uint32_t begin = tokens[m.phrase_first].begin;
    return coded_.article.text.substr(begin, tokens[m.phrase_last - 1].end - begin);
  }

  CodedArticle coded_;
};

TEST(Chains, PronounsFollowGender) {
  const Linked linked("Maria Lopez met John Smith on Monday. She thanked him for the letter.");
  EXPECT_TRUE(linked("Maria Lopez", "She"));
  EXPECT_TRUE(linked("John Smith", "him"));
  EXPECT_FALSE(linked("Maria Lopez", "him"));
}

TEST(Chains, ThingsHaveChainsToo) {
  const Linked linked(
      "The city opened a museum last year. The museum is small, but it is popular.");
  EXPECT_TRUE(linked("a museum", "The museum"));
  EXPECT_TRUE(linked("The museum", "it"));
}

TEST(Chains, ASurnameStandsForTheName) {
  const Linked linked("Peter Novak resigned. The board praised Novak.");
  EXPECT_TRUE(linked("Peter Novak", "Novak"));
}

TEST(Chains, EveryMentionHasAChainAndAPhrase) {
  const Linked linked(
      "The ministers of Kenya and Uganda said that they would meet. They met, and their talks went "
      "on until the ministers of Kenya and Uganda left.");
  std::vector<int> seen;
  for (const Mention& m : linked.mentions()) {
    EXPECT_GE(m.chain, 0);
    EXPECT_LE(m.phrase_first, m.head);
    EXPECT_LT(m.head, m.phrase_last);
    seen.push_back(m.chain);
  }
  // Chains are numbered without gaps.
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  EXPECT_EQ(seen.back() + 1, static_cast<int>(seen.size()));
}

TEST(Chains, NothingToLink) { EXPECT_TRUE(Linked("").mentions().empty()); }

TEST(CorefScores, EqualChainsScoreAHundred) {
  const Clusters gold = {{{0, 1}, {4, 5}}, {{2, 3}, {6, 7}, {9, 12}}};
  CorefScores s;
  add_coreference(gold, gold, &s);
  EXPECT_DOUBLE_EQ(s.conll(), 100);
  EXPECT_DOUBLE_EQ(s.mentions.f1(), 100);
}

TEST(CorefScores, KnownValues) {
  // Gold {a b c} {d e f g}, found {a b} {c d} {f g h i}: worked by hand after Pradhan et al. 2014.
  const Clusters gold = {{{0, 1}, {1, 2}, {2, 3}}, {{3, 4}, {4, 5}, {5, 6}, {6, 7}}};
  const Clusters mine = {{{0, 1}, {1, 2}}, {{2, 3}, {3, 4}}, {{5, 6}, {6, 7}, {7, 8}, {8, 9}}};
  CorefScores s;
  add_coreference(gold, mine, &s);
  EXPECT_NEAR(s.muc.recall(), 40.0, 1e-9);
  EXPECT_NEAR(s.muc.precision(), 40.0, 1e-9);
  EXPECT_NEAR(s.b3.recall(), 100 * (5.0 / 3 + 5.0 / 4) / 7, 1e-9);
  EXPECT_NEAR(s.b3.precision(), 100 * (2 + 1 + 1.0) / 8, 1e-9);
  EXPECT_NEAR(s.ceafe.recall(), 100 * (0.8 + 0.5) / 2, 1e-9);
  EXPECT_NEAR(s.ceafe.precision(), 100 * (0.8 + 0.5) / 3, 1e-9);
}

TEST(CorefScores, NothingFoundScoresNothing) {
  CorefScores s;
  add_coreference({{{0, 1}, {1, 2}}}, {}, &s);
  EXPECT_EQ(s.conll(), 0);
}

}  // namespace
}  // namespace dragoman
