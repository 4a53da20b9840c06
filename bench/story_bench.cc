// What adding an article's reports costs in a database of many.
// Usage: dragoman-bench-stories FILE [--a-day N] REPORTS...   (FILE is made; costs are measured at
// each count). N reports come a day, 274 unless told: a million in ten years. With `--years N`, all
// reports of a count come in so many years, so that larger counts are also denser.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string_view>

#include "store/store.h"
#include "store/story_teller.h"
#include "story/words.h"

namespace {

using namespace dragoman;

using Clock = std::chrono::steady_clock;

constexpr int kCountries = 190;
constexpr double kReportsOfDay = 274;
constexpr double kDaysOfYear = 365.25;
constexpr std::int64_t kReportsOfArticle = 4;
constexpr std::int64_t kMeasured = 400;  ///< articles

/// Invented happenings in the order of days, each told by one to a dozen reports of the days that
/// follow; countries and names by Zipf's law.
class News {
 public:
  explicit News(double reports_of_day) : step_(1 / reports_of_day) {}

  StoryReport next(std::int64_t row) {
    if (left_ == 0 || happening_.empty()) happen();
    --left_;
    StoryReport r = happening_.front();
    r.row = row;
    r.id = fmt::format("{:016x}", random_());
    r.article = row / kReportsOfArticle;
    day_ += step_;
    r.published = static_cast<std::int32_t>(day_) + static_cast<std::int32_t>(any(3));
    r.stage = any(6) == 0 ? Stage::planned : Stage::occurred;
    if (any(2) == 0) r.day = r.day_end = happening_.front().published;
    for (int i = 0; i < 6; ++i) r.words.push_back(static_cast<std::uint32_t>(any(20'000)));
    std::sort(r.words.begin(), r.words.end());
    return r;
  }

 private:
  std::uint64_t any(std::uint64_t n) { return random_() % n; }
  std::uint64_t zipf(double n) {
    return static_cast<std::uint64_t>(
        std::pow(n, std::uniform_real_distribution<double>(0, 1)(random_)));
  }

  StoryParty party() {
    const auto country = zipf(kCountries);
    const std::string code = fmt::format("C{:02}", country);
    if (any(2) == 0) return make_party("Country " + code, code, "GOV", "", true);
    return make_party(fmt::format("name{} surname{}", zipf(5'000), zipf(20'000)), code, "GOV", "",
                      false);
  }

  void happen() {
    static constexpr std::array<const char*, 8> kActs = {"CONSULT", "ASSAULT", "COERCE", "ACCUSE",
                                                         "PROTEST", "AGREE",   "AID",    "REQUEST"};
    StoryReport r;
    r.published = static_cast<std::int32_t>(day_);
    r.act = r.type = kActs[zipf(kActs.size()) % kActs.size()];
    r.actors = {party()};
    if (any(4) != 0) r.recipients = {party()};
    for (int i = 0; i < 8; ++i) r.words.push_back(static_cast<std::uint32_t>(any(20'000)));
    left_ = static_cast<int>(zipf(12));
    happening_ = {r};
  }

  double step_;
  double day_ = 0;
  int left_ = 0;
  std::vector<StoryReport> happening_;
  std::mt19937_64 random_{5};
};

bool good(const Result<Done>& done) {
  if (!done.ok()) fmt::print(stderr, "{}\n", done.error().message());
  return done.ok();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: dragoman-bench-stories FILE [--a-day N | --years N] REPORTS...\n");
    return 2;
  }
  double first = 0;
  double a_day = kReportsOfDay;
  double years = 0;
  for (int i = 2; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (i + 1 < argc && (word == "--a-day" || word == "--years")) {
      (word == "--years" ? years : a_day) = std::atof(argv[++i]);
      continue;
    }
    const std::int64_t reports = std::atoll(argv[i]);
    const std::string path = fmt::format("{}-{}", argv[1], reports);
    std::filesystem::remove(path);
    auto opened = Store::open(path);
    if (!opened.ok()) return fmt::print(stderr, "{}\n", opened.error().message()), 1;
    Database& database = opened.value().database();
    // Reports without the events they were coded as.
    if (!good(database.execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF"))) return 1;
    StoryTeller teller;
    News news(years > 0 ? static_cast<double>(reports) / (years * kDaysOfYear) : a_day);
    std::int64_t row = 0;
    const auto take = [&](std::int64_t count, std::int64_t batch) {
      for (std::int64_t n = 0; n < count; n += batch) {
        if (!good(database.execute("BEGIN"))) return false;
        for (std::int64_t k = 0; k < batch; ++k) {
          ++row;
          if (!good(teller.add(database, JoinableReport(news.next(row))))) return false;
        }
        if (!good(teller.tell(database)) || !good(database.execute("COMMIT"))) return false;
      }
      return true;
    };
    const auto start = Clock::now();
    if (!take(reports, 500)) return 1;
    const double filled = std::chrono::duration<double>(Clock::now() - start).count();
    // What one article costs: the median, since others use the machine too.
    std::vector<double> times;
    for (std::int64_t n = 0; n < kMeasured; ++n) {
      const auto before = Clock::now();
      if (!take(kReportsOfArticle, kReportsOfArticle)) return 1;
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    }
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2];
    double mean = 0;
    for (const double t : times) mean += t / static_cast<double>(times.size());
    if (first == 0) first = median;
    fmt::print(
        "{:>9} reports, filled in {:.0f} s: one more article of {} reports {:.2f} ms (mean "
        "{:.2f}), {:.2f} of the first\n",
        reports, filled, kReportsOfArticle, median, mean, median / first);
    std::filesystem::remove(path);
  }
  return 0;
}
