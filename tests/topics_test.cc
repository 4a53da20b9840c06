// What sentences are about, and what marks a part of a collection.
#include "story/topics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;

std::vector<std::string> topics(const std::string& text) { return topics_of(code_text(text), 0); }

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

TEST(Topics, AreTheThingsTalkedAbout) {
  const auto t = topics(
      "Kenya and Uganda held talks on oil, rare minerals, trade and border security on Monday.");
  EXPECT_TRUE(has(t, "oil"));
  EXPECT_TRUE(has(t, "mineral"));
  EXPECT_TRUE(has(t, "trade"));
  EXPECT_TRUE(has(t, "security"));
}

TEST(Topics, AreNeitherWhoNorWhenNorHowMany) {
  const auto t = topics(
      "Two soldiers and a spokesman met President Amara Kollie of Liberia last week about a crude "
      "oil pipeline.");
  EXPECT_TRUE(has(t, "pipeline"));
  for (const char* no : {"soldier", "spokesman", "president", "week", "liberia", "kollie"})
    EXPECT_FALSE(has(t, no)) << no;
}

TEST(Topics, AnEmptySentenceHasNone) { EXPECT_TRUE(topics("No.").empty()); }

std::vector<std::string> names(const std::vector<Salient>& all) {
  std::vector<std::string> out;
  for (const Salient& s : all) out.push_back(s.what.text);
  return out;
}

TEST(Salience, WhatIsCommonEverywhereMarksNothing) {
  const auto found = salient({{"talk", 8, 800}, {"oil", 6, 5}, {"mineral", 3, 0}}, 20, 2000, 2, 10);
  EXPECT_EQ(names(found), (std::vector<std::string>{"oil", "mineral"}));
  EXPECT_GT(found[0].g2, 3.84);
  EXPECT_DOUBLE_EQ(found[0].share, 0.3);
  EXPECT_DOUBLE_EQ(found[0].rest_share, 0.0025);
}

TEST(Salience, RareThingsNeedToComeBack) {
  EXPECT_TRUE(salient({{"turnip", 1, 0}}, 20, 2000, 2, 10).empty());
}

TEST(Salience, WithoutARestTheMostFrequentComeFirst) {
  EXPECT_EQ(names(salient({{"gas", 2, 0}, {"oil", 5, 0}, {"coal", 2, 0}}, 9, 0, 2, 2)),
            (std::vector<std::string>{"oil", "coal"}));
}

TEST(Salience, APhraseStandsForTheWordThatIsFoundInItOnly) {
  EXPECT_EQ(names(salient({{"oil", 10, 1}, {"crude oil", 9, 1}}, 20, 100, 2, 9)),
            (std::vector<std::string>{"crude oil"}));
  EXPECT_EQ(names(salient({{"oil", 10, 1}, {"crude oil", 3, 1}}, 20, 100, 2, 9)),
            (std::vector<std::string>{"oil"}));
}

TEST(Salience, TheRatioIsDunnings) {
  // 30 of 100 against 10 of 200.
  const auto found = salient({{"x", 30, 10}}, 100, 200, 1, 1);
  ASSERT_EQ(found.size(), 1U);
  const auto part = [](double k, double n, double p) {
    return k * std::log(k / (n * p)) + (n - k) * std::log((n - k) / (n * (1 - p)));
  };
  const double p = 40.0 / 300;
  EXPECT_NEAR(found[0].g2, 2 * (part(30, 100, p) + part(10, 200, p)), 1e-9);
}

}  // namespace
}  // namespace dragoman
