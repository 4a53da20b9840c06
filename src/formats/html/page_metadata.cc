#include "formats/html/page_metadata.h"

#include <algorithm>
#include <array>
#include <map>

#include "formats/html/page_date.h"
#include "formats/html/page_title.h"
#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return to_lower(c); });
  return out;
}

std::string spaced(std::string_view text) {
  std::string out;
  append_spaced(out, text);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Days are far from the headline or in another article beyond so many nodes.
constexpr std::uint32_t kNear = 150;

class Reader {
 public:
  Reader(const PageTree& page, const LinkedData& linked, const PageWords& words,
         const std::string& url)
      : page_(page), linked_(linked), words_(words), url_(url) {}

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
    std::string found = day_in_text(linked_.published, words_, order);
    if (found.empty()) found = day_in_text(field(PageField::date), words_, order);
    if (found.empty()) found = marked(order);
    if (found.empty()) found = day_in_url(known.url);
    if (found.empty()) found = seen(order);
    if (found.empty()) found = day_in_text(linked_.modified, words_, order);
    if (found.empty()) found = day_in_text(field(PageField::modified), words_, order);
    return found;
  }

  /// The day of an element that is marked as the day of publication.
  [[nodiscard]] std::string marked(DayOrder order) const {
    std::string other;  // of a time that stands near the headline
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
      if (other.empty() && near(i)) other = day;
    }
    return other;
  }

  [[nodiscard]] bool near(std::uint32_t i) const {
    return i + kNear > headline_ && i < headline_ + kNear;
  }

  /// The day that a reader sees: in an element whose class speaks of dates, or in a short line,
  /// near the headline; else in any element whose class speaks of dates.
  [[nodiscard]] std::string seen(DayOrder order) const {
    std::string line;
    std::string far;
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      const PageNode& n = page_.nodes[i];
      if (n.is_text()) {
        if (!line.empty() || !near(i) || n.text.size() > 150) continue;
        line = day_in_text(n.text, words_, order);
        continue;
      }
      if (n.end > i + 40) continue;
      std::uint8_t hints = 0;
      for (const char* key : {"class", "id", "itemprop"})
        hints |= words_.hints(page_.attribute(i, key));
      if ((hints & kDated) == 0) continue;
      const std::string day = day_in_text(page_.text_of(i, 200), words_, order);
      if (day.empty()) continue;
      if (near(i)) return day;
      if (far.empty()) far = day;
    }
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

PageMetadata page_metadata(const PageTree& page, const LinkedData& linked, const PageWords& words,
                           const std::string& url) {
  return Reader(page, linked, words, url).run();
}

}  // namespace dragoman
