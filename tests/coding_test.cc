#include <gtest/gtest.h>

#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;

/// An event as "TYPE actor>recipient modality", with countries (or sectors where there is none).
std::string short_form(const Event& e) {
  const auto sides = [](const std::vector<Party>& parties) {
    std::string out;
    for (const Party& p : parties) {
      if (!out.empty()) out += '+';
      out += p.country.empty() ? p.sector : p.country;
    }
    return out;
  };
  return e.type + " " + sides(e.actors) + ">" + sides(e.recipients) + " " +
         std::string(to_string(e.modality));
}

std::string all_of(const CodedArticle& coded) {
  std::string out;
  for (const Event& e : coded.events) out += short_form(e) + "\n";
  return out;
}

struct Case {
  const char* name;
  const char* text;
  const char* expected;  ///< one event that must be there
};

class ClearCase : public testing::TestWithParam<Case> {};

TEST_P(ClearCase, IsCoded) {
  const CodedArticle coded = code_text(GetParam().text);
  const std::string wanted = std::string(GetParam().expected) + "\n";
  EXPECT_NE(all_of(coded).find(wanted), std::string::npos)
      << GetParam().text << "\nwanted: " << wanted << "got:\n"
      << all_of(coded);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ClearCase,
    testing::Values(
        Case{"Active", "Kenyan soldiers attacked Ugandan rebels on Monday.",
             "ASSAULT KEN>UGA occurred"},
        Case{"Passive", "Ugandan rebels were attacked by Kenyan soldiers on Monday.",
             "ASSAULT KEN>UGA occurred"},
        Case{"RelativeClause", "It rained on the Kenyan soldiers who attacked Ugandan rebels.",
             "ASSAULT KEN>UGA occurred"},
        Case{"Announced", "Kenya will attack Uganda.", "THREATEN KEN>UGA threatened"},
        Case{"Negated", "Kenya did not attack Uganda.", "REJECT KEN>UGA denied"},
        Case{"Meeting", "The French president met the German president in Paris.",
             "CONSULT FRA+DEU> occurred"},
        Case{"Arrest", "French police arrested a Kenyan journalist.", "COERCE FRA>KEN occurred"},
        Case{"Accusation", "Kenya accused Uganda of lying.", "ACCUSE KEN>UGA occurred"},
        Case{"Praise", "Kenya praised Uganda.", "SUPPORT KEN>UGA occurred"}),
    [](const auto& one) { return one.param.name; });

TEST(Agenda, JoinsTheMeetingBefore) {
  const CodedArticle coded = code_text(
      "Kenya's president met Uganda's foreign minister in Nairobi on Monday. It covered oil and "
      "trade.");
  ASSERT_FALSE(coded.events.empty());
  const auto& contexts = coded.events.front().contexts;
  for (const char* c : {"natural_resource", "economic"})
    EXPECT_NE(std::find(contexts.begin(), contexts.end(), c), contexts.end()) << c;
}

TEST(Coding, TextWithoutEventsGivesNone) {
  for (const char* text : {"", "It rained all day.", "The cat sat on the mat.", "Kenya.", "1 2 3"})
    EXPECT_EQ(all_of(code_text(text)), "") << text;
}

TEST(Coding, DateIsReckonedFromPublication) {
  const CodedArticle coded = code_text("Kenyan soldiers attacked Ugandan rebels on Monday.");
  ASSERT_FALSE(coded.events.empty());
  ASSERT_GE(coded.events[0].time, 0);
  const TimeSpan& time = coded.reading.times[static_cast<std::size_t>(coded.events[0].time)];
  EXPECT_EQ(time.start, "2025-03-10");
  EXPECT_EQ(time.end, "2025-03-10");
  EXPECT_EQ(coded.article.text.substr(time.span.begin, time.span.end - time.span.begin), "Monday");
}

TEST(Coding, UnknownOrImpossiblePublicationDateIsNoDate) {
  for (const char* published : {"", "soon", "2025-99-99", "0000-00-00", "9999-12-31", "\xFF"}) {
    Article article;
    article.text = "Kenyan soldiers attacked Ugandan rebels on Monday, in February and next year.";
    article.published = published;
    EXPECT_FALSE(testing_support::shipped_coder().code(article).events.empty()) << published;
  }
}

TEST(Coding, IdsDoNotChangeFromRunToRun) {
  const char* text = "Kenya accused Uganda of lying. Kenya praised France.";
  const CodedArticle a = code_text(text);
  const CodedArticle b = code_text(text);
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t i = 0; i < a.events.size(); ++i) EXPECT_EQ(a.events[i].id, b.events[i].id);
}

TEST(Ontology, ModalityDecidesTheTypeOfAnAct) {
  const Ontology& o = testing_support::shipped_coder().ontology();
  EXPECT_EQ(o.type_of("ASSAULT", Modality::occurred), "ASSAULT");
  EXPECT_EQ(o.type_of("ASSAULT", Modality::threatened), "THREATEN");
  EXPECT_EQ(o.type_of("AID", Modality::occurred), "AID");
  EXPECT_EQ(o.type_of("AID", Modality::planned), "AGREE");
  EXPECT_EQ(o.type_of("AID", Modality::demanded), "REQUEST");
  EXPECT_EQ(o.type_of("AID", Modality::refused), "REJECT");
  for (const EventType& type : o.types()) {
    for (int m = 0; m <= static_cast<int>(Modality::background); ++m)
      EXPECT_NE(o.type(o.type_of(type.name, static_cast<Modality>(m))), nullptr)
          << type.name << " " << to_string(static_cast<Modality>(m));
  }
}

TEST(Modality, NamesAreReadBack) {
  for (int m = 0; m <= static_cast<int>(Modality::background); ++m) {
    Modality read{};
    ASSERT_TRUE(parse_modality(to_string(static_cast<Modality>(m)), &read));
    EXPECT_EQ(static_cast<int>(read), m);
  }
  Modality read{};
  EXPECT_FALSE(parse_modality("certain", &read));
}

TEST(Relate, AnswersEveryPairWithScoresThatSumToOne) {
  const Coder& coder = testing_support::shipped_coder();
  const std::string text = "Kenya accused Uganda of lying.";
  for (const auto& [actor, recipient] : {std::pair<Span, Span>{{0, 5}, {14, 20}},
                                         {{14, 20}, {0, 5}},
                                         {{0, 0}, {0, 0}},
                                         {{5, 2}, {900, 1000}},
                                         {{0, 30}, {0, 30}}}) {
    const PairAnswer answer = coder.relate({text, actor, recipient});
    EXPECT_NE(coder.ontology().type(answer.type), nullptr) << answer.type;
    ASSERT_EQ(answer.scores.size(), 16U);
    double sum = 0;
    for (const auto& [type, score] : answer.scores) sum += score;
    EXPECT_NEAR(sum, 1.0, 1e-6);
    EXPECT_TRUE(answer.confidence >= 0 && answer.confidence <= 1);
  }
  EXPECT_EQ(coder.relate({text, {0, 5}, {14, 20}}).type, "ACCUSE");
  EXPECT_EQ(coder.relate({"", {0, 0}, {0, 0}}).scores.size(), 16U);
}

}  // namespace
}  // namespace dragoman
