#include <gtest/gtest.h>

#include <chrono>

#include "support.h"
#include "text/dateline.h"
#include "text/file.h"
#include "text/folded.h"
#include "text/segmenter.h"

namespace dragoman {
namespace {

using testing_support::ScratchFolder;

TEST(Fold, LowersCaseAndDropsAccents) {
  EXPECT_EQ(fold("Kenya"), "kenya");
  EXPECT_EQ(fold("Delcy RODRÍGUEZ"), "delcy rodriguez");
  EXPECT_EQ(fold("São Tomé"), "sao tome");
  EXPECT_EQ(fold(""), "");
}

TEST(Fold, ComposedAndDecomposedAccentsAreTheSame) {
  EXPECT_EQ(fold("caf\u00e9"), fold("cafe\u0301"));
}

TEST(Fold, BadUtf8ComesBackAsItIs) {
  const std::string bad = "ab\xFF\xC3(";
  EXPECT_EQ(fold(bad), bad);
}

TEST(FoldedTokens, RunsJoinTokensWithSingleSpaces) {
  const Document d = segment("The  United\nNations met.");
  const FoldedTokens folded(d);
  ASSERT_EQ(d.tokens.size(), 5U);
  EXPECT_EQ(folded.at(0), "the");
  EXPECT_EQ(folded.run(1, 3), "united nations");
  EXPECT_EQ(folded.run(0, 5), "the united nations met .");
}

TEST(FoldedTokens, TokensThatFoldToNothingKeepTheOthersInPlace) {
  const Document d = segment("a \u0301 b");  // a combining accent that stands alone
  const FoldedTokens folded(d);
  ASSERT_EQ(d.tokens.size(), 3U);
  EXPECT_EQ(folded.at(0), "a");
  EXPECT_EQ(folded.at(1), "");
  EXPECT_EQ(folded.at(2), "b");
}

TEST(ReadFile, GivesAllBytes) {
  const ScratchFolder folder;
  const std::string bytes("a\0b\r\n\xFF", 6);
  const auto read = read_file(folder.write("bytes", bytes));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), bytes);
}

TEST(ReadFile, MissingFileAndFolderAreErrorsThatNameThem) {
  const ScratchFolder folder;
  for (const std::string& path : {folder.path("none"), folder.path("")}) {
    const auto read = read_file(path);
    ASSERT_FALSE(read.ok()) << path;
    EXPECT_EQ(read.error().where, path);
    EXPECT_FALSE(read.error().remedy.empty());
  }
}

TEST(Segmentation, SentenceLengthIsBounded) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "word ";
  const Document d = segment(text);
  ASSERT_EQ(d.tokens.size(), 2000U);
  for (const Sentence& s : d.sentences) EXPECT_LE(s.last - s.first, 500U);
}

TEST(Segmentation, HostileRepetitionsTakeLinearTime) {
  for (const std::string_view piece :
       {") ", "\" ", ". ", "'s ", "n't", "a@", "...", "\n ", "U.S. "}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const auto start = std::chrono::steady_clock::now();
    static_cast<void>(segment(std::move(text)));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << piece;
  }
}

std::string story_of(const std::string& text) {
  const Document d = segment(text);
  const std::uint32_t first = after_dateline(d, d.sentences.front());
  return d.text.substr(d.tokens[first].begin);
}

TEST(Dateline, EndsAtItsDash) {
  for (const std::string line :
       {"NAIROBI (Reuters) - ", "LA PAZ, Bolivia, Jan 3 (AFP) \u2014 ", "PORT-AU-PRINCE \u2013 ",
        "Tunis, Tunisia (AP) -- ", "ADDIS ABABA, Ethiopia - "})
    EXPECT_EQ(story_of(line + "Police freed two men on Monday."), "Police freed two men on Monday.")
        << line;
}

TEST(Dateline, OtherDashesAreNone) {
  for (const std::string text :
       {"The army - what is left of it - withdrew.", "Chad-Sudan talks resumed on Monday in Doha.",
        "PRESIDENT FREES HUNDREDS - MINISTRY", "UN - ok.",
        "NATO said on Monday - as expected - no.", "Marie Keita - the mayor - was freed."})
    EXPECT_EQ(story_of(text), text);
}

}  // namespace
}  // namespace dragoman
