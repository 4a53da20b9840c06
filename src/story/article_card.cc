#include "story/article_card.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numeric>
#include <unordered_map>

#include "knowledge/table.h"
#include "story/linkage.h"
#include "story/weight_table.h"
#include "story/words.h"
#include "text/folded.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostTerms = 256;
constexpr std::size_t kMostKeys = 8;
/// Sentences that say what an article is about, the title aside.
constexpr std::size_t kLeadSentences = 3;
/// Texts in which data/story/common_words.tsv counts.
constexpr double kTexts = 737;

// Weights of the five likenesses, learned from the training part of ECB+.
constexpr double kAlone = -5.5;
constexpr std::array<double, 5> kWeights = {1.8, 5.8, 4.2, 6.3, 2.7};
/// Taken off for each doubling of the days between two articles after the first week.
constexpr double kApart = 0.3;

constexpr std::array<std::string_view, 19> kCalendar = {
    "january",   "february",  "march",   "april",    "may",      "june",   "july",
    "august",    "september", "october", "november", "december", "monday", "tuesday",
    "wednesday", "thursday",  "friday",  "saturday", "sunday"};

/// How many texts have each stem.
const std::unordered_map<std::string_view, int>& common_words() {
  static const auto words = [] {
    std::unordered_map<std::string_view, int> out;
    for (const std::string_view line : split(story_tables::common_words, '\n')) {
      if (line.front() == '#') continue;
      const auto fields = split(line, '\t');
      int count = 0;
      if (fields.size() > 1)
        std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), count);
      out.emplace(fields[0], count);
    }
    return out;
  }();
  return words;
}

std::uint8_t rarity(const std::string& stem) {
  const auto found = common_words().find(stem);
  const double texts = found == common_words().end() ? 1 : found->second + 1;
  return static_cast<std::uint8_t>(std::lround(32 * std::log((kTexts + 1) / texts)));
}

bool is_number(std::string_view stem) { return stem.front() >= '0' && stem.front() <= '9'; }

bool is_year(std::string_view stem) {
  return stem.size() == 4 && (stem.starts_with("19") || stem.starts_with("20")) &&
         std::all_of(stem.begin(), stem.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A stem as it was met once; or all that is told of it.
struct Seen {
  std::uint32_t hash = 0;
  int count = 1;
  int capital = 0;
  int lead = 0;
  std::string stem;
};

bool ends_word(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '/';
}

void list_words(std::string_view text, bool lead, std::vector<Seen>* seen) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !ends_word(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    i = end + 1;
    const auto letter = std::find_if(word.begin(), word.end(), [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
             static_cast<unsigned char>(c) >= 0x80;
    });
    const bool capital = letter != word.end() && *letter >= 'A' && *letter <= 'Z';
    const std::string folded = fold(word);
    std::size_t at = 0;
    for (auto part = next_word(folded, &at); !part.empty(); part = next_word(folded, &at)) {
      std::string stem = stem_of(part);
      const std::uint32_t hash = word_hash(stem);
      seen->push_back({hash, 1, capital ? 1 : 0, lead ? 1 : 0, std::move(stem)});
    }
  }
}

/// Each stem once, with what is told of it all.
void join_same(std::vector<Seen>& seen) {
  std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.stem < b.stem;
  });
  std::size_t last = 0;
  for (std::size_t i = 1; i < seen.size(); ++i) {
    Seen& held = seen[last];
    Seen& next = seen[i];
    if (held.hash == next.hash && held.stem == next.stem) {
      held.count += next.count;
      held.capital += next.capital;
      held.lead += next.lead;
    } else if (++last != i) {
      seen[last] = std::move(next);
    }
  }
  if (!seen.empty()) seen.resize(last + 1);
}

std::uint8_t at_most_255(int n) { return static_cast<std::uint8_t>(std::min(n, 255)); }

/// A count as it weighs: the second time a word is read says less than the first.
double grown(std::uint8_t count) {
  static const auto kGrown = [] {
    std::array<double, 256> out{};
    for (std::size_t i = 1; i < out.size(); ++i) out[i] = 1 + std::log(static_cast<double>(i));
    return out;
  }();
  return kGrown[count];
}

/// What a term weighs in each of the five vectors.
std::array<double, 5> weights_of(const ArticleTerm& t) {
  const double rare = t.rare / 32.0;
  const double all = grown(t.count) * rare;
  return {all, (t.kinds & ArticleTerm::kName) != 0 ? all : 0,
          (t.kinds & ArticleTerm::kNumber) != 0 ? rare : 0, grown(t.lead) * rare,
          (t.kinds & ArticleTerm::kYear) != 0 ? 1.0 : 0.0};
}

std::size_t mark_of(const ArticleTerm& t) { return t.hash % 2048; }

void measure(ArticleCard& card) {
  card.lengths = {};
  for (const ArticleTerm& t : card.terms) {
    const auto w = weights_of(t);
    for (std::size_t i = 0; i < w.size(); ++i) card.lengths[i] += w[i] * w[i];
  }
  card.marks.reset();
  for (const ArticleTerm& t : card.terms) card.marks.set(mark_of(t));
  for (double& length : card.lengths) length = std::sqrt(length);
}

bool by_hash(const ArticleTerm& a, const ArticleTerm& b) { return a.hash < b.hash; }

bool tells_more(const ArticleTerm& a, const ArticleTerm& b) {
  const double x = grown(a.count) * a.rare;
  const double y = grown(b.count) * b.rare;
  return x != y ? x > y : a.hash < b.hash;
}

}  // namespace

ArticleCard make_article_card(std::string id, std::string title, std::string_view published,
                              const std::vector<std::string_view>& sentences) {
  static const auto kDays = [] {
    std::vector<std::string> out;
    for (const std::string_view name : kCalendar) out.push_back(stem_of(name));
    return out;
  }();
  ArticleCard card;
  std::vector<Seen> seen;
  list_words(title, true, &seen);
  for (std::size_t i = 0; i < sentences.size(); ++i)
    list_words(sentences[i], i < kLeadSentences + (title.empty() ? 1 : 0), &seen);
  join_same(seen);
  for (const Seen& s : seen) {
    ArticleTerm t{s.hash, at_most_255(s.count), at_most_255(s.lead), rarity(s.stem), 0};
    const bool day = std::find(kDays.begin(), kDays.end(), s.stem) != kDays.end();
    if (is_number(s.stem) || day)
      t.kinds = ArticleTerm::kNumber;
    else if (2 * s.capital > s.count)
      t.kinds = ArticleTerm::kName;
    if (is_year(s.stem)) t.kinds |= ArticleTerm::kYear;
    card.terms.push_back(t);
  }
  if (card.terms.size() > kMostTerms) {
    std::sort(card.terms.begin(), card.terms.end(), tells_more);
    card.terms.resize(kMostTerms);
  }
  std::sort(card.terms.begin(), card.terms.end(), by_hash);
  card.id = std::move(id);
  card.title = std::move(title);
  card.published = parsed_day(published);
  measure(card);
  return card;
}

std::string article_card_bytes(const ArticleCard& card) {
  std::string out(1, '\1');
  const auto number = [&](std::uint32_t n) {
    char bytes[4];
    std::memcpy(bytes, &n, 4);
    out.append(bytes, 4);
  };
  number(static_cast<std::uint32_t>(card.published));
  for (const std::string* text : {&card.id, &card.title}) {
    number(static_cast<std::uint32_t>(text->size()));
    out += *text;
  }
  for (const ArticleTerm& t : card.terms) {
    number(t.hash);
    for (const std::uint8_t byte : {t.count, t.lead, t.rare, t.kinds})
      out += static_cast<char>(byte);
  }
  return out;
}

bool read_article_card(std::string_view bytes, ArticleCard* out) {
  if (bytes.empty() || bytes.front() != '\1') return false;
  bytes.remove_prefix(1);
  const auto number = [&](std::uint32_t* n) {
    if (bytes.size() < 4) return false;
    std::memcpy(n, bytes.data(), 4);
    bytes.remove_prefix(4);
    return true;
  };
  std::uint32_t n = 0;
  if (!number(&n)) return false;
  out->published = static_cast<std::int32_t>(n);
  for (std::string* text : {&out->id, &out->title}) {
    if (!number(&n) || n > bytes.size()) return false;
    *text = bytes.substr(0, n);
    bytes.remove_prefix(n);
  }
  out->terms.clear();
  while (!bytes.empty()) {
    ArticleTerm t;
    if (bytes.size() < 8 || !number(&t.hash)) return false;
    for (std::uint8_t* into : {&t.count, &t.lead, &t.rare, &t.kinds}) {
      *into = static_cast<std::uint8_t>(bytes.front());
      bytes.remove_prefix(1);
    }
    out->terms.push_back(t);
  }
  if (!std::is_sorted(out->terms.begin(), out->terms.end(), by_hash)) return false;
  measure(*out);
  return true;
}

std::int32_t article_score(const ArticleCard& a, const ArticleCard& b) {
  std::array<double, 5> sums{};
  // Few of the words of two articles are the same: of the others nearly all have no mark.
  auto from = b.terms.begin();
  for (const ArticleTerm& t : a.terms) {
    if (!b.marks.test(mark_of(t))) continue;
    from = std::lower_bound(from, b.terms.end(), t, by_hash);
    if (from == b.terms.end()) break;
    if (from->hash != t.hash) continue;
    const auto x = weights_of(t);
    const auto y = weights_of(*from);
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += x[k] * y[k];
  }
  double score = kAlone;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    const double length = a.lengths[k] * b.lengths[k];
    if (length > 0) score += kWeights[k] * sums[k] / length;
  }
  if (a.published != kNoDay && b.published != kNoDay) {
    const double days = std::abs(a.published - b.published);
    if (days > 7) score -= kApart * std::log2(days / 7);
  }
  return static_cast<std::int32_t>(std::lround(1000 * score));
}

std::vector<BlockKey> article_keys(const ArticleCard& card) {
  std::vector<ArticleTerm> terms = card.terms;
  std::erase_if(terms, [](const ArticleTerm& t) { return (t.kinds & ArticleTerm::kNumber) != 0; });
  const auto first = [](const ArticleTerm& a, const ArticleTerm& b) {
    const bool name = (a.kinds & ArticleTerm::kName) != 0;
    const bool other = (b.kinds & ArticleTerm::kName) != 0;
    return name != other ? name : tells_more(a, b);
  };
  std::sort(terms.begin(), terms.end(), first);
  if (terms.size() > kMostKeys) {
    // Six names at most, so that an article of many names is found by what it is about as well.
    constexpr std::size_t kNames = 6;
    std::sort(terms.begin() + kNames, terms.end(), tells_more);
    terms.resize(kMostKeys);
  }
  std::vector<BlockKey> out;
  const std::int32_t block = card.published == kNoDay ? 0 : block_of(card.published);
  for (const ArticleTerm& t : terms) out.push_back({std::int64_t{t.hash}, block});
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::vector<std::size_t>> group_articles(const std::vector<ArticleCard>& cards) {
  std::vector<std::size_t> order(cards.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    return std::pair(cards[i].published, std::string_view(cards[i].id)) <
           std::pair(cards[j].published, std::string_view(cards[j].id));
  });
  PairTable scores(cards.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = i + 1; j < order.size(); ++j)
      scores.set(i, j, article_score(cards[order[i]], cards[order[j]]));
  auto groups = average_linkage(scores, 0);
  for (auto& group : groups) {
    for (std::size_t& i : group) i = order[i];
    std::sort(group.begin(), group.end());
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

}  // namespace dragoman
