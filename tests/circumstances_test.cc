// Quantities, times and places, and the statements they belong to. One line a case.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reading/calendar.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;

std::string words(const CodedArticle& coded, Span span) {
  return coded.article.text.substr(span.begin, span.end - span.begin);
}

std::string predicate(const CodedArticle& coded, int statement) {
  if (statement < 0) return {};
  const Statement& s = coded.reading.statements[static_cast<std::size_t>(statement)];
  const Token& t = coded.annotated.document.tokens[s.predicate];
  return " @" + words(coded, {t.begin, t.end});
}

/// "words = value (low..high) kind unit part @predicate" of every quantity.
std::string quantities_of(const std::string& text) {
  const CodedArticle coded = code_text(text);
  std::string out;
  for (const Quantity& q : coded.reading.quantities) {
    if (!out.empty()) out += "; ";
    out += fmt::format("{} = {:.15g}", words(coded, q.span), q.value);
    if (q.low || q.high)
      out += fmt::format(" ({}..{})", q.low ? fmt::format("{:.15g}", *q.low) : "",
                         q.high ? fmt::format("{:.15g}", *q.high) : "");
    for (const std::string& part : {q.kind, q.unit}) out += part.empty() ? "" : " " + part;
    out += (q.part ? " part" : "") + predicate(coded, q.statement);
  }
  return out;
}

/// "time source | place source" of the statement whose predicate is `word`.
std::string circumstances_of(const std::string& text, std::string_view word) {
  const CodedArticle coded = code_text(text);
  for (const Statement& s : coded.reading.statements) {
    const Token& t = coded.annotated.document.tokens[s.predicate];
    if (words(coded, {t.begin, t.end}) != word) continue;
    std::string out = "-";
    if (s.time >= 0) {
      const TimeSpan& time = coded.reading.times[static_cast<std::size_t>(s.time)];
      out = time.first_day + (time.last_day == time.first_day ? "" : ".." + time.last_day) + " " +
            std::string(to_string(s.time_from));
    }
    if (s.place < 0) return out + " | -";
    const Place& place = coded.reading.places[static_cast<std::size_t>(s.place)];
    return out + " | " + std::string(place.name()) + " " + std::string(to_string(s.place_from));
  }
  return "no such statement";
}

/// Names of places[], with a question mark where only the surroundings are known.
std::string places_of(const std::string& text) {
  const CodedArticle coded = code_text(text);
  std::string out;
  for (const Place& p : coded.reading.places)
    out += fmt::format("{}{} {}{}", out.empty() ? "" : "; ", p.name(), p.country(),
                       p.approximate ? "?" : "");
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

class QuantitiesOf : public testing::TestWithParam<Case> {};
TEST_P(QuantitiesOf, AreRead) { EXPECT_EQ(quantities_of(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Sentences1, QuantitiesOf,
    testing::Values(
        Case{"Rebels killed 12 people.", "12 people = 12 killed @killed"},
        Case{"A blast killed at least 40 villagers.", "at least 40 villagers = 40 (40..) @killed"},
        Case{"Gunmen killed more than 20 soldiers.",
             "more than 20 soldiers = 20 (20..) killed @killed"},
        Case{"The raid killed nearly 300 people.",
             "nearly 300 people = 300 (..300) killed @killed"},
        Case{"The storm of shells killed as many as 90 people.",
             "as many as 90 people = 90 (..90) killed @killed"},
        Case{"The attack left 12 dead and 30 wounded.",
             "12 = 12 killed @left; 30 = 30 wounded @wounded"},
        Case{"A bomb hit the market, killing 12 and wounding 30.",
             "12 = 12 killed @killing; 30 = 30 wounded @wounding"},
        Case{"Twelve people, including three children, were killed.",
             "Twelve people = 12 killed @killed; three children = 3 killed part @killed"},
        Case{"Between 20 and 30 rebels died.",
             "Between 20 and 30 rebels = 20 (20..30) killed @died"},
        Case{"Some 12 to 15 soldiers died.", "12 to 15 soldiers = 12 (12..15) killed @died"},
        Case{"Three or four policemen were injured.",
             "Three or four policemen = 3 (3..4) wounded @injured"},
        Case{"Dozens of people were wounded.", "Dozens of people = 24 (24..) wounded @wounded"},
        Case{"Scores of villagers fled.", "Scores of villagers = 40 (40..) displaced @fled"},
        Case{"A score of fishermen drowned.", "A score of fishermen = 20 killed @drowned"},
        Case{"Several protesters were injured.", "Several protesters = 3 (3..) wounded @injured"},
        Case{"A few hundred students marched.",
             "A few hundred students = 300 (300..) participants @marched"},
        Case{"Several hundred workers marched.",
             "Several hundred workers = 300 (300..) participants @marched"},
        Case{"Tens of thousands of people fled.",
             "Tens of thousands of people = 20000 (20000..) displaced @fled"},
        Case{"Hundreds of thousands rallied in the capital.",
             "Hundreds of thousands = 200000 (200000..) participants @rallied"},
        Case{"Half a million people were displaced.",
             "Half a million people = 500000 displaced @displaced"},
        Case{"Two dozen men were arrested.", "Two dozen men = 24 arrested @arrested"},
        Case{"A dozen activists were detained.", "A dozen activists = 12 arrested @detained"},
        Case{"Police arrested fifty-two people.", "fifty-two people = 52 arrested @arrested"},
        Case{"Police detained one hundred and twenty men.",
             "one hundred and twenty men = 120 arrested @detained"},
        Case{"One soldier was killed.", "One soldier = 1 killed @killed"},
        Case{"No one was hurt.", "No one = 0 (0..0) wounded @hurt"},
        Case{"Nobody was killed.", "Nobody = 0 (0..0) killed @killed"},
        Case{"There were no casualties.", "no casualties = 0 (0..0) casualties @were"},
        Case{"The court freed 118 prisoners.", "118 prisoners = 118 released @freed"},
        Case{"The rebels released 25 hostages.", "25 hostages = 25 released @released"},
        Case{"The group abducted 40 schoolgirls.", "40 schoolgirls = 40 abducted @abducted"},
        Case{"The ministry expelled two diplomats.", "two diplomats = 2 expelled @expelled"},
        Case{"About 5,000 people marched.", "About 5,000 people = 5000 participants @marched"},
        Case{"A crowd of 5,000 gathered at the gate.", "5,000 = 5000 participants @crowd"},
        Case{"A third of the detainees were released.",
             "A third of the detainees = 0.333333333333333 released fraction @released"},
        Case{"Two-thirds of members voted against it.",
             "Two-thirds of members = 0.666666666666667 share fraction @voted"},
        Case{"Half of the houses were burnt.", "Half of the houses = 0.5 share fraction @burnt"},
        Case{"About 60 per cent of the town was burnt.",
             "About 60 per cent of the town = 60 share percent @burnt"},
        Case{"Inflation rose to 30 percent.", "30 percent = 30 share percent @rose"},
        Case{"France gave 2.5 billion euros to Ukraine.",
             "2.5 billion euros = 2500000000 money EUR @gave"},
        Case{"The president pledged $50 million in aid.",
             "$50 million = 50000000 money USD @pledged"},
        Case{"The US approved $1.5bn in arms.", "$1.5bn = 1500000000 money USD @approved"},
        Case{"The fine was 300,000 Kenyan shillings.",
             "300,000 Kenyan shillings = 300000 money KES @shillings"},
        Case{"Thieves stole between $5 million and $6 million.",
             "between $5 million and $6 million = 5000000 (5000000..6000000) money USD @stole"},
        Case{"The convoy moved 20 kilometres to the north.",
             "20 kilometres = 20 distance km @moved"}));

INSTANTIATE_TEST_SUITE_P(
    Sentences2, QuantitiesOf,
    testing::Values(
        Case{"Troops stood 300 metres from the border.", "300 metres = 300 distance m @stood"},
        Case{"The army fired 14 rockets and three missiles.",
             "14 rockets = 14 weapons @fired; three missiles = 3 weapons @fired"},
        Case{"Germany sent 18 tanks.", "18 tanks = 18 weapons @sent"},
        Case{"The two leaders had an hour-long call.",
             "two leaders = 2 @had; an hour = 1 duration hour @call"},
        Case{"The ten-year sentence was upheld.", "ten-year = 10 duration year @sentence"},
        Case{"They talked for two hours.", "two hours = 2 duration hour @talked"},
        Case{"The death toll rose to 34.", "34 = 34 killed @rose"},
        Case{"Police detained 12 of the 30 marchers.",
             "12 of the 30 marchers = 12 arrested @detained; 30 marchers = 30 participants "
             "@detained"},
        Case{"Resolution 1701 was adopted.", ""}, Case{"Okello, 45, was freed.", ""},
        Case{"The 27-year-old man was freed.", ""}, Case{"The dam was built in 1987.", ""},
        Case{"They signed the pact on 5 May 2020.", ""},
        Case{"Up to 1,500 workers went on strike.", "Up to 1,500 workers = 1500 (..1500) @went"},
        Case{"Fewer than 10 people were hurt.", "Fewer than 10 people = 10 (..10) wounded @hurt"},
        Case{"The blast killed 1.2 million people.", "1.2 million people = 1200000 killed @killed"},
        Case{"Rebels killed 12 soldiers and three policemen.",
             "12 soldiers = 12 killed @killed; three policemen = 3 killed @killed"},
        Case{"12 people were killed and 30 injured.",
             "12 people = 12 killed @killed; 30 = 30 wounded @injured"},
        Case{"At least two people died and a dozen were hurt.",
             "At least two people = 2 (2..) killed @died; a dozen = 12 wounded @hurt"},
        Case{"Fifty or more people drowned.", "Fifty or more people = 50 (50..) killed @drowned"},
        Case{"The army seized 200 rifles.", "200 rifles = 200 weapons @seized"},
        Case{"99999999999999999999999 people died.", ""}));

class PlacesOf : public testing::TestWithParam<Case> {};
TEST_P(PlacesOf, AreRead) { EXPECT_EQ(places_of(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Sentences1, PlacesOf,
    testing::Values(
        Case{"Rebels attacked a camp near Garissa.", "Garissa KEN"},
        Case{"Minsk expelled two diplomats.", ""}, Case{"Kenya signed the treaty.", ""},
        Case{"The French minister met traders in Kisumu.", "Kisumu KEN"},
        Case{"The army shelled Kyiv.", "Kyiv UKR"},
        Case{"The delegation visited Paris.", "Paris FRA"},
        Case{"Residents of Goma fled.", "Goma COD"}, Case{"Troops crossed into Chad.", "Chad TCD"},
        Case{"The town of Gwoza was burned.", "Gwoza NGA"},
        Case{"Farmers blocked a road in Helmand province.", "Helmand AFG"},
        Case{"Protesters marched through central Dhaka.", "Dhaka BGD"},
        Case{"Drones hit warehouses in Odesa and Mykolaiv.", "Odesa UKR; Mykolaiv UKR"},
        Case{"The ship sailed towards Malta.", "Malta MLT"},
        Case{"In Lamu, police burned a boat.", "Lamu KEN"},
        Case{"NAIROBI, Kenya (Wire) - Police arrested three men.", "Nairobi KEN; Kenya KEN"},
        Case{"KYIV - Drones hit a silo in Odesa.", "Kyiv UKR; Odesa UKR"},
        Case{"Washington accused Moscow of spying.", ""},
        Case{"The University of Nairobi closed.", ""},
        Case{"The army left the capital of Mali.", "Mali MLI"},
        Case{"Two men were arrested in Paris, Texas, on Monday.", "Paris USA; Texas USA"},
        Case{"Kenya's border with Somalia was closed.", "Kenya KEN"},
        Case{"The mayor of Lviv resigned.", "Lviv UKR"},
        Case{"Parents marched in Novi Sad.", "Novi Sad SRB"},
        Case{"American envoys flew to Oslo.", "Oslo NOR"},
        Case{"Beijing and Manila agreed to talk.", ""},
        Case{"Police in Jos and Kaduna arrested 20 men.", "Jos NGA; Kaduna NGA"},
        Case{"The governor of Borno resigned.", ""},
        Case{"Clashes spread across Haiti.", "Haiti HTI"}));

struct Asked {
  const char* text;
  const char* predicate;
  const char* expected;
};

class CircumstancesOf : public testing::TestWithParam<Asked> {};
TEST_P(CircumstancesOf, BelongToTheStatement) {
  EXPECT_EQ(circumstances_of(GetParam().text, GetParam().predicate), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Sentences1, CircumstancesOf,
    testing::Values(
        Asked{"Rebels killed 12 people in Garissa on Monday.", "killed",
              "2025-03-10 clause | Garissa clause"},
        Asked{"On Friday police arrested two men in Lamu.", "arrested",
              "2025-03-07 clause | Lamu clause"},
        Asked{"The minister said on Friday that rebels had burned the town.", "burned", "- | -"},
        Asked{"The minister said in Vienna that rebels had burned the town.", "burned", "- | -"},
        Asked{"The minister said on Friday that the army would leave.", "leave",
              "2025-03-07 governor | -"},
        Asked{"In Lamu, police said that rebels had burned a bus.", "burned", "- | Lamu sentence"},
        Asked{"Rebels agreed on Monday to release the hostages.", "release",
              "2025-03-10 governor | -"},
        Asked{"Gunmen who killed a trader in Jos were arrested in Abuja.", "killed",
              "- | Jos clause"},
        Asked{"Gunmen who killed a trader in Jos were arrested in Abuja.", "arrested",
              "- | Abuja clause"},
        Asked{"Protests broke out after Friday's vote.", "broke", "- | -"},
        Asked{"Friday's attack killed two guards.", "killed", "2025-03-07 clause | -"},
        Asked{"Rebels attacked a camp near Garissa on Monday. Police arrested three men.",
              "arrested", "2025-03-10 narrative | Garissa narrative"},
        Asked{"Rebels attacked a camp near Garissa on Monday. France condemned the attack.",
              "condemned", "2025-03-10 narrative | -"},
        Asked{"Rebels attacked a camp near Garissa on Monday.\n\nPolice arrested three men.",
              "arrested", "- | -"},
        Asked{"NAIROBI, Kenya (Wire) - Police arrested three men.", "arrested",
              "- | Nairobi dateline"},
        Asked{"KYIV - Drones hit a silo in Odesa.", "hit", "- | Odesa clause"},
        Asked{"The strike lasted from Monday to Thursday.", "lasted",
              "2025-03-03..2025-03-06 clause | -"},
        Asked{"Talks will last from Monday to Thursday.", "last",
              "2025-03-17..2025-03-20 clause | -"},
        Asked{"He was jailed from 2010 to 2014.", "jailed", "2010-01-01..2014-12-31 clause | -"},
        Asked{"Police arrested 12 people between 3 and 5 January.", "arrested",
              "2025-01-03..2025-01-05 clause | -"},
        Asked{"Talks will be held on May 3-5.", "held", "2025-05-03..2025-05-05 clause | -"},
        Asked{"Police arrested 50 people over the past three weeks.", "arrested",
              "2025-02-18..2025-03-11 clause | -"},
        Asked{"The group has held the port since January.", "held",
              "2025-01-01..2025-03-11 clause | -"},
        Asked{"The two states fought in the 1990s.", "fought", "1990-01-01..1999-12-31 clause | -"},
        Asked{"The two met on Saturday and Sunday.", "met", "2025-03-08..2025-03-09 clause | -"},
        Asked{"The party called a strike for Friday.", "called", "2025-03-14 clause | -"},
        Asked{"A bomb exploded in Jos on Tuesday, killing 12.", "exploded",
              "2025-03-11 clause | Jos clause"},
        Asked{"A bomb exploded in Jos on Tuesday, killing 12.", "killing",
              "2025-03-11 governor | Jos governor"},
        Asked{"Rebels killed a guard near Elwak, and Nairobi accused officials in Gedo.", "killed",
              "- | -"},
        Asked{"The army shelled Kyiv on Sunday.", "shelled", "2025-03-09 clause | Kyiv clause"},
        Asked{"Students marched on Monday, and police fired tear gas.", "fired",
              "2025-03-10 narrative | -"},
        Asked{"The army left the town.", "left", "- | -"},
        Asked{"Police will arrest them on Friday.", "arrest", "2025-03-14 clause | -"},
        Asked{"They signed on 5 May 2020. The next day the truce collapsed.", "collapsed",
              "2020-05-06 clause | -"},
        Asked{"They signed on 5 May 2020. Two weeks earlier they had met in Oslo.", "met",
              "2020-04-20..2020-04-26 clause | Oslo clause"},
        Asked{"They signed on 5 May 2020. The day before, rebels had seized the bridge.", "seized",
              "2020-05-04 clause | -"},
        Asked{"They signed on 5 May 2020. The following Monday troops entered the town.", "entered",
              "2020-05-11 clause | -"},
        Asked{"They signed on 5 May 2020. The previous week they had met in Oslo. Later that day "
              "the deal collapsed.",
              "collapsed", "2020-05-05 clause | Oslo narrative"},
        Asked{"The mayor resigned two years ago.", "resigned", "2023-01-01..2023-12-31 clause | -"},
        Asked{"Rebels seized the port last Tuesday.", "seized", "2025-03-04 clause | -"},
        Asked{"Rebels seized the port last month.", "seized", "2025-02-01..2025-02-28 clause | -"},
        Asked{"The envoy arrived yesterday.", "arrived", "2025-03-10 clause | -"},
        Asked{"The president will resign next week.", "resign",
              "2025-03-17..2025-03-23 clause | -"},
        Asked{"Police fired tear gas on Monday evening.", "fired", "2025-03-10 clause | -"},
        Asked{"The army took the town in early March.", "took",
              "2025-03-01..2025-03-31 clause | -"}));

INSTANTIATE_TEST_SUITE_P(
    Sentences2, CircumstancesOf,
    testing::Values(
        Asked{"The pact was signed in the spring of 2022.", "signed",
              "2022-03-01..2022-05-31 clause | -"},
        Asked{"Voters will go to the polls on 31 February.", "go",
              "2026-02-01..2026-02-28 clause | -"},
        Asked{"The army shelled the town for three days.", "shelled", "- | -"},
        Asked{"Exports fell in the second quarter of 2023.", "fell",
              "2023-04-01..2023-06-30 clause | -"},
        Asked{"During the past two years rebels burned the town.", "burned",
              "2023-03-11..2025-03-11 clause | -"},
        Asked{"The ceasefire held until 2020.", "held", "2020-01-01..2020-12-31 clause | -"},
        Asked{"Rebels attacked in Goma and fled to Rwanda.", "attacked", "- | Goma clause"},
        Asked{"Clashes broke out near the village of Gwoza.", "broke", "- | Gwoza clause"},
        Asked{"Protesters marched through central Dhaka on Monday.", "marched",
              "2025-03-10 clause | Dhaka clause"},
        Asked{"A bomb in Mosul killed five.", "killed", "- | Mosul clause"},
        Asked{"The leaders met in Geneva this week.", "met",
              "2025-03-10..2025-03-16 clause | Geneva clause"},
        Asked{"He was arrested at the airport in Lagos on 3 March 2025.", "arrested",
              "2025-03-03 clause | Lagos clause"}));

TEST(Circumstances, OfEveryTextHaveSpansInRangeAndDaysOfTheCalendar) {
  const std::string hostile[] = {
      "9999999999999999 people died on 31 February of the year 0.",
      "Between 99999999999999999999999999 and 5 men fled in 0000 and 9999.",
      "$ $ $ 5 5 5 million of of of May May 31 31 - - - from to and.",
      "From Monday to Monday, from 2010 to 1990, between 30 and 3 May, 1,2,3,4,,5 fled.",
      "Half a half of a third of thirds of dozens of scores of hundreds of millions of millions.",
      "In In In Paris Paris - - (Reuters) Paris, Paris of of the city of city of Rome.",
      "1e999 people, 0x12 people, 1.2.3.4 people, 12,34,56 people, -5 people and NaN people died.",
      "two hundred hundred thousand million billion trillion trillion trillion people left",
      "Killing 12 and wounding and killing and 30 and 40 and 50 on and since and between and.",
      "The 99999th day of the 9999999 years ago, 99999999999 centuries later, in 99999 weeks."};
  for (const std::string& text : hostile) {
    const CodedArticle coded = code_text(text);
    const auto in_range = [&](Span s) {
      EXPECT_LE(s.begin, s.end) << text;
      EXPECT_LE(s.end, text.size()) << text;
    };
    for (const TimeSpan& t : coded.reading.times) {
      in_range(t.span);
      in_range(t.told);
      EXPECT_EQ(t.start.empty(), t.end.empty()) << text;
      if (t.start.empty()) continue;
      for (const std::string& day : {t.start, t.end, t.first_day, t.last_day})
        EXPECT_TRUE(parse_day(day).has_value()) << day << " in " << text;
      EXPECT_LE(t.start, t.end) << text;
      EXPECT_LE(t.first_day, t.last_day) << text;
    }
    for (const Quantity& q : coded.reading.quantities) {
      in_range(q.span);
      EXPECT_GE(q.value, 0) << text;
      EXPECT_LT(q.value, 1e40) << text;
      if (q.low && q.high) {
        EXPECT_LE(*q.low, *q.high) << text;
      }
      EXPECT_LT(q.statement, static_cast<int>(coded.reading.statements.size())) << text;
    }
    for (const Place& p : coded.reading.places) {
      in_range(p.span);
      EXPECT_GE(p.confidence, 0);
      EXPECT_LE(p.confidence, 1);
    }
  }
}

TEST(Times, WithoutADayOfPublicationAreThoseThatNeedNone) {
  Article article;
  article.id = "undated";
  article.text = "The pact of 5 May 2020 failed in three weeks. Troops left yesterday.";
  const CodedArticle coded = testing_support::shipped_coder().code(std::move(article));
  ASSERT_EQ(coded.reading.times.size(), 2U);
  EXPECT_EQ(coded.reading.times[0].value, "2020-05-05");
  EXPECT_EQ(coded.reading.times[1].value, "P3W");
}

TEST(Events, CountTheDeadOfTheClauseThatFollows) {
  const CodedArticle coded =
      code_text("Rebels bombed the market in Garissa, killing 12 people and wounding 30.");
  ASSERT_EQ(coded.events.size(), 1U);
  const auto& q = coded.events[0].quantities;
  ASSERT_EQ(q.size(), 2U);
  EXPECT_EQ(q[0].kind, "killed");
  EXPECT_EQ(q[0].value, 12);
  EXPECT_EQ(q[1].kind, "wounded");
  EXPECT_EQ(q[1].value, 30);
}

TEST(Events, OfSpeechDoNotInheritAPlace) {
  const CodedArticle coded = code_text(
      "Rebels killed a trader near Garissa on Monday. The governor condemned the attack.");
  for (const Event& e : coded.events) {
    if (e.type == "ACCUSE") {
      EXPECT_LT(e.place, 0);
    }
    if (e.type == "ASSAULT") {
      EXPECT_GE(e.place, 0);
    }
  }
}

}  // namespace
}  // namespace dragoman
