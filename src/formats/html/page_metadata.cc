#include "formats/html/page_metadata.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>

#include "formats/html/page_date.h"
#include "formats/html/page_title.h"
#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

std::string spaced(std::string_view text) {
  std::string out;
  append_spaced(out, text);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// True for a time in universal time.
bool in_utc(std::string_view time) {
  return time.ends_with("Z") || time.ends_with("+00:00") || time.ends_with("+0000") ||
         time.ends_with("GMT") || time.ends_with("UTC");
}

/// The hour of a time with minutes, -1 when there is none.
int hour(std::string_view time) {
  const std::size_t colon = time.find(':');
  if (colon == std::string_view::npos || colon < 2) return -1;
  const char tens = time[colon - 2];
  const char ones = time[colon - 1];
  if (!is_digit(ones)) return -1;
  return (is_digit(tens) ? 10 * (tens - '0') : 0) + ones - '0';
}

/// Days between two days written YYYY-MM-DD.
int days_apart(const std::string& a, const std::string& b) {
  const auto day = [](const std::string& text) {
    const auto part = [&](std::size_t at, std::size_t n) { return std::stoi(text.substr(at, n)); };
    return std::chrono::sys_days(std::chrono::year(part(0, 4)) /
                                 std::chrono::month(static_cast<unsigned>(part(5, 2))) /
                                 std::chrono::day(static_cast<unsigned>(part(8, 2))));
  };
  return static_cast<int>(std::abs((day(a) - day(b)).count()));
}

/// Days are far from the headline or in another article beyond so many nodes.
constexpr std::uint32_t kNear = 150;

class Reader {
 public:
  Reader(const PageTree& page, const std::vector<std::uint8_t>& hints, const LinkedData& linked,
         const PageWords& words, const std::string& url)
      : page_(page), hints_(hints), linked_(linked), words_(words), url_(url) {}

  PageMetadata run() {
    scan();
    PageMetadata out;
    out.url = url_;
    if (out.url.empty()) out.url = canonical_;
    if (out.url.empty()) out.url = field(PageField::url);
    if (out.url.empty()) out.url = linked_.url;
    out.publisher = field(PageField::publisher);
    if (out.publisher.empty()) out.publisher = spaced(linked_.publisher);
    if (out.publisher.starts_with("http")) out.publisher.clear();
    if (out.publisher.starts_with('@')) out.publisher.erase(0, 1);
    out.language = language();
    TitleSources titles;
    titles.linked = spaced(linked_.headline);
    titles.meta = field(PageField::title);
    titles.page = page_title_;
    titles.headings = headings_;
    titles.publisher = out.publisher;
    titles.url = out.url;
    out.title = choose_title(titles, headline_);
    out.published = published(out);
    out.headline = headline_;
    if (out.publisher.empty()) out.publisher = host(out.url);
    return out;
  }

 private:
  void scan() {
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      const PageNode& n = page_.nodes[i];
      switch (n.tag) {
        case GUMBO_TAG_META:
          meta(i);
          break;
        case GUMBO_TAG_LINK:
          if (canonical_.empty() && lower(page_.attribute(i, "rel")) == "canonical" &&
              page_.attribute(i, "href").starts_with("http"))
            canonical_ = page_.attribute(i, "href");
          break;
        case GUMBO_TAG_TITLE:
          if (page_title_.empty()) page_title_ = page_.text_of(i);
          break;
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
          heading(i, n.tag == GUMBO_TAG_H1);
          break;
        default:
          if ((hints_[i] & kTitle) != 0 && n.end < i + 20) heading(i, true);
          break;
      }
    }
  }

  void heading(std::uint32_t i, bool first) {
    static constexpr std::size_t kMost = 60;
    if (headings_.size() >= kMost) return;
    std::string text = page_.text_of(i, 500);
    if (!text.empty()) headings_.push_back({std::move(text), i, first});
  }

  void meta(std::uint32_t i) {
    const std::string_view content = page_.attribute(i, "content");
    if (content.empty()) return;
    for (const char* key : {"property", "name", "itemprop"}) {
      const std::string name = lower(page_.attribute(i, key));
      if (name.empty()) continue;
      const auto found = words_.field(name);
      if (found.field == PageField::none) continue;
      auto& best = fields_[found.field];
      if (best.value.empty() || found.rank < best.rank) best = {spaced(content), found.rank};
    }
  }

  [[nodiscard]] std::string field(PageField f) const {
    const auto it = fields_.find(f);
    return it == fields_.end() ? std::string() : it->second.value;
  }

  [[nodiscard]] std::string language() const {
    std::string out(page_.attribute(0, "lang"));
    if (out.empty()) out = page_.attribute(0, "xml:lang");
    if (out.empty()) out = field(PageField::language);
    if (out.empty()) out = linked_.language;
    std::replace(out.begin(), out.end(), '_', '-');
    const bool tag = out.size() >= 2 && out.size() <= 11 &&
                     std::all_of(out.begin(), out.end(),
                                 [](char c) { return is_alpha(c) || is_digit(c) || c == '-'; }) &&
                     (out.size() == 2 || out.size() == 3 || out[2] == '-' || out[3] == '-');
    return tag ? out : std::string();
  }

  [[nodiscard]] std::string published(const PageMetadata& known) const {
    const std::string language = lower(known.language);
    const DayOrder order = language == "en" || language == "en-us" || language.empty()
                               ? DayOrder::month_first
                               : DayOrder::day_first;
    std::string told = linked_.published;
    std::string found = day_in_text(told, words_, order);
    if (found.empty()) {
      told = field(PageField::date);
      found = day_in_text(told, words_, order);
    }
    if (!found.empty()) return in_utc(told) ? local_day(found, told, order) : found;
    found = marked(order);
    if (found.empty()) found = day_in_url(known.url);
    if (found.empty()) found = seen(order);
    if (found.empty()) found = day_in_text(linked_.modified, words_, order);
    if (found.empty()) found = day_in_text(field(PageField::modified), words_, order);
    return found;
  }

  /// The day that a reader sees where it is the one before or after a day told in universal time:
  /// what was published at 02:00 UTC in New York was published the evening before.
  [[nodiscard]] std::string local_day(const std::string& utc, std::string_view told,
                                      DayOrder order) const {
    static constexpr int kFarthestWest = 12;  // hours
    static constexpr int kFarthestEast = 14;
    const int at = hour(told);
    const std::string by_mark = marked(order);
    const std::string by_sight = seen(order);
    if (by_mark == utc || by_sight == utc) return utc;
    for (const std::string& day : {by_mark, by_sight}) {
      if (day.empty() || at < 0 || days_apart(day, utc) != 1) continue;
      if (day < utc ? at < kFarthestWest : at >= 24 - kFarthestEast) return day;
    }
    return utc;
  }

  /// The day of an element that is marked as the day of publication.
  [[nodiscard]] std::string marked(DayOrder order) const {
    std::string other;  // of the time nearest to the headline
    std::uint32_t nearest = kNear;
    std::set<std::string> all;
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      const PageNode& n = page_.nodes[i];
      if (n.is_text()) continue;
      const std::string itemprop = lower(page_.attribute(i, "itemprop"));
      const bool named = itemprop.find("datepublished") != std::string::npos ||
                         itemprop.find("datecreated") != std::string::npos ||
                         page_.has_attribute(i, "pubdate");
      if (!named && n.tag != GUMBO_TAG_TIME) continue;
      std::string day;
      for (const char* key : {"datetime", "content", "title"}) {
        if (day.empty()) day = day_in_text(page_.attribute(i, key), words_, order);
      }
      if (day.empty()) day = day_in_text(page_.text_of(i, 100), words_, order);
      if (day.empty()) continue;
      if (named) return day;
      if (distance(i) < nearest) {
        nearest = distance(i);
        other = day;
      }
      all.insert(day);
    }
    return other.empty() && all.size() == 1 ? *all.begin() : other;
  }

  /// Nodes between one and the headline; 0 where there is no headline.
  [[nodiscard]] std::uint32_t distance(std::uint32_t i) const {
    if (headline_ == 0) return 0;
    return i > headline_ ? i - headline_ : headline_ - i;
  }

  /// The day that a reader sees: nearest to the headline in an element whose class speaks of dates,
  /// or in a short line; else in any element whose class speaks of dates.
  [[nodiscard]] std::string seen(DayOrder order) const {
    static constexpr std::size_t kShort = 150;
    std::string line;
    std::uint32_t line_at = kNear;
    std::string classed;
    std::uint32_t classed_at = kNear;
    std::string far;
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      const PageNode& n = page_.nodes[i];
      if (n.is_text()) {
        if (distance(i) >= line_at || n.text.size() > kShort) continue;
        std::string day = day_in_text(n.text, words_, order);
        if (day.empty()) continue;
        line = std::move(day);
        line_at = distance(i);
        continue;
      }
      if (n.end > i + 40 || (hints_[i] & kDated) == 0) continue;
      std::string day = day_in_text(page_.text_of(i, 200), words_, order);
      if (day.empty()) continue;
      if (distance(i) < classed_at) {
        classed = day;
        classed_at = distance(i);
      }
      if (far.empty()) far = std::move(day);
    }
    if (!classed.empty()) return classed;
    return line.empty() ? far : line;
  }

  static std::string host(std::string_view url) {
    const std::size_t at = url.find("://");
    if (at == std::string_view::npos) return {};
    url.remove_prefix(at + 3);
    url = url.substr(0, url.find_first_of("/:?#"));
    if (url.starts_with("www.")) url.remove_prefix(4);
    return std::string(url);
  }

  struct Best {
    std::string value;
    int rank = 0;
  };

  const PageTree& page_;
  const std::vector<std::uint8_t>& hints_;
  const LinkedData& linked_;
  const PageWords& words_;
  const std::string& url_;
  std::map<PageField, Best> fields_;
  std::string canonical_;
  std::string page_title_;
  std::vector<PageHeading> headings_;
  std::uint32_t headline_ = 0;  ///< node of the headline
};

}  // namespace

PageMetadata page_metadata(const PageTree& page, const std::vector<std::uint8_t>& hints,
                           const LinkedData& linked, const PageWords& words,
                           const std::string& url) {
  return Reader(page, hints, linked, words, url).run();
}

}  // namespace dragoman
