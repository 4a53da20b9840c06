#include "text/segmenter.h"

#include <gtest/gtest.h>

#include <random>

namespace {

std::string joined(const dragoman::Document& d) {
  std::string out;
  for (const auto& s : d.sentences) {
    if (!out.empty()) out += " || ";
    for (auto t = s.first; t < s.last; ++t) {
      if (t > s.first) out += ' ';
      out += d.form(t);
    }
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

class Segmentation : public testing::TestWithParam<Case> {};

TEST_P(Segmentation, CutsAsUniversalDependencies) {
  EXPECT_EQ(joined(dragoman::segment(GetParam().text)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Segmentation,
    testing::Values(Case{"They didn't go.", "They did n't go ."},
                    Case{"We cannot stay. They can.", "We can not stay . || They can ."},
                    Case{"Kenya's army left.", "Kenya 's army left ."},
                    Case{"The U.S. envoy met Gen. Okello.", "The U.S. envoy met Gen. Okello ."},
                    Case{"“We agreed,” he said. “It holds.”",
                         "“ We agreed , ” he said . || “ It holds . ”"},
                    Case{"NAIROBI (AP) - Talks began.", "NAIROBI ( AP ) - Talks began ."},
                    Case{"About 1,200 fled.", "About 1,200 fled ."}, Case{"", ""}));

TEST(SegmentationProperty, RandomBytes_TokensAreOrderedAndInRange) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (unsigned i = random() % 200; i > 0; --i) bytes += static_cast<char>(random() % 256);
    const auto d = dragoman::segment(bytes);
    std::uint32_t end = 0;
    for (const auto& t : d.tokens) {
      EXPECT_GE(t.begin, end);
      EXPECT_GT(t.end, t.begin);
      end = t.end;
    }
    EXPECT_LE(end, bytes.size());
    EXPECT_EQ(d.text, bytes);
  }
}

}  // namespace
