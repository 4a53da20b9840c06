#include "evaluation/quotes_scores.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

namespace dragoman {

namespace {

using PlainJson = nlohmann::json;

constexpr std::array<const char*, 3> kRoles = {"source", "cue", "content"};

/// Byte offset of every character of a UTF-8 text, and one past the end.
std::vector<std::uint32_t> character_starts(std::string_view text) {
  std::vector<std::uint32_t> out;
  out.reserve(text.size() + 1);
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) out.push_back(i);
  }
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

/// One flag a token.
using Flags = std::vector<char>;

void mark(const Document& document, Span span, Flags& flags) {
  for (std::size_t t = 0; t < flags.size(); ++t) {
    const Token& token = document.tokens[t];
    if (token.begin < span.end && token.end > span.begin) flags[t] = 1;
  }
}

void count(const Flags& gold, const Flags& mine, Matches& m) {
  for (std::size_t t = 0; t < gold.size(); ++t) {
    m.gold += gold[t];
    m.predicted += mine[t];
    m.matched += gold[t] != 0 && mine[t] != 0 ? 1 : 0;
  }
}

/// The sentence with tokens of gold in [brackets] and mine in {braces}.
std::string shown(const Document& d, const Sentence& s, const Flags& gold, const Flags& mine) {
  std::string out;
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    if (gold[t] != 0 && (t == s.first || gold[t - 1] == 0)) out += "[";
    if (mine[t] != 0 && (t == s.first || mine[t - 1] == 0)) out += "{";
    out += d.form(t);
    if (mine[t] != 0 && (t + 1 == s.last || mine[t + 1] == 0)) out += "}";
    if (gold[t] != 0 && (t + 1 == s.last || gold[t + 1] == 0)) out += "]";
    out += ' ';
  }
  return out;
}

}  // namespace

Result<QuoteScores> score_quotes(const Coder& coder, const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, "cannot be read", "set DRAGOMAN_DATA to the public data sets"};
  QuoteScores scores;
  const std::array<Matches*, 3> totals = {&scores.source, &scores.cue, &scores.content};
  for (std::string line; std::getline(in, line);) {
    const PlainJson row = PlainJson::parse(line, nullptr, false);
    if (!row.is_object() || !row.contains("annotations") || row["annotations"].empty()) continue;
    Article article;
    article.text = row.value("text", "");
    const std::vector<std::uint32_t> byte_of = character_starts(article.text);
    const CodedArticle coded = coder.code(std::move(article));
    const Document& document = coded.annotated.document;
    const std::size_t n = document.tokens.size();
    std::array<Flags, 3> gold{Flags(n), Flags(n), Flags(n)};
    std::array<Flags, 3> mine{Flags(n), Flags(n), Flags(n)};
    for (const PlainJson& a : row["annotations"][0]["attributions"]) {
      for (std::size_t r = 0; r < 3; ++r) {
        if (!a.contains(kRoles[r]) || !a[kRoles[r]].is_array()) continue;
        for (const PlainJson& span : a[kRoles[r]]) {
          const auto begin = span[0].get<std::size_t>();
          const auto end = span[1].get<std::size_t>();
          if (begin < end && end < byte_of.size())
            mark(document, {byte_of[begin], byte_of[end]}, gold[r]);
        }
      }
    }
    for (const Quote& q : coded.reading.quotes) {
      if (q.inside >= 0) continue;
      mark(document, q.source, mine[0]);
      mark(document, q.cue, mine[1]);
      mark(document, q.content, mine[2]);
    }
    for (std::size_t r = 0; r < 3; ++r) count(gold[r], mine[r], *totals[r]);
    for (const Sentence& s : document.sentences) {
      for (std::size_t r = 0; r < 3; ++r) {
        if (!std::equal(gold[r].begin() + s.first, gold[r].begin() + s.last,
                        mine[r].begin() + s.first))
          scores.errors.push_back(
              fmt::format("{}: {}", kRoles[r], shown(document, s, gold[r], mine[r])));
      }
    }
    ++scores.documents;
  }
  return scores;
}

}  // namespace dragoman
