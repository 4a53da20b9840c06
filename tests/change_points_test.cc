// Changes of level are found where they are, and noise is left alone as often as promised.
#include "story/change_points.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace dragoman {
namespace {

using Series = std::vector<double>;

/// The distributions of the standard library differ between libraries; these do not.
class Noise {
 public:
  explicit Noise(unsigned seed) : random_(seed) {}
  double uniform() { return (static_cast<double>(random_()) + 0.5) / 4294967296.0; }
  double normal() {
    return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307 * uniform());
  }
  /// Tails so heavy that there is no mean.
  double cauchy() { return std::tan(3.14159265 * (uniform() - 0.5)); }
  /// Most days nothing, on others some score: what a dyad looks like.
  double sparse() { return uniform() < 0.7 ? 0 : std::round(uniform() * 19 - 9); }

 private:
  std::mt19937 random_;
};

template <typename Draw>
double alarms(int rounds, std::size_t length, const ChangePointOptions& options, const Draw& draw) {
  int found = 0;
  for (int r = 0; r < rounds; ++r) {
    Noise noise(static_cast<unsigned>(r) + 1);
    Series series(length);
    for (double& v : series) v = draw(noise);
    found += change_points(series, options).empty() ? 0 : 1;
  }
  return static_cast<double>(found) / rounds;
}

TEST(ChangePoints, NoiseOfAnyKindGivesAlarmsNoMoreOftenThanPromised) {
  ChangePointOptions options;
  options.shuffles = 99;
  // Of 400 series 20 are expected; 31 or more come once in a hundred such tests.
  EXPECT_LE(alarms(400, 60, options, [](Noise& n) { return n.normal(); }), 0.078);
  EXPECT_LE(alarms(400, 60, options, [](Noise& n) { return n.cauchy(); }), 0.078);
  EXPECT_LE(alarms(400, 60, options, [](Noise& n) { return n.sparse(); }), 0.078);
  EXPECT_LE(alarms(200, 200, options, [](Noise& n) { return n.sparse(); }), 0.09);
}

TEST(ChangePoints, BlocksKeepNeighboursThatAreAlikeFromBeingTakenForChanges) {
  ChangePointOptions blocks;
  blocks.shuffles = 99;
  ChangePointOptions single = blocks;
  single.block = 1;
  int with = 0;
  int without = 0;
  for (unsigned r = 0; r < 60; ++r) {
    Noise noise(r + 1);
    Series series(280);
    double last = 0;
    for (double& v : series) v = last = 0.4 * last + noise.normal();
    with += change_points(series, blocks).empty() ? 0 : 1;
    without += change_points(series, single).empty() ? 0 : 1;
  }
  EXPECT_LE(with, 15);
  EXPECT_GE(without, 2 * with) << "what blocks are for";
}

TEST(ChangePoints, AShiftOfTwoStandardDeviationsIsFoundWithinThreeDays) {
  int near = 0;
  for (unsigned r = 0; r < 50; ++r) {
    Noise noise(r + 100);
    Series series(60);
    for (std::size_t i = 0; i < series.size(); ++i) series[i] = noise.normal() + (i < 30 ? 0 : 2);
    const auto found = change_points(series);
    near += found.size() == 1 && found[0].at + 3 >= 30 && found[0].at <= 33 ? 1 : 0;
  }
  EXPECT_GE(near, 45);
}

TEST(ChangePoints, AQuietDyadThatTurnsHostileAndBackHasTwo) {
  Noise noise(5);
  Series series(300);
  for (std::size_t i = 0; i < series.size(); ++i)
    series[i] = i >= 150 && i < 190 ? -6 - 3 * noise.uniform() : noise.sparse() / 3;
  const auto found = change_points(series);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NEAR(static_cast<double>(found[0].at), 150, 2);
  EXPECT_NEAR(static_cast<double>(found[1].at), 190, 2);
  EXPECT_LT(found[0].after, -5);
  EXPECT_GT(found[0].before, -2);
  EXPECT_DOUBLE_EQ(found[0].after, found[1].before) << "segments lie between neighbouring changes";
  EXPECT_LE(found[0].p_value, 0.05);
}

TEST(ChangePoints, OneWildDayIsNoChangeOfLevel) {
  Noise noise(9);
  Series series(90);
  for (double& v : series) v = noise.normal();
  series[45] = -1e9;
  EXPECT_TRUE(change_points(series).empty());
}

TEST(ChangePoints, AnEmptyShortOrLevelSeriesHasNone) {
  EXPECT_TRUE(change_points({}).empty());
  EXPECT_TRUE(change_points(Series{1, 2, 3, 4, 5}).empty());
  EXPECT_TRUE(change_points(Series(100, 3)).empty());
}

TEST(ChangePoints, TheSameSeriesGivesTheSameChanges_AndScaleDoesNotMatter) {
  Noise noise(3);
  Series series(120);
  for (std::size_t i = 0; i < series.size(); ++i) series[i] = noise.normal() + (i < 80 ? 0 : 3);
  Series scaled = series;
  for (double& v : scaled) v = v * 1000 + 7;
  const auto once = change_points(series);
  const auto again = change_points(scaled);
  ASSERT_EQ(once.size(), 1U);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(once[0].at, again[0].at);
  EXPECT_EQ(once[0].p_value, again[0].p_value);
}

TEST(Standouts, NamesAtMostThePromisedShareOfNoise) {
  std::size_t named = 0;
  std::size_t asked = 0;
  for (unsigned r = 0; r < 20; ++r) {
    Noise noise(r + 1);
    Series series(600);
    for (double& v : series) v = r % 2 == 0 ? noise.cauchy() : noise.sparse();
    named += standouts(series).size();
    asked += series.size() - 99;
  }
  EXPECT_LE(static_cast<double>(named) / static_cast<double>(asked), 0.012);
}

TEST(Standouts, ADayBeyondAllBeforeItIsNamedWithWhatWasUsual) {
  Series series(150, 0);
  series[20] = 4;
  series[140] = -27;
  const auto found = standouts(series);
  ASSERT_EQ(found.size(), 1U) << "day 20 has too little before it";
  EXPECT_EQ(found[0].at, 140U);
  EXPECT_EQ(found[0].usual, 0);
  EXPECT_EQ(found[0].history, 140U);
  EXPECT_NEAR(found[0].p_value, 1.0 / 141, 1e-12);
}

}  // namespace
}  // namespace dragoman
