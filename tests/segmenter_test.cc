#include "text/segmenter.h"

#include <gtest/gtest.h>

#include <algorithm>
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

INSTANTIATE_TEST_SUITE_P(
    Clitics, Segmentation,
    testing::Values(Case{"She's sure they’ll say we don’t.",
                         "She 's sure they ’ll say we do n’t ."},
                    Case{"I'm gonna go; y'all can't.", "I 'm gon na go ; y' all ca n't ."},
                    Case{"The workers' union won't.", "The workers ' union wo n't ."},
                    Case{"dont say its a loss", "do nt say it s a loss"},
                    Case{"its loss was small", "its loss was small"},
                    Case{"Mr. O'Neill met Shi'ite leaders at one o'clock.",
                         "Mr. O'Neill met Shi'ite leaders at one o'clock ."}));

INSTANTIATE_TEST_SUITE_P(
    Hyphens, Segmentation,
    testing::Values(Case{"a 30-day, state-run plan", "a 30 - day , state - run plan"},
                    Case{"ex-rebels re-elected anti-French leaders in mid-May",
                         "ex-rebels re-elected anti-French leaders in mid-May"},
                    Case{"from 2019-2021", "from 2019 - 2021"},
                    Case{"call 202-555-0143 or 555-0143", "call 202-555-0143 or 555-0143"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, Segmentation,
    testing::Values(Case{"at 5pm, 20km off", "at 5 pm , 20 km off"},
                    Case{"in the 1990s or the '80s", "in the 1990s or the '80s"},
                    Case{"the 3rd of 1,250.75", "the 3rd of 1,250.75"},
                    Case{"US$5m, €3bn and £40 (6%)", "US$ 5 m , € 3 bn and £ 40 ( 6 % )"},
                    Case{"on pages 13,14", "on pages 13 , 14"}, Case{"4G and A4", "4G and A4"},
                    Case{"40°C", "40 ° C"}));

INSTANTIATE_TEST_SUITE_P(Names, Segmentation,
                         testing::Values(Case{"See https://a.org/b-c?d=1, or www.d.com.",
                                              "See https://a.org/b-c?d=1 , or www.d.com ."},
                                         Case{"<m.k@news.org>", "< m.k@news.org >"},
                                         Case{"Read plan-2.pdf at example.org.",
                                              "Read plan-2.pdf at example.org ."},
                                         Case{"AT&T and/or B&B", "AT&T and / or B&B"},
                                         Case{"#peace and #1", "#peace and # 1"}));

INSTANTIATE_TEST_SUITE_P(Marks, Segmentation,
                         testing::Values(Case{"Well... no?!", "Well ... no ?!"},
                                         Case{"so :-) yes", "so :-) yes"},
                                         Case{"``Go,'' he said.", "`` Go , '' he said ."},
                                         Case{"(one [two])", "( one [ two ] )"},
                                         Case{"____ -- ====", "____ -- ===="}));

INSTANTIATE_TEST_SUITE_P(
    SentenceEnds, Segmentation,
    testing::Values(
        Case{"He flew to the U.S. The talks failed.", "He flew to the U.S. || The talks failed ."},
        Case{"Acme Inc. said J. R. Cole met Sen. Poe.", "Acme Inc. said J. R. Cole met Sen. Poe ."},
        Case{"He sold oil, gas, etc. They paid.", "He sold oil , gas , etc . || They paid ."},
        Case{"No. 2 left. They said no. We stay.", "No. 2 left . || They said no . || We stay ."},
        Case{"\"Is it over?\" Defence Minister Ali Rama asked.",
             "\" Is it over ? \" Defence Minister Ali Rama asked ."},
        Case{"\"Stop!\" she shouted. The guards (all armed) ran.",
             "\" Stop ! \" she shouted . || The guards ( all armed ) ran ."},
        Case{"(The group denied it.) Police left.", "( The group denied it . ) || Police left ."},
        Case{"QUITO, Ecuador, May 2 (Reuters) -- Votes were counted.",
             "QUITO , Ecuador , May 2 ( Reuters ) -- Votes were counted ."}));

INSTANTIATE_TEST_SUITE_P(
    Lines, Segmentation,
    testing::Values(
        Case{"Rebels seize a town\n\nThe army left.", "Rebels seize a town || The army left ."},
        Case{"Rebels seize a town\r\n\r\nThe army left.", "Rebels seize a town || The army left ."},
        Case{"The rebels seized a town in the north of the country, where Gen.\n"
             "Okello had camped with his men since Monday, and the army said that\n"
             "Police left.",
             "The rebels seized a town in the north of the country , where Gen. Okello had camped "
             "with his men since Monday , and the army said that Police left ."},
        Case{"Needs:\n- Water\n- Food", "Needs : || - Water || - Food"}));

TEST(SegmentationProperty, TextWithoutLineBreaks_IsCutAsWithThem) {
  const std::string text =
      "The president met the rebels on Monday. Both sides agreed to a truce.\n\n"
      "A spokesman said talks would go on. The rebels did not comment.";
  std::string line = text;
  std::replace(line.begin(), line.end(), '\n', ' ');
  EXPECT_EQ(joined(dragoman::segment(text)), joined(dragoman::segment(line)));
}

TEST(SegmentationProperty, NoSentenceHasMoreThan500Tokens) {
  std::string text;
  for (int i = 0; i < 1300; ++i) text += "word ";
  const auto d = dragoman::segment(text);
  ASSERT_EQ(d.sentences.size(), 3U);
  EXPECT_EQ(d.sentences[0].last, 500U);
}

TEST(SegmentationProperty, LongChunks_TakeLinearTime) {
  // Chunks that start every kind of look-ahead; quadratic time would be minutes.
  for (const char* unit :
       {"a.", "a@", "1-", "'a", "((", "\"", "x_", "1,", ".a/", "-", ":)", "A&", "\n"}) {
    std::string text;
    while (text.size() < 200000) text += unit;
    EXPECT_FALSE(dragoman::segment(text).tokens.size() > text.size()) << unit;
  }
}

TEST(SegmentationProperty, RandomBytes_TokensAreOrderedAndInRange) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    // Half of the rounds from the bytes that the tokenizer looks at most.
    constexpr std::string_view kMarks = "aAsn1'`\"().,:;@-/#$&*_<>[]!?~=^+ \n\xE2\x80\x99\xC2";
    for (unsigned i = random() % 200; i > 0; --i)
      bytes +=
          round % 2 == 0 ? static_cast<char>(random() % 256) : kMarks[random() % kMarks.size()];
    const auto d = dragoman::segment(bytes);
    std::uint32_t end = 0;
    for (const auto& t : d.tokens) {
      EXPECT_GE(t.begin, end);
      EXPECT_GT(t.end, t.begin);
      // No byte is lost; the bytes of odd rounds make no wide spaces.
      if (round % 2 == 1) {
        EXPECT_EQ(bytes.substr(end, t.begin - end).find_first_not_of(" \n"), std::string::npos);
      }
      end = t.end;
    }
    EXPECT_LE(end, bytes.size());
    EXPECT_EQ(d.text, bytes);
  }
}

}  // namespace
