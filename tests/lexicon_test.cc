// The lexicon as a user meets it: named sets, classes, sectors, files of one's own, explanations.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "coding/crosswalk.h"
#include "coding/lexicon_file.h"
#include "support.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::lines_of;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

std::string code_with(const std::string& lexicon, const std::string& text) {
  const ScratchFolder folder;
  const Outcome outcome = run_dragoman(
      {"code", "--format", "jsonl", "--lexicon", folder.write("own.tsv", lexicon)}, text);
  EXPECT_EQ(outcome.err, "");
  return outcome.out;
}

// --- A file of one's own

TEST(OwnLexicon, AddsAVerbTheShippedOneLacks) {
  const std::string text = "Riot police kettled 200 students in Dhaka on Friday.\n";
  EXPECT_EQ(run_dragoman({"code", "--format", "jsonl"}, text).out, "");
  const std::string out =
      code_with("kettle obj=@actor\tv\tCOERCE\trestrict\trepression\t-\t-\n", text);
  EXPECT_NE(out.find("\"COERCE.restrict: kettle obj=@actor (own.tsv:1)\""), std::string::npos)
      << out;
}

TEST(OwnLexicon, ReplacesTheEntryWithTheSameFrame) {
  const std::string text = "Kenyan soldiers ambushed Ugandan rebels on Monday.\n";
  EXPECT_NE(code_with("# nothing\n", text).find("\"type\":\"ASSAULT\""), std::string::npos);
  EXPECT_NE(code_with("ambush\tv\tACCUSE\t-\t-\t-\t-\n", text).find("\"type\":\"ACCUSE\""),
            std::string::npos);
}

TEST(OwnLexicon, TakesAnEntryAway) {
  EXPECT_EQ(code_with("ambush\tv\t-\t-\t-\t-\t-\n",
                      "Kenyan soldiers ambushed Ugandan rebels on Monday.\n"),
            "");
}

TEST(OwnLexicon, HasItsOwnSets) {
  const std::string out =
      code_with("$crowd\tstudent|marcher\nkettle obj=$crowd\tv\tCOERCE\trestrict\t-\t-\t-\n",
                "Riot police kettled 200 students in Dhaka on Friday.\n");
  EXPECT_NE(out.find("kettle obj=$crowd (own.tsv:2)"), std::string::npos) << out;
}

TEST(OwnLexicon, AsksForWordClasses) {
  const std::string lexicon = "kettle obj=@class:clergyman\tv\tCOERCE\trestrict\t-\t-\t-\n";
  EXPECT_NE(code_with(lexicon, "Kenyan police kettled Ugandan bishops.\n"), "");
  EXPECT_EQ(code_with(lexicon, "Kenyan police kettled Ugandan soldiers.\n"), "");
}

TEST(OwnLexicon, AsksForSectors) {
  const std::string lexicon = "kettle obj=@sector:EDU|REL\tv\tCOERCE\trestrict\t-\t-\t-\n";
  EXPECT_NE(code_with(lexicon, "Kenyan police kettled Ugandan students.\n"), "");
  EXPECT_EQ(code_with(lexicon, "Kenyan police kettled Ugandan soldiers.\n"), "");
}

TEST(OwnLexicon, SaysEveryErrorWithLineAndRemedy) {
  const ScratchFolder folder;
  const std::string file =
      folder.write("own.tsv",
                   "lonely\nkettle obj\tv\tCOERCE\t-\t-\t-\t-\nkettle\tv\tCOERCION\t-\t-\t-\t-\n"
                   "kettle\tq\tCOERCE\t-\t-\t-\t-\nkettle obj=$none\tv\tCOERCE\t-\t-\t-\t-\n"
                   "pen\tv\tCOERCE\triot\tpeace\t-\tloud\n");
  const Outcome outcome = run_dragoman({"code", "--lexicon", file}, "Rain fell.\n");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  for (const char* line : {":1: ", ":2: ", ":3: ", ":4: ", ":5: ", ":6: "})
    EXPECT_NE(outcome.err.find(file + line), std::string::npos) << line << outcome.err;
  for (const char* words : {"COERCION", "obj", "$none", "riot", "peace", "loud"})
    EXPECT_NE(outcome.err.find(words), std::string::npos) << words << outcome.err;
  EXPECT_EQ(run_dragoman({"code", "--lexicon", folder.path("none.tsv")}, "Rain fell.\n").status, 1);
}

// --- Explanations

TEST(Explain, TellsWhatMadeAnEvent) {
  const ScratchFolder folder;
  const std::string file =
      folder.write("a.txt", "Kenya threatened to bomb Ugandan villages near the border.\n");
  const Outcome coded = run_dragoman({"code", "--format", "jsonl", file});
  ASSERT_FALSE(lines_of(coded.out).empty());
  const std::string id = json::parse(lines_of(coded.out).front()).at("id");
  const Outcome outcome = run_dragoman({"explain", id, file});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  for (const char* words :
       {"[actor: Kenya]", "*bomb*", ".tsv:", "governed by \"threatened\"", "modality.tsv:",
        "types.tsv:", "crosswalk.tsv:", "territory: \"border\"", "an event is told"})
    EXPECT_NE(outcome.out.find(words), std::string::npos) << words << "\n" << outcome.out;
}

TEST(Explain, NamesTheEntriesThatLost) {
  const Outcome outcome =
      run_dragoman({"explain", "--all", "--format", "json"},
                   "Azerbaijan called off an attack on Armenian villages on Monday.\n");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  ASSERT_FALSE(lines_of(outcome.out).empty());
  const json first = json::parse(lines_of(outcome.out).front());
  EXPECT_EQ(first.at("entry").at("act"), "RETREAT");
  ASSERT_FALSE(first.at("lost").empty());
  EXPECT_NE(first.at("lost").dump().find("less specific"), std::string::npos) << first;
}

TEST(Explain, WantsAnIdOrAll) {
  EXPECT_EQ(run_dragoman({"explain", "notes.txt"}).status, 2);
  const Outcome none = run_dragoman({"explain", "0123456789abcdef"}, "Rain fell.\n");
  EXPECT_EQ(none.status, 1);
  EXPECT_NE(none.err.find("0123456789abcdef"), std::string::npos);
}

// --- CAMEO

const Crosswalk& crosswalk() { return testing_support::shipped_coder().ontology().crosswalk(); }

std::string cameo(std::string_view type, std::string_view act, std::string_view mode,
                  const std::vector<std::string>& contexts = {}, bool host = false) {
  const CameoAnswer answer = crosswalk().cameo_of({type, act, mode, &contexts, {}, host, false});
  return answer.code == nullptr ? "" : answer.code->code;
}

TEST(Cameo, ComesFromTypeActModeAndContexts) {
  EXPECT_EQ(cameo("AGREE", "AGREE", ""), "030");
  EXPECT_EQ(cameo("AGREE", "AGREE", "", {"military"}), "0312");
  EXPECT_EQ(cameo("AGREE", "AID", "", {"human_security"}), "0333");
  EXPECT_EQ(cameo("AGREE", "CONSULT", "visit", {"military"}), "036");
  EXPECT_EQ(cameo("AGREE", "RETREAT", "release"), "0353");
  EXPECT_EQ(cameo("CONSULT", "CONSULT", "phone"), "041");
  EXPECT_EQ(cameo("CONSULT", "CONSULT", "visit"), "042");
  EXPECT_EQ(cameo("CONSULT", "CONSULT", "visit", {}, true), "043");
  EXPECT_EQ(cameo("AID", "AID", "", {"human_security"}), "073");
  EXPECT_EQ(cameo("REJECT", "CONSULT", "meet"), "125");
  EXPECT_EQ(cameo("COERCE", "COERCE", "arrest"), "173");
  EXPECT_EQ(cameo("ASSAULT", "ASSAULT", "drone", {"military"}), "1952");
}

TEST(Cameo, TheContextListedFirstDecides) {
  EXPECT_EQ(cameo("COOPERATE", "COOPERATE", "", {"economic", "military"}), "061");
  EXPECT_EQ(cameo("COOPERATE", "COOPERATE", "", {"military", "economic"}), "062");
}

TEST(Cameo, EveryCodeReturnsToItsType) {
  const Ontology& ontology = testing_support::shipped_coder().ontology();
  EXPECT_EQ(crosswalk().codes().size(), 323U);
  for (const auto& [code, c] : crosswalk().codes()) {
    EXPECT_FALSE(c.name.empty()) << code;
    if (c.type.empty()) {
      EXPECT_TRUE(code.starts_with("01")) << code;
      continue;
    }
    ASSERT_NE(ontology.type(c.type), nullptr) << code;
    EXPECT_TRUE(c.mode.empty() || ontology.mode(c.type, c.mode) != nullptr) << code;
    for (const std::string& context : c.contexts)
      EXPECT_TRUE(ontology.is_context(context)) << code << context;
    const CameoAnswer back =
        crosswalk().cameo_of({c.type, c.type, c.mode, &c.contexts, {}, false, false});
    ASSERT_NE(back.code, nullptr) << code;
    EXPECT_EQ(back.code->type, c.type) << code << " came back as " << back.code->code;
  }
}

TEST(Cameo, EveryTypeActModeAndContextReturnsToItsType) {
  const Ontology& ontology = testing_support::shipped_coder().ontology();
  std::set<std::string> modes = {""};
  std::set<std::vector<std::string>> contexts;
  for (const auto& [code, c] : crosswalk().codes()) {
    modes.insert(c.mode);
    contexts.insert(c.contexts);
  }
  for (const EventType& type : ontology.types()) {
    for (const EventType& act : ontology.types()) {
      for (const std::string& mode : modes) {
        if (!mode.empty() && ontology.mode(type.name, mode) == nullptr) continue;
        for (const auto& some : contexts) {
          const CameoAnswer a =
              crosswalk().cameo_of({type.name, act.name, mode, &some, {}, false, false});
          ASSERT_NE(a.code, nullptr);
          ASSERT_EQ(a.code->type, type.name) << mode << " " << a.where;
        }
      }
    }
  }
}

TEST(Cameo, ACodeThatATableLacksHasTheScoreOfTheCodeAbove) {
  EXPECT_EQ(crosswalk().find("155")->gdelt, -7.2);
  EXPECT_EQ(crosswalk().find("1952")->icews, -10.0);
  EXPECT_EQ(crosswalk().find("016")->gdelt, -2.0);
  EXPECT_EQ(crosswalk().find("016")->phoenix, 3.4);
  EXPECT_EQ(crosswalk().find("016")->icews, -5.0);
  EXPECT_EQ(crosswalk().find("999"), nullptr);
}

TEST(Lexicon, FramesAreEqualWhateverTheOrder) {
  WordSets sets;
  const ScratchFolder folder;
  const LexiconFile file = read_lexicon(
      folder.write("a.tsv",
                   "seize obj=a|b on=*\tv\tAID\t-\t-\t-\nseize on=* obj=b|a\tv\tAID\t-\t-\t-\n"
                   "seize on=* obj=b|a\tn\tAID\t-\t-\t-\n"),
      sets);
  ASSERT_EQ(file.entries.size(), 3U);
  EXPECT_EQ(frame_of(file.entries[0]), frame_of(file.entries[1]));
  EXPECT_NE(frame_of(file.entries[0]), frame_of(file.entries[2]));
}

}  // namespace
}  // namespace dragoman
