#include <gtest/gtest.h>

#include <set>

#include "language/language_model.h"
#include "support.h"
#include "text/segmenter.h"

namespace dragoman {
namespace {

using testing_support::ScratchFolder;
using testing_support::shipped_coder;

const std::string kModel = DRAGOMAN_SOURCE_DIR "/models/en-fast.drg";

void expect_refused(const std::string& path) {
  const auto model = load_fast_model(path);
  ASSERT_FALSE(model.ok()) << path;
  EXPECT_EQ(model.error().where, path);
  EXPECT_FALSE(model.error().what.empty());
  EXPECT_FALSE(model.error().remedy.empty());
}

TEST(ShippedModel, MissingGarbageAndTruncatedAreRefusedWithRemedy) {
  const ScratchFolder folder;
  expect_refused(folder.path("none.drg"));
  expect_refused(folder.write("empty.drg", ""));
  expect_refused(folder.write("garbage.drg", "this is not a model, nor was it ever one"));
  const std::string bytes = testing_support::bytes_of(kModel);
  ASSERT_GT(bytes.size(), 1000U);
  for (const std::size_t size :
       {std::size_t{8}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1})
    expect_refused(folder.write("cut.drg", std::string_view(bytes).substr(0, size)));
  expect_refused(folder.write("long.drg", bytes + "x"));
  std::string other_version = bytes;
  other_version[7] = '\x7F';
  expect_refused(folder.write("version.drg", other_version));
}

TEST(Annotation, EmptyDocumentStaysEmpty) {
  for (const char* text : {"", " \n\n "}) {
    const Annotated a = shipped_coder().annotate(text);
    EXPECT_EQ(a.document.text, text);
    EXPECT_TRUE(a.words.empty());
    EXPECT_TRUE(a.entities.empty());
  }
}

TEST(Annotation, SameTextGivesTheSameTwice) {
  const std::string text =
      testing_support::bytes_of(DRAGOMAN_SOURCE_DIR "/examples/03-leaders-phone-call.txt");
  const Annotated a = shipped_coder().annotate(text);
  const Annotated b = shipped_coder().annotate(text);
  ASSERT_EQ(a.words.size(), b.words.size());
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    EXPECT_EQ(a.words[i].lemma, b.words[i].lemma);
    EXPECT_EQ(a.words[i].upos, b.words[i].upos);
    EXPECT_EQ(a.words[i].xpos, b.words[i].xpos);
    EXPECT_EQ(a.words[i].head, b.words[i].head);
    EXPECT_EQ(a.words[i].deprel, b.words[i].deprel);
  }
  ASSERT_EQ(a.entities.size(), b.entities.size());
}

TEST(Annotation, GivenTokensAndSentencesAreKept) {
  const Document d = segment("The army left. It rained.");
  const Annotated a = shipped_coder().model().annotate(d);
  ASSERT_EQ(a.document.tokens.size(), d.tokens.size());
  ASSERT_EQ(a.document.sentences.size(), d.sentences.size());
  EXPECT_EQ(a.words.size(), d.tokens.size());
}

/// Every sentence is a tree with one root; entities are in order and do not overlap.
void expect_well_formed(const Annotated& a) {
  ASSERT_EQ(a.words.size(), a.document.tokens.size());
  for (const Sentence& s : a.document.sentences) {
    int roots = 0;
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      const Word& w = a.words[t];
      EXPECT_FALSE(w.upos.empty());
      EXPECT_FALSE(w.deprel.empty());
      EXPECT_FALSE(w.lemma.empty());
      EXPECT_EQ(w.head < 0, w.deprel == "root");
      roots += w.head < 0 ? 1 : 0;
      std::int32_t up = static_cast<std::int32_t>(t);
      for (std::uint32_t steps = s.last - s.first; up >= 0 && steps > 0; --steps) {
        up = a.words[static_cast<std::size_t>(up)].head;
        if (up >= 0) {
          ASSERT_GE(up, static_cast<std::int32_t>(s.first));
          ASSERT_LT(up, static_cast<std::int32_t>(s.last));
        }
      }
      EXPECT_LT(up, 0) << "a cycle";
    }
    EXPECT_EQ(roots, 1);
  }
  std::uint32_t end = 0;
  for (const EntitySpan& e : a.entities) {
    EXPECT_GE(e.first, end);
    EXPECT_GT(e.last, e.first);
    EXPECT_LE(e.last, a.words.size());
    EXPECT_TRUE((std::set<std::string_view>{"PER", "LOC", "ORG", "MISC"}.contains(e.type)));
    end = e.last;
  }
}

TEST(Annotation, SentencesAreTrees) {
  for (const char* text :
       {"Rain.", "The president of Kenya met the president of Uganda in Nairobi on Monday.", "!",
        ") ) ) (", "to to to to of of of the the and and", "\xFF\xFE bytes \xC3"})
    expect_well_formed(shipped_coder().annotate(text));
  std::string soup;
  for (int i = 0; i < 1200; ++i) soup += i % 3 == 0 ? "and " : i % 3 == 1 ? "Kenya " : "met ";
  expect_well_formed(shipped_coder().annotate(soup));
}

TEST(Annotation, PlainSentenceIsReadRight) {
  const Annotated a = shipped_coder().annotate("The soldiers attacked the villages in Kenya.");
  ASSERT_EQ(a.words.size(), 8U);
  EXPECT_EQ(a.words[2].upos, "VERB");
  EXPECT_EQ(a.words[2].lemma, "attack");
  EXPECT_EQ(a.words[2].head, -1);
  EXPECT_EQ(a.words[1].deprel, "nsubj");
  EXPECT_EQ(a.words[1].lemma, "soldier");
  EXPECT_EQ(a.words[4].deprel, "obj");
  ASSERT_EQ(a.entities.size(), 1U);
  EXPECT_EQ(a.entities[0].type, "LOC");
}

}  // namespace
}  // namespace dragoman
