#include "evaluation/places_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>
#include <set>
#include <string_view>
#include <utility>

#include "reading/places.h"
#include "reading/toponyms.h"
#include "text/file.h"

namespace dragoman {

namespace {

constexpr double kMilesHundred = 161;  ///< km

struct GoldPlace {
  std::uint32_t begin = 0;  ///< bytes of the text
  std::uint32_t end = 0;
  bool resolved = false;
  double latitude = 0;
  double longitude = 0;
  std::int64_t geonames = 0;
  std::string country;
};

/// What stands between `open` and `close` in `text` from `at` on; `at` moves past it. False when
/// there is none.
bool between(std::string_view text, std::string_view open, std::string_view close, std::size_t& at,
             std::string_view* out) {
  const std::size_t begin = text.find(open, at);
  if (begin == std::string_view::npos) return false;
  const std::size_t end = text.find(close, begin + open.size());
  if (end == std::string_view::npos) return false;
  *out = text.substr(begin + open.size(), end - begin - open.size());
  at = end + close.size();
  return true;
}

std::string_view element(std::string_view text, std::string_view name) {
  const std::size_t begin = text.find(fmt::format("<{}", name));
  if (begin == std::string_view::npos) return {};
  const std::size_t open = text.find('>', begin);
  const std::size_t end = text.find(fmt::format("</{}>", name), begin);
  if (open == std::string_view::npos || end == std::string_view::npos || open > end) return {};
  return text.substr(open + 1, end - open - 1);
}

double real(std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); }

double kilometres(double lat1, double lon1, double lat2, double lon2) {
  constexpr double r = std::numbers::pi / 180;
  const double up = std::sin((lat2 - lat1) * r / 2);
  const double across = std::sin((lon2 - lon1) * r / 2);
  return 12742 *
         std::asin(std::min(
             1.0, std::sqrt(up * up + std::cos(lat1 * r) * std::cos(lat2 * r) * across * across)));
}

/// Byte offset of every character, and one past the last.
std::vector<std::uint32_t> characters(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
      out.push_back(static_cast<std::uint32_t>(i));
  }
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

/// The text of an article, as written in CDATA or with ampersands escaped.
std::string text_of(std::string_view element) {
  constexpr std::string_view kOpen = "<![CDATA[";
  if (element.starts_with(kOpen))
    return std::string(element.substr(kOpen.size(), element.size() - kOpen.size() - 3));
  std::string out;
  for (std::size_t at = 0; at < element.size(); ++at) {
    out += element[at];
    if (element.substr(at).starts_with("&amp;")) at += 4;
  }
  return out;
}

/// LGL counts characters from 0 and has `toponym` elements, GeoVirus from 1 and `location`.
std::vector<GoldPlace> gold_of(std::string_view article, std::string_view text) {
  std::vector<GoldPlace> out;
  const std::vector<std::uint32_t> byte = characters(text);
  const bool geovirus = article.find("<toponym>") == std::string_view::npos;
  const std::string_view open = geovirus ? "<location>" : "<toponym>";
  const std::string_view close = geovirus ? "</location>" : "</toponym>";
  std::size_t at = 0;
  std::string_view toponym;
  while (between(article, open, close, at, &toponym)) {
    const double base = geovirus ? 1 : 0;
    const double first = real(element(toponym, "start")) - base;
    const double last = real(element(toponym, "end")) - base;
    if (first < 0 || first >= last || last >= static_cast<double>(byte.size())) continue;
    GoldPlace g;
    g.begin = byte[static_cast<std::size_t>(first)];
    g.end = byte[static_cast<std::size_t>(last)];
    g.resolved = !element(toponym, "lat").empty();
    g.latitude = real(element(toponym, "lat"));
    g.longitude = real(element(toponym, "lon"));
    g.country = element(toponym, "country");
    std::size_t in = 0;
    std::string_view id;
    if (between(toponym, "geonameid=\"", "\"", in, &id))
      g.geonames = static_cast<std::int64_t>(real(id));
    out.push_back(std::move(g));
  }
  return out;
}

/// Tokens that touch the span of a gold place.
Toponym tokens_of(const Document& document, const GoldPlace& g) {
  const auto& tokens = document.tokens;
  const auto first = std::partition_point(tokens.begin(), tokens.end(),
                                          [&](const Token& t) { return t.end <= g.begin; });
  const auto last =
      std::partition_point(first, tokens.end(), [&](const Token& t) { return t.begin < g.end; });
  return {static_cast<std::uint32_t>(first - tokens.begin()),
          static_cast<std::uint32_t>(last - tokens.begin()), false};
}

/// ISO code of a country as GeoNames names it.
std::string iso3(const Knowledge& knowledge, const std::string& name) {
  if (name == "Palestinian Territory") return "PSE";
  std::string key = fold(name);
  for (const NameEntry& e : knowledge.find(key)) {
    if (e.kind == NameKind::country) return std::string(e.country);
  }
  return name;
}

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

Result<PlaceScores> score_places(const Coder& coder, const std::string& path) {
  Result<std::string> bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  PlaceScores scores;
  std::size_t near = 0;
  std::size_t with_country = 0;
  std::size_t country = 0;
  std::size_t exact = 0;
  std::size_t with_id = 0;
  std::size_t at = 0;
  std::string_view article;
  while (between(bytes.value(), "<article", "</article>", at, &article)) {
    std::size_t in = 0;
    std::string_view written;
    if (!between(article, "<text>", "</text>", in, &written)) continue;
    const std::string body = text_of(written);
    const std::string_view text = body;
    ++scores.articles;
    const std::vector<GoldPlace> gold = gold_of(article.substr(in), text);
    const Annotated annotated = coder.annotate(body);
    const Tree tree(annotated);
    const auto around = [&](std::uint32_t begin, std::uint32_t end) {
      const std::size_t from = begin > 60 ? begin - 60 : 0;
      std::string out = fmt::format("{}[{}]{}", text.substr(from, begin - from),
                                    text.substr(begin, end - begin), text.substr(end, 60));
      std::replace(out.begin(), out.end(), '\n', ' ');
      return out;
    };
    std::set<std::pair<std::uint32_t, std::uint32_t>> spans;
    for (const GoldPlace& g : gold) spans.emplace(g.begin, g.end);
    scores.tagging.gold += static_cast<double>(spans.size());
    for (const Toponym& t : find_toponyms(tree, coder.knowledge())) {
      const std::uint32_t begin = annotated.document.tokens[t.first].begin;
      const std::uint32_t end = annotated.document.tokens[t.last - 1].end;
      scores.tagging.predicted += 1;
      if (spans.erase({begin, end}) > 0) {
        scores.tagging.matched += 1;
      } else {
        scores.errors.push_back(fmt::format("extra   {}", around(begin, end)));
      }
    }
    for (const auto& [begin, end] : spans)
      scores.errors.push_back(fmt::format("missed  {}", around(begin, end)));

    std::vector<Toponym> toponyms;
    std::vector<const GoldPlace*> sources;
    for (const GoldPlace& g : gold) {
      const Toponym t = tokens_of(annotated.document, g);
      if (t.first >= t.last) continue;
      toponyms.push_back(t);
      sources.push_back(&g);
    }
    const std::vector<Place> places = resolve_places(tree, coder.knowledge(), toponyms);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const GoldPlace& g = *sources[i];
      if (!g.resolved) continue;
      ++scores.resolved;
      const NameEntry* e = places[i].entry;
      const double off =
          e == nullptr ? 99999 : kilometres(e->latitude, e->longitude, g.latitude, g.longitude);
      const std::string wanted = g.country.empty() ? "" : iso3(coder.knowledge(), g.country);
      const bool right = e != nullptr && e->country.view() == wanted;
      if (off <= kMilesHundred) ++near;
      if (e != nullptr) {
        ConfidenceBin& bin = scores.bins[std::min<std::size_t>(
            scores.bins.size() - 1, static_cast<std::size_t>(places[i].confidence * 10))];
        ++bin.places;
        bin.near += off <= kMilesHundred ? 1 : 0;
        bin.confidence += places[i].confidence;
      }
      if (!wanted.empty()) ++with_country;
      if (!wanted.empty() && right) ++country;
      if (g.geonames > 0) ++with_id;
      if (g.geonames > 0 && e != nullptr && e->geonames == g.geonames) ++exact;
      if (off > kMilesHundred || (!wanted.empty() && !right)) {
        scores.errors.push_back(fmt::format(
            "{} {} ({:.1f} {:.1f}), not {} {} ({:.1f} {:.1f}) {:.2f}: {}",
            right ? "far    " : "country", wanted, g.latitude, g.longitude,
            e == nullptr ? "none" : e->country.view(), e == nullptr ? "" : e->admin1.view(),
            e == nullptr ? 0 : e->latitude, e == nullptr ? 0 : e->longitude, places[i].confidence,
            around(g.begin, g.end)));
      }
    }
  }
  if (scores.articles == 0) return Error{path, "has no articles", ""};
  std::size_t placed = 0;
  double off = 0;
  for (const ConfidenceBin& bin : scores.bins) {
    placed += bin.places;
    off += std::abs(bin.confidence - static_cast<double>(bin.near));
  }
  scores.confidence_error = placed == 0 ? 0 : 100 * off / static_cast<double>(placed);
  scores.near = share(near, scores.resolved);
  scores.country = share(country, with_country);
  scores.has_countries = with_country > 0;
  scores.exact = share(exact, with_id);
  return scores;
}

}  // namespace dragoman
