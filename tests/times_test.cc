// Expressions of time: types, values, and which of them date events.
#include <gtest/gtest.h>

#include "reading/calendar.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;

/// "words=TYPE value" of every expression of a text published on Tuesday, 2025-03-11.
std::string times_of(const std::string& text) {
  const CodedArticle coded = code_text(text);
  std::string out;
  for (const TimeSpan& t : coded.reading.times) {
    if (!out.empty()) out += "; ";
    out += coded.article.text.substr(t.span.begin, t.span.end - t.span.begin) + "=" + t.type + " " +
           t.value;
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

class TimesOf : public testing::TestWithParam<Case> {};

TEST_P(TimesOf, AreRead) { EXPECT_EQ(times_of(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Dates, TimesOf,
    testing::Values(Case{"The ministers met on Friday.", "Friday=DATE 2025-03-07"},
                    Case{"The ministers will meet on Friday.", "Friday=DATE 2025-03-14"},
                    Case{"The strike was scheduled for Friday.", "Friday=DATE 2025-03-14"},
                    Case{"Rebels left the town last Tuesday.", "last Tuesday=DATE 2025-03-04"},
                    Case{"Troops fired on the crowd on Sept. 3, 2019.",
                         "Sept. 3, 2019=DATE 2019-09-03"},
                    Case{"The court ruled on 14 June 2021.", "14 June 2021=DATE 2021-06-14"},
                    Case{"The camp has been closed since January.", "January=DATE 2025-01"},
                    Case{"The army will leave in November.", "November=DATE 2025-11"},
                    Case{"The army left in November.", "November=DATE 2024-11"},
                    Case{"The dam was built in 1987.", "1987=DATE 1987"},
                    Case{"Exports fell in the second quarter of 2023.",
                         "the second quarter of 2023=DATE 2023-Q2"},
                    Case{"The two states fought in the 1990s.", "the 1990s=DATE 199"},
                    Case{"Talks failed last week.", "last week=DATE 2025-W10"},
                    Case{"They fled last summer.", "last summer=DATE 2024-SU"},
                    Case{"Troops held the port from May 5 to May 9, 2024.",
                         "May 5=DATE 2024-05-05; May 9, 2024=DATE 2024-05-09"},
                    Case{"Some 2000 people fled.", ""},
                    Case{"The envoy arrived yesterday.", "yesterday=DATE 2025-03-10"}));

INSTANTIATE_TEST_SUITE_P(TimesOfDay, TimesOf,
                         testing::Values(Case{"Police raided the office on Monday night.",
                                              "Monday night=TIME 2025-03-10TNI"},
                                         Case{"The shelling began at 9:30 a.m. on Monday.",
                                              "9:30 a.m. on Monday=TIME 2025-03-10T09:30"}));

INSTANTIATE_TEST_SUITE_P(
    Lengths, TimesOf,
    testing::Values(
        Case{"They held him for three days.", "three days=DURATION P3D"},
        Case{"The ten-year sentence was upheld.", "ten-year=DURATION P10Y"},
        Case{"They talked for two hours.", "two hours=DURATION PT2H"},
        Case{"The siege lasted several weeks.", "several weeks=DURATION PXW"},
        Case{"He spent two and a half years in jail.", "two and a half years=DURATION P2Y6M"},
        Case{"Prices rose in the past three months.", "the past three months=DURATION P3M"},
        Case{"The 27-year-old man was freed.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Relative, TimesOf,
    testing::Values(Case{"The mayor resigned two years ago.", "two years ago=DATE 2023"},
                    Case{"They signed on May 5, 2020. The next day the deal collapsed.",
                         "May 5, 2020=DATE 2020-05-05; The next day=DATE 2020-05-06"},
                    Case{"They signed on May 5, 2020. Two weeks earlier they had met in Oslo.",
                         "May 5, 2020=DATE 2020-05-05; Two weeks earlier=DATE 2020-W17"},
                    Case{"The minister has recently resigned.", "recently=DATE PAST_REF"},
                    Case{"The border is now closed.", "now=DATE PRESENT_REF"}));

INSTANTIATE_TEST_SUITE_P(
    Sets, TimesOf,
    testing::Values(Case{"Crowds gather every Monday.", "every Monday=SET XXXX-WXX-1"},
                    Case{"The council meets every month.", "every month=SET P1M"}));

TEST(Times, OnlyDaysOfTheCalendarDateEvents) {
  const CodedArticle coded =
      code_text("French troops recently attacked rebels in Mali for three days on Friday.");
  std::size_t dating = 0;
  for (const TimeSpan& t : coded.reading.times) {
    EXPECT_EQ(t.start.empty(), t.value != "2025-03-07") << t.value;
    dating += t.dates;
  }
  EXPECT_EQ(dating, 1U);
}

TEST(Times, NothingIsReadWithoutAPublication) {
  Article article;
  article.text = "The ministers met on Friday.";
  EXPECT_TRUE(testing_support::shipped_coder().code(article).reading.times.empty());
}

TEST(Calendar, WeeksBelongToTheYearOfTheirThursday) {
  EXPECT_EQ(period_of(TimeUnit::week, make_day(2027, 1, 1)).value, "2026-W53");
  EXPECT_EQ(period_of(TimeUnit::weekend, make_day(2025, 3, 11)).value, "2025-W11-WE");
}

TEST(Calendar, MonthsEndWithTheirLastDay) {
  EXPECT_EQ(iso_day(moved(make_day(2024, 3, 31), TimeUnit::month, -1)), "2024-02-29");
  EXPECT_EQ(iso_day(season_of(2024, 3).end), "2025-02-28");
}

}  // namespace
}  // namespace dragoman
