// What holds for every input, tried on good ones with random damage. Seeds are fixed.
#include <gtest/gtest.h>

#include <random>

#include "../fuzz/article_check.h"
#include "formats/input/archive.h"
#include "formats/input/compression.h"
#include "formats/input/open.h"
#include "packing.h"
#include "support.h"

namespace dragoman {
namespace {

constexpr int kRounds = testing_support::kSanitized ? 150 : 300;

/// A few bytes changed, left out, doubled or cut off.
std::string damaged(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  for (std::size_t times = 1 + below(6); times > 0 && !bytes.empty(); --times) {
    const std::size_t at = below(bytes.size());
    const std::size_t n = below(std::min<std::size_t>(bytes.size() - at, 40) + 1);
    switch (below(5)) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.erase(at, n);
        break;
      case 2:
        bytes.insert(at, bytes.substr(below(bytes.size()), n));
        break;
      case 3:
        bytes[at] = "<>\"'&\n\r,;{}[]\\0"[below(16)];
        break;
      default:
        if (below(4) == 0) bytes.resize(at);
    }
  }
  return bytes;
}

/// Seeds of the fuzz targets.
std::vector<std::string> seeds(const std::string& target) {
  std::vector<std::string> out;
  const std::string folder = std::string(DRAGOMAN_SOURCE_DIR "/fuzz/corpus/") + target;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().string());
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) out.push_back(testing_support::bytes_of(name));
  return out;
}

TEST(HostileInputs, DamagedRecordsKeepEveryPromise) {
  std::mt19937 random(20250311);
  for (const auto& [target, kind] :
       {std::pair{"article_text", Kind::text}, std::pair{"article_jsonl", Kind::json_lines},
        std::pair{"article_json", Kind::json}, std::pair{"article_csv", Kind::csv},
        std::pair{"article_csv", Kind::tsv}, std::pair{"article_xml", Kind::xml},
        std::pair{"article_conllu", Kind::conllu}, std::pair{"article_warc", Kind::warc}}) {
    for (const std::string& seed : seeds(target))
      for (int round = 0; round < kRounds; ++round)
        fuzz::check_report(parse_records(kind, damaged(seed, random), "fuzz"));
  }
}

TEST(HostileInputs, DamagedPackingKeepsEveryPromise) {
  std::mt19937 random(42);
  const InputOptions options;
  std::vector<std::string> packed = seeds("article_packed");
  packed.push_back(testing_support::zstd("{\"text\":\"One.\"}\n"));
  std::vector<std::string> archives = seeds("article_archive");
  archives.push_back(testing_support::zip(
      {{"a.zip", testing_support::zip({{"b.txt", "One."}})}, {"c.csv.gz", "text\nTwo.\n"}}));
  for (int round = 0; round < kRounds; ++round) {
    for (const std::string& seed : packed) {
      const std::string bytes = damaged(seed, random);
      ReadReport report;
      const auto reader = open_records(
          Kind::json_lines, unpacked(std::make_unique<ViewStream>(bytes)), "fuzz", options);
      while (reader->next(report)) {
      }
      fuzz::check_report(report);
    }
    for (const std::string& seed : archives) {
      const std::string bytes = damaged(seed, random);
      ReadReport report;
      const auto reader =
          open_archive(std::make_unique<ViewStream>(bytes), "fuzz", options, 1, report);
      while (reader != nullptr && reader->next(report)) {
      }
      fuzz::check_report(report);
    }
  }
}

}  // namespace
}  // namespace dragoman
