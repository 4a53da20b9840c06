// Any bytes as the filter of a situation, and as text that a report quotes.
#include "check.h"
#include "formats/report/escape.h"
#include "formats/report/evidence.h"
#include "store/filter_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;
  const std::string_view bytes = fuzz::view(data, size);
  const auto filter = filter_from_json(bytes, "fuzz");
  if (filter.ok()) {
    // What was read is written and read again as the same.
    const std::string once = filter_as_json(filter.value());
    const auto again = filter_from_json(once, "fuzz");
    fuzz::check(again.ok() && filter_as_json(again.value()) == once,
                "a filter is read as it was written");
  }
  for (const std::string& html : {escape_html(bytes), escape_markdown(bytes)})
    fuzz::check(html.find_first_of("<>") == std::string::npos, "text is no markup");
  StoredEvent event;
  event.evidence = bytes;
  event.evidence_begin = size % 7;
  event.evidence_end = event.evidence_begin + size;
  event.trigger_begin = size / 3;
  event.trigger_end = size / 2;
  event.actors = {{"", "x", "", "", "", size / 4, size}, {"", "y", "", "", "", size, 0}};
  const std::string marked = marked_sentence(event);
  fuzz::check(marked.find('<') == marked.find("<mark class=\""), "only marks are markup");
  return 0;
}
