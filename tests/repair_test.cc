// Trees mended after the network: each case is a sentence with the wrong reading that is mended.
#include "language/repair.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

struct Row {
  const char *form, *lemma, *upos, *xpos;
  int head;  ///< 0-based; -1 for the root
  const char* deprel;
};

Annotated annotated(const std::vector<Row>& rows) {
  Annotated a;
  for (const Row& r : rows) {
    if (!a.document.text.empty()) a.document.text += ' ';
    const auto begin = static_cast<std::uint32_t>(a.document.text.size());
    a.document.text += r.form;
    a.document.tokens.push_back({begin, static_cast<std::uint32_t>(a.document.text.size())});
    a.words.push_back({r.lemma, r.upos, r.xpos, r.deprel, r.head});
  }
  a.document.sentences.push_back({0, static_cast<std::uint32_t>(rows.size()), 0,
                                  static_cast<std::uint32_t>(a.document.text.size())});
  repair(a.document.sentences.front(), a);
  return a;
}

TEST(Repair, WhatOneHelpsToDoIsAComplement) {
  const Annotated a = annotated({{"a", "a", "DET", "DT", 1, "det"},
                                 {"fund", "fund", "NOUN", "NN", -1, "root"},
                                 {"that", "that", "PRON", "WDT", 4, "nsubj"},
                                 {"may", "may", "AUX", "MD", 4, "aux"},
                                 {"help", "help", "VERB", "VB", 1, "acl:relcl"},
                                 {"rebuild", "rebuild", "VERB", "VB", 1, "acl:relcl"},
                                 {"ports", "port", "NOUN", "NNS", 5, "obj"}});
  EXPECT_EQ(a.words[5].head, 4);
  EXPECT_EQ(a.words[5].deprel, "xcomp");
}

TEST(Repair, AfterAnIntentionComesAVerb) {
  const Annotated a = annotated({{"a", "a", "DET", "DT", 1, "det"},
                                 {"promise", "promise", "NOUN", "NN", -1, "root"},
                                 {"to", "to", "ADP", "IN", 5, "case"},
                                 {"free", "free", "ADJ", "JJ", 5, "amod"},
                                 {"three", "three", "NUM", "CD", 5, "nummod"},
                                 {"sailors", "sailor", "NOUN", "NNS", 1, "nmod"}});
  EXPECT_EQ(a.words[3].upos, "VERB");
  EXPECT_EQ(a.words[3].head, 1);
  EXPECT_EQ(a.words[5].head, 3);
  EXPECT_EQ(a.words[5].deprel, "obj");
  EXPECT_EQ(a.words[2].deprel, "mark");
}

TEST(Repair, ToANounWithoutIntentionIsLeftAlone) {
  const Annotated a = annotated({{"access", "access", "NOUN", "NN", -1, "root"},
                                 {"to", "to", "ADP", "IN", 3, "case"},
                                 {"free", "free", "ADJ", "JJ", 3, "amod"},
                                 {"clinics", "clinic", "NOUN", "NNS", 0, "nmod"}});
  EXPECT_EQ(a.words[2].upos, "ADJ");
  EXPECT_EQ(a.words[3].head, 0);
}

TEST(Repair, WhoCallsOnOthersIsNotCalled) {
  const Annotated a = annotated({{"Ghana", "Ghana", "PROPN", "NNP", 1, "nsubj:pass"},
                                 {"called", "call", "VERB", "VBN", -1, "root"},
                                 {"on", "on", "ADP", "RP", 1, "compound:prt"},
                                 {"both", "both", "DET", "DT", 4, "det"},
                                 {"sides", "side", "NOUN", "NNS", 1, "obl"}});
  EXPECT_EQ(a.words[0].deprel, "nsubj");
  EXPECT_EQ(a.words[1].xpos, "VBD");
  EXPECT_EQ(a.words[2].head, 4);
  EXPECT_EQ(a.words[2].deprel, "case");
}

TEST(Repair, AnOrderIsOfWhatIsToBeDone) {
  const Annotated a = annotated({{"She", "she", "PRON", "PRP", 1, "nsubj"},
                                 {"ordered", "order", "VERB", "VBD", -1, "root"},
                                 {"the", "the", "DET", "DT", 3, "det"},
                                 {"convoy", "convoy", "NOUN", "NN", 1, "obj"},
                                 {"of", "of", "ADP", "IN", 5, "case"},
                                 {"trucks", "truck", "NOUN", "NNS", 3, "nmod"},
                                 {"to", "to", "PART", "TO", 8, "mark"},
                                 {"be", "be", "AUX", "VB", 8, "aux:pass"},
                                 {"stopped", "stop", "VERB", "VBN", 5, "acl"}});
  EXPECT_EQ(a.words[8].head, 1);
  EXPECT_EQ(a.words[8].deprel, "xcomp");
}

}  // namespace
}  // namespace dragoman
