#include "formats/html/markup.h"

#include <gumbo.h>

#include <algorithm>
#include <array>

#include "formats/html/tag_rules.h"
#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Attributes that say something about the text or its metadata.
constexpr std::array<std::string_view, 18> kKept = {
    "class",    "id",       "href",  "content",     "property", "name",
    "itemprop", "itemtype", "rel",   "datetime",    "lang",     "xml:lang",
    "role",     "hidden",   "title", "aria-hidden", "pubdate",  "data-testid"};

constexpr std::size_t kLongestName = 40;
constexpr std::size_t kLongestValue = 4096;
/// Skipped elements that are not raw text end within this many bytes, or had no end tag.
constexpr std::size_t kLongestControl = 200'000;
constexpr std::size_t kLongestData = std::size_t{2} << 20;  ///< bytes of a script of JSON-LD

/// True for a style that keeps the element off the screen.
bool hides(std::string_view style) {
  std::string plain;
  for (const char c : style) {
    if (!is_space(c)) plain += to_lower(c);
  }
  return plain.find("display:none") != std::string::npos ||
         plain.find("visibility:hidden") != std::string::npos;
}

/// One pass over the bytes of a page.
class Cleaner {
 public:
  explicit Cleaner(std::string_view page) : page_(page) {}

  Markup run() {
    out_.html.reserve(page_.size() + 64);
    out_.html += "<!DOCTYPE html>";
    while (at_ < page_.size()) {
      const std::size_t open = std::min(page_.find('<', at_), page_.size());
      text(page_.substr(at_, open - at_));
      at_ = open;
      if (at_ < page_.size()) markup();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead) const {
    return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0';
  }

  void text(std::string_view t) {
    for (const char c : t) out_.html += c == '\0' ? ' ' : c;
  }

  void markup() {
    if (page_.substr(at_).starts_with("<!--")) {
      comment();
    } else if (peek(1) == '!' || peek(1) == '?') {
      skip_past('>');
    } else if (is_alpha(peek(1))) {
      ++at_;
      start_tag();
    } else if (peek(1) == '/' && is_alpha(peek(2))) {
      at_ += 2;
      end_tag();
    } else if (peek(1) == '/') {
      skip_past('>');
    } else {
      out_.html += "&lt;";
      ++at_;
    }
  }

  void skip_past(char c) {
    const std::size_t found = page_.find(c, at_);
    at_ = found == std::string_view::npos ? page_.size() : found + 1;
  }

  void comment() {
    if (page_.substr(at_).starts_with("<!-->")) {
      at_ += 5;
      return;
    }
    const std::size_t end = page_.find("-->", at_ + 4);
    // An unclosed comment hides the rest from a browser too; a reader of saved pages hopes.
    if (end == std::string_view::npos)
      skip_past('>');
    else
      at_ = end + 3;
  }

  /// The name of a tag in lower case, cut at a length no known name has.
  std::string name() {
    const std::size_t from = at_;
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>' && page_[at_] != '/')
      ++at_;
    return lower(page_.substr(from, std::min(at_ - from, kLongestName)));
  }

  /// Reads attributes up to the end of the tag into `attributes_` as they will be written.
  void attributes() {
    attributes_.clear();
    type_ = {};
    bool hidden = false;
    while (at_ < page_.size() && page_[at_] != '>') {
      if (is_space(page_[at_]) || page_[at_] == '/') {
        ++at_;
        continue;
      }
      const std::size_t from = at_;
      ++at_;  // a name may begin with anything
      while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>' &&
             page_[at_] != '/' && page_[at_] != '=')
        ++at_;
      const std::string key = lower(page_.substr(from, std::min(at_ - from, kLongestName)));
      std::string_view value;
      std::size_t next = at_;
      while (next < page_.size() && is_space(page_[next])) ++next;
      if (next < page_.size() && page_[next] == '=') {
        at_ = next + 1;
        value = attribute_value();
      }
      if (key == "type") type_ = value;
      if (key == "style") hidden = hidden || hides(value.substr(0, kLongestValue));
      if (one_of(key, kKept) && value.size() <= kLongestValue) add_attribute(key, value);
    }
    if (at_ < page_.size()) ++at_;
    if (hidden) add_attribute("hidden", {});
  }

  std::string_view attribute_value() {
    while (at_ < page_.size() && is_space(page_[at_])) ++at_;
    const char quote = peek(0);
    if (quote == '"' || quote == '\'') {
      const std::size_t from = ++at_;
      const std::size_t end = std::min(page_.find(quote, at_), page_.size());
      at_ = std::min(end + 1, page_.size());
      return page_.substr(from, end - from);
    }
    const std::size_t from = at_;
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>') ++at_;
    return page_.substr(from, at_ - from);
  }

  void add_attribute(std::string_view key, std::string_view value) {
    attributes_ += ' ';
    attributes_ += key;
    attributes_ += "=\"";
    for (const char c : value) {
      if (c == '"')
        attributes_ += "&quot;";
      else
        attributes_ += c == '\0' ? ' ' : c;
    }
    attributes_ += '"';
  }

  void start_tag() {
    const std::string called = name();
    const GumboTag tag = gumbo_tagn_enum(called.data(), static_cast<unsigned>(called.size()));
    const std::size_t after_name = at_;
    attributes();
    const bool closed =
        at_ >= 2 && at_ - 2 >= after_name && page_[at_ - 1] == '>' && page_[at_ - 2] == '/';
    if (tag == GUMBO_TAG_TITLE) return title();
    const TagRule rule = tag_rule(tag);
    if (rule.fate == TagFate::leave_out) return separate(tag);
    if (rule.fate == TagFate::skip) {
      if (!(closed && (tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH))) skip(tag, called);
      return;
    }
    if (tags_ >= kMostTags) return;
    if (opened(rule, tag)) {
      ++tags_;
      out_.html += '<';
      out_.html += rule.name;
      out_.html += attributes_;
      out_.html += '>';
    }
  }

  /// Options and the like would run into one word.
  void separate(GumboTag tag) {
    if (tag != GUMBO_TAG_WBR) out_.html += ' ';
  }

  void end_tag() {
    const std::string called = name();
    const GumboTag tag = gumbo_tagn_enum(called.data(), static_cast<unsigned>(called.size()));
    skip_past('>');
    const TagRule rule = tag_rule(tag);
    if (one_of(called, {"html", "body", "br", "hr", "img", "meta", "link"})) return;
    if (rule.fate == TagFate::leave_out || rule.fate == TagFate::skip) return;
    if (closed(rule)) {
      out_.html += "</";
      out_.html += rule.name;
      out_.html += '>';
    }
  }

  /// The title is text up to its end tag, whatever looks like a tag in it.
  void title() {
    const std::size_t end = end_of(GUMBO_TAG_TITLE, "title");
    if (end == std::string_view::npos) return;
    if (!titled_) {
      titled_ = true;
      out_.html += "<title>";
      for (const char c : page_.substr(at_, end - at_)) {
        if (c == '<')
          out_.html += "&lt;";
        else
          out_.html += c == '\0' ? ' ' : c;
      }
      out_.html += "</title>";
    }
    at_ = end;
    skip_past('>');
  }

  void skip(GumboTag tag, const std::string& called) {
    const std::size_t end = end_of(tag, called);
    if (end == std::string_view::npos) return;
    const bool control = one_of(called, {"button", "select", "svg", "math", "audio", "video"});
    if (control && end - at_ > kLongestControl) return;
    if (tag == GUMBO_TAG_SCRIPT && end - at_ <= kLongestData &&
        lower(type_).find("ld+json") != std::string::npos)
      out_.json_ld.emplace_back(page_.substr(at_, end - at_));
    at_ = end;
    skip_past('>');
    out_.html += ' ';
  }

  /// Where the next end tag of that name starts; npos when there is none, which is asked once.
  std::size_t end_of(GumboTag tag, const std::string& called) {
    if (ended_[tag]) return std::string_view::npos;
    const std::string wanted = "</" + called;
    for (std::size_t p = page_.find("</", at_); p != std::string_view::npos;
         p = page_.find("</", p + 2)) {
      if (p + wanted.size() < page_.size() && equal_fold(page_.substr(p, wanted.size()), wanted) &&
          !is_alpha(page_[p + wanted.size()]))
        return p;
    }
    ended_[tag] = true;
    return std::string_view::npos;
  }

  /// Notes that an element opens. False when its tag must not be written.
  bool opened(const TagRule& rule, GumboTag tag) {
    switch (rule.fate) {
      case TagFate::row:
      case TagFate::cell:
        if (!back_to_table()) return false;
        if (rule.fate == TagFate::cell) open_.push_back(rule);
        return true;
      case TagFate::inside:
      case TagFate::block:
      case TagFate::table:
        if (open_.size() >= kDeepestElement) {
          ++too_deep_;
          return false;
        }
        open_.push_back(rule);
        return true;
      default:
        return tag != GUMBO_TAG_HTML || tags_ == 0;
    }
  }

  /// Closes everything inside the innermost table. False when there is none.
  bool back_to_table() {
    for (std::size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].fate == TagFate::table) {
        open_.resize(i);
        return true;
      }
    }
    return false;
  }

  /// Notes that an element closes. False when its tag must not be written: nothing is open that a
  /// parser would close at it.
  bool closed(const TagRule& rule) {
    if (rule.fate == TagFate::loose || rule.fate == TagFate::empty) return true;
    if (rule.fate == TagFate::row) return back_to_table();
    if (too_deep_ > 0 && rule.fate != TagFate::cell) {
      --too_deep_;
      return false;
    }
    for (std::size_t i = open_.size(); i > 0; --i) {
      const TagRule& o = open_[i - 1];
      if (o.name == rule.name) {
        open_.resize(i - 1);
        return true;
      }
      if (o.fate == TagFate::table) return false;
      if (o.fate == TagFate::cell && rule.fate != TagFate::table) return false;
      if (o.fate == TagFate::block && rule.fate == TagFate::inside) return false;
    }
    return false;
  }

  std::string_view page_;
  std::size_t at_ = 0;
  Markup out_;
  std::string attributes_;     ///< of the tag at hand
  std::string_view type_;      ///< its `type`
  std::vector<TagRule> open_;  ///< at least as deep as a parser will be
  std::size_t too_deep_ = 0;   ///< elements open that were left out
  std::size_t tags_ = 0;
  bool titled_ = false;
  std::array<bool, GUMBO_TAG_LAST + 1> ended_{};  ///< names without a further end tag
};

}  // namespace

Markup clean_markup(std::string_view page) { return Cleaner(page).run(); }

std::string_view declared_charset(std::string_view page) {
  page = page.substr(0, 8192);
  const std::string low = lower(page);
  const auto value_at = [&](std::size_t p) {
    while (p < page.size() &&
           (is_space(page[p]) || page[p] == '=' || page[p] == '"' || page[p] == '\''))
      ++p;
    std::size_t end = p;
    while (end < page.size() && (is_alpha(page[end]) || is_digit(page[end]) || page[end] == '-' ||
                                 page[end] == '_' || page[end] == ':'))
      ++end;
    return page.substr(p, end - p);
  };
  if (low.starts_with("<?xml")) {
    const std::string_view declaration = std::string_view(low).substr(0, low.find('>'));
    const std::size_t p = declaration.find("encoding");
    if (p != std::string_view::npos) return value_at(p + 8);
  }
  for (std::size_t p = low.find("<meta"); p != std::string::npos; p = low.find("<meta", p + 5)) {
    const std::size_t end = std::min(low.find('>', p), low.size());
    const std::size_t found = low.find("charset", p);
    if (found < end) return value_at(found + 7);
  }
  return {};
}

}  // namespace dragoman
