// The program as its users meet it: commands, exit statuses, messages and output formats.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "formats/conllu.h"
#include "support.h"

namespace dragoman {
namespace {

using nlohmann::json;
using testing_support::lines_of;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

const std::string kEventful = "Kenyan soldiers attacked Ugandan rebels on Monday.\n";

bool says(const Outcome& outcome, const std::string& words) {
  return outcome.err.find(words) != std::string::npos;
}

/// Records of `code --format jsonl`; fails the test for a line that is none.
std::vector<json> records(const Outcome& outcome) {
  std::vector<json> out;
  for (const std::string& line : lines_of(outcome.out)) {
    out.push_back(json::parse(line, nullptr, false));
    EXPECT_TRUE(out.back().is_object()) << line;
  }
  return out;
}

// --- Usage

TEST(Cli, VersionAndHelpGoToStdout) {
  const Outcome version = run_dragoman({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_TRUE(version.out.starts_with("dragoman " DRAGOMAN_VERSION "\n")) << version.out;
  for (const char* part : {"\nmodel ", "\nranker ", "\ndata ", "\nknowledge "})
    EXPECT_NE(version.out.find(part), std::string::npos) << version.out;
  EXPECT_EQ(version.err, "");
  const Outcome help = run_dragoman({"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("code"), std::string::npos);
}

TEST(Cli, WrongUsageIsTwoAndSaysSoOnStderr) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                    {"frobnicate"},
                                                    {"--frobnicate"},
                                                    {"code", "--frobnicate"},
                                                    {"code", "--format", "stone"},
                                                    {"parse", "--input", "stone"},
                                                    {"code", "--published", "last week", "-"},
                                                    {"read", "--published", "2025-02-30", "-"}}) {
    const Outcome outcome = run_dragoman(arguments);
    EXPECT_EQ(outcome.status, 2) << (arguments.empty() ? "" : arguments.back());
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err, "");
  }
}

// --- code

TEST(CliCode, WritesOneRecordALine) {
  const ScratchFolder folder;
  const Outcome outcome = run_dragoman(
      {"code", "--format", "jsonl", folder.write("a.txt", "Date: 2025-03-11\n\n" + kEventful)});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  const auto all = records(outcome);
  ASSERT_FALSE(all.empty());
  for (const json& j : all) {
    for (const char* key : {"id", "article", "type", "act", "modality", "quad", "cameo"})
      EXPECT_TRUE(j.at(key).is_string()) << key;
    for (const char* key : {"sentence", "score", "confidence"})
      EXPECT_TRUE(j.at(key).is_number()) << key;
    EXPECT_TRUE(j.at("actors").is_array());
    EXPECT_TRUE(j.at("evidence").at("trigger").at("text").is_string());
  }
  EXPECT_EQ(all[0].at("type"), "ASSAULT");
  EXPECT_EQ(all[0].at("actors")[0].at("country"), "KEN");
  EXPECT_EQ(all[0].at("recipients")[0].at("country"), "UGA");
  EXPECT_EQ(all[0].at("date").at("start"), "2025-03-10");
}

TEST(CliCode, PipeIsReadAndGivesJsonLinesByDefault) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"code"}, {"code", "-"}}) {
    const Outcome outcome = run_dragoman(arguments, kEventful);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_FALSE(records(outcome).empty());
  }
  const Outcome lines =
      run_dragoman({"code"}, "{\"id\":\"x\",\"text\":\"Kenya praised Uganda.\"}\n");
  ASSERT_EQ(records(lines).size(), 1U);
  EXPECT_EQ(records(lines)[0].at("article"), "x");
}

TEST(CliCode, PublishedHelpsArticlesWithoutADateOnly) {
  const auto start = [](const std::string& input) {
    const Outcome outcome = run_dragoman({"code", "--published", "2025-06-04"}, input);
    return records(outcome).at(0).at("date").at("start").get<std::string>();
  };
  EXPECT_EQ(start(kEventful), "2025-06-02");
  EXPECT_EQ(start("Date: 2025-03-11\n\n" + kEventful), "2025-03-10");
}

TEST(CliCode, TableShowsArticleAndSentence) {
  const Outcome outcome =
      run_dragoman({"code", "--format", "table"}, "Title: Raid\n\n" + kEventful);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("Raid"), std::string::npos);
  EXPECT_NE(outcome.out.find("ASSAULT"), std::string::npos);
  EXPECT_NE(outcome.out.find("Kenyan soldiers attacked"), std::string::npos);
}

TEST(CliCode, FolderIsReadFileByFile) {
  const ScratchFolder folder;
  static_cast<void>(folder.write("in/a.txt", kEventful));
  static_cast<void>(
      folder.write("in/b.jsonl", "{\"id\":\"b\",\"text\":\"Kenya praised Uganda.\"}"));
  const Outcome outcome = run_dragoman({"code", folder.path("in")});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(records(outcome).size(), 2U);
}

TEST(CliCode, BadInputsAreNamedWithRemedyAndTheOthersCoded) {
  using namespace std::string_literals;
  const ScratchFolder folder;
  std::filesystem::create_directories(folder.path("hollow"));
  const std::string good = folder.write("good.txt", kEventful);
  const std::string bads[] = {folder.write("empty.txt", ""), folder.write("blank.txt", " \n\n"),
                              folder.write("binary.txt", "\x7F"s + "ELF\2\1\1\0\0\0\0"s),
                              folder.path("missing.txt"), folder.path("hollow")};
  for (const std::string& bad : bads) {
    const Outcome outcome = run_dragoman({"code", bad, good});
    EXPECT_EQ(outcome.status, 1) << bad;
    EXPECT_TRUE(says(outcome, bad + ": ")) << outcome.err;
    EXPECT_TRUE(says(outcome, "(")) << "a remedy: " << outcome.err;
    EXPECT_FALSE(records(outcome).empty()) << "the good file is coded after " << bad;
    EXPECT_EQ(run_dragoman({"code", bad}).status, 1) << bad;
  }
}

TEST(CliCode, UnreadableFileIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
  const ScratchFolder folder;
  const std::string file = folder.write("secret.txt", kEventful);
  ::chmod(file.c_str(), 0);
  const Outcome outcome = run_dragoman({"code", file});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(says(outcome, file));
}

TEST(CliCode, BadLineAmongGoodOnesIsNamedByItsNumber) {
  const ScratchFolder folder;
  const std::string file =
      folder.write("a.jsonl",
                   "{\"id\":\"1\",\"text\":\"Kenya praised Uganda.\"}\n{\"id\":\"2\",\n"
                   "{\"id\":\"3\",\"text\":\"Kenya praised France.\"}\n{\"id\":\"4\"}\n");
  const Outcome outcome = run_dragoman({"code", file});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(says(outcome, file + ":2: ")) << outcome.err;
  EXPECT_TRUE(says(outcome, file + ":4: ")) << outcome.err;
  const auto all = records(outcome);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].at("article"), "1");
  EXPECT_EQ(all[1].at("article"), "3");
}

TEST(CliCode, WrongUtf8IsRepairedWithAWarning) {
  const ScratchFolder folder;
  const std::string file = folder.write("latin.txt", "Caf\xE9 owners praised Kenya. " + kEventful);
  const Outcome outcome = run_dragoman({"code", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(says(outcome, "warning: " + file)) << outcome.err;
  EXPECT_FALSE(records(outcome).empty());
}

TEST(CliCode, ALineTooLongForAnArticleIsNamedAndTheRestCoded) {
  const ScratchFolder folder;
  std::string line;
  while (line.size() < 50'000'000) line += "Kenyan soldiers attacked Ugandan rebels and ";
  const std::string heap = folder.write("heap.txt", line);
  const Outcome outcome = run_dragoman({"code", heap, folder.write("good.txt", kEventful)});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(says(outcome, heap)) << outcome.err;
  EXPECT_TRUE(says(outcome, "split it")) << outcome.err;
  EXPECT_FALSE(records(outcome).empty());
}

TEST(CliCode, OneHugeLineIsCoded) {
  const std::size_t size = testing_support::kSanitized ? 700'000 : 7'000'000;
  const ScratchFolder folder;
  std::string line = kEventful;
  line.pop_back();
  line += ' ';
  line.append(size, 'x');  // one endless word
  const Outcome word = run_dragoman({"code", folder.write("word.txt", line)});
  EXPECT_EQ(word.status, 0) << word.err;
  EXPECT_FALSE(records(word).empty());
  line.clear();
  while (line.size() < size / 10) line += "Kenyan soldiers attacked Ugandan rebels and ";
  const Outcome words = run_dragoman({"code", folder.write("words.txt", line)});
  EXPECT_EQ(words.status, 0) << words.err;
  EXPECT_FALSE(records(words).empty());
}

TEST(CliCode, BadModelsAreNamedWithRemedy) {
  const ScratchFolder folder;
  const std::string whole = testing_support::bytes_of(DRAGOMAN_SOURCE_DIR "/models/en-fast.drg");
  for (const std::string& model :
       {folder.path("none.drg"), folder.write("empty.drg", ""), folder.write("text.drg", kEventful),
        folder.write("cut.drg", std::string_view(whole).substr(0, whole.size() / 3)),
        folder.path("")}) {
    for (const char* verb : {"code", "parse", "read", "relate"}) {
      const Outcome outcome = run_dragoman({verb, "--model-file", model}, kEventful);
      EXPECT_EQ(outcome.status, 1) << verb << model;
      EXPECT_EQ(outcome.out, "");
      EXPECT_TRUE(says(outcome, model + ": ")) << outcome.err;
      EXPECT_TRUE(says(outcome, "(")) << "a remedy: " << outcome.err;
    }
  }
}

TEST(CliCode, MissingDataFolderIsNamed) {
  const ScratchFolder folder;
  const Outcome outcome =
      run_dragoman({"code", "--data-folder", folder.path("nowhere")}, kEventful);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(says(outcome, folder.path("nowhere"))) << outcome.err;
}

// --- relate

TEST(CliRelate, AnswersEveryLineInOrder) {
  const std::string input =
      R"({"id":"a","text":"Kenya accused Uganda of lying.","actor":[0,5],"recipient":[14,20]}
not json
{"id":3,"text":"Kenya praised Uganda.","actor":[0,5],"recipient":[14,20]}

{"id":"d","text":"Kenya praised Uganda."}
{"id":"e","text":"Kenya praised Uganda.","actor":[0,"x"],"recipient":[14,20]}
{"id":"f","text":"","actor":[0,0],"recipient":[0,0]}
{"id":"g","text":"Kenya","actor":[900,1000],"recipient":[5,2]}
)";
  const Outcome outcome = run_dragoman({"relate"}, input);
  EXPECT_EQ(outcome.status, 1);
  const auto answers = records(outcome);
  ASSERT_EQ(answers.size(), 8U);
  EXPECT_EQ(answers[0].at("id"), "a");
  EXPECT_EQ(answers[0].at("type"), "ACCUSE");
  EXPECT_TRUE(answers[0].at("act").is_string());
  EXPECT_TRUE(answers[0].at("modality").is_string());
  EXPECT_TRUE(answers[0].at("event").is_boolean());
  EXPECT_TRUE(answers[0].at("confidence").is_number());
  EXPECT_EQ(answers[0].at("scores").size(), 16U);
  EXPECT_EQ(answers[2].at("id"), 3);
  EXPECT_EQ(answers[4].at("id"), "d");
  EXPECT_EQ(answers[5].at("id"), "e");
  EXPECT_EQ(answers[6].at("id"), "f");
  EXPECT_EQ(answers[7].at("id"), "g");
  for (const char* line : {"-:2: ", "-:4: ", "-:5: ", "-:6: "})
    EXPECT_TRUE(says(outcome, line)) << line << outcome.err;
  EXPECT_FALSE(says(outcome, "-:1: "));
}

TEST(CliRelate, DeeplyNestedLineIsAnswered) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const Outcome outcome = run_dragoman(
      {"relate"},
      R"({"text":"Kenya praised Uganda.","actor":[0,5],"recipient":[14,20],"id":)" + deep + "}\n");
  EXPECT_LE(outcome.status, 1) << "no crash";
  EXPECT_EQ(records(outcome).size(), 1U);
}

TEST(CliRelate, MissingFileAndFolderAreNamed) {
  const ScratchFolder folder;
  for (const std::string& input : {folder.path("none.jsonl"), folder.path("")}) {
    const Outcome outcome = run_dragoman({"relate", input});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(says(outcome, input)) << outcome.err;
  }
}

// --- parse

/// Value of `key` in a MISC field.
std::string misc(const std::string& field, const std::string& key) {
  const std::size_t at = field.find(key + "=");
  if (at == std::string::npos) return {};
  const std::size_t from = at + key.size() + 1;
  return field.substr(from, field.find('|', from) - from);
}

TEST(CliParse, TokenRangesPointAtTheTokensBytes) {
  const std::string text =
      "“We cannot stay,” President Delcy Rodríguez said in Caracas.\n\nThey didn't go\tfar.\n";
  const Outcome outcome = run_dragoman({"parse"}, text);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  ASSERT_TRUE(read_conllu(outcome.out, "out").ok());
  std::size_t tokens = 0;
  for (const std::string& line : lines_of(outcome.out)) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> columns;
    for (std::size_t from = 0;;) {
      const std::size_t tab = line.find('\t', from);
      columns.push_back(line.substr(from, tab - from));
      if (tab == std::string::npos) break;
      from = tab + 1;
    }
    ASSERT_EQ(columns.size(), 10U) << line;
    const std::string range = misc(columns[9], "TokenRange");
    const std::size_t colon = range.find(':');
    ASSERT_NE(colon, std::string::npos) << line;
    const std::size_t begin = std::stoul(range.substr(0, colon));
    const std::size_t end = std::stoul(range.substr(colon + 1));
    ASSERT_LE(end, text.size());
    EXPECT_EQ(text.substr(begin, end - begin), columns[1]);
    ++tokens;
  }
  EXPECT_GT(tokens, 15U);
  EXPECT_NE(outcome.out.find("# text = “We cannot stay,”"), std::string::npos);
  EXPECT_NE(outcome.out.find("Entity=B-"), std::string::npos);
}

TEST(CliParse, ConlluInputKeepsTokensAndSentences) {
  const std::string given =
      "# sent_id = 1\n1\tKenya's\t_\t_\t_\t_\t_\t_\t_\t_\n2\tarmy\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
      "1\tleft.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  const Outcome outcome = run_dragoman({"parse", "--input", "conllu"}, given);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  const auto bank = read_conllu(outcome.out, "out");
  ASSERT_TRUE(bank.ok());
  const Document& d = bank.value().annotated.document;
  ASSERT_EQ(d.tokens.size(), 3U);
  EXPECT_EQ(d.sentences.size(), 2U);
  EXPECT_EQ(d.form(0), "Kenya's");
  EXPECT_NE(bank.value().annotated.words[1].upos, "_");
}

TEST(CliParse, BadInputsAreNamedAndTheOthersParsed) {
  const ScratchFolder folder;
  const std::string good = folder.write("good.txt", kEventful);
  for (const std::string& bad : {folder.path("none.txt"), folder.path("")}) {
    const Outcome outcome = run_dragoman({"parse", bad, good});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(says(outcome, bad)) << outcome.err;
    EXPECT_NE(outcome.out.find("soldiers"), std::string::npos);
  }
  const std::string broken = folder.write("broken.conllu", "1\tx\n");
  const Outcome outcome = run_dragoman({"parse", "--input", "conllu", broken});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(says(outcome, broken + ":1: ")) << outcome.err;
}

TEST(CliParse, EmptyInputGivesEmptyOutput) {
  const Outcome outcome = run_dragoman({"parse"}, "");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "");
}

// --- read

TEST(CliRead, OffsetsLieInTheText) {
  const std::string body =
      "President Delcy Rodríguez met Kenyan envoys in Caracas on Monday. “We agreed,” she said. "
      "At least 12 people were killed.\n";
  const Outcome outcome = run_dragoman({"read", "--published", "2025-03-11"}, body);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  const auto all = records(outcome);
  ASSERT_EQ(all.size(), 1U);
  const json& j = all[0];
  const auto expect_span = [&](std::size_t begin, std::size_t end, const std::string& what) {
    EXPECT_LT(begin, end) << what;
    ASSERT_LE(end, body.size()) << what;
    EXPECT_TRUE(testing_support::valid_utf8(std::string_view(body).substr(begin, end - begin)))
        << what;
  };
  for (const char* list : {"sentences", "mentions", "entities", "times", "places"}) {
    ASSERT_TRUE(j.at(list).is_array()) << list;
    EXPECT_FALSE(j.at(list).empty()) << list;
    for (const json& item : j.at(list)) expect_span(item.at("begin"), item.at("end"), list);
  }
  for (const json& item : j.at("quotes"))
    expect_span(item.at("content")[0], item.at("content")[1], "quotes");
  for (const json& item : j.at("statements")) {
    expect_span(item.at("predicate")[0], item.at("predicate")[1], "statements");
    for (const json& a : item.at("arguments")) expect_span(a.at("begin"), a.at("end"), "arguments");
  }
}

// --- compile

TEST(CliCompile, WritesAFileThatOpensOrSaysWhyNot) {
  const ScratchFolder folder;
  const std::string out = folder.path("knowledge.drg");
  const Outcome outcome = run_dragoman({"compile", "--out", out});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_TRUE(Knowledge::open(out).ok());
  EXPECT_EQ(run_dragoman({"compile"}).status, 2);
  const Outcome nowhere = run_dragoman({"compile", "--out", folder.path("no/such/folder")});
  EXPECT_EQ(nowhere.status, 1);
  EXPECT_TRUE(says(nowhere, folder.path("no/such/folder")));
}

}  // namespace
}  // namespace dragoman
