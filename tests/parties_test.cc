// Who does what to whom beyond the clause: answers, reactions, datelines, headlines, and the
// standing of demands and refusals.
#include <gtest/gtest.h>

#include <algorithm>

#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;

/// "TYPE actor>recipient modality" of every event, with countries, sectors where there is none.
std::string all_of(const std::string& text) {
  const auto sides = [](const std::vector<Party>& parties) {
    std::string out;
    for (const Party& p : parties) {
      if (!out.empty()) out += '+';
      out += p.country.empty() ? p.sector : p.country;
    }
    return out;
  };
  std::string out;
  for (const Event& e : code_text(text).events)
    out += e.type + " " + sides(e.actors) + ">" + sides(e.recipients) + " " +
           std::string(to_string(e.modality)) + "\n";
  return out;
}

struct Case {
  const char* name;
  const char* text;
  const char* expected;  ///< one event that must be there
};

class Parties : public testing::TestWithParam<Case> {};

TEST_P(Parties, AreFound) {
  const std::string got = all_of(GetParam().text);
  EXPECT_NE(got.find(std::string(GetParam().expected) + "\n"), std::string::npos)
      << GetParam().text << "\nwanted: " << GetParam().expected << "\ngot:\n"
      << got;
}

INSTANTIATE_TEST_SUITE_P(
    Standing, Parties,
    testing::Values(
        Case{"ADemand_IsDemanded", "Kenya asked Uganda for help.", "REQUEST KEN>UGA demanded"},
        Case{"AThreat_IsThreatened", "Kenya threatened Uganda with war.",
             "THREATEN KEN>UGA threatened"},
        Case{"ARefusal_IsRefused", "Kenya rejected Uganda's proposal.", "REJECT KEN>UGA refused"},
        Case{"APromise_IsPlanned", "Kenya agreed to send Uganda food.", "AGREE KEN>UGA planned"},
        Case{"ADemandThatIsPlanned_StaysPlanned", "Kenya will ask Uganda for help.",
             "REQUEST KEN>UGA planned"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sides, Parties,
    testing::Values(
        Case{"WhoMeetWhom_AreAllActors", "Kenya's president met Uganda's president on Monday.",
             "CONSULT KEN+UGA> occurred"},
        Case{"WhoIsTelephoned_IsARecipient", "Kenya's president telephoned Uganda's president.",
             "CONSULT KEN>UGA occurred"},
        Case{"ThePlaceOfAMeeting_TakesNoPart",
             "Kenya's president met Uganda's president in Kigali.", "CONSULT KEN+UGA> occurred"},
        Case{"WhoeverIsToAct_IsAsked", "Elders in Somalia urged Kenya to withdraw its soldiers.",
             "REQUEST SOM>KEN demanded"},
        Case{"TheStateInsideAPhrase_IsItsCountry",
             "Elders on the Somali side urged Kenya to withdraw its soldiers.",
             "REQUEST SOM>KEN demanded"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    References, Parties,
    testing::Values(
        Case{"ADenial_AnswersTheAccuser",
             "Kenya accused Uganda of arming rebels. Kampala denied it.", "REJECT UGA>KEN denied"},
        Case{"ADenialOfOnesOwnDeed_AnswersTheAccuser",
             "Kenya accused Uganda of arming rebels. Kampala denied that its embassy had helped.",
             "REJECT UGA>KEN denied"},
        Case{"ARefusal_AnswersWhoAsked",
             "Kenya urged Uganda to reopen the border. Kampala declined to do so.",
             "REJECT UGA>KEN refused"},
        Case{"AReaction_IsAgainstWhoDidIt",
             "Malian rebels bombed the airport of Gao. France condemned the bombing.",
             "ACCUSE FRA>MLI occurred"},
        Case{"AStateAlone_DealsWithTheOtherOne",
             "Kenya and Uganda met on Monday. Kenya asked for money to repair the bridge.",
             "REQUEST KEN>UGA demanded"},
        Case{"WhoCondemnsFromAbroad_AddressesTheStateOfTheStory",
             "Police in Zambia arrested two bishops. Zambian soldiers closed a radio station. Peru "
             "condemned the arrests.",
             "ACCUSE PER>ZMB occurred"},
        Case{"ALeagueAtHome_AddressesItsGovernment",
             "The government of Zambia closed a radio station. The Zambian Teachers' Union "
             "protested and expressed its concern about freedom of speech.",
             "ACCUSE ZMB>ZMB occurred"},
        Case{"ThoseWhomAnotherStateHelps_AreOfTheStateOfTheStory",
             "A flood destroyed a town in Ghana. The Ghanaian army searched for the missing. "
             "Portugal offered to treat the wounded.",
             "AGREE PRT>GHA planned"},
        Case{"Diplomats_AreOfTheOtherState",
             "Kenya accused Uganda of spying. It expelled two diplomats.",
             "SANCTION KEN>UGA occurred"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Groups, Parties,
    testing::Values(
        Case{"SoldiersOfTwoStates_FightEachOther",
             "Thai and Cambodian soldiers exchanged rifle fire on Sunday.",
             "ASSAULT THA+KHM> occurred"},
        Case{"OfficialsFromTwoStates_MeetEachOther",
             "Officials from Peru and Chile met on Tuesday.", "CONSULT PER+CHL> occurred"},
        Case{"TheirMinisters_AreThoseOfBoth",
             "Peru and Chile quarrel about a river. Their foreign ministers met on Tuesday.",
             "CONSULT PER+CHL> occurred"},
        Case{"TheTwoForeignMinisters_AreThoseOfTheStatesToldOf",
             "A Peruvian patrol boat rammed a Chilean trawler. The two foreign ministers met on "
             "Tuesday.",
             "CONSULT PER+CHL> occurred"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Persons, Parties,
    testing::Values(
        Case{"WhoeverIsHitAbroad_LivesThere",
             "Israeli jets struck a camp in Lebanon, killing twelve civilians.",
             "ASSAULT ISR>LBN occurred"},
        Case{"WhatHasBegun_IsUnderWay", "Peru's army began to withdraw from Chile on Monday.",
             "RETREAT PER>CHL ongoing"},
        Case{"AHighCommissioner_IsSummoned",
             "Kenya's foreign secretary summoned the Ugandan high commissioner.",
             "ACCUSE KEN>UGA occurred"},
        Case{"WhatAStateWillGive_IsAgreed", "Kenya will give Uganda two landing craft next year.",
             "AGREE KEN>UGA planned"},
        Case{"PoliceStopMarchers_WhoAreHeldBack",
             "Police in Peru stopped the students at a bridge.", "COERCE PER>PER occurred"},
        Case{"APerson_KeepsTheCountryOfHisFirstSentence",
             "In Lima, Foreign Minister Elsa Quiroga opened a school. On Tuesday she "
             "telephoned Chile's president.",
             "CONSULT PER>CHL occurred"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Places, Parties,
    testing::Values(Case{"ADateline_GivesTheCountry",
                         "Students held\n\nNAIROBI, March 4 - Police arrested nine students.",
                         "COERCE KEN>KEN occurred"},
                    Case{"WhatIsStruck_StandsForItsState",
                         "Russian drones hit a refinery in Ukraine.", "ASSAULT RUS>UKR occurred"},
                    Case{"TheVictimOfTheNextVerb_IsShared",
                         "Police in Peru fired rubber bullets and beat dozens of students.",
                         "ASSAULT PER>PER occurred"}),
    [](const auto& one) { return one.param.name; });

TEST(OneEventAFact, AHeadline_IsToldWithTheBody) {
  const std::string got = all_of(
      "Kenya expels Ugandan diplomat\n\nNAIROBI - Kenya expelled a Ugandan diplomat on Monday for "
      "spying.\n");
  EXPECT_EQ(std::count(got.begin(), got.end(), '\n'), 1) << got;
}

TEST(OneEventAFact, VictimsInTheNextSentence_AreCountedWithTheAttack) {
  const CodedArticle coded =
      code_text("Soldiers opened fire on a crowd in Guinea on Monday. Nine people were killed.");
  ASSERT_EQ(coded.events.size(), 1U);
  const auto& counted = coded.events.front().quantities;
  EXPECT_TRUE(std::any_of(counted.begin(), counted.end(), [](const Event::Counted& q) {
    return q.kind == "killed" && q.value == 9;
  }));
}

TEST(OneEventAFact, TheDeadOfAnAttack_AreNoAttackOfTheirOwn) {
  const CodedArticle coded =
      code_text("Malian soldiers attacked the village of Dara, killing 12 herders.");
  ASSERT_EQ(coded.events.size(), 1U);
  EXPECT_EQ(coded.events.front().quantities.size(), 1U);
}

TEST(OneEventAFact, ThePurposeOfAnAct_IsNoDemandOfItsOwn) {
  const std::string got = all_of(
      "Thousands of students marched through central Dhaka, and riot police fired tear gas to "
      "disperse them.");
  EXPECT_EQ(got.find("REQUEST"), std::string::npos) << got;
  const std::string sent = all_of(
      "South Africa sent Malawi four helicopters and a team of doctors to help with the "
      "rescue.");
  EXPECT_EQ(sent.find("REJECT"), std::string::npos) << sent;
}

TEST(OneEventAFact, ActsOfDifferentModes_StayApart) {
  const std::string got = all_of("Soldiers sealed off a suburb of Lima and arrested three men.");
  EXPECT_EQ(std::count(got.begin(), got.end(), '\n'), 2) << got;
}

}  // namespace
}  // namespace dragoman
