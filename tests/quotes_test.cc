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

/// Every quote as "source | cue | content", with D for direct, >addressee, @medium and ^the quote
/// around it.
std::string all(const std::string& text) {
  const CodedArticle coded = code_text(text);
  std::string out;
  for (const Quote& q : coded.reading.quotes) {
    out += std::string(text_of(coded, q.source)) + " | " + std::string(text_of(coded, q.cue)) +
           " | " + std::string(text_of(coded, q.content)) + (q.direct ? " D" : "");
    if (q.addressee.end > 0) out += " >" + std::string(text_of(coded, q.addressee));
    if (q.medium.end > 0) out += " @" + std::string(text_of(coded, q.medium));
    if (q.inside >= 0) out += " ^" + std::to_string(q.inside);
    out += "\n";
  }
  return out;
}

class QuotesOf : public testing::TestWithParam<Case> {};

TEST_P(QuotesOf, TheWholeText) { EXPECT_EQ(all(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Quotes, QuotesOf,
    testing::Values(
        Case{"Indirect", "General Okello said that his troops would stay.",
             "General Okello | said | that his troops would stay\n"},
        Case{"Nested", "The mayor said officials had told him the bridge was safe.",
             "The mayor | said | officials had told him the bridge was safe\n"
             "officials | had told | the bridge was safe >him ^0\n"},
        Case{"NamedHeadline", "Minister: no talks with rebels\n\nRain fell in Kampala.",
             "Minister | : | no talks with rebels D\n"},
        Case{"SignedHeadline", "Talks failed - envoy\n\nRain fell in Kampala.",
             "envoy | - | Talks failed\n"},
        Case{"Reportedly", "The rebels have reportedly left the town.",
             " | reportedly | The rebels have\n | reportedly | left the town\n"},
        Case{"Denial", "The ministry denied that its soldiers had shot at the crowd.",
             "The ministry | denied | that its soldiers had shot at the crowd\n"},
        Case{"CurlyMarks", "“The war is over,” the president said.",
             "the president | said | “The war is over,” D\n"},
        Case{"SingleMarks", "‘The war is over,’ the president said.",
             "the president | said | ‘The war is over,’ D\n"},
        Case{"StraightSingleMarks", "'The war is over,' the president said.",
             "the president | said | 'The war is over,' D\n"},
        Case{"ApostrophesOpenNothing",
             "The soldiers’ pay is low and the farmers’ anger grows, the governor said.",
             "the governor | said | The soldiers’ pay is low and the farmers’ anger grows\n"},
        Case{"BrokenByTheCue", "“The war,” the president said, “is over.”",
             "the president | said | “The war,” D\nthe president | said | “is over.” D\n"},
        Case{"SeveralSentences", "“The war is over. We are going home,” the president said.",
             "the president | said | “The war is over. We are going home,” D\n"},
        Case{"ReopenedByEveryParagraph",
             "“The war is over,” President Okello said. “We are going home.\n\n“Nobody will be "
             "punished.”\n\nRain fell.",
             "President Okello | said | “The war is over,” D\n"
             "President Okello | said | “We are going home. D\n"
             "President Okello | said | “Nobody will be punished.” D\n"},
        Case{"MissingMarkEndsWithItsParagraph", "The envoy said: “We will stay.\n\nRain fell.",
             "The envoy | said: | “We will stay. D\n"},
        Case{"ArmsLengthWordsAreNoSpeech", "Troops entered the “green zone” on Monday.", ""},
        Case{"TitlesAreNoSpeech", "The film “Last Road to Kampala” opened in Paris.", ""},
        Case{"WordsQuotedWithinIndirectSpeech", "The minister said the vote was “free and fair”.",
             "The minister | said | the vote was “free and fair”\n"
             "The minister | said | “free and fair” D ^0\n"},
        Case{"Addressee", "The prime minister told parliament that the war was over.",
             "The prime minister | told | that the war was over >parliament\n"},
        Case{"AddresseeWithTo", "He said to the crowd that the war was over.",
             "He | said | that the war was over >the crowd\n"},
        Case{"Statement", "The army said in a statement that the road was open.",
             "The army | said in a statement | that the road was open @a statement\n"},
        Case{"Television", "The president said on state television that the war was over.",
             "The president | said | that the war was over @state television\n"},
        Case{"Platform", "“The war is over,” the president wrote on X.",
             "the president | wrote | “The war is over,” D @X\n"}),
    case_name);

TEST(Quotes, KeepTheirSourceAndCueOutsideWhatIsQuoted) {
  for (const char* text :
       {"“We will talk,” Kamau said in Nairobi. “We hope for peace.”",
        "The envoy said “we go” and left, adding: “They told us ‘leave’ and we said ‘no’.",
        "“I think,” he said, “that you said “no” twice.” 'Stay,' she told Ali’s men.",
        "Diaz: “No talks.”\n\n“They say “yes” - envoy\n\n” said “ she said", "said: “”", "“"}) {
    const CodedArticle coded = code_text(text);
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < coded.reading.quotes.size(); ++i) {
      const Quote& q = coded.reading.quotes[i];
      EXPECT_LT(q.content.begin, q.content.end);
      EXPECT_GE(q.content.begin, begin) << "in the order of the text";
      begin = q.content.begin;
      EXPECT_LT(q.inside, static_cast<int>(i));
      for (const Span s : {q.content, q.source, q.cue, q.addressee, q.medium})
        EXPECT_TRUE(s.begin <= s.end && s.end <= coded.article.text.size());
      if (!q.direct) continue;
      for (const Span s : {q.source, q.cue})
        EXPECT_TRUE(s.end <= q.content.begin || s.begin >= q.content.end || s.end == 0)
            << text << ": " << text_of(coded, q.content) << " | " << text_of(coded, s);
    }
  }
}

TEST(Denials, AreAnswersOfWhoeverDenies) {
  const CodedArticle coded = code_text(
      "The minister of defence of Kenya denied that his soldiers had attacked the town in "
      "Somalia.");
  ASSERT_EQ(coded.events.size(), 1U);
  const Event& e = coded.events.front();
  EXPECT_EQ(e.type, "REJECT");
  EXPECT_EQ(e.modality, Modality::denied);
  ASSERT_EQ(e.actors.size(), 1U);
  EXPECT_EQ(e.actors.front().country, "KEN");
  EXPECT_EQ(e.actors.front().sector, "GOV");
}

TEST(Quotes, UnclosedQuotationEndsWithItsParagraph) {
  const CodedArticle coded = code_text("The envoy said: “We will stay.\n\nRain fell all day.");
  for (const Quote& q : coded.reading.quotes)
    EXPECT_EQ(text_of(coded, q.content).find("Rain"), std::string_view::npos);
}

}  // namespace
}  // namespace dragoman
