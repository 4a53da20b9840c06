// What the coder gives for the examples, beside files that a person can read: tests/golden/*.txt.
// When a change is meant, scripts/update_golden writes them anew; read its diff before you commit.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "formats/article_reader.h"
#include "support.h"

namespace dragoman {
namespace {

std::string parties(const std::vector<Party>& list, const char* none) {
  std::string out;
  for (const Party& p : list) {
    if (!out.empty()) out += ", ";
    out += p.name;
    std::string about = p.country;
    for (const std::string* part : {&p.sector, &p.role}) {
      if (!part->empty()) about += (about.empty() ? "" : " ") + *part;
    }
    if (!about.empty()) out += " [" + about + "]";
  }
  return out.empty() ? none : out;
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) out += (out.empty() ? "" : ", ") + s;
  return out;
}

std::string block(const CodedArticle& coded, const Event& e) {
  const std::string& text = coded.article.text;
  const auto slice = [&](std::uint32_t begin, std::uint32_t end) {
    std::string s = text.substr(begin, end - begin);
    std::replace(s.begin(), s.end(), '\n', ' ');
    return s;
  };
  std::string out = e.type + (e.mode.empty() ? "" : "-" + e.mode) + ", " +
                    std::string(to_string(e.modality)) +
                    (e.act == e.type ? "" : " (act: " + e.act + ")") + "\n";
  out += "  who: " + parties(e.actors, "?") + " -> " + parties(e.recipients, "-") + "\n";
  if (!e.contexts.empty()) out += "  contexts: " + joined(e.contexts) + "\n";
  if (e.time >= 0) {
    const TimeSpan& t = coded.reading.times[static_cast<std::size_t>(e.time)];
    out += "  when: " + t.first_day + (t.last_day == t.first_day ? "" : " to " + t.last_day) +
           " (" + slice(t.told.begin, t.told.end) + ")\n";
  }
  if (e.place >= 0) {
    const Place& p = coded.reading.places[static_cast<std::size_t>(e.place)];
    out += fmt::format("  where: {}, {}\n", p.entry->name.view(), p.entry->country.view());
  }
  for (const auto& q : e.quantities)
    out +=
        fmt::format("  how many: {}{}{:g} {} ({})\n", q.qualifier, q.qualifier.empty() ? "" : " ",
                    q.value, q.kind, slice(q.span.begin, q.span.end));
  if (!e.speaker.empty())
    out += "  says: " + e.speaker + (e.quoted ? ", in quotation marks" : "") + "\n";
  const Sentence& s = coded.annotated.document.sentences[e.sentence];
  const Token& t = coded.annotated.document.tokens[e.trigger];
  out += fmt::format("  words: {} | {}\n", slice(t.begin, t.end), slice(s.begin, s.end));
  return out;
}

std::string golden_of(const CodedArticle& coded) {
  std::string out = "# " + coded.article.title + " (" + coded.article.published + ")\n";
  for (const Event& e : coded.events) out += "\n" + block(coded, e);
  return out;
}

TEST(Golden, ExamplesAreCodedAsWritten) {
  namespace fs = std::filesystem;
  const bool update = std::getenv("DRAGOMAN_UPDATE_GOLDEN") != nullptr;
  const fs::path root = DRAGOMAN_SOURCE_DIR;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(root / "examples")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    const auto report = read_articles(file.string());
    ASSERT_EQ(report.articles.size(), 1U) << file;
    const std::string now =
        golden_of(testing_support::shipped_coder().code(report.articles.front()));
    const fs::path golden = root / "tests" / "golden" / file.filename();
    if (update) {
      fs::create_directories(golden.parent_path());
      std::ofstream(golden, std::ios::binary) << now;
    }
    ASSERT_TRUE(fs::exists(golden)) << golden << ": run scripts/update_golden";
    EXPECT_EQ(testing_support::bytes_of(golden.string()), now)
        << golden << " differs; if that is meant, run scripts/update_golden";
  }
}

}  // namespace
}  // namespace dragoman
