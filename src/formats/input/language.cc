#include "formats/input/language.h"

#include <cld2/public/compact_lang_det.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace dragoman {

namespace {

constexpr std::size_t kShortest = 200;  ///< bytes; less text says too little
constexpr std::size_t kLooked = std::size_t{16} << 10;
constexpr int kEnglishEnough = 30;  ///< percent of English that make an article worth reading
constexpr std::size_t kTold = 5;    ///< articles named one by one

}  // namespace

OtherLanguage other_language(std::string_view text) {
  if (text.size() < kShortest) return {};
  std::size_t end = std::min(text.size(), kLooked);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int bytes = 0;
  bool reliable = false;
  const CLD2::Language found =
      CLD2::DetectLanguageSummary(text.data(), static_cast<int>(end), true, languages.data(),
                                  percents.data(), &bytes, &reliable);
  // Scots is what the detector takes English full of names for.
  if (!reliable || found == CLD2::ENGLISH || found == CLD2::UNKNOWN_LANGUAGE ||
      found == CLD2::SCOTS)
    return {};
  for (std::size_t i = 0; i < languages.size(); ++i)
    if (languages[i] == CLD2::ENGLISH && percents[i] >= kEnglishEnough) return {};
  std::string name = CLD2::LanguageName(found);
  for (std::size_t i = 1; i < name.size(); ++i)
    if (name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] != ' ' && name[i - 1] != '_')
      name[i] = static_cast<char>(name[i] + 32);
  return {CLD2::LanguageCode(found), std::move(name)};
}

void LanguageFilter::filter(std::size_t first, const std::string& input, ReadReport& out) {
  std::size_t kept = first;
  for (std::size_t i = first; i < out.articles.size(); ++i) {
    Article& article = out.articles[i];
    const OtherLanguage found = other_language(article.text);
    if (found.code.empty()) {
      if (kept != i) out.articles[kept] = std::move(article);
      ++kept;
      continue;
    }
    ++skipped_[found.code];
    ++out.other_language;
    if (++total_ <= kTold)
      out.warnings.push_back(
          {input, fmt::format("article {} is in {} and was passed over", article.id, found.name),
           "--language any codes it all the same"});
  }
  out.articles.resize(kept);
}

void LanguageFilter::sum_up(const std::string& input, ReadReport& out) {
  if (total_ > kTold) {
    std::string list;
    for (const auto& [code, count] : skipped_)
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", count, code);
    out.warnings.push_back(
        {input, fmt::format("{} articles in other languages were passed over ({})", total_, list),
         "--language any codes them all the same"});
  }
  skipped_.clear();
  total_ = 0;
}

}  // namespace dragoman
