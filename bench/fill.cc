// Makes a database of invented events with everything that a page asks for.
// Usage: dragoman-bench-fill FILE EVENTS    (FILE must not be there)
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "store/store.h"
#include "synthetic.h"
#include "synthetic_told.h"

int main(int argc, char** argv) {
  using namespace dragoman;
  if (argc != 3 || std::filesystem::exists(argv[1])) {
    fmt::print(stderr, "usage: dragoman-bench-fill FILE EVENTS (FILE must not be there)\n");
    return 2;
  }
  auto store = Store::open(argv[1]);
  if (!store.ok()) return fmt::print(stderr, "{}\n", store.error().message()), 1;
  auto done = bench::fill(store.value().database(), std::atoll(argv[2]));
  if (done.ok()) done = bench::fill_told(store.value().database());
  if (!done.ok()) return fmt::print(stderr, "{}\n", done.error().message()), 1;
  return 0;
}
