#include "language/wide.h"

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

constexpr std::size_t kLongestSpan = 6;  ///< words of a listed name

std::uint64_t mixed(std::uint64_t kind, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  std::uint64_t h = kind * 0x9E3779B97F4A7C15ULL;
  for (const std::uint64_t part : {a, b, c}) {
    h = (h ^ part) * 0xFF51AFD7ED558CCDULL;
    h ^= h >> 32;
  }
  h *= 0xC4CEB9FE1A85EC53ULL;
  return h ^ (h >> 29);
}

std::uint64_t short_shape(std::string_view form) {
  std::uint64_t h = 1;
  char last = 0;
  int run = 0;
  for (const char c : form.substr(0, 40)) {
    const char kind = c >= 'A' && c <= 'Z'                    ? 'X'
                      : c >= 'a' && c <= 'z'                  ? 'x'
                      : c >= '0' && c <= '9'                  ? 'd'
                      : static_cast<unsigned char>(c) >= 0x80 ? 'u'
                                                              : c;
    run = kind == last ? run + 1 : 1;
    last = kind;
    if (run <= 2) h = h * 131 + static_cast<unsigned char>(kind);
  }
  return h;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/// How the whole sentence is written: as usual, in capitals, in small letters, each word capital.
std::uint64_t case_of(const std::vector<std::string_view>& forms) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  std::size_t all = 0;
  for (const std::string_view form : forms) {
    if (form.empty() || (!is_capital(form.front()) && !is_small(form.front()))) continue;
    ++words;
    if (is_small(form.front())) continue;
    ++capitals;
    all += form.size() > 1 && !std::any_of(form.begin(), form.end(), is_small) ? 1U : 0U;
  }
  if (words == 0) return 0;
  if (capitals == 0) return 1;
  if (10 * all >= 8 * words) return 2;
  return 10 * capitals >= 8 * words ? 3 : 4;
}

/// Marks tokens covered by listed names of several words, the longest at each place.
void mark_spans(const WideNames& wide, const std::vector<std::string_view>& forms,
                const std::vector<std::string>& normal, std::vector<WideToken>& seen,
                std::size_t offset) {
  const std::size_t n = normal.size();
  std::array<std::size_t, 3> covered{};
  for (std::size_t i = 0; i < n; ++i) {
    // Nearly every name starts with a capital, or with a word of the lists.
    if (seen[i + offset].kinds == 0 && (forms[i].empty() || is_small(forms[i].front()))) continue;
    std::array<std::size_t, 3> best{};
    std::uint64_t h = seen[i + offset].word;
    for (std::size_t k = 1; k < kLongestSpan && i + k < n; ++k) {
      h = span_hash(h, normal[i + k]);
      const auto found = wide.spans.find(h);
      if (found == wide.spans.end()) continue;
      for (std::size_t type = 0; type < 3; ++type) {
        if ((found->second >> type & 1) != 0) best[type] = i + k + 1;
      }
    }
    for (std::size_t type = 0; type < 3; ++type) {
      if (i < covered[type] || best[type] == 0) continue;
      covered[type] = best[type];
      for (std::size_t t = i; t < best[type]; ++t)
        seen[t + offset].spans |= (t == i ? 1ULL : t + 1 == best[type] ? 3ULL : 2ULL) << 2 * type;
    }
  }
}

}  // namespace

std::uint64_t span_hash(std::uint64_t before, std::string_view normal_word) {
  return text_hash(normal_word, before);
}

void wide_features(const WideNames& wide, const std::vector<std::string_view>& forms,
                   const TokenRows& words, const std::vector<Stretch>& where, WideFeatures& out) {
  const std::size_t n = forms.size();
  out.hashes.clear();
  out.start.clear();
  // Two tokens of nothing on either side.
  out.seen.assign(n + 4, {});
  out.normal.resize(n);
  std::vector<WideToken>& seen = out.seen;
  std::vector<std::string>& normal = out.normal;
  for (std::size_t i = 0; i < n; ++i) {
    normal[i] = normal_form(forms[i]);
    WideToken& s = seen[i + 2];
    s.word = words.hashes[words.start[i]];
    s.cased = text_hash(forms[i]);
    s.shape = short_shape(forms[i]);
    const std::uint32_t row = words.rows[words.start[i]];
    s.coarse = wide.coarse[row];
    s.fine = wide.fine[row];
    s.kinds = words.kinds[i];
  }
  mark_spans(wide, forms, normal, seen, 2);
  const std::uint64_t sentence = case_of(forms);
  auto stretch = where.begin();
  for (std::size_t i = 0; i < n; ++i) {
    out.start.push_back(static_cast<std::uint32_t>(out.hashes.size()));
    while (stretch != where.end() && stretch->last <= i) ++stretch;
    if (stretch == where.end() || i < stretch->first) continue;
    const auto add = [&](auto... parts) { out.hashes.push_back(mixed(parts...)); };
    const WideToken* s = &seen[i + 2];
    std::uint64_t kind = 1;
    for (int d = -2; d <= 2; ++d) {
      add(kind++, s[d].word);
      add(kind++, s[d].fine);
      add(kind++, s[d].coarse);
    }
    for (int d = -1; d <= 1; ++d) {
      add(kind++, s[d].shape);
      add(kind++, s[d].kinds, s[d].shape);
      add(kind++, s[d].spans);
    }
    const std::uint64_t shape = s[0].shape;
    const bool capital = !forms[i].empty() && is_capital(forms[i].front());
    const std::uint64_t look = (capital ? 1 : 0) + 2 * sentence;
    add(kind++, s[0].cased);
    add(kind++, look, shape);
    add(kind++, i == 0 ? 1 : 0, shape, s[1].shape);
    add(kind++, i == 0 ? 1 : 0, s[0].fine, look);
    add(kind++, s[-1].word, s[0].word);
    add(kind++, s[0].word, s[1].word);
    add(kind++, s[-1].word, shape);
    add(kind++, s[1].word, shape);
    add(kind++, s[-2].word, s[-1].word, shape);
    add(kind++, s[1].word, s[2].word, shape);
    add(kind++, s[-1].fine, shape);
    add(kind++, s[0].fine, shape);
    add(kind++, s[1].fine, shape);
    add(kind++, s[-1].fine, s[0].fine);
    add(kind++, s[0].fine, s[1].fine);
    add(kind++, s[-1].coarse, s[0].coarse);
    add(kind++, s[0].coarse, s[1].coarse);
    add(kind++, s[-1].coarse, s[0].coarse, s[1].coarse);
    add(kind++, s[-2].coarse, s[-1].coarse, shape);
    add(kind++, s[1].coarse, s[2].coarse, shape);
    add(kind++, s[-1].coarse, s[1].coarse, shape);
    add(kind++, s[-1].shape, shape);
    add(kind++, shape, s[1].shape);
    add(kind++, s[-1].shape, shape, s[1].shape);
    // Lists.
    for (int bit = 0; bit < 8; ++bit) {
      if ((s[0].kinds >> bit & 1) != 0) add(kind + static_cast<std::uint64_t>(bit), look);
    }
    kind += 8;
    add(kind++, s[-1].kinds, s[0].kinds, capital ? 1 : 0);
    add(kind++, s[0].kinds, s[1].kinds, capital ? 1 : 0);
    add(kind++, s[0].kinds, s[-1].fine, capital ? 1 : 0);
    add(kind++, s[0].kinds, s[1].fine, capital ? 1 : 0);
    add(kind++, s[-1].word, s[0].kinds, capital ? 1 : 0);
    add(kind++, s[1].word, s[0].kinds, capital ? 1 : 0);
    if (s[0].spans != 0) {
      add(kind, s[0].spans, look);
      add(kind + 1, s[0].spans, s[0].kinds);
      for (std::uint64_t type = 0; type < 3; ++type)
        add(kind + 2 + type, s[0].spans >> 2 * type & 3, capital ? 1 : 0);
    }
    kind += 5;
    // Parts of the word.
    const std::string_view low = normal[i];
    for (std::size_t k = 2; k <= 4; ++k, kind += 2) {
      if (low.size() <= k) continue;
      add(kind, text_hash(low.substr(low.size() - k)), capital ? 1 : 0);
      add(kind + 1, text_hash(low.substr(0, k)), capital ? 1 : 0);
    }
  }
  out.start.push_back(static_cast<std::uint32_t>(out.hashes.size()));
}

void add_wide_scores(const WideNames& wide, const WideFeatures& features, float factor,
                     std::size_t stride, float* scores) {
  const float by = factor * wide.scale;
  const std::uint64_t mask = (std::uint64_t{1} << wide.bits) - 1;
  for (std::size_t i = 0; i + 1 < features.start.size(); ++i) {
    std::array<std::int32_t, kWideLabels> sum{};
    for (std::uint32_t k = features.start[i]; k < features.start[i + 1]; ++k) {
      const std::int8_t* row = wide.cells.data() + (features.hashes[k] & mask) * kWideLabels;
      for (std::size_t j = 0; j < kWideLabels; ++j) sum[j] += row[j];
    }
    for (std::size_t j = 0; j < kWideLabels; ++j)
      scores[i * stride + 1 + j] += by * static_cast<float>(sum[j]);
  }
}

}  // namespace dragoman
