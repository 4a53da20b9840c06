// Short lists that decide how words are cut, in the order of the alphabet where they have one.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "text/characters.h"

namespace dragoman {

/// True when one of the words of `list`, all lower case, is `word` in lower case.
template <std::size_t n>
bool among(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(),
                     [word](std::string_view x) { return equal_fold(word, x); });
}

/// Prefixes that keep their hyphen inside the word; UD cuts at all other hyphens.
inline bool is_bound_prefix(std::string_view word) {
  static constexpr std::array<std::string_view, 31> kPrefixes = {
      "anti",  "arch",  "bi",    "co",    "counter", "cross", "de",   "e",
      "ex",    "extra", "inter", "intra", "mega",    "micro", "mid",  "mini",
      "multi", "neo",   "non",   "over",  "post",    "pre",   "pro",  "proto",
      "quasi", "re",    "semi",  "socio", "sub",     "super", "ultra"};
  return word.size() <= 7 && among(kPrefixes, word);
}

/// Suffixes that keep their hyphen.
inline bool is_bound_suffix(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kSuffixes = {"esque", "ish", "wise"};
  return word.size() <= 5 && among(kSuffixes, word);
}

/// Units and the like that are words of their own after a number without a space: 5pm, 20km.
inline bool is_unit(std::string_view word) {
  static constexpr std::array<std::string_view, 52> kUnits = {
      "am",  "b",  "bn", "bps", "cc",  "cl", "cm",  "days",  "ft", "f",   "gb",  "ghz",     "gm",
      "hh",  "hp", "hr", "hrs", "hz",  "k",  "kb",  "kg",    "km", "kmh", "kph", "kw",      "lb",
      "lbs", "m",  "mb", "mg",  "mhz", "mi", "min", "ml",    "mm", "mn",  "mph", "ms",      "mw",
      "oz",  "p",  "pm", "sq",  "t",   "tb", "tn",  "volts", "w",  "x",   "yr",  "percent", "yrs"};
  return among(kUnits, word);
}

/// Where UD cuts a word written as one though it is two: the length of the first; 0 for none.
/// Only words that mean nothing else, for newswire has them but rarely.
inline std::size_t fused_at(std::string_view word) {
  struct Fused {
    std::string_view word;
    std::size_t at;
  };
  static constexpr std::array<Fused, 40> kFused = {{
      {"aint", 2},    {"alot", 1},    {"arent", 3},  {"cannot", 3},   {"cant", 2},  {"coulda", 5},
      {"couldnt", 5}, {"didnt", 3},   {"doesnt", 4}, {"dont", 2},     {"dunno", 2}, {"gonna", 3},
      {"gotta", 3},   {"hadnt", 3},   {"hasnt", 3},  {"havent", 4},   {"hes", 2},   {"im", 1},
      {"isnt", 2},    {"ive", 1},     {"lotta", 3},  {"musta", 4},    {"outta", 3}, {"shes", 3},
      {"shoulda", 6}, {"theyre", 4},  {"theyve", 4}, {"shouldnt", 6}, {"thats", 4}, {"theres", 5},
      {"wanna", 3},   {"wasnt", 3},   {"werent", 4}, {"weve", 2},     {"whats", 4}, {"wont", 2},
      {"woulda", 5},  {"wouldnt", 5}, {"youll", 3},  {"youre", 3},
  }};
  if (word.size() < 2 || word.size() > 8) return 0;
  // "IM" and the like in capitals are names of something.
  if (word.size() < 5 && is_upper(word[1])) return 0;
  const char first = to_lower(word[0]);
  for (const Fused& f : kFused) {
    if (f.word[0] == first && equal_fold(word, f.word)) return f.at;
  }
  return 0;
}

/// Endings of file and host names.
inline bool is_name_ending(std::string_view word) {
  static constexpr std::array<std::string_view, 34> kEndings = {
      "avi", "biz", "ca",   "cc",   "co",  "com", "doc", "docx", "edu", "exe", "fr",  "gif",
      "gov", "htm", "html", "info", "int", "jpg", "mil", "mp3",  "net", "org", "pdf", "php",
      "png", "ppt", "ru",   "tv",   "txt", "uk",  "url", "us",   "xls", "zip"};
  return word.size() >= 2 && word.size() <= 4 && among(kEndings, word);
}

/// Words that start with an apostrophe for the letters left out: 'em, 'cause.
inline bool is_clipped(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kClipped = {"bout", "cause", "cos", "cuz", "em",
                                                               "n",    "round", "til", "twas"};
  return among(kClipped, word);
}

/// What an apostrophe joins to the word before it: 's, 'll.
inline bool is_clitic(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kClitics = {"d", "ll", "m", "re", "s", "ve"};
  return word.size() <= 2 && among(kClitics, word);
}

}  // namespace dragoman
