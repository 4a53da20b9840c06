#include "reading/cue_lexicon.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "knowledge/table.h"
#include "reading/tree.h"

namespace dragoman {

namespace {

static_assert(3 * kModalityCount <= 32, "one bit for each ending");

/// FNV-1a, 32 bits.
std::uint32_t hash(std::string_view text) {
  std::uint32_t h = 2166136261U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h;
}

std::uint64_t edge(std::uint32_t node, std::uint32_t word) {
  return (static_cast<std::uint64_t>(node) << 32U) | word;
}

}  // namespace

Result<CueLexicon> CueLexicon::load(const std::string& directory) {
  static constexpr std::array<std::string_view, 3> kReaches = {"ahead", "behind", "clause"};
  CueLexicon lexicon;
  const std::string path = directory + "/reading/cues.tsv";
  if (!std::filesystem::exists(path)) return lexicon;
  Result<Table> table = read_table(path, 3);
  if (!table.ok()) return table.error();
  for (const auto& row : table.value().rows) {
    const auto reach = std::find(kReaches.begin(), kReaches.end(), row.at(1));
    Modality says{};
    if (reach == kReaches.end() || !parse_modality(row.at(2), &says))
      return Error{path + ":" + std::to_string(row.line),
                   "unknown reach \"" + std::string(row.at(1)) + "\" or modality \"" +
                       std::string(row.at(2)) + "\"",
                   "ahead, behind or clause, and one of the ten modalities"};
    // The empty phrase would be found everywhere.
    if (row.at(0).empty())
      return Error{path + ":" + std::to_string(row.line), "no words before the reach",
                   "write the cue in the first column"};
    lexicon.add(row.at(0), static_cast<Reach>(reach - kReaches.begin()), says);
  }
  return lexicon;
}

void CueLexicon::add(std::string_view words, Reach reach, Modality says) {
  std::uint32_t node = 0;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const auto [at, fresh] = edges_.try_emplace(edge(node, hash(words.substr(0, end))),
                                                static_cast<std::uint32_t>(endings_.size()));
    if (fresh) endings_.push_back(0);
    node = at->second;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  const auto bit =
      static_cast<std::size_t>(reach) * kModalityCount + static_cast<std::size_t>(says);
  endings_[node] |= 1U << bit;
}

std::uint32_t CueLexicon::next(std::uint32_t node, std::uint32_t word) const {
  const auto found = edges_.find(edge(node, word));
  return found == edges_.end() ? 0 : found->second;
}

void CueLexicon::find(const Tree& tree, std::uint32_t first, std::uint32_t last,
                      std::vector<Cue>& out) const {
  if (edges_.empty()) return;
  for (std::uint32_t t = first; t < last; ++t)
    follow(tree, 0, t, t, std::min<std::uint32_t>(last, t + kLongest), out);
}

void CueLexicon::follow(const Tree& tree, std::uint32_t node, std::uint32_t first, std::uint32_t t,
                        std::uint32_t last, std::vector<Cue>& out) const {
  for (std::uint32_t bits = endings_[node], bit = 0; bits != 0; bits >>= 1U, ++bit) {
    if ((bits & 1U) == 0) continue;
    out.push_back({first, t, static_cast<Reach>(bit / kModalityCount),
                   static_cast<Modality>(bit % kModalityCount)});
  }
  if (t == last) return;
  const std::uint32_t lemma = hash(tree.word(t).lemma);
  const std::uint32_t form = hash(tree.folded(t));
  if (const std::uint32_t to = next(node, lemma); to != 0)
    follow(tree, to, first, t + 1, last, out);
  if (form == lemma) return;
  if (const std::uint32_t to = next(node, form); to != 0) follow(tree, to, first, t + 1, last, out);
}

}  // namespace dragoman
