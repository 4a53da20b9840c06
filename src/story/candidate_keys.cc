#include "story/candidate_keys.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

namespace dragoman {

namespace {

/// More names of one report than this say nothing more.
constexpr std::size_t kMostNames = 4;

/// What a party goes by: a state, and what acts for one, by its country; others by each word of
/// the name, since "Okello" may be "Nadia Okello".
void names_of(const StoryParty& p, std::vector<std::string>& out) {
  if (!p.country.empty()) out.push_back("c:" + p.country);
  if (p.state) return;
  for (const std::string& word : p.words) out.push_back("w:" + word);
}

std::vector<std::string> names_of(const StoryReport& r) {
  std::vector<std::string> out;
  for (const auto* side : {&r.actors, &r.recipients})
    for (const StoryParty& p : *side) names_of(p, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  // Words before countries: they tell more.
  std::stable_partition(out.begin(), out.end(), [](const auto& n) { return n[0] == 'w'; });
  return out;
}

std::int64_t hash(const std::string& text) {
  return static_cast<std::int64_t>(XXH3_64bits(text.data(), text.size()));
}

}  // namespace

std::int32_t block_of(std::int32_t day) {
  // Rounded down, before 1970 too.
  return (day >= 0 ? day : day - (kBlockDays - 1)) / kBlockDays;
}

std::vector<BlockKey> candidate_keys(const StoryReport& r) {
  std::vector<std::int32_t> blocks;
  if (r.day != kNoDay) blocks.push_back(block_of(r.day));
  if (r.published != kNoDay) blocks.push_back(block_of(r.published));
  if (blocks.empty()) blocks.push_back(0);
  if (blocks.size() == 2 && blocks[0] == blocks[1]) blocks.pop_back();
  auto names = names_of(r);
  if (names.size() > kMostNames) {
    // Keep a country among them.
    if (names.back()[0] == 'c') names[kMostNames - 1] = names.back();
    names.resize(kMostNames);
    std::sort(names.begin(), names.end());
  }
  std::vector<std::int64_t> keys;
  for (std::size_t i = 0; i < names.size(); ++i) {
    keys.push_back(hash(r.act + "\n" + names[i]));
    for (std::size_t j = i + 1; j < names.size(); ++j)
      keys.push_back(
          hash(r.act + "\n" + std::min(names[i], names[j]) + "\n" + std::max(names[i], names[j])));
  }
  std::vector<BlockKey> out;
  for (const std::int64_t key : keys)
    for (const std::int32_t block : blocks) out.push_back({key, block});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::int64_t rank_of(std::string_view id) {
  return static_cast<std::int64_t>(XXH3_64bits(id.data(), id.size()) >> 1);
}

}  // namespace dragoman
