#include "reading/places.h"

#include <gtest/gtest.h>

#include "evaluation/places_scores.h"
#include "reading/toponyms.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;
using testing_support::ScratchFolder;
using testing_support::shipped_coder;

/// The place that `words` stand for in `text`; null when they name none.
const Place* place_of(const CodedArticle& coded, std::string_view words) {
  for (const Place& p : coded.reading.toponyms) {
    const std::string_view text = coded.article.text;
    if (text.substr(p.span.begin, p.span.end - p.span.begin) == words && p.entry != nullptr)
      return &p;
  }
  return nullptr;
}

/// "name, admin1, country" of the place that `words` stand for.
std::string resolved(const std::string& text, std::string_view words) {
  const CodedArticle coded = code_text(text);
  const Place* p = place_of(coded, words);
  if (p == nullptr) return "none";
  return std::string(p->name()) + ", " + std::string(p->admin1()) + ", " +
         std::string(p->country());
}

TEST(Places, AreLargestWhereNothingElseIsSaid) {
  EXPECT_EQ(resolved("Thousands marched in Paris on Monday.", "Paris"),
            "Paris, Ile-de-France, FRA");
}

TEST(Places, LieInWhatFollowsTheComma) {
  EXPECT_EQ(resolved("Two men were arrested in Paris, Texas, on Monday.", "Paris"),
            "Paris, Texas, USA");
  EXPECT_EQ(resolved("The mayor spoke in Springfield, Illinois, on Monday.", "Springfield"),
            "Springfield, Illinois, USA");
  EXPECT_EQ(resolved("The mayor spoke in Athens, Ga., on Monday.", "Athens"),
            "Athens, Georgia, USA");
}

TEST(Places, MeanTheSameThroughoutAnArticle) {
  const CodedArticle coded = code_text(
      "A fire broke out in Lebanon, Tennessee. Police in Lebanon said that nobody was hurt.");
  int found = 0;
  for (const Place& p : coded.reading.toponyms) {
    if (p.entry == nullptr || p.name() != "Lebanon") continue;
    ++found;
    EXPECT_EQ(p.admin1(), "Tennessee");
  }
  EXPECT_EQ(found, 2);
}

TEST(Places, FollowTheOtherPlacesOfTheArticle) {
  EXPECT_EQ(resolved("Troops left Tripoli and Misrata for Benghazi. In Tripoli shops stayed shut.",
                     "Tripoli"),
            "Tripoli, Tripoli, LBY");
  EXPECT_EQ(
      resolved("Clashes spread from Beirut to Sidon. In Tripoli the army closed roads.", "Tripoli")
          .substr(0, 7),
      "Tripoli");
}

TEST(Places, HaveCoordinatesAndIds) {
  const CodedArticle coded = code_text("The delegation arrived in Kentucky from Canada.");
  const Place* state = place_of(coded, "Kentucky");
  ASSERT_NE(state, nullptr);
  EXPECT_EQ(state->country(), "USA");
  EXPECT_NEAR(state->latitude(), 37.5, 1);
  EXPECT_NEAR(state->longitude(), -85.3, 1.5);
  EXPECT_GT(state->geonames(), 0);
  EXPECT_GE(state->confidence, 0);
  EXPECT_LE(state->confidence, 1);
  const Place* country = place_of(coded, "Canada");
  ASSERT_NE(country, nullptr);
  EXPECT_GT(country->geonames(), 0);
}

TEST(Places, AreNoNationalities) {
  const CodedArticle coded = code_text("The French minister met Japanese officials in Geneva.");
  const Place* french = place_of(coded, "French");
  ASSERT_NE(french, nullptr);
  EXPECT_TRUE(french->nationality);
  EXPECT_EQ(french->country(), "FRA");
  for (const Place& p : coded.reading.places) EXPECT_FALSE(p.nationality);
}

TEST(Places, OfEventsAreNoGovernments) {
  const CodedArticle coded = code_text("Washington condemned the attack. Moscow denied it.");
  EXPECT_TRUE(coded.reading.places.empty());
}

TEST(Places, AreNotMonthsOrDirections) {
  const CodedArticle coded = code_text("The talks ended in March. Rebels advanced to the North.");
  EXPECT_EQ(place_of(coded, "March"), nullptr);
  EXPECT_EQ(place_of(coded, "North"), nullptr);
}

TEST(PlaceScores, CountSpansPointsAndCountries) {
  const ScratchFolder folder;
  const std::string path = folder.write(
      "set.xml",
      "<articles><article docid=\"1\"><text><![CDATA[Troops entered Nairobi.]]></text><toponyms>"
      "<toponym><start>15</start><end>22</end><gaztag geonameid=\"184745\"><lat>-1.28</lat>"
      "<lon>36.82</lon><country geonameid=\"192950\">Kenya</country></gaztag></toponym>"
      "</toponyms></article></articles>");
  const auto scores = score_places(shipped_coder(), path);
  ASSERT_TRUE(scores.ok());
  EXPECT_EQ(scores.value().articles, 1U);
  EXPECT_EQ(scores.value().tagging.gold, 1);
  EXPECT_EQ(scores.value().near, 100);
  EXPECT_EQ(scores.value().country, 100);
  EXPECT_EQ(scores.value().exact, 100);
  EXPECT_FALSE(score_places(shipped_coder(), folder.write("none.xml", "<articles/>")).ok());
}

}  // namespace
}  // namespace dragoman
