// The model's say on how sure statements are.
#include "reading/weigh_modality.h"

#include <gtest/gtest.h>

#include <cmath>

#include "reading/cue_lexicon.h"
#include "reading/modality_model.h"
#include "support.h"

namespace dragoman {

namespace {

std::vector<std::uint8_t> as_bytes(const std::string& text) { return {text.begin(), text.end()}; }

ModalityModel::Row row(std::uint32_t key, Modality says, std::int8_t weight) {
  ModalityModel::Row out{key, {}};
  out.weights[static_cast<std::size_t>(says)] = weight;
  return out;
}

ModalityModel::Head head(ModalityModel::Trust trust) {
  ModalityModel::Head out;
  out.trust = trust;
  out.scale = 0.1F;
  out.unit_scale = 0.1F;
  out.dense.resize(kStandingDense * kStandingSums);
  return out;
}

std::string two_rows() {
  return ModalityModel::bytes(head({2.5F, 1}),
                              {row(7, Modality::denied, 10), row(90, Modality::refused, 30)}, {});
}

TEST(ModalityModel, TakesAnotherAnswerOnlyWhenItIsClearlyAhead) {
  const auto bytes = as_bytes(two_rows());
  const auto model = ModalityModel::parse(bytes);
  ASSERT_TRUE(model.ok());
  const StandingInput weak{{{7, 4}, {5, 4}}, {}};
  const StandingInput strong{{{7, 4}, {90, 4}}, {}};
  const ModalityModel& m = model.value();
  EXPECT_EQ(m.decide(m.scores(weak), Modality::occurred), Modality::occurred);
  EXPECT_EQ(m.decide(m.scores(weak), Modality::planned), Modality::planned);
  EXPECT_EQ(m.decide(m.scores(strong), Modality::occurred), Modality::refused);
  EXPECT_EQ(m.decide({}, Modality::possible), Modality::possible);
}

TEST(ModalityModel, WordsSpeakForStandingsAndUnitsOnlyWhenTheyAreActive) {
  ModalityModel::Head h = head({0, 0});
  h.dense[static_cast<std::size_t>(Modality::demanded)] = 2;  // of the first word dimension
  h.output[0][static_cast<std::size_t>(Modality::refused)] = 5;
  ModalityModel::Row to_unit{9, {}};
  to_unit.weights[kModalityCount] = 10;
  const auto bytes = as_bytes(ModalityModel::bytes(h, {to_unit}, {}));
  const auto model = ModalityModel::parse(bytes);
  ASSERT_TRUE(model.ok());
  const ModalityModel& m = model.value();
  StandingInput input;
  input.dense[0] = 1;
  EXPECT_EQ(m.decide(m.scores(input), Modality::occurred), Modality::demanded);
  input.evidence = {{9, 4}};
  EXPECT_EQ(m.decide(m.scores(input), Modality::occurred), Modality::refused);
  EXPECT_FLOAT_EQ(m.says(input, Modality::refused, Modality::occurred).at(0), 5);
  input.evidence = {{9, -4}};
  EXPECT_EQ(m.decide(m.scores(input), Modality::occurred), Modality::demanded);
}

TEST(ModalityModel, RefusesBytesThatAreNoModel) {
  const WordTable::Row word{5, 0.5F, {}};
  const WordTable::Row other{6, 0.5F, {}};
  const std::vector<ModalityModel::Row> rows = {row(7, Modality::denied, 10)};
  const std::string good = ModalityModel::bytes(head({1, 1}), rows, {word, other});
  const auto model = ModalityModel::parse(as_bytes(good));
  ASSERT_TRUE(model.ok());
  EXPECT_NE(model.value().words().find(6), nullptr);
  EXPECT_EQ(model.value().words().find(7), nullptr);
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(ModalityModel::parse(as_bytes(good.substr(0, size))).ok()) << size;
  const auto refused = [](const std::string& bytes) {
    return !ModalityModel::parse(as_bytes(bytes)).ok();
  };
  EXPECT_TRUE(refused(ModalityModel::bytes(head({1, 1}), rows, {other, word})));
  EXPECT_TRUE(refused(ModalityModel::bytes(head({-1, 1}), rows, {})));
  EXPECT_TRUE(refused(ModalityModel::bytes(head({std::nanf(""), 1}), rows, {})));
  EXPECT_TRUE(refused(ModalityModel::bytes(
      head({1, 1}), {row(9, Modality::denied, 1), row(7, Modality::denied, 1)}, {})));
  std::string many = good;
  many[11] = 'z';
  EXPECT_TRUE(refused(many));
}

TEST(ModalityModel, TheOneInTheProgramIsWellFormed) {
  const auto model = ModalityModel::parse(ModalityModel::built_in());
  ASSERT_TRUE(model.ok()) << model.error().message();
  EXPECT_FALSE(model.value().empty());
}

TEST(Cues, AreFoundByLemmaAndByForm) {
  const auto cues = CueLexicon::load(std::string(DRAGOMAN_SOURCE_DIR) + "/data");
  ASSERT_TRUE(cues.ok());
  const CodedArticle coded =
      testing_support::code_text("The talks in Mombasa came to nothing, Otieno said.");
  const Tree tree(coded.annotated);
  std::vector<Cue> found;
  cues.value().find(tree, 0, tree.size(), found);
  const bool nothing = std::any_of(found.begin(), found.end(), [&](const Cue& c) {
    return tree.folded(c.first) == "came" && tree.folded(c.last - 1) == "nothing" &&
           c.reach == Reach::behind && c.says == Modality::cancelled;
  });
  EXPECT_TRUE(nothing);
}

TEST(Cues, OneWithoutWords_IsRefused) {
  const testing_support::ScratchFolder folder;
  for (const char* table :
       {"\tahead\trefused\n", "as a rule\tclause\tdenied\n\tbehind\tdenied\n"}) {
    static_cast<void>(folder.write("reading/cues.tsv", table));
    const auto cues = CueLexicon::load(folder.path(""));
    ASSERT_FALSE(cues.ok()) << table;
    EXPECT_NE(cues.error().message().find("cues.tsv"), std::string::npos);
  }
}

TEST(WeighModality, WhoSaysWeCondemnCondemns) {
  const CodedArticle coded = testing_support::code_text(
      "\"We condemn the raid by Eritrea,\" said Selam Bekele, the defence minister of Ethiopia.");
  ASSERT_FALSE(coded.events.empty());
  EXPECT_EQ(coded.events[0].type, "ACCUSE");
  EXPECT_EQ(coded.events[0].modality, Modality::occurred);
}

TEST(WeighModality, NamesPersonsAndPlacesDoNotHappen) {
  const CodedArticle coded = testing_support::code_text(
      "President Tamsin Oduya of Kenya denounced the attack on a mosque in Mombasa.");
  const Tree tree(coded.annotated);
  std::string may;
  for (const Statement& s : coded.reading.statements) {
    if (!may_happen(tree, coded.reading, s)) continue;
    may += std::string(coded.annotated.document.form(s.predicate)) + " ";
  }
  EXPECT_EQ(may, "denounced attack mosque ");
}

TEST(WeighModality, EvidenceIsNamedWhereItTurnedTheRulesAnswer) {
  const std::string text =
      "Tamsin Oduya shows no sign of yielding. The islanders are against inspections at sea. "
      "It is not true that the two leaders quarrelled. The bid to unseat her came up short.";
  const CodedArticle coded = testing_support::code_text(text);
  const Coder& coder = testing_support::shipped_coder();
  const Tree tree(coded.annotated);
  int turned = 0;
  for (const Statement& s : coded.reading.statements) {
    const auto why = why_weighed(tree, "", coder.knowledge(), coder.reading_lexicon(), s);
    EXPECT_EQ(why.empty(), s.modality == s.ruled) << coded.annotated.document.form(s.predicate);
    EXPECT_LE(why.size(), 3U);
    turned += s.modality != s.ruled;
  }
  EXPECT_GT(turned, 0);
}

}  // namespace

}  // namespace dragoman
