// Who is mentioned, of which country, sector and role, and who is who: tests/cases/actors.tsv.
#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>

#include "formats/reading_json.h"
#include "knowledge/table.h"
#include "reading/role_words.h"
#include "reading/similar_names.h"
#include "reading/terms.h"
#include "support.h"

namespace dragoman {
namespace {

using Json = nlohmann::json;
using testing_support::code_text;
using testing_support::shipped_coder;

/// What `read` prints of a text, and how to find things in it.
class Read {
 public:
  explicit Read(const std::string& text) : text_(text) {
    const CodedArticle coded = code_text(text);
    json_ = Json::parse(reading_as_json(coded));
  }

  /// The mention with these words; "words#2" is the second of them. Null when there is none.
  [[nodiscard]] const Json* mention(std::string words) const {
    std::size_t nth = 1;
    if (words.size() > 2 && words[words.size() - 2] == '#') {
      nth = static_cast<std::size_t>(words.back() - '0');
      words.resize(words.size() - 2);
    }
    std::size_t at = whole(words, 0);
    for (; nth > 1 && at != std::string::npos; --nth) at = whole(words, at + 1);
    if (at == std::string::npos) return nullptr;
    // The smallest that holds the words: "Kamau" is found in "Foreign Minister Kamau".
    const Json* best = nullptr;
    const auto length = [](const Json& m) {
      return m["end"].get<std::size_t>() - m["begin"].get<std::size_t>();
    };
    for (const Json& m : json_["mentions"]) {
      if (m["begin"] > at || m["end"] < at + words.size()) continue;
      if (best == nullptr || length(m) < length(*best)) best = &m;
    }
    return best;
  }

  /// What is found of `m` under one key of the table.
  [[nodiscard]] std::string found(const Json& m, std::string_view key,
                                  const std::string& wanted) const {
    if (key == "with" || key == "apart") {
      const Json* other = mention(wanted);
      const bool same = other != nullptr && (*other)["chain"] == m["chain"];
      return same == (key == "with") ? wanted : same ? "the same" : "another";
    }
    if (key == "members" || key == "sectors") {
      std::string out;
      for (const Json& item : m.value(std::string(key), Json::array())) {
        if (!out.empty()) out += key == "members" ? " + " : " ";
        out += key == "members" ? name_of(item) : item.get<std::string>();
      }
      return out;
    }
    if (key == "valid") {
      for (const Json& r : json_["roles"]) {
        if (r["person"] == m["name"]) return r["valid"];
      }
      return "";
    }
    return m.value(std::string(key), "");
  }

 private:
  /// Where `words` stand as whole words at or after byte `from`.
  [[nodiscard]] std::size_t whole(const std::string& words, std::size_t from) const {
    const auto letter = [&](std::size_t i) {
      return i < text_.size() && std::isalnum(static_cast<unsigned char>(text_[i])) != 0;
    };
    std::size_t at = text_.find(words, from);
    while (at != std::string::npos && ((at > 0 && letter(at - 1)) || letter(at + words.size())))
      at = text_.find(words, at + 1);
    return at;
  }

  [[nodiscard]] std::string name_of(const Json& chain) const {
    for (const Json& m : json_["mentions"]) {
      if (m["chain"] == chain) return m["name"];
    }
    return "?";
  }

  std::string text_;
  Json json_;
};

TEST(Actors, AsTheTableOfCasesSays) {
  std::ifstream in(DRAGOMAN_SOURCE_DIR "/tests/cases/actors.tsv");
  std::size_t cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto columns = split(line, '\t');
    ASSERT_EQ(columns.size(), 3U) << line;
    ++cases;
    const Read read{std::string(columns[0])};
    const Json* m = read.mention(std::string(columns[1]));
    if (m == nullptr) {
      ADD_FAILURE() << line << "\n  no such mention";
      continue;
    }
    for (std::string_view item : split(columns[2], ';')) {
      while (item.starts_with(' ')) item.remove_prefix(1);
      const std::size_t equals = item.find('=');
      ASSERT_NE(equals, std::string_view::npos) << line;
      const std::string wanted(item.substr(equals + 1));
      const std::string is = read.found(*m, item.substr(0, equals), wanted);
      EXPECT_EQ(is, wanted == "-" ? "" : wanted) << line << "\n  " << item << "\n  " << m->dump();
    }
  }
  EXPECT_GE(cases, 120U);
}

TEST(SimilarNames, OneLetterOfALongSurname) {
  EXPECT_TRUE(same_surname("sanyang", "sanyeng"));
  EXPECT_TRUE(same_surname("rodriguez", "rodrigues"));
  EXPECT_TRUE(same_surname("lukashenko", "lukashenka"));
  EXPECT_TRUE(same_surname("kadirov", "kadyrov"));
  EXPECT_TRUE(same_surname("martine", "martinez"));
  EXPECT_FALSE(same_surname("martin", "xartin"));
  EXPECT_FALSE(same_surname("kamau", "kamua"));
  EXPECT_FALSE(same_surname("otieno", "odiemo"));
  EXPECT_FALSE(same_surname("", "otieno"));
}

TEST(RoleWords, Validity) {
  EXPECT_EQ(role_validity("president"), "current");
  EXPECT_EQ(role_validity("former president"), "former");
  EXPECT_EQ(role_validity("ex-minister"), "former");
  EXPECT_EQ(role_validity("then-president"), "former");
  EXPECT_EQ(role_validity("president-elect"), "elect");
  EXPECT_EQ(role_validity("late president"), "late");
  EXPECT_EQ(role_validity("outgoing prime minister"), "current");
  EXPECT_EQ(role_validity("executive"), "current");
  EXPECT_TRUE(leaves_state("ousted president", "GOV"));
  EXPECT_FALSE(leaves_state("former general", "MIL"));
}

TEST(Terms, TheDayOfPublicationChoosesTheOffice) {
  const auto entries = shipped_coder().knowledge().find("joe biden");
  ASSERT_FALSE(entries.empty());
  const Term in_office = term_at(entries, "2023-05-01");
  EXPECT_EQ(in_office.entry->role.view(), "president");
  EXPECT_FALSE(in_office.former);
  const Term earlier = term_at(entries, "2012-05-01");
  EXPECT_EQ(earlier.entry->role.view(), "vice president");
  EXPECT_TRUE(term_at(entries, "2026-01-15").former);
  EXPECT_TRUE(term_at(entries, "1950-01-01").future);
  EXPECT_FALSE(term_at(entries, "").former);
  EXPECT_EQ(term_at({}, "2026-01-15").entry, nullptr);
}

}  // namespace
}  // namespace dragoman
