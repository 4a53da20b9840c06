// The names of one article agree with each other, on annotations made by hand around sentences of
// our own: what the model says of a name is set, the rest is the model's.
#include "reading/agree_on_names.h"

#include <gtest/gtest.h>

#include "support.h"
#include "text/segmenter.h"

namespace dragoman {

namespace {

const Knowledge& knowledge() {
  static const Knowledge loaded =
      Knowledge::load(std::string(DRAGOMAN_SOURCE_DIR) + "/data").value();
  return loaded;
}

/// An entity as text: "Lucia Barrantes PER".
std::string shown(const Annotated& a, const EntitySpan& e) {
  const auto& tokens = a.document.tokens;
  const std::uint32_t begin = tokens[e.first].begin;
  return a.document.text.substr(begin, tokens[e.last - 1].end - begin) + " " + std::string(e.type);
}

/// Parses `text`, sets these entities instead of the model's (each first word not yet taken, how
/// many words, type), and makes them agree.
struct Given {
  std::string_view word;
  std::uint32_t words;
  std::string_view type;
};
std::vector<std::string> agreed(const std::string& text, const std::vector<Given>& given) {
  Annotated a = testing_support::shipped_coder().model().annotate(segment(text));
  a.entities.clear();
  std::uint32_t from = 0;
  for (const Given& g : given) {
    while (from < a.words.size() && a.document.form(from) != g.word) ++from;
    if (from >= a.words.size()) break;
    a.entities.push_back({from, from + g.words, g.type});
    from += g.words;
  }
  agree_on_names(knowledge(), a);
  std::vector<std::string> out;
  for (const EntitySpan& e : a.entities) out.push_back(shown(a, e));
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST(AgreeOnNames, AppositionToARoleMakesAPerson) {
  EXPECT_EQ(agreed("The minister spoke with his Chilean counterpart, Lucia Ferrante, on Monday.",
                   {{"Lucia", 2, "LOC"}}),
            Names{"Lucia Ferrante PER"});
}

TEST(AgreeOnNames, ATitleMakesAPerson) {
  EXPECT_EQ(agreed("Mr Oduya Banerat left the room.", {{"Oduya", 2, "ORG"}}),
            Names{"Oduya Banerat PER"});
  EXPECT_EQ(agreed("Police spokesman Garba Oduya said so.", {{"Garba", 2, "LOC"}}),
            Names{"Garba Oduya PER"});
}

TEST(AgreeOnNames, ASurnameElsewhereMakesAPerson) {
  EXPECT_EQ(agreed("Maria Oduyane arrived late. Oduyane apologised to the council.",
                   {{"Maria", 2, "LOC"}, {"Oduyane", 1, "PER"}}),
            (Names{"Maria Oduyane PER", "Oduyane PER"}));
}

TEST(AgreeOnNames, OrganisationsBesideRolesStay) {
  EXPECT_EQ(agreed("Its partner, Andean Freight, closed.", {{"Andean", 2, "ORG"}}),
            Names{"Andean Freight ORG"});
}

TEST(AgreeOnNames, ListedPlacesAndPlacesUnderInStay) {
  EXPECT_EQ(agreed("Mayor Buenos Aires was a misprint.", {{"Buenos", 2, "LOC"}}),
            Names{"Buenos Aires LOC"});
  EXPECT_EQ(agreed("The envoy met his counterpart in Maria Oduyane. Oduyane agreed.",
                   {{"Maria", 2, "LOC"}, {"Oduyane", 1, "PER"}}),
            (Names{"Maria Oduyane LOC", "Oduyane PER"}));
}

TEST(AgreeOnNames, UnlabelledNamesTakeTheLabelOfTheArticle) {
  EXPECT_EQ(
      agreed("The army entered Karvand. By nightfall Karvand was quiet.", {{"Karvand", 1, "LOC"}}),
      (Names{"Karvand LOC", "Karvand LOC"}));
  // Where the article disagrees with itself nothing is added.
  EXPECT_EQ(agreed("The army entered Karvand. Minister Karvand resigned. Then Karvand was quiet.",
                   {{"Karvand", 1, "LOC"}, {"Karvand", 1, "PER"}})
                .size(),
            2U);
}

TEST(AgreeOnNames, TheMostFrequentLabelOfAFullNameWins) {
  EXPECT_EQ(agreed("Orvana Steel grew. Orvana Steel hired. Orvana Steel paid.",
                   {{"Orvana", 2, "ORG"}, {"Orvana", 2, "LOC"}, {"Orvana", 2, "ORG"}}),
            (Names{"Orvana Steel ORG", "Orvana Steel ORG", "Orvana Steel ORG"}));
  EXPECT_EQ(agreed("Orvana Steel grew. Orvana Steel hired.",
                   {{"Orvana", 2, "ORG"}, {"Orvana", 2, "LOC"}}),
            (Names{"Orvana Steel ORG", "Orvana Steel LOC"}));
}

TEST(AgreeOnNames, OfAnOfficeOfAStateOnlyTheStateIsAName) {
  EXPECT_EQ(
      agreed("The Ambassador of the Kingdom of Norway hosted them.", {{"Ambassador", 6, "ORG"}}),
      Names{"Kingdom of Norway LOC"});
}

TEST(AgreeOnNames, NothingHappensWithoutNamesOrWords) {
  EXPECT_TRUE(agreed("", {}).empty());
  EXPECT_TRUE(agreed("It rained.", {}).empty());
}

}  // namespace dragoman
