#include "language/features.h"

#include <algorithm>

namespace dragoman {

std::string normal_form(std::string_view form) {
  std::string low(form);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c + 32);
    else if (c >= '0' && c <= '9')
      c = '0';
  }
  return low;
}

namespace {

/// Kinds of characters with runs cut to two: "Xxx" -> "Xx", "2,000" -> "d,dd".
std::string shape_of(std::string_view form) {
  std::string shape;
  for (const char c : form) {
    const char kind = c >= 'A' && c <= 'Z'                    ? 'X'
                      : c >= 'a' && c <= 'z'                  ? 'x'
                      : c >= '0' && c <= '9'                  ? 'd'
                      : static_cast<unsigned char>(c) >= 0x80 ? 'u'
                                                              : c;
    if (shape.size() < 2 || shape[shape.size() - 1] != kind || shape[shape.size() - 2] != kind)
      shape += kind;
  }
  return shape;
}

constexpr std::size_t kLongest = 40;  ///< bytes of a word that parts are taken from

}  // namespace

void token_rows(const Vocabulary& v, const std::vector<std::string_view>& forms, TokenRows& out) {
  out.rows.clear();
  out.hashes.clear();
  out.kinds.clear();
  out.start.clear();
  std::string marked;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    out.start.push_back(static_cast<std::uint32_t>(out.rows.size()));
    const std::string low = normal_form(forms[i]);
    const std::uint64_t word = text_hash(low);
    const auto known = v.words.find(word);
    const auto name = v.names.find(word);
    out.rows.push_back(known == v.words.end() ? 0 : known->second);
    out.hashes.push_back(word);
    out.kinds.push_back(name == v.names.end() ? 0 : name->second);
    if (v.buckets == 0) continue;
    const auto add = [&](std::uint64_t kind, std::string_view part) {
      const std::uint64_t hash = text_hash(part, kind);
      out.rows.push_back(v.rows + static_cast<std::uint32_t>(hash % v.buckets));
      out.hashes.push_back(hash);
    };
    const std::string_view l = low;
    add(1, shape_of(forms[i].substr(0, kLongest)));
    for (std::size_t k = 1; k <= 4; ++k) {
      if (l.size() >= k) add(1 + k, l.substr(l.size() - k));
    }
    for (std::size_t k = 1; k <= 3; ++k) {
      if (l.size() >= k) add(5 + k, l.substr(0, k));
    }
    if (low.size() > 3) {
      marked = "<" + low.substr(0, kLongest) + ">";
      for (std::size_t k = 4; k <= 5; ++k) {
        for (std::size_t at = 0; at + k <= marked.size(); ++at)
          add(9 + k, std::string_view(marked).substr(at, k));
      }
    }
    if (out.kinds.back() != 0) {
      // What it may be, all together and one by one, by whether it is written with a capital.
      const bool capital = low.front() != forms[i].front();
      for (int bit = 0; bit <= 8; ++bit) {
        const int kinds = bit == 8 ? out.kinds.back() : out.kinds.back() & 1 << bit;
        const char key[2] = {static_cast<char>(kinds), capital ? 'X' : 'x'};
        if (kinds != 0) add(20, {key, 2});
      }
    }
  }
  out.start.push_back(static_cast<std::uint32_t>(out.rows.size()));
}

}  // namespace dragoman
