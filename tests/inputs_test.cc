// Inputs of every format but plain text and JSON Lines, as users have them and as nobody should.
#include <gtest/gtest.h>

#include <filesystem>

#include "formats/article_reader.h"
#include "packing.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::filtered;
using testing_support::gzip;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;
using testing_support::seven_zip;
using testing_support::tar;
using testing_support::zip;
using testing_support::zstd;

/// Messages in one string, to look for words in.
std::string told(const std::vector<Error>& list) {
  std::string out;
  for (const Error& e : list) {
    EXPECT_FALSE(e.where.empty());
    EXPECT_FALSE(e.what.empty());
    EXPECT_FALSE(e.remedy.empty()) << e.what;
    out += e.message() + "\n";
  }
  return out;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> texts(const ReadReport& report) {
  std::vector<std::string> out;
  for (const Article& a : report.articles) out.push_back(a.text);
  return out;
}

using Texts = std::vector<std::string>;

// --- CSV

TEST(CsvArticles, QuotesLineBreaksAndDoubledQuotes) {
  const auto report =
      parse_records(Kind::csv,
                    "id,title,text,date\r\n"
                    "7,\"Talks, at last\",\"He said \"\"yes\"\".\nShe left.\",2025-03-11\r\n"
                    "8,Plain,Second.,2025-03-12",
                    "a.csv");
  EXPECT_EQ(told(report.errors), "");
  EXPECT_EQ(told(report.notes), "");
  ASSERT_EQ(report.articles.size(), 2U);
  EXPECT_EQ(report.articles[0].id, "7");
  EXPECT_EQ(report.articles[0].title, "Talks, at last");
  EXPECT_EQ(report.articles[0].text, "He said \"yes\".\nShe left.");
  EXPECT_EQ(report.articles[0].published, "2025-03-11");
  EXPECT_EQ(report.articles[1].text, "Second.");
}

TEST(CsvArticles, SeparatorsAreFoundAndAByteOrderMarkIsPassedOver) {
  for (const std::string s : {",", ";", "\t", "|"}) {
    const auto report =
        parse_records(Kind::csv, "\xEF\xBB\xBFtitle" + s + "text\nA" + s + "One.\n", "a.csv");
    ASSERT_EQ(report.articles.size(), 1U) << s;
    EXPECT_EQ(report.articles[0].title, "A");
    EXPECT_EQ(report.articles[0].text, "One.");
  }
  EXPECT_EQ(parse_records(Kind::csv, "sep=;\ntitle;text\nA;One, two.\n", "a").articles.size(), 1U);
}

TEST(CsvArticles, QuoteThatClosesNothingIsALetter) {
  const auto report = parse_records(
      Kind::tsv, "title\ttext\nA\t\"We agreed,\" she said.\nB\tHe said \"no\".\n", "a.tsv");
  EXPECT_EQ(texts(report), (Texts{"\"We agreed,\" she said.", "He said \"no\"."}));
}

TEST(CsvArticles, RaggedRowsAreBadRecordsAndTheOthersAreRead) {
  const auto report = parse_records(
      Kind::csv, "title,text\nA,One.\nB\n\nC,Two, three.\n\"D\",\"Four.\n\"\n", "a.csv");
  EXPECT_EQ(texts(report), (Texts{"One.", "Four.\n"}));
  ASSERT_EQ(report.errors.size(), 2U);
  EXPECT_EQ(report.errors[0].where, "a.csv:3");
  EXPECT_EQ(report.errors[1].where, "a.csv:5");
  EXPECT_TRUE(has(told(report.errors), "has 3 fields where the first row names 2"));
}

TEST(CsvArticles, QuoteWithoutEndLosesItsRowOnly) {
  const auto report =
      parse_records(Kind::csv, "title,text\nA,One.\nB,\"Two.\nC,Three.\nD,Four.\n", "a.csv");
  EXPECT_EQ(texts(report), (Texts{"One.", "Three.", "Four."}));
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].where, "a.csv:3");
}

TEST(CsvArticles, EndlessFieldsAndRowsEndInAnError) {
  std::string wide = "title,text\nA,One.\n";
  wide += std::string(10'000'000, ',') + "\nB,Two.\n";
  const auto report = parse_records(Kind::csv, wide, "a.csv");
  EXPECT_EQ(texts(report), (Texts{"One.", "Two."}));
  EXPECT_TRUE(has(told(report.errors), "a.csv:3: has more than 10000 fields"));
  EXPECT_TRUE(parse_records(Kind::csv, std::string(10'000'000, ','), "a").articles.empty());

  std::string endless = "title,text\nA,\"" + std::string(kLongestRecord, 'x') + "\nB,Two.\n";
  const auto bounded = parse_records(Kind::csv, endless, "a.csv");
  EXPECT_TRUE(bounded.articles.empty());
  EXPECT_TRUE(has(told(bounded.errors), "a.csv:2: a quoted field"));
  endless = "title,text\nA," + std::string(kLongestRecord, 'x') + "\nB,Two.\n";
  const auto skipped = parse_records(Kind::csv, endless, "a.csv");
  EXPECT_EQ(texts(skipped), (Texts{"Two."}));
  EXPECT_TRUE(has(told(skipped.errors), "a.csv:2: a record of more than 48 MiB"));
}

TEST(CsvArticles, ColumnsThatNameNoTextAreListed) {
  const auto report = parse_records(Kind::csv, "a,b\n1,2\n", "a.csv");
  EXPECT_TRUE(has(told(report.errors), "the columns are \"a\", \"b\"")) << told(report.errors);
  EXPECT_TRUE(has(told(parse_records(Kind::csv, "", "a.csv").errors), "is empty"));
}

// --- Names of fields

TEST(FieldNames, OthersThanOursAreTakenAndSaid) {
  const auto report = parse_records(
      Kind::csv, "Story ID;Headline;Pub Date;Body;Outlet\n4;T;11 March 2025;One.;Post\n", "a.csv");
  ASSERT_EQ(report.articles.size(), 1U);
  EXPECT_EQ(report.articles[0].id, "4");
  EXPECT_EQ(report.articles[0].title, "T");
  EXPECT_EQ(report.articles[0].published, "2025-03-11");
  EXPECT_EQ(report.articles[0].publisher, "Post");
  EXPECT_EQ(told(report.notes),
            "a.csv: takes id from \"Story ID\", title from \"Headline\", text from \"Body\", date "
            "from \"Pub Date\", publisher from \"Outlet\" (--map names others)\n");
}

TEST(FieldNames, BetterNamesGoFirstAndEmptyOnesDoNotCount) {
  const auto report = parse_jsonl(
      "{\"summary\":\"Short.\",\"content\":\"Long.\",\"source\":{\"name\":\"Post\"}}\n"
      "{\"summary\":\"Short.\",\"content\":\" \"}\n{\"body\":[\"One.\",\"Two.\"]}\n",
      "a.jsonl");
  EXPECT_EQ(texts(report), (Texts{"Long.", "Short.", "One.\n\nTwo."}));
  EXPECT_EQ(report.articles[0].publisher, "Post");
  EXPECT_EQ(report.notes.size(), 3U);  // each new choice once
}

TEST(FieldNames, MapOfTheUserGoesFirst) {
  const ScratchFolder folder;
  InputOptions options;
  auto map = FieldMap::parse("text=story.words,date=seen,title=text");
  ASSERT_TRUE(map.ok());
  options.map = map.value();
  const std::string jsonl = folder.write(
      "a.jsonl",
      "{\"story\":{\"words\":\"One.\"},\"seen\":\"2025-03-11\",\"text\":\"T\",\"date\":\"x\"}\n"
      "{\"text\":\"Two.\"}\n");
  const auto report = read_articles(jsonl, options);
  ASSERT_EQ(report.articles.size(), 1U);
  EXPECT_EQ(report.articles[0].text, "One.");
  EXPECT_EQ(report.articles[0].title, "T");
  EXPECT_EQ(report.articles[0].published, "2025-03-11");
  EXPECT_TRUE(has(told(report.errors), ":2: has no text (its key is \"story.words\" by --map)"));
  const std::string csv = folder.write("b.csv", "text,seen\nT,2025-03-11\n");
  EXPECT_TRUE(has(told(read_articles(csv, options).errors), "has no column \"story.words\""));
}

TEST(FieldNames, WrongMapsAreErrors) {
  for (const char* wrong : {"body=text", "text", "text=", "text=a,text=b", "=a", ","})
    EXPECT_FALSE(FieldMap::parse(wrong).ok()) << wrong;
  for (const char* wrong : {"name", "name:", "name:YYYYMM", "name:YYYYMMDDDD", "mtime:YYYYMMDD"})
    EXPECT_FALSE(NamePattern::parse(wrong).ok()) << wrong;
  EXPECT_EQ(run_dragoman({"code", "--map", "body=text"}).status, 2);
  EXPECT_EQ(run_dragoman({"read", "--date-from", "mtime"}).status, 2);
  EXPECT_EQ(run_dragoman({"code", "--language", "fr"}).status, 2);
}

// --- Days

TEST(DayOf, FormsThatCanBeReadInOneWay) {
  for (const char* text :
       {"2025-03-11", "2025-03-11T23:50:00+02:00", "20250311T100000Z", "20250311",
        "Tue, 11 Mar 2025 10:00:00 GMT", "11 Mar 25", "11 March 2025", "March 11, 2025",
        "Mar 11th, 2025", "Tuesday, March 11, 2025 at 5 pm", "2025/03/11", "2025/3/11",
        "11.03.2025", "11.3.2025", "1741687200", "1741687200000", " 2025-03-11 "})
    EXPECT_EQ(day_of(text), "2025-03-11") << text;
  EXPECT_EQ(day_of("25/03/2025"), "2025-03-25");
  EXPECT_EQ(day_of("03/25/2025"), "2025-03-25");
  for (const char* text : {"", "yesterday", "03/04/2025", "31 February 2025", "2025", "May",
                           "12345", "99.99.9999", "11 Mar", "Maryland 11, 2025", "257 March 2025"})
    EXPECT_EQ(day_of(text), "") << text;
}

TEST(DayOf, DateNobodyCanReadIsAWarningOnce) {
  const auto report = parse_records(
      Kind::csv, "text,date\nOne.,03/04/2025\nTwo.,04/05/2025\nThree.,13/05/2025\n", "a.csv");
  EXPECT_EQ(report.articles.size(), 3U);
  EXPECT_EQ(report.articles[2].published, "2025-05-13");
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_TRUE(has(told(report.warnings), "a.csv:2: the date \"03/04/2025\""));
}

TEST(DateFromName, ComesFirstForTextAndFillsGapsElsewhere) {
  const ScratchFolder folder;
  static_cast<void>(folder.write("in/lima-20250311.txt", "Date: 2024-01-01\n\nOne."));
  static_cast<void>(folder.write("in/lima-99999999-120250311.txt", "Date: 2024-01-01\n\nTwo."));
  static_cast<void>(folder.write("in/20250312.csv", "text,date\nThree.,2024-01-01\nFour.,\n"));
  InputOptions options;
  options.date_from = NamePattern::parse("name:YYYYMMDD").value();
  const auto report = read_articles(folder.path("in"), options);
  ASSERT_EQ(report.articles.size(), 4U);
  EXPECT_EQ(report.articles[0].published, "2024-01-01");
  EXPECT_EQ(report.articles[1].published, "2025-03-12");
  EXPECT_EQ(report.articles[2].published, "2025-03-11");
  EXPECT_EQ(report.articles[3].published, "2024-01-01");
  EXPECT_TRUE(has(told(report.warnings), "has no date like YYYYMMDD"));
  EXPECT_EQ(NamePattern::parse("name:DD-MM-YYYY").value().find("20250101/x 11-03-2025.txt"),
            "2025-03-11");
}

// --- Encodings

TEST(Inputs, StrayMarksOfUtf16AmongOrdinaryBytes_DoNotMakeItUtf16) {
  const std::string stray(24, '\xFF');
  const ReadReport report =
      parse_jsonl("{\"text\":\"One.\"}\nno JSON \xFF\xFE" + stray + "\n{\"text\":\"Two.\"}\n", "a");
  EXPECT_EQ(texts(report), (std::vector<std::string>{"One.", "Two."})) << told(report.warnings);
  EXPECT_EQ(report.errors.size(), 1U) << told(report.errors);
}

TEST(Encoding, MarksAndGuesses) {
  const std::string utf16 = std::string("\xFF\xFE", 2) + std::string("C\0a\0f\0\xE9\0.\0", 10);
  EXPECT_EQ(texts(parse_text(utf16, "a")), (Texts{"Café."}));
  const std::string big = std::string("\xFE\xFF", 2) + std::string("\0C\0a\0f\0\xE9\0.", 10);
  EXPECT_EQ(told(parse_text(big, "a").warnings), "");
  EXPECT_EQ(texts(parse_text(big, "a")), (Texts{"Café."}));

  const auto western = parse_text("\x93We agreed,\x94 she said \x97 in S\xE3o Paulo.", "a.txt");
  EXPECT_EQ(texts(western), (Texts{"“We agreed,” she said — in São Paulo."}));
  EXPECT_TRUE(has(told(western.warnings), "a.txt: read as WINDOWS-1252 (guessed)"));
  EXPECT_EQ(western.warnings.size(), 1U);

  // "The minister met with the ambassador in Moscow and spoke of peace", twice.
  const std::string line =
      "\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xF1\xFF \xF1 "
      "\xEF\xEE\xF1\xEB\xEE\xEC \xE2 \xCC\xEE\xF1\xEA\xE2\xE5 \xE8 \xE3\xEE\xE2\xEE\xF0\xE8\xEB "
      "\xEE \xEC\xE8\xF0\xE5. ";
  const auto russian = parse_text(line + line, "a.txt");
  ASSERT_EQ(russian.articles.size(), 1U);
  EXPECT_TRUE(has(russian.articles[0].text, "Министр встретился")) << told(russian.warnings);
}

TEST(Encoding, LateBytesAreFoundAndWhatHasNoMeaningIsCounted) {
  const auto late = parse_text(std::string(200'000, 'x') + " caf\xE9", "a.txt");
  ASSERT_EQ(late.articles.size(), 1U);
  EXPECT_TRUE(late.articles[0].text.ends_with(" café"));
  const auto undefined = parse_text("caf\xE9 \x81 \x8D", "a.txt");
  EXPECT_EQ(texts(undefined), (Texts{"café \xEF\xBF\xBD \xEF\xBF\xBD"}));
  EXPECT_TRUE(has(told(undefined.warnings), "2 bytes are no WINDOWS-1252, the first at byte 5"));
  // Characters across the borders of what is read at once stay whole.
  std::string many = "x";
  for (int i = 0; i < 100'000; ++i) many += "é";
  const auto whole = parse_text(many, "a.txt");
  EXPECT_EQ(told(whole.warnings), "");
  EXPECT_EQ(texts(whole), (Texts{many}));
}

// --- Languages

constexpr const char* kSpanish =
    "El ministro de Asuntos Exteriores se reunió el martes con los dirigentes de la oposición para "
    "hablar de las elecciones que se celebrarán en el mes de mayo. Los manifestantes ocuparon la "
    "plaza mayor de la ciudad y la policía detuvo a cuarenta personas durante la noche.";
constexpr const char* kEnglish =
    "The foreign minister met opposition leaders on Tuesday to talk about the elections that will "
    "be held in May. Protesters occupied the main square of the city and police arrested forty "
    "people during the night, a spokesman said.";

TEST(Language, OtherThanEnglishIsPassedOverLoudly) {
  const ScratchFolder folder;
  const std::string in =
      folder.write("a.jsonl", "{\"id\":\"s\",\"language\":\"en\",\"text\":\"" +
                                  std::string(kSpanish) + "\"}\n{\"language\":\"es\",\"text\":\"" +
                                  kEnglish + "\"}\n{\"text\":\"Hasta la vista.\"}\n");
  const auto report = read_articles(in);
  EXPECT_EQ(texts(report), (Texts{kEnglish, "Hasta la vista."}));
  EXPECT_EQ(report.other_language, 1U);
  EXPECT_TRUE(has(told(report.warnings), "article s is in Spanish and was passed over"));
  InputOptions options;
  options.any_language = true;
  EXPECT_EQ(read_articles(in, options).articles.size(), 3U);
}

TEST(Language, ManyAreSummedUp) {
  const ScratchFolder folder;
  std::string lines;
  for (int i = 0; i < 9; ++i)
    lines += "{\"text\":\"" + std::string(kSpanish) + " " + std::to_string(i) + "\"}\n";
  const auto report = read_articles(folder.write("a.jsonl", lines));
  EXPECT_EQ(report.other_language, 9U);
  EXPECT_EQ(report.warnings.size(), 6U);
  EXPECT_TRUE(has(told(report.warnings), "9 articles in other languages were passed over (9 es)"));
}

// --- Folders

TEST(Folder, IsReadToItsDepthAndSaysWhatItLeavesOut) {
  const ScratchFolder folder;
  static_cast<void>(folder.write("in/b/2.txt", "Two."));
  static_cast<void>(folder.write("in/a.csv", "text,id\nOne.,1\n"));
  static_cast<void>(folder.write("in/c.pdf", "%PDF"));
  static_cast<void>(folder.write("in/b/d.docx", "PK"));
  static_cast<void>(folder.write("in/.git/x.txt", "Never."));
  static_cast<void>(folder.write("in/s.db.errors.jsonl", "{}"));
  const auto report = read_articles(folder.path("in"));
  EXPECT_EQ(texts(report), (Texts{"One.", "Two."}));
  EXPECT_EQ(told(report.errors), "");
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_TRUE(has(told(report.warnings), "2 files of no known kind passed over: b/d.docx, c.pdf"));
}

// --- Compression

TEST(Compressed, FilesAreReadAsWhatTheyHold) {
  const ScratchFolder folder;
  const std::string csv = "title,text\nA,One.\nB,Two.\n";
  static_cast<void>(folder.write("in/a.csv.gz", gzip(csv)));
  static_cast<void>(folder.write("in/b.csv.zst", zstd(csv)));
  static_cast<void>(folder.write("in/c.csv.xz", filtered(csv, archive_write_add_filter_xz)));
  static_cast<void>(folder.write("in/d.csv.bz2", filtered(csv, archive_write_add_filter_bzip2)));
  static_cast<void>(folder.write("in/e.txt.gz", gzip(gzip("Three."))));
  const auto report = read_articles(folder.path("in"));
  EXPECT_EQ(told(report.errors), "");
  EXPECT_EQ(texts(report),
            (Texts{"One.", "Two.", "One.", "Two.", "One.", "Two.", "One.", "Two.", "Three."}));
}

TEST(Compressed, MembersFollowEachOther) {
  const ScratchFolder folder;
  const std::string gz =
      folder.write("a.jsonl.gz", gzip("{\"text\":\"One.\"}\n{\"te") + gzip("xt\":\"Two.\"}\n") +
                                     std::string(700, 0));
  EXPECT_EQ(texts(read_articles(gz)), (Texts{"One.", "Two."}));
  const std::string zst =
      folder.write("a.jsonl.zst", zstd("{\"text\":\"One.\"}\n") + zstd("{\"text\":\"Two.\"}\n"));
  EXPECT_EQ(texts(read_articles(zst)), (Texts{"One.", "Two."}));
}

TEST(Compressed, CutShortOrDamaged_KeepsWhatCameBefore) {
  const ScratchFolder folder;
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += "{\"text\":\"Report " + std::to_string(i * 7919 % 10007) + " of the day.\"}\n";
  for (const auto& [name, bytes] :
       {std::pair{"a.jsonl.gz", gzip(lines)}, std::pair{"a.jsonl.zst", zstd(lines)},
        std::pair{"a.jsonl.xz", filtered(lines, archive_write_add_filter_xz)}}) {
    const auto cut = read_articles(folder.write(name, bytes.substr(0, bytes.size() - 20)));
    EXPECT_TRUE(has(told(cut.errors), name)) << name;
    std::string damaged = bytes;
    for (std::size_t p = bytes.size() / 2; p < bytes.size() / 2 + 40; ++p) damaged[p] ^= '\x55';
    const auto broken = read_articles(folder.write(name, damaged));
    EXPECT_FALSE(broken.errors.empty()) << name;
    EXPECT_LT(broken.articles.size(), 3000U) << name;
  }
  const std::string whole = gzip(lines);
  const auto cut = read_articles(folder.write("b.jsonl.gz", whole.substr(0, whole.size() / 2)));
  EXPECT_GT(cut.articles.size(), 100U);
  EXPECT_TRUE(has(told(cut.errors), "ends in the middle of compressed data"));
}

TEST(Compressed, WhatGrowsWithoutEndIsStopped) {
  const ScratchFolder folder;
  const std::string zeros(std::size_t{60} << 20, '\n');
  for (const auto& [name, bytes] :
       {std::pair{"a.jsonl.gz", gzip(zeros)}, std::pair{"a.jsonl.zst", zstd(zeros)},
        std::pair{"a.jsonl.xz", filtered(zeros, archive_write_add_filter_xz)}}) {
    const auto report = read_articles(folder.write(name, bytes));
    EXPECT_TRUE(has(told(report.errors), "grows more than 200 times")) << told(report.errors);
  }
}

// --- Archives

TEST(Archive, EntriesAreReadByTheirNames) {
  const ScratchFolder folder;
  const testing_support::Entries entries = {{"b/one.txt", "One."},
                                            {"a.csv", "title,text\nA,Two.\nB\n"},
                                            {"c.jsonl.gz", gzip("{\"text\":\"Three.\"}\n")},
                                            {"d.pdf", "%PDF"},
                                            {"__MACOSX/._x.txt", "Never."}};
  for (const auto& [name, bytes] :
       {std::pair{"a.zip", zip(entries)}, std::pair{"a.tar", tar(entries)},
        std::pair{"a.tar.gz", gzip(tar(entries))}, std::pair{"a.tgz", gzip(tar(entries))},
        std::pair{"a.7z", seven_zip(entries)}}) {
    const std::string path = folder.write(name, bytes);
    const auto report = read_articles(path);
    EXPECT_EQ(texts(report), (Texts{"One.", "Two.", "Three."})) << name << told(report.errors);
    EXPECT_TRUE(has(told(report.errors), path + "!a.csv:3: has 1 fields")) << told(report.errors);
    EXPECT_TRUE(has(told(report.warnings), "1 file of no known kind passed over: d.pdf"));
  }
}

TEST(Archive, NamesThatClimbAreNamesOnly) {
  const ScratchFolder folder;
  const std::string path =
      folder.write("in/a.tar", tar({{"../../evil.txt", "One."}, {"/etc/evil.txt", "Two."}}));
  EXPECT_EQ(texts(read_articles(path)), (Texts{"One.", "Two."}));
  EXPECT_FALSE(std::filesystem::exists(folder.path("evil.txt")));
  EXPECT_FALSE(std::filesystem::exists("/etc/evil.txt"));
}

TEST(Archive, IsReadTwoDeepAndNoDeeper) {
  const ScratchFolder folder;
  const std::string third = zip({{"three.txt", "Three."}});
  const std::string second = zip({{"two.txt", "Two."}, {"third.zip", third}});
  const auto report =
      read_articles(folder.write("a.zip", zip({{"second.zip", second}, {"one.txt", "One."}})));
  EXPECT_EQ(texts(report), (Texts{"Two.", "One."}));
  EXPECT_TRUE(has(told(report.errors), "a.zip!second.zip!third.zip: is an archive in an archive"));
}

TEST(Archive, BombsAreStoppedAndEncryptedEntriesNamed) {
  const ScratchFolder folder;
  const auto bomb = read_articles(folder.write(
      "a.zip", zip({{"one.txt", "One."}, {"b.jsonl", std::string(std::size_t{60} << 20, '\n')}})));
  EXPECT_EQ(texts(bomb), (Texts{"One."}));
  EXPECT_TRUE(has(told(bomb.errors), "a.zip!b.jsonl: was not unpacked further"));
  const std::string secret = testing_support::pack({{"s.txt", "Secret."}}, [](archive* a) {
    archive_write_set_format_zip(a);
    archive_write_set_options(a, "zip:encryption=zipcrypt");
    archive_write_set_passphrase(a, "x");
  });
  const auto report = read_articles(folder.write("s.zip", secret));
  EXPECT_TRUE(report.articles.empty());
  EXPECT_TRUE(has(told(report.errors), "s.zip!s.txt: is encrypted")) << told(report.errors);
}

TEST(Archive, CutShortKeepsWhatCameBefore) {
  const ScratchFolder folder;
  const std::string whole = tar({{"one.txt", "One."}, {"two.txt", std::string(5000, 'x')}});
  const auto report = read_articles(folder.write("a.tar", whole.substr(0, 2000)));
  EXPECT_EQ(texts(report).front(), "One.");
  EXPECT_FALSE(report.errors.empty());
  EXPECT_FALSE(read_articles(folder.write("b.zip", "PK\3\4 and nothing")).errors.empty());
  EXPECT_FALSE(read_articles(folder.write("c.7z", "no archive")).errors.empty());
}

// --- JSON documents

TEST(JsonDocument, ArraysWrappersAndPrettyObjects) {
  const auto array = parse_records(
      Kind::json, " [ {\"text\": \"One. ]}\\\" \"},\n {\"text\": \"Two.\"} , 7, {} ]", "a.json");
  EXPECT_EQ(texts(array), (Texts{"One. ]}\" ", "Two."}));
  ASSERT_EQ(array.errors.size(), 2U);
  EXPECT_EQ(array.errors[0].where, "a.json:article 3");
  const auto wrapper = parse_records(
      Kind::json, "{\"status\":\"ok\",\n\"articles\":[{\"content\":\"One.\"},{\"content\":\"\"}]}",
      "a.json");
  EXPECT_EQ(texts(wrapper), (Texts{"One."}));
  EXPECT_EQ(wrapper.errors.size(), 1U);
  EXPECT_EQ(texts(parse_records(Kind::json, "{\n \"text\": \"One.\"\n}\n", "a")), (Texts{"One."}));
  EXPECT_EQ(texts(parse_records(Kind::json, "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}", "a")),
            (Texts{"One.", "Two."}));
  for (const char* bad : {"", "x", "[", "[{", "[{\"text\":\"x", "{\n", "{\n}", "[[[", "[]]", "5"}) {
    const auto report = parse_records(Kind::json, bad, "a");
    EXPECT_TRUE(report.articles.empty()) << bad;
  }
  const auto cut = parse_records(Kind::json, "[{\"text\":\"One.\"},{\"text\":\"Tw", "a.json");
  EXPECT_EQ(texts(cut), (Texts{"One."}));
  EXPECT_TRUE(has(told(cut.errors), "article 2: the array ends in its middle"));
  EXPECT_FALSE(parse_records(Kind::json, "[" + std::string(2'000'000, '['), "a").errors.empty());
}

// --- Feeds

TEST(Feed, RssItemsAreArticles) {
  const auto report = parse_records(Kind::xml,
                                    R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY x "<item>">]>
<!-- <item><title>Never</title></item> -->
<rss version="2.0"><channel><title>Coast Wire</title><language>en</language>
<item><title>Talks &amp;amp; tea</title><link>http://example.org/1</link><guid>g1</guid>
<pubDate>Tue, 11 Mar 2025 10:00:00 +0100</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>Police <b>arrested</b> 40 &ndash; &#8220;at last&#8221;.</p><script>x()</script>
<p>Then <item> they left.</p>]]></content:encoded></item>
<item><description>&lt;p&gt;Two.&lt;/p&gt;</description><dc:date>2025-03-12T08:00:00Z</dc:date>
<source url="http://example.org/s">Inland Post</source></item>
<item><title>Only a headline</title></item>
<item/>
</channel></rss>)",
                                    "a.rss");
  ASSERT_EQ(report.articles.size(), 3U) << told(report.errors);
  const Article& a = report.articles[0];
  EXPECT_EQ(a.title, "Talks & tea");
  EXPECT_EQ(a.text, "Police arrested 40 – “at last”.\n\nThen they left.");
  EXPECT_EQ(a.published, "2025-03-11");
  EXPECT_EQ(a.url, "http://example.org/1");
  EXPECT_EQ(a.id, "g1");
  EXPECT_EQ(a.publisher, "Coast Wire");
  EXPECT_EQ(a.language, "en");
  EXPECT_EQ(report.articles[1].text, "Two.");
  EXPECT_EQ(report.articles[1].publisher, "Inland Post");
  EXPECT_EQ(report.articles[1].published, "2025-03-12");
  EXPECT_EQ(report.articles[2].text, "Only a headline");
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].where, "a.rss:13");
}

TEST(Feed, AtomEntriesAndRdfItemsAreArticles) {
  const auto atom =
      parse_records(Kind::xml,
                    R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title>
<entry><id>urn:1</id><title>T</title><link rel="self" href="http://example.org/x"/>
<link href="http://example.org/1"/><updated>2025-03-12T00:00:00Z</updated>
<published>2025-03-11T00:00:00Z</published><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>
</entry></feed>)",
                    "a.atom");
  ASSERT_EQ(atom.articles.size(), 1U) << told(atom.errors);
  EXPECT_EQ(atom.articles[0].text, "One.\n\nTwo.");
  EXPECT_EQ(atom.articles[0].published, "2025-03-11");
  EXPECT_EQ(atom.articles[0].url, "http://example.org/1");
  EXPECT_EQ(atom.articles[0].publisher, "Wire");
  const auto rdf = parse_records(Kind::xml,
                                 R"(<rdf:RDF><channel rdf:about="u"><title>Wire</title></channel>
<item rdf:about="http://example.org/2"><title>T</title><description>One.</description>
<dc:date>2025-03-11</dc:date></item></rdf:RDF>)",
                                 "a.rdf");
  ASSERT_EQ(rdf.articles.size(), 1U);
  EXPECT_EQ(rdf.articles[0].url, "http://example.org/2");
  EXPECT_EQ(rdf.articles[0].publisher, "Wire");
}

TEST(Feed, DeclaredEncodingIsTaken) {
  const auto report = parse_records(Kind::xml,
                                    "<?xml version='1.0' encoding='windows-1250'?><rss><channel>"
                                    "<item><title>Wa\xB3\xEAsa</title></item></channel></rss>",
                                    "a.rss");
  EXPECT_EQ(texts(report), (Texts{"Wałęsa"}));
  EXPECT_EQ(told(report.warnings), "");
}

TEST(Feed, BrokenItemsLoseNoOthers) {
  const auto report = parse_records(Kind::xml,
                                    "<rss><item><title>One.</title></item>"
                                    "<item><title>Bad</b></item><item><title>Two.</title></item>"
                                    "<item><title>Cut",
                                    "a.rss");
  EXPECT_EQ(texts(report), (Texts{"One.", "Two."}));
  EXPECT_EQ(report.errors.size(), 2U) << told(report.errors);
  EXPECT_TRUE(has(told(parse_records(Kind::xml, "<x><y/></x>", "a").errors), "without items"));
  EXPECT_TRUE(has(told(parse_records(Kind::xml, "", "a").errors), "is empty"));
}

TEST(Feed, DeepNestingIsBounded) {
  std::string deep = "<rss><item><description>";
  for (int i = 0; i < 300'000; ++i) deep += "<a>";
  const auto cut = parse_records(Kind::xml, deep, "a");
  EXPECT_TRUE(cut.articles.empty());
  EXPECT_EQ(cut.errors.size(), 1U);
  deep += "One.";
  for (int i = 0; i < 300'000; ++i) deep += "</a>";
  deep += "</description></item><item><title>Two.</title></item>";
  EXPECT_EQ(texts(parse_records(Kind::xml, deep, "a")), (Texts{"One.", "Two."}));
  std::string same = "<rss>";
  for (int i = 0; i < 300'000; ++i) same += "<item>";
  EXPECT_TRUE(parse_records(Kind::xml, same, "a").articles.empty());
}

TEST(PetrarchXml, SentencesOfAStoryAreJoinedInOrder) {
  const auto report = parse_records(Kind::xml,
                                    R"(<Sentences>
<Sentence date="20250311" id="AFP001-2" source="AFP" sentence="True"><Text>
The rebels
agreed.
</Text><Parse>(ROOT (S x))</Parse></Sentence>
<Sentence date="20250311" id="AFP001-1" source="AFP" sentence="True"><Text>The minister met the rebels.</Text></Sentence>
<Sentence date="20250312" id="AFP002" source="AFP" sentence="False"><Text>A story.</Text></Sentence>
<Sentence date="20250312" id="AFP003-1"></Sentence>
</Sentences>)",
                                    "a.xml");
  EXPECT_EQ(texts(report), (Texts{"The minister met the rebels.\nThe rebels agreed.", "A story."}));
  EXPECT_EQ(report.articles[0].id, "AFP001");
  EXPECT_EQ(report.articles[0].published, "2025-03-11");
  EXPECT_EQ(report.articles[0].publisher, "AFP");
  EXPECT_EQ(report.errors.size(), 1U);
}

// --- Treebanks

TEST(ConlluArticles, DocumentsAreArticles) {
  const auto report = parse_records(Kind::conllu,
                                    "# newdoc id = d1\n# text = They didn't go.\n"
                                    "1\tThey\tthey\tPRON\t_\t_\t3\tnsubj\t_\t_\n\n"
                                    "1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                    "1\tdid\tdo\tAUX\t_\t_\t3\taux\t_\t_\n"
                                    "2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n"
                                    "3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
                                    "3.1\tx\tx\tVERB\t_\t_\t_\t_\t_\t_\n"
                                    "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"
                                    "# newpar\n# text = Third.\n1\ttoo\tfew\n\n"
                                    "# text = Fourth.\n\n"
                                    "# newdoc id = d2\n# text = Last.\n",
                                    "a.conllu");
  EXPECT_EQ(texts(report), (Texts{"They didn't go.\ndidn't go.\n\nFourth.", "Last."}));
  EXPECT_EQ(report.articles[0].id, "d1");
  EXPECT_EQ(report.articles[1].id, "d2");
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].where, "a.conllu:14");
  EXPECT_FALSE(parse_records(Kind::conllu, "", "a").errors.empty());
}

// --- Exports of news databases

TEST(DatabaseText, LexisDocumentsAreArticles) {
  const auto report = parse_text(
      "\r\n                        1 of 2 DOCUMENTS\r\n\r\n\r\n"
      "                        Coast Wire (Lima)\r\n\r\n                     March 11, 2025 "
      "Tuesday\r\n\r\n"
      "Talks in Lima end\nwithout agreement\n\nBYLINE: A. Writer\n\nSECTION: NEWS; Pg. 3\n\n"
      "LENGTH: 20 words\n\n   The foreign minister met\nopposition leaders.\n\nNo date was set.\n\n"
      "LOAD-DATE: March 12, 2025\n\nLANGUAGE: ENGLISH\n\n            Copyright 2025 Coast Wire\n\n"
      "                        2 of 2 DOCUMENTS\n\n                 Inland Post\n\n"
      "                 12 March 2025\n\nHEADLINE: Rebels freed\n\nLENGTH: 3 words\n\n"
      "DHAKA: Rebels were freed.\n",
      "a.txt");
  ASSERT_EQ(report.articles.size(), 2U) << told(report.errors);
  const Article& a = report.articles[0];
  EXPECT_EQ(a.title, "Talks in Lima end without agreement");
  EXPECT_EQ(a.publisher, "Coast Wire (Lima)");
  EXPECT_EQ(a.published, "2025-03-11");
  EXPECT_EQ(a.text, "The foreign minister met opposition leaders.\n\nNo date was set.");
  EXPECT_EQ(report.articles[1].title, "Rebels freed");
  EXPECT_EQ(report.articles[1].published, "2025-03-12");
  EXPECT_EQ(report.articles[1].text, "DHAKA: Rebels were freed.");
}

TEST(DatabaseText, FactivaRecordsAreArticles) {
  const auto report = parse_text(
      "HD  Talks in Lima\nWC  20 words\nPD  11 March 2025\nSN  Coast Wire\nSC  CW\nLA  English\n"
      "CY  (c) 2025\nLP  \nThe foreign minister met\nopposition leaders.\n\nTD  \nNo date was "
      "set.\n"
      "\nLater they left.\n\nCO  x\nAN  Document CW00000020250311\n\n"
      "HD\tRebels freed\nPD\t12 March 2025\nSN\tInland Post\nLP\tRebels were freed.\nAN\tDocument "
      "IP2\n",
      "a.txt");
  ASSERT_EQ(report.articles.size(), 2U) << told(report.errors);
  const Article& a = report.articles[0];
  EXPECT_EQ(a.title, "Talks in Lima");
  EXPECT_EQ(a.publisher, "Coast Wire");
  EXPECT_EQ(a.published, "2025-03-11");
  EXPECT_EQ(a.id, "CW00000020250311");
  EXPECT_EQ(a.text,
            "The foreign minister met opposition leaders.\n\nNo date was set.\n\nLater they left.");
  EXPECT_EQ(report.articles[1].text, "Rebels were freed.");
}

// --- Web archives

constexpr const char* kPage =
    "<html><head><title>Talks in Lima</title></head><body><article><h1>Talks in Lima</h1>"
    "<p>The foreign minister met opposition leaders on Tuesday to talk about the elections that "
    "will be held in May, a spokesman said.</p><p>Police arrested forty people during the night "
    "after protesters occupied the main square of the city.</p></article></body></html>";

std::string record(const std::string& kind, const std::string& uri, const std::string& block,
                   const std::string& more = "") {
  return "WARC/1.0\r\nWARC-Type: " + kind + "\r\nWARC-Target-URI: " + uri +
         "\r\nWARC-Date: 2025-03-11T10:00:00Z\r\n" + more +
         "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string answer(const std::string& body, const std::string& headers = "",
                   const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\n" + headers +
         "\r\n" + body;
}

TEST(Warc, PagesAreArticlesWithTheirAddress) {
  const ScratchFolder folder;
  const std::string page = kPage;
  const std::string half = page.substr(0, 100);
  const std::string rest = page.substr(100);
  char length[16];
  std::snprintf(length, sizeof length, "%zx", rest.size());
  const std::string chunked = "64\r\n" + half + "\r\n" + length + "\r\n" + rest + "\r\n0\r\n\r\n";
  const std::vector<std::string> records = {
      record("warcinfo", "", "software: x\r\n"),
      record("request", "http://example.org/0", "GET / HTTP/1.1\r\n\r\n"),
      record("response", "http://example.org/1", answer(page)),
      record("response", "http://example.org/2", answer(chunked, "Transfer-Encoding: chunked\r\n")),
      record("response", "http://example.org/3", answer(gzip(page), "Content-Encoding: gzip\r\n")),
      record("response", "http://example.org/4", answer(page, "Transfer-Encoding: chunked\r\n")),
      record("response", "http://example.org/5", answer(page, "", "404 Not Found")),
      record("response", "http://example.org/6", answer("x", "Content-Encoding: br\r\n")),
      record("response", "http://example.org/7", answer("<p>Nothing</p>")),
      record("conversion", "http://example.org/8", "Plain text of a page.",
             "Content-Type: text/plain\r\n"),
  };
  std::string plain;
  std::string members;
  std::string frames;
  for (const std::string& r : records) {
    plain += r;
    members += gzip(r);
    frames += zstd(r);
  }
  for (const auto& [name, bytes] : {std::pair{"a.warc", plain}, std::pair{"a.warc.gz", members},
                                    std::pair{"a.warc.zst", frames}}) {
    const auto report = read_articles(folder.write(name, bytes));
    ASSERT_EQ(report.articles.size(), 5U) << name << told(report.errors) << told(report.notes);
    for (const Article& a : report.articles) EXPECT_EQ(a.published, "2025-03-11");
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(report.articles[i].url, "http://example.org/" + std::to_string(i + 1));
      EXPECT_TRUE(has(report.articles[i].text, "Police arrested forty people"));
      EXPECT_TRUE(has(report.articles[i].title, "Talks in Lima"));
    }
    EXPECT_EQ(report.articles[4].text, "Plain text of a page.");
    EXPECT_EQ(report.errors.size(), 1U) << told(report.errors);
    EXPECT_TRUE(has(told(report.errors), "record 8: is compressed with br"));
    EXPECT_TRUE(has(told(report.notes), "5 articles do not say when they were published"));
  }
}

TEST(Warc, DamageLosesItsRecordOnly) {
  const ScratchFolder folder;
  const auto text = [](int i) {
    return record("conversion", "http://example.org/" + std::to_string(i),
                  "Text " + std::to_string(i) + ".", "Content-Type: text/plain\r\n");
  };
  std::string bad = gzip(text(2));
  bad[20] ^= '\x7F';
  bad[21] ^= '\x7F';
  const auto member =
      read_articles(folder.write("a.wet.gz", gzip(text(1)) + bad + gzip(text(3)) + gzip(text(4))));
  EXPECT_EQ(texts(member), (Texts{"Text 1.", "Text 3.", "Text 4."})) << told(member.errors);
  EXPECT_FALSE(member.errors.empty());
  const auto between =
      read_articles(folder.write("b.wet.gz", gzip(text(1)) + "no gzip" + gzip(text(2))));
  EXPECT_EQ(texts(between), (Texts{"Text 1.", "Text 2."}));
  EXPECT_EQ(between.errors.size(), 1U) << told(between.errors);
  std::string no_length = text(2);
  no_length.replace(no_length.find("Content-Length"), 14, "Content-Strength");
  const auto lines = parse_records(Kind::warc, text(1) + no_length + "x\r\n" + text(3), "a.warc");
  EXPECT_EQ(texts(lines), (Texts{"Text 1.", "Text 3."}));
  const std::string cut = text(1) + text(2);
  const auto short_one = parse_records(Kind::warc, cut.substr(0, cut.size() - 8), "a.warc");
  EXPECT_EQ(texts(short_one), (Texts{"Text 1."}));
  EXPECT_TRUE(has(told(short_one.errors), "record 2: ends in its middle"));
  for (const char* chunks : {"zz\r\nx", "ffffffffffffffff\r\nx", "-1\r\n", "5", "5\r\nab"}) {
    const auto report = parse_records(
        Kind::warc, record("response", "u", answer(chunks, "Transfer-Encoding: chunked\r\n")), "a");
    EXPECT_TRUE(report.articles.empty());
  }
  EXPECT_FALSE(parse_records(Kind::warc, "", "a").errors.empty());
  EXPECT_FALSE(parse_records(Kind::warc, "junk\njunk\n", "a").errors.empty());
}

// --- The command line

TEST(CliInputs, StandardInputIsKnownByItsBeginning) {
  const std::string news = "Police in Lima arrested 40 protesters on Tuesday.";
  const std::string csv = "title,text\nT,\"" + news + "\"\n";
  for (const std::string& input :
       {news, "{\"text\":\"" + news + "\"}", csv, gzip(csv), zip({{"a.txt", news}}),
        "<rss><channel><item><title>" + news + "</title></item></channel></rss>",
        record("conversion", "u", news, "Content-Type: text/plain\r\n")}) {
    const auto outcome = run_dragoman({"code", "--published", "2025-03-11"}, input);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_TRUE(has(outcome.out, "arrest")) << input;
  }
}

}  // namespace
}  // namespace dragoman
