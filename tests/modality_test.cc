// How sure statements are, on sentences of our own.
#include <gtest/gtest.h>

#include "support.h"

namespace dragoman {

namespace {

struct ModalityCase {
  const char* word;
  const char* modality;
  const char* text;
};

class ModalityOf : public testing::TestWithParam<ModalityCase> {};

TEST_P(ModalityOf, IsRead) {
  const CodedArticle coded = testing_support::code_text(GetParam().text);
  for (const Statement& s : coded.reading.statements) {
    if (coded.annotated.document.form(s.predicate) != GetParam().word) continue;
    EXPECT_EQ(to_string(s.modality), GetParam().modality) << GetParam().text;
    return;
  }
  FAIL() << "no statement of " << GetParam().word;
}

INSTANTIATE_TEST_SUITE_P(
    Plain, ModalityOf,
    testing::Values(
        ModalityCase{"signed", "occurred", "Peru and Chile signed a border accord on Monday."},
        ModalityCase{"blocking", "ongoing", "Farmers are blocking the road to Quito."},
        ModalityCase{"visit", "planned", "The Polish president will visit Oslo next week."},
        ModalityCase{"attack", "possible", "The rebels may attack the port, officials said."},
        ModalityCase{"release", "demanded", "France urged Mali to release the reporter."},
        ModalityCase{"bomb", "threatened", "The rebels threatened to bomb the bridge."},
        ModalityCase{"retaliate", "threatened", "Turkey will retaliate, its minister said."},
        ModalityCase{"attend", "refused", "The general refused to attend the talks."},
        ModalityCase{"withdraw", "refused", "Sudan rejected a call to withdraw its troops."},
        ModalityCase{"involvement", "denied", "Rwanda denied any involvement in the raid."},
        ModalityCase{"arrested", "denied", "No one was arrested in the capital."},
        ModalityCase{"deploy", "cancelled", "Norway abandoned its plan to deploy a frigate."},
        ModalityCase{"talks", "cancelled", "The talks in Cairo collapsed on Friday."},
        ModalityCase{"invaded", "background", "Iraq invaded Kuwait in 1990."},
        ModalityCase{"patrols", "background", "The navy routinely patrols the strait."}));

INSTANTIATE_TEST_SUITE_P(
    PhrasesAndNouns, ModalityOf,
    testing::Values(
        ModalityCase{"offensive", "cancelled", "Guards beat back an offensive near the dam."},
        ModalityCase{"talks", "demanded", "The miners want talks with the ministry."},
        ModalityCase{"ceasefire", "planned", "The ceasefire will begin on Sunday."},
        ModalityCase{"withdrawal", "demanded",
                     "Oman renewed its demand for the withdrawal of the troops."},
        ModalityCase{"join", "refused", "The cabinet decided not to join the sanctions."},
        ModalityCase{"negotiating", "ongoing", "The envoys were still negotiating in Amman."},
        ModalityCase{"resume", "possible", "Perhaps the talks will resume."}));

}  // namespace

}  // namespace dragoman
