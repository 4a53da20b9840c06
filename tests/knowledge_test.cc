#include "knowledge/knowledge.h"

#include <gtest/gtest.h>

#include <random>

#include "knowledge/table.h"
#include "support.h"
#include "text/segmenter.h"

namespace dragoman {
namespace {

using testing_support::run_program;
using testing_support::ScratchFolder;

/// Tables of our own invention, small enough to flip every bit of what they compile to.
void write_tables(const ScratchFolder& folder) {
  const auto write = [&](const char* name, const char* content) {
    static_cast<void>(folder.write(std::string("knowledge/") + name, content));
  };
  write("countries.tsv",
        "# iso3\tname\n"
        "EXA\tExampleland\tRepublic of Exampleland|EX\tExamplish|Examplers\tPort Example\t"
        "Long House\t1.5\t-2.5\nOTH\tOtherland\t-\tOtherish\tOther City\t-\t-1\t3\n");
  write("organisations.tsv", "Council of Examples\tCoE\tIGO\tGOV\n");
  write("people.tsv", "Ana Sámple\tSample\tEXA\tGOV\tpresident\tf\t2020-01-01\t-\n");
  write("roles.tsv", "president\tGOV\toffice\t-\nrebel\tREB\tgroup\t-\n");
  write("given_names.tsv", "Ana\tf\nJosé\tm\n");
  write("word_classes.tsv", "president\tn\tleader.1|person.1\n");
  write("places.tsv",
        "Port Example\tEXA\tCoast\t1\t2\t7\t5000\tPuerto Ejemplo\n"
        "Twin\tEXA\tCoast\t1\t2\t8\t100\t-\nTwin\tOTH\tHills\t3\t4\t9\t90000\t-\n");
}

/// The longest name at the start of a text.
const NameEntry* name_at_start(const Knowledge& knowledge, const std::string& text,
                               std::uint32_t* length) {
  const Document d = segment(text);
  const FoldedTokens folded(d);
  return knowledge.longest(d, folded, 0, static_cast<std::uint32_t>(d.tokens.size()), length);
}

void expect_lookups(const Knowledge& k) {
  EXPECT_EQ(k.country_name("EXA"), "Exampleland");
  EXPECT_EQ(k.country_name("ZZZ"), "ZZZ");
  EXPECT_EQ(k.country("ZZZ"), nullptr);
  EXPECT_EQ(k.gender_of("ana"), 'f');
  EXPECT_EQ(k.gender_of("jose"), 'm');
  EXPECT_EQ(k.gender_of("nobody"), '-');
  ASSERT_NE(k.role("president"), nullptr);
  EXPECT_EQ(k.role("president")->sector.view(), "GOV");
  EXPECT_TRUE(k.role("president")->office);
  EXPECT_TRUE(k.role("rebel")->group);
  EXPECT_EQ(k.role("nobody"), nullptr);
  ASSERT_NE(k.place("twin"), nullptr);
  EXPECT_EQ(k.place("twin")->country.view(), "OTH") << "the larger of the two";
  EXPECT_EQ(k.places("twin").size(), 2U);
  ASSERT_NE(k.place("puerto ejemplo"), nullptr);
  EXPECT_EQ(k.place("puerto ejemplo")->name.view(), "Port Example");
  EXPECT_EQ(k.place("atlantis"), nullptr);

  std::uint32_t length = 0;
  const NameEntry* entry = name_at_start(k, "Republic of Exampleland said so", &length);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(length, 3U);
  EXPECT_EQ(entry->country.view(), "EXA");
  entry = name_at_start(k, "ANA SAMPLE left", &length);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->kind, NameKind::person);
  EXPECT_EQ(entry->role.view(), "president");
  EXPECT_EQ(length, 2U);
  entry = name_at_start(k, "Council of Examples", &length);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->kind, NameKind::organisation);
  EXPECT_EQ(name_at_start(k, "examplish", &length), nullptr) << "names start with a capital";
  EXPECT_EQ(name_at_start(k, "Ex", &length), nullptr) << "short capitals match only as written";
  EXPECT_NE(name_at_start(k, "EX", &length), nullptr);
  EXPECT_EQ(name_at_start(k, "Nothing known", &length), nullptr);
}

TEST(Knowledge, LookupsFromTablesAndFromTheCompiledFileAreTheSame) {
  const ScratchFolder folder;
  write_tables(folder);
  const auto loaded = Knowledge::load(folder.path(""));
  ASSERT_TRUE(loaded.ok()) << loaded.error().message();
  expect_lookups(loaded.value());
  const auto bytes = compile_knowledge(folder.path(""));
  ASSERT_TRUE(bytes.ok());
  const auto opened = Knowledge::open(folder.write("knowledge.drg", bytes.value()));
  ASSERT_TRUE(opened.ok()) << opened.error().message();
  expect_lookups(opened.value());
}

TEST(Knowledge, CompilingTwiceGivesTheSameBytes) {
  const ScratchFolder folder;
  write_tables(folder);
  EXPECT_EQ(compile_knowledge(folder.path("")).value(), compile_knowledge(folder.path("")).value());
}

TEST(Knowledge, EveryTruncationIsRefused) {
  const ScratchFolder folder;
  write_tables(folder);
  const std::string bytes = compile_knowledge(folder.path("")).value();
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 16) {
    const auto opened =
        Knowledge::open(folder.write("cut.drg", std::string_view(bytes).substr(0, size)));
    ASSERT_FALSE(opened.ok()) << size;
    EXPECT_FALSE(opened.error().remedy.empty());
  }
  EXPECT_FALSE(Knowledge::open(folder.write("long.drg", bytes + "x")).ok());
}

TEST(Knowledge, EveryFlippedBitIsRefused) {
  const ScratchFolder folder;
  write_tables(folder);
  std::string bytes = compile_knowledge(folder.path("")).value();
  std::mt19937 random(11);
  for (std::size_t at = 0; at < bytes.size(); at += at < 512 ? 1 : 1 + random() % 40) {
    const char flip = static_cast<char>(1U << (random() % 8));
    bytes[at] ^= flip;
    EXPECT_FALSE(Knowledge::open(folder.write("flipped.drg", bytes)).ok()) << "byte " << at;
    bytes[at] ^= flip;
  }
}

TEST(Knowledge, MissingFileAndMalformedTableNameTheirPlace) {
  const ScratchFolder folder;
  write_tables(folder);
  const auto missing = Knowledge::open(folder.path("none.drg"));
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().where, folder.path("none.drg"));
  const std::string table = folder.write("knowledge/roles.tsv", "# role\npresident\tGOV\n");
  const auto malformed = Knowledge::load(folder.path(""));
  ASSERT_FALSE(malformed.ok());
  EXPECT_NE(malformed.error().where.find("roles.tsv:2"), std::string::npos)
      << malformed.error().where;
  EXPECT_FALSE(malformed.error().remedy.empty());
  std::filesystem::remove(table);
  EXPECT_FALSE(Knowledge::load(folder.path("")).ok());
}

TEST(Table, DashIsEmptyAndHashIsAComment) {
  const ScratchFolder folder;
  const auto table = read_table(folder.write("t.tsv", "# a\tb\r\nx\t-\r\n\n#\ny\tz\textra\n"), 2);
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table.value().rows.size(), 2U);
  EXPECT_EQ(table.value().rows[0].at(0), "x");
  EXPECT_EQ(table.value().rows[0].at(1), "");
  EXPECT_EQ(table.value().rows[0].line, 2);
  EXPECT_EQ(table.value().rows[1].at(2), "extra");
  EXPECT_EQ(table.value().rows[1].at(7), "");
  EXPECT_EQ(table.value().rows[1].line, 5);
}

TEST(ShippedData, PassesItsOwnCheck) {
  const auto outcome = run_program({"python3", DRAGOMAN_SOURCE_DIR "/scripts/lint_data"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
}

TEST(ShippedData, LexiconNamesOnlyTypesAndModesOfTheOntology) {
  const Coder& coder = testing_support::shipped_coder();
  EXPECT_EQ(coder.ontology().types().size(), 16U);
  for (const LexiconEntry& e : coder.lexicon().entries()) {
    if (e.act.empty()) continue;
    EXPECT_NE(coder.ontology().type(e.act), nullptr) << e.where;
    if (e.mode.empty()) continue;
    EXPECT_NE(coder.ontology().mode(e.act, e.mode), nullptr) << e.where;
  }
}

}  // namespace
}  // namespace dragoman
