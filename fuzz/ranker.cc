// Any bytes as a ranker file: refused, or safe to score with.
#include "coding/ranker.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cmath>

#include "check.h"

using dragoman::fuzz::check;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("ranker", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  check(::ftruncate(file, 0) == 0 && ::pwrite(file, data, size, 0) == static_cast<ssize_t>(size),
        "scratch file can be written");
  const auto ranker = dragoman::Ranker::load(path);
  if (!ranker.ok()) {
    check(!ranker.error().remedy.empty(), "an error says what to do");
    return 0;
  }
  dragoman::PairFeatures features;
  features.sparse = {{1, 1.0F}, {2, 0.5F}, {3, 1.0F}, {77, -2.0F}};
  for (auto& words : features.words) words = {{1, 1.0F}, {2, 0.5F}};
  const auto answer = ranker.value().score(features);
  double sum = 0;
  for (const double p : answer.types) {
    check(p >= 0 && p <= 1, "a probability lies between 0 and 1");
    sum += p;
  }
  check(std::abs(sum - 1) < 1e-6, "probabilities sum to 1");
  check(answer.event >= 0 && answer.event <= 1, "an event is told or not");
  return 0;
}
