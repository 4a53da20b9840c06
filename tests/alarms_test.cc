// What has the words of conflict and is no politics, on sentences of our own; and what must stay.
#include <gtest/gtest.h>

#include "support.h"

namespace dragoman {

namespace {

class NoEvent : public testing::TestWithParam<const char*> {};

TEST_P(NoEvent, IsCoded) {
  EXPECT_TRUE(testing_support::code_text(GetParam()).events.empty()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Domains, NoEvent,
    testing::Values(
        "Italy beat Norway in the semi-final of the handball championship.",
        "The typhoon attacked the coast of Vietnam.", "In the novel, Sweden invades Denmark.",
        "The Austrian pianist attacked the critics at the festival.",
        "The Japanese satellite refused to answer.",
        "A baker in Ghent threatened a customer with a rolling pin.",
        "The Estonian ferry operator rejected a bid from its Danish rival.",
        "Austria and Belgium fought for the title until the last lap.",
        "Crabs invaded the harbour of Bergen.", "Shoppers stormed a Swedish furniture hall.",
        "In this version of the tale the soldiers murder the king of Norway.",
        "Families in Lisbon declared war on mould.", "London is under siege from pigeons."));

class AnEvent : public testing::TestWithParam<const char*> {};

TEST_P(AnEvent, IsKept) {
  EXPECT_FALSE(testing_support::code_text(GetParam()).events.empty()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Domains, AnEvent,
                         testing::Values("Police arrested the coach of the Turkish football team.",
                                         "The army attacked the village near the museum in Mali.",
                                         "Syrian rebels shelled the theatre in Aleppo.",
                                         "Families of the victims protested in Lagos.",
                                         "A Palestinian stabbed an Israeli in Hebron.",
                                         "A teacher in Peru was arrested by soldiers.",
                                         "Russia declared war on Georgia."));

}  // namespace

}  // namespace dragoman
