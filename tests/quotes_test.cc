// Who says, wants or praises what: sources, cues and contents of attributions.
#include <gtest/gtest.h>

#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;

std::string_view text_of(const CodedArticle& coded, Span span) {
  return std::string_view(coded.annotated.document.text).substr(span.begin, span.end - span.begin);
}

/// Outer attributions as "source | cue | content", one a line.
std::string outer(const CodedArticle& coded) {
  std::string out;
  for (const Quote& q : coded.reading.quotes) {
    if (q.inside >= 0) continue;
    out += std::string(text_of(coded, q.source)) + " | " + std::string(text_of(coded, q.cue)) +
           " | " + std::string(text_of(coded, q.content)) + "\n";
  }
  return out;
}

struct Case {
  const char* name;
  const char* text;
  const char* expected;
};

std::string case_name(const testing::TestParamInfo<Case>& tested) { return tested.param.name; }

class Attributed : public testing::TestWithParam<Case> {};

TEST_P(Attributed, ToItsSource) {
  const std::string found = outer(code_text(GetParam().text));
  EXPECT_NE(found.find(GetParam().expected), std::string::npos) << found;
}

INSTANTIATE_TEST_SUITE_P(
    Quotes, Attributed,
    testing::Values(Case{"Clause", "The minister said that the talks had failed.",
                         "The minister | said | that the talks had failed\n"},
                    Case{"BareClause", "The minister has said the talks failed.",
                         "The minister | has said | the talks failed\n"},
                    Case{"Inverted", "“The talks have failed,” said the minister.",
                         "the minister | said | “The talks have failed,”\n"},
                    Case{"Straight", "\"We will not leave,\" the envoy said.",
                         "the envoy | said | \"We will not leave,\"\n"},
                    Case{"According", "Troops crossed the border, according to two officials.",
                         "two officials | according to | Troops crossed the border\n"},
                    Case{"Preposition", "The opposition called for new elections.",
                         "The opposition | called for | new elections\n"},
                    Case{"Wish", "The president wants to visit Japan.",
                         "The president | wants | to visit Japan\n"},
                    Case{"Object", "The president praised the new treaty.",
                         "The president | praised | the new treaty\n"},
                    Case{"LightVerbAndItsNoun", "She has high hopes of a deal.",
                         "She | has high hopes of | a deal\n"},
                    Case{"LightVerbWithThePhraseBesideTheNoun", "He made a strong case for reform.",
                         "He | made a strong case for | reform\n"},
                    Case{"PersonOfAnAttitude", "Lopez has been an outspoken critic of the war.",
                         "Lopez | has been an outspoken critic of | the war\n"},
                    Case{"ClearOnNobodysWord", "It was clear the talks had failed.",
                         " | It was clear | the talks had failed\n"},
                    Case{"TornClause", "The mayor said she felt the plan was sound.",
                         "The mayor | said | she felt the plan was sound\n"},
                    Case{"NameCalling",
                         "Mr. Rossi, the top adviser to the bank, called Ortiz a fraud.",
                         "called | Ortiz a fraud\n"},
                    Case{"AsTheAdviserPointedOut",
                         "The plan, as one adviser pointed out, does not help.",
                         "one adviser | pointed out | does not help\n"}),
    case_name);

TEST(Quotes, NobodysInfinitiveIsNoAttribution) {
  EXPECT_EQ(outer(code_text("The law requires a permit for every boat. One way to "
                            "disclose profits is a public register.")),
            "");
}

TEST(Quotes, ArmedAttackIsNoCriticism) {
  EXPECT_EQ(outer(code_text("Rebels attacked a village in Somalia.")), "");
}

TEST(Quotes, BrokenByTheCueKeepOneSource) {
  const std::string found =
      outer(code_text("“We are ready,” the general said. “We have waited for years.”"));
  EXPECT_NE(found.find("the general | said | “We are ready,”\n"), std::string::npos) << found;
  EXPECT_NE(found.find("the general | said | “We have waited for years.”\n"), std::string::npos)
      << found;
}

TEST(Quotes, PartialQuotationBelongsToTheSubjectOfItsClause) {
  const CodedArticle coded = code_text(
      "At a meeting with farmers, Garcia voiced hope about what comes, declaring that Spain is "
      "facing a "
      "“new season.”");
  bool found = false;
  for (const Quote& q : coded.reading.quotes) {
    if (text_of(coded, q.content).find("new season") == std::string_view::npos) continue;
    ASSERT_GE(q.speaker, 0);
    EXPECT_EQ(coded.reading.mentions[static_cast<std::size_t>(q.speaker)].name, "Garcia");
    found = true;
  }
  EXPECT_TRUE(found);
}

TEST(Quotes, UnclosedQuotationEndsWithItsParagraph) {
  const CodedArticle coded = code_text("The envoy said: “We will stay.\n\nRain fell all day.");
  for (const Quote& q : coded.reading.quotes)
    EXPECT_EQ(text_of(coded, q.content).find("Rain"), std::string_view::npos);
}

}  // namespace
}  // namespace dragoman
