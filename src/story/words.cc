#include "story/words.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

#include "text/folded.h"

namespace dragoman {

namespace {

/// Closed classes, and the verbs and nouns of reporting that every article has. In the order of the
/// alphabet.
constexpr std::array<std::string_view, 141> kFunctionWords = {
    "a",       "about",   "after",  "again",  "against", "all",     "also",  "although", "am",
    "among",   "an",      "and",    "any",    "are",     "around",  "as",    "at",       "be",
    "because", "been",    "before", "being",  "between", "both",    "but",   "by",       "can",
    "could",   "did",     "do",     "does",   "down",    "during",  "each",  "few",      "for",
    "from",    "had",     "has",    "have",   "having",  "he",      "her",   "here",     "hers",
    "him",     "himself", "his",    "how",    "however", "i",       "if",    "in",       "into",
    "is",      "it",      "its",    "itself", "just",    "like",    "made",  "make",     "may",
    "me",      "might",   "more",   "most",   "must",    "my",      "no",    "nor",      "not",
    "now",     "of",      "off",    "on",     "once",    "one",     "only",  "or",       "other",
    "our",     "out",     "over",   "own",    "s",       "said",    "same",  "say",      "saying",
    "says",    "she",     "should", "since",  "so",      "some",    "such",  "t",        "than",
    "that",    "the",     "their",  "them",   "then",    "there",   "these", "they",     "this",
    "those",   "through", "to",     "told",   "too",     "under",   "until", "up",       "upon",
    "us",      "very",    "was",    "we",     "were",    "what",    "when",  "where",    "which",
    "while",   "who",     "whom",   "whose",  "why",     "will",    "with",  "within",   "without",
    "would",   "yet",     "you",    "your",   "yours",   "yourself"};

bool is_function_word(std::string_view word) {
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word);
}

/// Bytes that a word has at `i`: 0 for none. General punctuation (U+2000 to U+206F) is no word.
std::size_t word_bytes(std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte < 0x80) {
    const char c = text[i];
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? 1 : 0;
  }
  return text.substr(i).starts_with("\xe2\x80") || text.substr(i).starts_with("\xe2\x81") ? 0 : 1;
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

bool ends(std::string_view word, std::string_view ending, std::size_t least) {
  return word.ends_with(ending) && word.size() >= ending.size() + least;
}

/// "stopp" of "stopped" is "stop"; "releas" and "release" are one.
std::string trimmed(std::string_view w) {
  const std::size_t n = w.size();
  if (n > 3 && w[n - 1] == w[n - 2] && !is_vowel(w[n - 1]) && w[n - 1] != 's' && w[n - 1] != 'l')
    w.remove_suffix(1);
  if (w.size() > 3 && w.back() == 'e') w.remove_suffix(1);
  return std::string(w);
}

}  // namespace

std::string stem_of(std::string_view w) {
  if (w.empty() || (w.front() >= '0' && w.front() <= '9')) return std::string(w);
  if (ends(w, "ies", 2) || ends(w, "ied", 2)) return std::string(w.substr(0, w.size() - 3)) + "y";
  if (ends(w, "sses", 2) || ends(w, "shes", 2) || ends(w, "ches", 2))
    return trimmed(w.substr(0, w.size() - 2));
  if (ends(w, "s", 3) && !ends(w, "ss", 0) && !ends(w, "us", 0) && !ends(w, "is", 0))
    w.remove_suffix(1);
  for (const std::string_view ending : {"ings", "ing", "ed"})
    if (ends(w, ending, 3)) return trimmed(w.substr(0, w.size() - ending.size()));
  return trimmed(w);
}

std::string_view next_word(std::string_view folded, std::size_t* at) {
  std::size_t& i = *at;
  while (i < folded.size()) {
    if (word_bytes(folded, i) == 0) {
      i += folded[i] == '\xe2' ? 3 : 1;
      continue;
    }
    const std::size_t begin = i;
    while (i < folded.size() && word_bytes(folded, i) != 0) ++i;
    const auto word = folded.substr(begin, i - begin);
    const bool digit = word.front() >= '0' && word.front() <= '9';
    if ((word.size() >= 3 || digit) && word.size() <= 40 && !is_function_word(word)) return word;
  }
  return {};
}

std::vector<std::string> stems_of(std::string_view text) {
  const std::string folded = fold(text);
  std::vector<std::string> out;
  std::size_t at = 0;
  for (auto word = next_word(folded, &at); !word.empty(); word = next_word(folded, &at))
    out.push_back(stem_of(word));
  return out;
}

std::uint32_t word_hash(std::string_view stem) { return XXH32(stem.data(), stem.size(), 0); }

std::vector<std::uint32_t> word_hashes(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (const std::string& stem : stems_of(text)) out.push_back(word_hash(stem));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace dragoman
