// The model's say on how sure statements are.
#include "reading/weigh_modality.h"

#include <gtest/gtest.h>

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

std::string two_rows() {
  return ModalityModel::bytes({row(7, Modality::denied, 10), row(90, Modality::refused, 30)},
                              {100, 40});
}

TEST(ModalityModel, TakesAnotherAnswerOnlyWhenItIsClearlyAhead) {
  const auto bytes = as_bytes(two_rows());
  const auto model = ModalityModel::parse(bytes);
  ASSERT_TRUE(model.ok());
  const std::vector<Evidence> weak = {{7, 4}, {5, 4}};
  const std::vector<Evidence> strong = {{7, 4}, {90, 4}};
  const ModalityModel& m = model.value();
  EXPECT_EQ(m.decide(m.scores(weak), Modality::occurred), Modality::occurred);
  EXPECT_EQ(m.decide(m.scores(weak), Modality::planned), Modality::planned);
  EXPECT_EQ(m.decide(m.scores(strong), Modality::occurred), Modality::refused);
  EXPECT_EQ(m.decide({}, Modality::possible), Modality::possible);
}

TEST(ModalityModel, RefusesBytesThatAreNoModel) {
  const std::string good = two_rows();
  EXPECT_TRUE(ModalityModel::parse(as_bytes(good)).ok());
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(ModalityModel::parse(as_bytes(good.substr(0, size))).ok()) << size;
  std::string swapped = good;
  swapped[20] = 'z';  // the first key is above the second
  EXPECT_FALSE(ModalityModel::parse(as_bytes(swapped)).ok());
  std::string many = good;
  many[11] = 'z';
  EXPECT_FALSE(ModalityModel::parse(as_bytes(many)).ok());
  std::string wild = good;
  wild[15] = 'z';
  EXPECT_FALSE(ModalityModel::parse(as_bytes(wild)).ok());
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
