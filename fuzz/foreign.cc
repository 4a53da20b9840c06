// Any bytes as a file of another data set; the first byte says which format is claimed.
#include "check.h"
#include "formats/import/foreign_rows.h"

namespace {

using dragoman::fuzz::check;

const dragoman::CodeTables& tables() {
  static const dragoman::CodeTables loaded = [] {
    auto t = dragoman::CodeTables::load(std::string(DRAGOMAN_SOURCE_DIR) + "/data");
    check(t.ok(), "the shipped tables can be read");
    return std::move(t.value());
  }();
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"", "gdelt", "icews", "polecat", "acled"};
  dragoman::ForeignReader reader(tables(), dragoman::foreign_format(kNames[data[0] % 5]));
  std::string_view rest = dragoman::fuzz::view(data + 1, size - 1);
  bool first = true;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const auto event = reader.line(rest.substr(0, end), first);
    first = false;
    if (event.ok() && event.value()) {
      const dragoman::ForeignEvent& e = *event.value();
      check(e.day.size() == 10, "an event has a day");
      check(!e.id.empty() && !e.key.empty(), "an event has an id");
      check(!e.latitude || (*e.latitude >= -90 && *e.latitude <= 90), "coordinates are on Earth");
    } else if (!event.ok()) {
      check(!event.error().what.empty(), "an error says what is wrong");
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  static_cast<void>(reader.end());
  return 0;
}
