#include "formats/html/page_hints.h"

#include <string_view>
#include <unordered_map>

namespace dragoman {

std::vector<std::uint8_t> page_hints(const PageTree& page, const PageWords& words) {
  std::vector<std::uint8_t> out(page.nodes.size());
  // Pages repeat their classes.
  std::unordered_map<std::string_view, std::uint8_t> known;
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    if (page.nodes[i].is_text() || page.nodes[i].attributes == 0) continue;
    for (const char* name : {"class", "id", "role", "itemprop", "data-testid"}) {
      const std::string_view value = page.attribute(i, name);
      if (value.empty()) continue;
      const auto [it, fresh] = known.emplace(value, 0);
      if (fresh) it->second = words.hints(value);
      out[i] |= it->second;
    }
  }
  return out;
}

}  // namespace dragoman
