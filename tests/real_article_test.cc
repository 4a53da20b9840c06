// What a reader must get out of a real article. The article lies beside the project, not in it:
// where it is absent these tests are skipped. DRAGOMAN_DATA names the folder beside which it lies.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "evaluation/seed_rows.h"
#include "support.h"

namespace dragoman {
namespace {

std::string seed_folder() {
  const char* data = std::getenv("DRAGOMAN_DATA");
  const std::filesystem::path base =
      data != nullptr ? std::filesystem::path(data) / ".."
                      : std::filesystem::path(DRAGOMAN_SOURCE_DIR) / ".." / "shared";
  return (base / "seed").string();
}

TEST(RealArticle, EveryMustRowAndNoNeverRow) {
  const std::string folder = seed_folder();
  if (!std::filesystem::exists(folder + "/expected.jsonl")) GTEST_SKIP() << "no " << folder;
  const auto report = check_seed(testing_support::shipped_coder(), folder, "2026-01-15");
  ASSERT_TRUE(report.ok()) << report.error().message();
  const SeedReport& r = report.value();
  std::string unmet;
  for (const std::string& row : r.unmet) unmet += row + "\n";
  EXPECT_GT(r.must, 0);
  EXPECT_EQ(r.must_met, r.must) << unmet;
  EXPECT_EQ(r.never_met, r.never) << unmet;
}

}  // namespace
}  // namespace dragoman
