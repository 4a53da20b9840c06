// Coreference of all noun phrases, and its scores.
#include <gtest/gtest.h>

#include <algorithm>

#include "evaluation/coref_scores.h"
#include "reading/chains.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;
using testing_support::shipped_coder;

/// Whether two phrases, each by its words and its number among equal ones, are in one chain.
class Linked {
 public:
  explicit Linked(const std::string& text)
      : coded_(code_text(text)), chains_(shipped_coder().chains(coded_)) {}

  [[nodiscard]] bool operator()(const std::string& a, const std::string& b) const {
    return std::any_of(chains_.chains.begin(), chains_.chains.end(),
                       [&](const std::vector<std::uint32_t>& chain) {
                         return holds(chain, a) && holds(chain, b);
                       });
  }
  [[nodiscard]] const Chains& chains() const { return chains_; }

 private:
  [[nodiscard]] bool holds(const std::vector<std::uint32_t>& chain,
                           const std::string& words) const {
    return std::any_of(chain.begin(), chain.end(), [&](std::uint32_t p) {
      const Span s = chains_.phrases.all[p].span;
      return coded_.article.text.substr(s.begin, s.end - s.begin) == words;
    });
  }

  CodedArticle coded_;
  Chains chains_;
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

TEST(Chains, NoPhraseIsInTwoChainsNorTwice) {
  const Linked linked(
      "The ministers of Kenya and Uganda said that they would meet. They met, and their talks went "
      "on until the ministers of Kenya and Uganda left.");
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seen;
  for (const auto& chain : linked.chains().chains) {
    EXPECT_GE(chain.size(), 2U);
    for (const std::uint32_t p : chain) {
      const Span s = linked.chains().phrases.all.at(p).span;
      seen.emplace_back(s.begin, s.end);
    }
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

TEST(Chains, NothingToLink) {
  EXPECT_TRUE(Linked("").chains().chains.empty());
  EXPECT_TRUE(Linked("It rained.").chains().chains.empty());
}

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
