// What an article is to those who group articles into stories: its telling words, without its text.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/candidate_keys.h"
#include "story/report.h"

namespace dragoman {

/// A word of an article.
struct ArticleTerm {
  std::uint32_t hash = 0;
  std::uint8_t count = 0;                     ///< in the article, at most 255
  std::uint8_t lead = 0;                      ///< of these in the title and the first sentences
  std::uint8_t rare = 0;                      ///< logarithm of how rare the word is, in 32nds
  std::uint8_t kinds = 0;                     ///< kName, kNumber, kYear
  static constexpr std::uint8_t kName = 1;    ///< written with a capital more often than not
  static constexpr std::uint8_t kNumber = 2;  ///< a number, a month or a day of the week
  static constexpr std::uint8_t kYear = 4;
};

/// The card: the words that tell most, sorted by hash, and lengths of the vectors they make.
struct ArticleCard {
  std::string id;
  std::string title;
  std::int32_t published = kNoDay;
  std::vector<ArticleTerm> terms;
  // Lengths of the vectors of all words, names, numbers, words of the lead, and years.
  std::array<double, 5> lengths{};
  std::bitset<2048> marks;  ///< one for each word, so that most that it lacks are seen at once
};

/// The card of a text cut into sentences. At most 256 words. O(bytes).
ArticleCard make_article_card(std::string id, std::string title, std::string_view published,
                              const std::vector<std::string_view>& sentences);

/// Bytes and back; false for anything that is no card.
std::string article_card_bytes(const ArticleCard& card);
bool read_article_card(std::string_view bytes, ArticleCard* out);

/// Log odds, in thousandths, that two articles tell the same story. Symmetric. O(words).
std::int32_t article_score(const ArticleCard& a, const ArticleCard& b);

/// Keys under which articles meet: their most telling words, in the block of their day.
std::vector<BlockKey> article_keys(const ArticleCard& card);

/// Groups of indices into `cards` by average linkage, whatever their order.
std::vector<std::vector<std::size_t>> group_articles(const std::vector<ArticleCard>& cards);

}  // namespace dragoman
