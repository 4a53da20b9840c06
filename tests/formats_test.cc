#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "formats/article_reader.h"
#include "formats/conllu.h"
#include "formats/event_json.h"
#include "formats/reading_json.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;
using testing_support::lines_of;
using testing_support::ScratchFolder;

// --- Articles as text

TEST(TextArticle, HeaderFieldsAreTaken) {
  const auto report = parse_text(
      "Title: Talks in Lima\nDate: 2025-03-11\nPublisher: Post\nURL: http://example.org/1\n"
      "Language: en\n\nThe minister met the rebels.\n",
      "a.txt");
  ASSERT_EQ(report.articles.size(), 1U);
  const Article& a = report.articles[0];
  EXPECT_EQ(a.title, "Talks in Lima");
  EXPECT_EQ(a.published, "2025-03-11");
  EXPECT_EQ(a.publisher, "Post");
  EXPECT_EQ(a.url, "http://example.org/1");
  EXPECT_EQ(a.language, "en");
  EXPECT_EQ(a.text, "The minister met the rebels.\n");
  EXPECT_FALSE(a.id.empty());
}

TEST(TextArticle, HeaderIsOptional) {
  for (const std::string text : {"Just text.\n\nMore text.", "Note: this colon is text.\n\nMore.",
                                 "\n\nTitle: late\n\nx", "Title: never ends"}) {
    const auto report = parse_text(text, "a.txt");
    ASSERT_EQ(report.articles.size(), 1U) << text;
    EXPECT_EQ(report.articles[0].text, text);
    EXPECT_EQ(report.articles[0].title, "");
  }
}

TEST(TextArticle, WindowsLineEndsAndByteOrderMarkAreUnderstood) {
  const auto report =
      parse_text("\xEF\xBB\xBFTitle: T\r\nDate: 2025-03-11\r\n\r\nBody.\r\n", "a.txt");
  ASSERT_EQ(report.articles.size(), 1U);
  EXPECT_EQ(report.articles[0].title, "T");
  EXPECT_EQ(report.articles[0].published, "2025-03-11");
  EXPECT_EQ(report.articles[0].text, "Body.\r\n");
}

TEST(TextArticle, IdDependsOnContentOnly) {
  const auto id = [](const char* text, const char* name) {
    return parse_text(text, name).articles.at(0).id;
  };
  EXPECT_EQ(id("Body.", "a.txt"), id("Body.", "b.txt"));
  EXPECT_NE(id("Body.", "a.txt"), id("Body!", "a.txt"));
}

TEST(TextArticle, EmptyBinaryAndBodilessAreErrorsWithRemedy) {
  using namespace std::string_view_literals;
  for (const std::string_view bytes : {""sv, " \n\t\r\n"sv, "PK\3\4\0\0\0"sv,
                                       "Title: T\nDate: 2025-03-11\n\n \n"sv, "\xEF\xBB\xBF"sv}) {
    const auto report = parse_text(bytes, "a.txt");
    EXPECT_TRUE(report.articles.empty());
    ASSERT_EQ(report.errors.size(), 1U);
    EXPECT_EQ(report.errors[0].where, "a.txt");
    EXPECT_FALSE(report.errors[0].remedy.empty());
  }
}

TEST(TextArticle, StrayBytesInUtf8BecomeTheReplacementCharacterWithAWarning) {
  const auto report = parse_text("Caf\xC3\xA9 talks, na\xC3\xAFve \xC3\x28.", "a.txt");
  ASSERT_EQ(report.articles.size(), 1U);
  EXPECT_EQ(report.articles[0].text, "Caf\xC3\xA9 talks, na\xC3\xAFve \xEF\xBF\xBD(.");
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_NE(report.warnings[0].message().find("a.txt"), std::string::npos);
  EXPECT_NE(report.warnings[0].message().find("byte 20"), std::string::npos)
      << report.warnings[0].message();
}

TEST(IsoDay, TakesCalendarDaysOnly) {
  EXPECT_EQ(iso_day("2025-03-11"), "2025-03-11");
  EXPECT_EQ(iso_day("2025-03-11T10:00:00Z"), "2025-03-11");
  EXPECT_EQ(iso_day("20250311T100000Z"), "2025-03-11");
  for (const char* text : {"", "2025", "11 March 2025", "2025-13-01", "2025-02-30", "20259999",
                           "2025/03/11", "0000-00-00"})
    EXPECT_EQ(iso_day(text), "") << text;
}

// --- Articles as JSON Lines

TEST(JsonArticles, FieldsAndTheirAliases) {
  const auto report = parse_jsonl(
      R"({"id":"a1","title":"T","text":"One.","published":"2025-03-11","publisher":"P","url":"u","language":"en"}
{"id":7,"body":"Two.","source":"S","date":"2025-03-12T08:00:00Z"}
{"maintext":"Three.","date_publish":"2025-03-13 10:00:00"}
{"text":"Four.","seendate":"20250314T100000Z","unknown":{"a":[1]},"title":null})",
      "a.jsonl");
  EXPECT_TRUE(report.errors.empty());
  ASSERT_EQ(report.articles.size(), 4U);
  const auto& a = report.articles;
  EXPECT_EQ(a[0].id, "a1");
  EXPECT_EQ(a[0].title, "T");
  EXPECT_EQ(a[0].text, "One.");
  EXPECT_EQ(a[0].publisher, "P");
  EXPECT_EQ(a[0].url, "u");
  EXPECT_EQ(a[0].language, "en");
  EXPECT_EQ(a[1].id, "7");
  EXPECT_EQ(a[1].text, "Two.");
  EXPECT_EQ(a[1].publisher, "S");
  EXPECT_EQ(a[1].published, "2025-03-12");
  EXPECT_FALSE(a[2].id.empty());
  EXPECT_EQ(a[2].published, "2025-03-13");
  EXPECT_EQ(a[3].published, "2025-03-14");
}

TEST(JsonArticles, BadLinesAreNamedAndTheOthersRead) {
  const auto report = parse_jsonl(
      "{\"text\":\"One.\"}\nnot json\n\n{\"title\":\"no text\"}\n[1,2]\n{\"text\":5}\n"
      "{\"text\":\"Two.\"}",
      "a.jsonl");
  ASSERT_EQ(report.articles.size(), 2U);
  EXPECT_EQ(report.articles[0].text, "One.");
  EXPECT_EQ(report.articles[1].text, "Two.");
  std::vector<std::string> where;
  for (const Error& e : report.errors) {
    where.push_back(e.where);
    EXPECT_FALSE(e.remedy.empty()) << e.what;
  }
  EXPECT_EQ(where, (std::vector<std::string>{"a.jsonl:2", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6"}));
}

TEST(JsonArticles, DeeplyNestedLineIsAnError) {
  const auto report = parse_jsonl(std::string(200'000, '[') + "\n{\"text\":\"One.\"}\n", "a.jsonl");
  EXPECT_EQ(report.articles.size(), 1U);
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].where, "a.jsonl:1");
}

TEST(ReadArticles, FolderGivesItsFilesInOrder) {
  const ScratchFolder folder;
  static_cast<void>(folder.write("in/b.txt", "Bee."));
  static_cast<void>(folder.write("in/a.jsonl", "{\"text\":\"Ay.\"}\n{"));
  static_cast<void>(folder.write("in/c.pdf", "%PDF"));
  const auto report = read_articles(folder.path("in"));
  ASSERT_EQ(report.articles.size(), 2U);
  EXPECT_EQ(report.articles[0].text, "Ay.");
  EXPECT_EQ(report.articles[1].text, "Bee.");
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].where, folder.path("in/a.jsonl") + ":2");
}

TEST(ReadArticles, FolderWithoutArticlesAndMissingFileAreErrors) {
  const ScratchFolder folder;
  for (const std::string& path : {folder.path(""), folder.path("none.txt")}) {
    const auto report = read_articles(path);
    EXPECT_TRUE(report.articles.empty());
    ASSERT_EQ(report.errors.size(), 1U);
    EXPECT_EQ(report.errors[0].where, path);
  }
}

// --- CoNLL-U

constexpr const char* kConllu =
    "# sent_id = x-1\n"
    "# text = They didn't go.\n"
    "1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"
    "1.1\tx\tx\tVERB\tVB\t_\t_\t_\t_\t_\n"
    "\n";

TEST(Conllu, ReadsTokensSpansAndTrees) {
  const auto bank = read_conllu(kConllu, "a.conllu");
  ASSERT_TRUE(bank.ok()) << bank.error().message();
  const Annotated& a = bank.value().annotated;
  EXPECT_EQ(a.document.text, "They didn't go. Yes");
  ASSERT_EQ(a.words.size(), 6U);
  EXPECT_EQ(a.document.form(1), "did");
  EXPECT_EQ(a.document.form(2), "n't");
  EXPECT_EQ(a.words[0].head, 3);
  EXPECT_EQ(a.words[3].head, -1);
  EXPECT_EQ(a.words[1].lemma, "do");
  EXPECT_EQ(a.words[0].deprel, "nsubj");
  EXPECT_EQ(a.words[5].upos, "INTJ");
  ASSERT_EQ(a.document.sentences.size(), 2U);
  EXPECT_EQ(bank.value().sentence_ids[0], "x-1");
}

TEST(Conllu, WhatIsWrittenReadsTheSame) {
  const auto bank = read_conllu(kConllu, "a.conllu");
  ASSERT_TRUE(bank.ok());
  const std::string written = write_conllu(bank.value().annotated);
  const auto again = read_conllu(written, "b.conllu");
  ASSERT_TRUE(again.ok()) << again.error().message();
  EXPECT_EQ(write_conllu(again.value().annotated), written);
}

TEST(Conllu, WordsOfAFusedTokenEachGetCharacters) {
  const auto bank = read_conllu(
      "1-2\tdé\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "1\tde\tde\tADP\tIN\t_\t2\tcase\t_\t_\n"
      "2\tle\tle\tNOUN\tNN\t_\t0\troot\t_\t_\n\n",
      "a.conllu");
  ASSERT_TRUE(bank.ok()) << bank.error().message();
  EXPECT_EQ(bank.value().annotated.document.form(0), "d");
  EXPECT_EQ(bank.value().annotated.document.form(1), "é");
}

TEST(ArticleSource, GivesBatchesInOrderWithTheirErrors) {
  const testing_support::ScratchFolder folder;
  std::ofstream(folder.path("a.txt")) << "One.\n";
  std::ofstream lines(folder.path("b.jsonl"));
  for (int i = 0; i < 5; ++i) lines << "{\"id\": " << i << ", \"text\": \"Word.\"}\n\nnot JSON\n";
  lines.close();
  std::ofstream(folder.path("c.txt")) << "";
  ReadReport some;
  std::vector<std::string> texts;
  std::size_t errors = 0;
  std::size_t batches = 0;
  for (ArticleSource source(folder.path("")); source.next(2, some); ++batches) {
    EXPECT_LE(some.articles.size(), 2U);
    errors += some.errors.size();
    for (const Article& a : some.articles) texts.push_back(a.text);
  }
  EXPECT_EQ(texts.size(), 6U);
  EXPECT_EQ(texts.front(), "One.\n");
  EXPECT_EQ(errors, 6U);  // five lines that are no JSON, one empty file
  EXPECT_GE(batches, 3U);
  const ReadReport all = read_articles(folder.path(""));
  EXPECT_EQ(all.articles.size(), 6U);
  EXPECT_EQ(all.errors.size(), 6U);
  EXPECT_NE(all.errors.front().message().find("b.jsonl:3"), std::string::npos);
}

TEST(ArticleSource, RefusesWhatIsTooLongForOneArticleAndGoesOn) {
  const testing_support::ScratchFolder folder;
  std::ofstream(folder.path("a.txt")) << std::string(kLongestArticle + 2, 'x');
  std::ofstream(folder.path("b.txt")) << "Short.";
  const ReadReport report = read_articles(folder.path(""));
  ASSERT_EQ(report.articles.size(), 1U);
  EXPECT_EQ(report.articles.front().text, "Short.");
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_NE(report.errors.front().message().find("split it"), std::string::npos);
}

TEST(Conllu, MalformedLinesAreRefusedByNumber) {
  const struct {
    const char* text;
    const char* where;
  } cases[] = {
      {"1\ttoo\tfew\n", "a.conllu:1"},
      {"# c\n2\tx\tx\tNOUN\tNN\t_\t0\troot\t_\t_\n", "a.conllu:2"},
      {"1\tx\tx\tNOUN\tNN\t_\tzero\troot\t_\t_\n", "a.conllu:1"},
      {"1\t\tx\tNOUN\tNN\t_\t0\troot\t_\t_\n", "a.conllu:1"},
      {"3-2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n", "a.conllu:1"},
      {"1\tx\tx\tNOUN\tNN\t_\t9\tobj\t_\t_\n\n", "a.conllu:2"},
  };
  for (const auto& c : cases) {
    const auto bank = read_conllu(c.text, "a.conllu");
    ASSERT_FALSE(bank.ok()) << c.text;
    EXPECT_EQ(bank.error().where, c.where);
    EXPECT_FALSE(bank.error().what.empty());
  }
}

// --- Events and readings as JSON

void expect_no_empty_values(const nlohmann::json& value, const std::string& key) {
  EXPECT_FALSE(value.is_null()) << key;
  EXPECT_TRUE(!value.is_string() || key == "country" || value != "") << key;
  if (!value.is_structured()) return;
  EXPECT_FALSE(value.empty()) << key;
  for (const auto& [name, inner] : value.items())
    expect_no_empty_values(inner, value.is_object() ? name : key);
}

TEST(EventJson, RecordsHoldWhatTheInterfacePromises) {
  const CodedArticle coded = code_text(
      "The United States imposed sanctions on Iran on Monday. French police arrested 40 protesters "
      "in Paris. \"Kenya attacked Uganda,\" President Emmanuel Macron said.");
  const std::string& text = coded.article.text;
  const auto lines = lines_of(events_as_jsonl(coded));
  ASSERT_EQ(lines.size(), coded.events.size());
  ASSERT_FALSE(lines.empty());
  const std::set<std::string> types = {
      "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
      "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
  const std::set<std::string> modalities = {"occurred",  "ongoing",    "planned", "possible",
                                            "demanded",  "threatened", "refused", "denied",
                                            "cancelled", "background"};
  const std::set<std::string> quads = {"verbal cooperation", "material cooperation",
                                       "verbal conflict", "material conflict"};
  std::set<std::string> ids;
  for (const std::string& line : lines) {
    const auto j = nlohmann::json::parse(line);
    EXPECT_TRUE(ids.insert(j.at("id").get<std::string>()).second) << "ids differ";
    EXPECT_EQ(j.at("article"), "test");
    EXPECT_LT(j.at("sentence").get<std::size_t>(), coded.annotated.document.sentences.size());
    EXPECT_TRUE(types.contains(j.at("type")));
    EXPECT_TRUE(types.contains(j.at("act")));
    EXPECT_TRUE(modalities.contains(j.at("modality")));
    EXPECT_TRUE(quads.contains(j.at("quad"))) << j.at("quad");
    EXPECT_TRUE(j.at("score").is_number());
    EXPECT_TRUE(j.at("cameo").is_string());
    const double confidence = j.at("confidence");
    EXPECT_TRUE(confidence >= 0 && confidence <= 1);
    EXPECT_TRUE(j.contains("actors") || j.contains("recipients"));
    for (const char* side : {"actors", "recipients"}) {
      for (const auto& party : j.value(side, nlohmann::json::array())) {
        const std::size_t begin = party.at("begin");
        const std::size_t end = party.at("end");
        EXPECT_EQ(party.at("text"), text.substr(begin, end - begin));
        EXPECT_TRUE(party.at("name").is_string());
        EXPECT_TRUE(party.at("country").is_string());
      }
    }
    const auto& evidence = j.at("evidence");
    const std::size_t begin = evidence.at("begin");
    const std::size_t end = evidence.at("end");
    EXPECT_EQ(evidence.at("sentence"), text.substr(begin, end - begin));
    const auto& trigger = evidence.at("trigger");
    const std::size_t from = trigger.at("begin");
    const std::size_t to = trigger.at("end");
    EXPECT_EQ(trigger.at("text"), text.substr(from, to - from));
    EXPECT_TRUE(begin <= from && to <= end) << "the trigger lies in its sentence";
    EXPECT_TRUE(evidence.at("because").is_string());
    expect_no_empty_values(j, "event");
  }
}

TEST(EventJson, ArticleWithoutEventsGivesNoLines) {
  EXPECT_EQ(events_as_jsonl(code_text("")), "");
  EXPECT_EQ(events_as_jsonl(code_text("It rained.")), "");
}

TEST(EventJson, ReadingIsOneLineWithAllItsLists) {
  const std::string line = reading_as_json(code_text("Kenya attacked Uganda on Monday."));
  ASSERT_TRUE(line.ends_with('\n'));
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  const auto j = nlohmann::json::parse(line);
  for (const char* list : {"sentences", "mentions", "entities", "times", "places", "quantities",
                           "quotes", "statements", "roles"})
    EXPECT_TRUE(j.at(list).is_array()) << list;
}

TEST(ReadingJson, RolesSayWhetherTheyAreStillHeld) {
  const auto j = nlohmann::json::parse(reading_as_json(
      code_text("Former president Ana Diaz met Interior Minister Jon Berg in Lima on Monday.")));
  std::map<std::string, std::string> valid;
  for (const auto& role : j.at("roles")) valid[role.at("person")] = role.at("valid");
  EXPECT_EQ(valid["Ana Diaz"], "former");
  EXPECT_EQ(valid["Jon Berg"], "current");
}

TEST(ReadingJson, OffsetsCountBytesOrCharacters) {
  const std::string text = "Señor Peña’s army attacked Uganda. Perú condemned it.";
  const CodedArticle coded = code_text(text);
  const auto bytes = nlohmann::json::parse(reading_as_json(coded));
  const auto characters = nlohmann::json::parse(reading_as_json(coded, Offsets::characters));
  ASSERT_EQ(bytes.at("mentions").size(), characters.at("mentions").size());
  const auto& sentence = bytes.at("sentences").back();
  EXPECT_EQ(sentence.at("end"), text.size());
  // Five characters take six bytes more than one each: ñ, ñ, ú two, ’ three.
  EXPECT_EQ(characters.at("sentences").back().at("end"), text.size() - 5);
  for (std::size_t i = 0; i < bytes.at("mentions").size(); ++i)
    EXPECT_LE(characters["mentions"][i]["begin"], bytes["mentions"][i]["begin"]);
}

}  // namespace
}  // namespace dragoman
