#include "examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "knowledge/table.h"

namespace dragoman::training {

namespace {

/// "[A A Turkish court] freed [R twelve people]." -> text and spans. False when malformed.
bool unmark(std::string_view marked, PairQuestion* out) {
  Span* open = nullptr;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const std::string_view rest = marked.substr(i);
    if (open == nullptr && (rest.starts_with("[A ") || rest.starts_with("[R "))) {
      open = rest[1] == 'A' ? &out->actor : &out->recipient;
      open->begin = static_cast<std::uint32_t>(out->text.size());
      i += 2;
    } else if (open != nullptr && marked[i] == ']') {
      open->end = static_cast<std::uint32_t>(out->text.size());
      open = nullptr;
    } else {
      out->text += marked[i];
    }
  }
  return out->actor.end > out->actor.begin && out->recipient.end > out->recipient.begin;
}

std::vector<std::string> files_of(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(path))
    if (file.path().extension() == ".tsv") files.push_back(file.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<Example> read_examples(const Coder& coder, const std::string& path,
                                   const std::vector<std::string>& types, bool lexicon_features) {
  std::vector<Example> out;
  for (const std::string& file : files_of(path)) {
    auto table = read_table(file, 5);
    if (!table.ok()) {
      fmt::print(stderr, "{}\n", table.error().message());
      continue;
    }
    for (const auto& row : table.value().rows) {
      PairQuestion q;
      const auto type = std::find(types.begin(), types.end(), row.at(1));
      if (!unmark(row.at(0), &q) || type == types.end()) {
        fmt::print(stderr, "{}:{}: left out\n", file, row.line);
        continue;
      }
      out.push_back({coder.features_of(q, lexicon_features),
                     static_cast<std::size_t>(type - types.begin()), row.at(4) != "no"});
    }
  }
  return out;
}

}  // namespace dragoman::training
