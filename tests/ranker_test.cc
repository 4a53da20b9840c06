#include "coding/ranker.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "evaluation/calibration.h"

namespace dragoman {
namespace {

RankerWeights small_weights() {
  RankerWeights w;
  for (std::size_t t = 0; t < kEventTypes; ++t) w.types.push_back("T" + std::to_string(t));
  w.card = "a small one";
  RankerWeights::Row row{};
  row[3] = 2;
  row[kEventTypes] = 1;
  w.sparse = {{folded_key(7), row}};
  std::array<float, WordTable::kSize> vector{};
  vector[0] = 1;
  w.words = {WordTable::row(word_key("harbour"), vector)};
  w.hidden.assign((kDense + 1) * kHidden, 0);
  w.hidden[0] = 1;  // the first number of the first place to the first hidden unit
  w.output[0][5] = 4;
  return w;
}

Result<Ranker> through_a_file(const std::string& bytes) {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("ranker-" + std::to_string(getpid()))).string();
  std::ofstream(path, std::ios::binary) << bytes;
  auto ranker = Ranker::load(path);
  std::filesystem::remove(path);
  return ranker;
}

std::size_t best(const Ranker::Answer& a) {
  return static_cast<std::size_t>(std::max_element(a.types.begin(), a.types.end()) -
                                  a.types.begin());
}

TEST(Ranker, AnswersFromSparseFeaturesAndFromWords) {
  const auto ranker = through_a_file(Ranker::serialize(small_weights()));
  ASSERT_TRUE(ranker.ok());
  EXPECT_EQ(ranker.value().card(), "a small one");
  PairFeatures features;
  features.sparse = {{7, 1.0F}};
  EXPECT_EQ(best(ranker.value().score(features)), 3U);
  features.words[0] = {{word_key("harbour"), 1.0F}, {word_key("unheard-of"), 1.0F}};
  const Ranker::Answer answer = ranker.value().score(features);
  EXPECT_EQ(best(answer), 5U);
  EXPECT_NEAR(std::accumulate(answer.types.begin(), answer.types.end(), 0.0), 1, 1e-9);
  EXPECT_NEAR(answer.event, 1 / (1 + std::exp(-1.0)), 1e-2);
}

TEST(Ranker, RefusesAFileCutShortOrTooLong) {
  const std::string bytes = Ranker::serialize(small_weights());
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 3)
    EXPECT_FALSE(through_a_file(bytes.substr(0, size)).ok()) << size << " bytes";
  EXPECT_FALSE(through_a_file(bytes + "x").ok());
}

TEST(Reliability, CountsTheDistanceBetweenSaidAndRight) {
  Reliability r;
  EXPECT_EQ(r.error(), 0);
  for (int i = 0; i < 10; ++i) r.add(0.8, i < 8);
  EXPECT_NEAR(r.error(), 0, 1e-9);
  for (int i = 0; i < 10; ++i) r.add(1.0, i < 5);
  EXPECT_NEAR(r.error(), 0.25, 1e-9);
  EXPECT_NE(reliability_svg({{"types", r}}).find("types: error 0.250"), std::string::npos);
}

}  // namespace
}  // namespace dragoman
