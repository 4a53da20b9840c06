#include "segment/differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "evaluation/scores.h"
#include "text/characters.h"
#include "text/segmenter.h"

namespace dragoman::training {

namespace {

constexpr std::size_t kShown = 6;
constexpr std::size_t kAround = 40;

struct Kind {
  int size = 0;
  std::vector<std::string> examples;
};

/// Runs of letters and digits as one character each.
std::string shape(std::string_view s) {
  std::string out;
  for (const char c : s) {
    const char k = is_digit(c)   ? '9'
                   : is_upper(c) ? 'A'
                   : is_lower(c) ? 'a'
                   : is_ascii(c) ? c
                                 : 'u';
    if (out.empty() || out.back() != k || (k != '9' && k != 'A' && k != 'a')) out += k;
  }
  return out;
}

std::string forms(const Document& d, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t t = from; t < to; ++t) out += (t > from ? " " : "") + std::string(d.form(t));
  return out;
}

std::string listing(const std::map<std::string, Kind>& kinds, int most) {
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [name, kind] : kinds) sorted.emplace_back(-kind.size, name);
  std::sort(sorted.begin(), sorted.end());
  if (sorted.size() > static_cast<std::size_t>(most)) sorted.resize(static_cast<std::size_t>(most));
  std::string out;
  for (const auto& [size, name] : sorted) {
    out += fmt::format("{:5}  {}\n", -size, name);
    const auto& examples = kinds.at(name).examples;
    const std::size_t skip = std::max<std::size_t>(1, examples.size() / kShown);
    for (std::size_t i = 0; i < examples.size(); i += skip)
      out += fmt::format("         {}\n", examples[i]);
  }
  return out;
}

std::map<std::string, Kind> token_differences(const Document& gold, const Document& mine) {
  std::map<std::string, Kind> kinds;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < gold.tokens.size() && j < mine.tokens.size()) {
    const std::size_t i0 = i;
    const std::size_t j0 = j;
    const bool same = gold.tokens[i].begin == mine.tokens[j].begin;
    std::uint32_t a = gold.tokens[i++].end;
    std::uint32_t b = mine.tokens[j++].end;
    if (same && a == b) continue;
    while (a != b && (a < b ? i < gold.tokens.size() : j < mine.tokens.size())) {
      if (a < b)
        a = gold.tokens[i++].end;
      else
        b = mine.tokens[j++].end;
    }
    const std::string wanted = forms(gold, i0, i);
    const std::string found = forms(mine, j0, j);
    Kind& kind = kinds[shape(wanted) + "  not  " + shape(found)];
    kind.size += static_cast<int>(i - i0 + j - j0);
    kind.examples.push_back(fmt::format("{}  not  {}", wanted, found));
  }
  return kinds;
}

std::map<std::string, Kind> end_differences(const Document& gold, const Document& mine) {
  std::map<std::string, Kind> kinds;
  const auto ends = [](const Document& d) {
    std::set<std::uint32_t> out;
    for (const Sentence& s : d.sentences) out.insert(s.end);
    return out;
  };
  const auto compare = [&](const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b,
                           const std::string& what) {
    for (const std::uint32_t e : a) {
      if (b.contains(e)) continue;
      const std::size_t from = e > kAround ? e - kAround : 0;
      std::string text = gold.text.substr(from, e - from) + " || " + gold.text.substr(e, kAround);
      std::replace(text.begin(), text.end(), '\n', '|');
      std::size_t next = e;
      while (next < gold.text.size() && is_space(gold.text[next])) ++next;
      Kind& kind = kinds[what + shape(gold.text.substr(e - 1, 1)) + (next == e ? "||" : " || ") +
                         shape(gold.text.substr(next, 1))];
      ++kind.size;
      kind.examples.push_back(text);
    }
  };
  compare(ends(gold), ends(mine), "missed ");
  compare(ends(mine), ends(gold), "extra  ");
  return kinds;
}

template <typename Spans>
Matches matches(const Spans& gold, const Spans& mine) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> wanted;
  for (const auto& x : gold) wanted.insert({x.begin, x.end});
  Matches m{0, static_cast<double>(mine.size()), static_cast<double>(gold.size())};
  for (const auto& x : mine) m.matched += static_cast<double>(wanted.count({x.begin, x.end}));
  return m;
}

}  // namespace

std::string list_differences(const Document& gold, int most) {
  const Document mine = segment(gold.text);
  std::string out;
  for (const auto& [name, m] : {std::pair{"tokens", matches(gold.tokens, mine.tokens)},
                                std::pair{"sentences", matches(gold.sentences, mine.sentences)}})
    out += fmt::format("{:10} P {:.2f}  R {:.2f}  F1 {:.2f}\n", name, m.precision(), m.recall(),
                       m.f1());
  return out + listing(token_differences(gold, mine), most) +
         listing(end_differences(gold, mine), most);
}

}  // namespace dragoman::training
