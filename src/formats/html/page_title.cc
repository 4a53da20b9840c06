#include "formats/html/page_title.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "formats/html/page_words.h"
#include "knowledge/table.h"
#include "text/characters.h"

namespace dragoman {

namespace {

/// Part of the words of `a` that `b` has, 0 to 1.
double covered(const std::string& a, const std::string& b) {
  const auto in_a = split(a, ' ');
  const auto in_b = split(b, ' ');
  if (in_a.empty()) return 0;
  const std::set<std::string_view> known(in_b.begin(), in_b.end());
  const auto n = std::count_if(in_a.begin(), in_a.end(),
                               [&](std::string_view w) { return known.count(w) > 0; });
  return static_cast<double>(n) / static_cast<double>(in_a.size());
}

/// True when a piece of a title names the site: its words without spaces are in the name of the
/// publisher or of the host, or hold them.
bool names_site(std::string_view piece, const std::string& publisher, const std::string& url) {
  const auto joined = [](std::string_view text) {
    std::string out;
    for (const char c : plain_words(text)) {
      if (c != ' ') out += c;
    }
    return out;
  };
  const std::string p = joined(piece);
  if (p.size() < 2) return false;
  const std::string by = joined(publisher);
  if (!by.empty() && (p.find(by) != std::string::npos || by.find(p) != std::string::npos))
    return true;
  const std::size_t at = url.find("://");
  if (at == std::string::npos) return false;
  std::string host = url.substr(at + 3, url.find('/', at + 3) - at - 3);
  host = joined(host.substr(host.starts_with("www.") ? 4 : 0));
  if (host.find(p) != std::string::npos) return true;
  // The words of the name make up the name of the host: "Harbour and Coast Post" at harbourpost.
  std::size_t letters = 0;
  const std::string words = plain_words(piece);
  for (const std::string_view w : split(words, ' ')) {
    if (w.size() > 2 && host.find(w) != std::string::npos) letters += w.size();
  }
  return 10 * letters >= 6 * host.size();
}

constexpr std::array<std::string_view, 9> kSeparators = {
    " | ",        " - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ",
    " \xC2\xAB ", " :: ", " \xC2\xB7 ",     " \xE2\x80\xA2 "};

}  // namespace

std::string without_publisher(const std::string& title, const std::string& publisher,
                              const std::string& url) {
  std::string out = title;
  for (int round = 0; round < 3; ++round) {
    std::size_t last = std::string::npos;
    std::size_t length = 0;
    for (const std::string_view s : kSeparators) {
      const std::size_t p = out.rfind(s);
      if (p != std::string::npos && (last == std::string::npos || p > last)) {
        last = p;
        length = s.size();
      }
    }
    if (last == std::string::npos || last == 0) break;
    const std::string_view tail = std::string_view(out).substr(last + length);
    if (!names_site(tail, publisher, url)) break;
    out.resize(last);
  }
  for (const std::string_view s : kSeparators) {
    const std::size_t p = out.find(s);
    if (p != std::string::npos && p > 0 && !publisher.empty() &&
        plain_words(std::string_view(out).substr(0, p)) == plain_words(publisher)) {
      out.erase(0, p + s.size());
      break;
    }
  }
  return out;
}

std::string choose_title(const TitleSources& sources, std::uint32_t& node) {
  const std::array<const std::string*, 3> told = {&sources.linked, &sources.meta, &sources.page};
  // The heading that most of what is told agrees with.
  const PageHeading* best = nullptr;
  double most = 0.6;
  for (const PageHeading& h : sources.headings) {
    const std::string plain = plain_words(h.text);
    if (plain.empty()) continue;
    double agreement = 0;
    for (const std::string* t : told) {
      const std::string other = plain_words(without_publisher(*t, sources.publisher, sources.url));
      if (!other.empty())
        agreement = std::max(agreement, std::min(covered(plain, other), covered(other, plain)));
    }
    if (h.first_rank) agreement += 0.05;
    if (agreement > most) {
      most = agreement;
      best = &h;
    }
  }
  if (best != nullptr) {
    node = best->node;
    // A rubric or a day in the same heading is not told elsewhere.
    const std::string plain = plain_words(best->text);
    for (const std::string* t : told) {
      std::string bare = without_publisher(*t, sources.publisher, sources.url);
      const std::string other = plain_words(bare);
      if (other.size() < plain.size() && plain.ends_with(other) && 2 * other.size() > plain.size())
        return bare;
    }
    return best->text;
  }
  const PageHeading* only = nullptr;  // of the first rank
  int firsts = 0;
  for (const PageHeading& h : sources.headings) {
    if (!h.first_rank) continue;
    if (firsts++ == 0) only = &h;
  }
  if (only != nullptr) node = only->node;
  for (const std::string* t : told) {
    if (!t->empty()) return without_publisher(*t, sources.publisher, sources.url);
  }
  return only == nullptr ? std::string() : only->text;
}

}  // namespace dragoman
