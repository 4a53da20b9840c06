#include "formats/input/xml_elements.h"

#include <algorithm>

#include "formats/read_report.h"

namespace dragoman {

namespace {

constexpr std::size_t kLongestHead = std::size_t{256} << 10;
constexpr std::size_t kLongestElement = 256;

bool ends_name(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/'; }

}  // namespace

std::string_view local_name(std::string_view name) {
  return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

/// The next byte, kept where it belongs; -1 at the end.
int XmlElements::take() {
  if (at_ == view_.size()) {
    in_.skip(view_.size());
    view_ = in_.available();
    at_ = 0;
    if (view_.empty()) return -1;
  }
  const char c = view_[at_++];
  if (c == '\n') ++line_;
  std::string& to = depth_ > 0 ? element_ : in_tag_ ? piece_ : head_;
  const std::size_t most = depth_ > 0 ? kLongestRecord : in_tag_ || in_head_ ? kLongestHead : 0;
  if (to.size() < most)
    to += c;
  else
    too_long_ = too_long_ || depth_ > 0;
  return static_cast<unsigned char>(c);
}

/// Reads up to and with `end`.
bool XmlElements::until(std::string_view end) {
  std::string last;
  for (int c = take(); c >= 0; c = take()) {
    last += static_cast<char>(c);
    if (last.size() > end.size()) last.erase(0, 1);
    if (last == end) return true;
  }
  return false;
}

/// Behind "<!": a comment, CDATA, or a declaration with what it declares in brackets.
bool XmlElements::declaration() {
  int c = take();
  if (c == '-') {
    c = take();
    return c == '-' ? until("-->") : until(">");
  }
  if (c == '[') return until("]]>");
  int brackets = 0;
  for (; c >= 0; c = take()) {
    if (c == '[') ++brackets;
    if (c == ']') --brackets;
    if (c == '>' && brackets <= 0) return true;
  }
  return false;
}

void XmlElements::closing_tag() {
  std::string name;
  for (int c = take(); c >= 0 && c != '>'; c = take())
    if (!ends_name(c) && name.size() < kLongestElement) name += static_cast<char>(c);
  if (depth_ > 0 && name == name_ && --depth_ == 0) done_ = true;
}

/// Behind "<" and the first letter of a name.
bool XmlElements::tag(char first) {
  std::string name(1, first);
  int quote = 0;
  int before = static_cast<unsigned char>(first);
  bool named = false;
  for (int c = take();; c = take()) {
    if (c < 0) return false;
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      break;
    } else if (named && (c == '"' || c == '\'')) {
      quote = c;
    } else if (ends_name(c)) {
      named = true;
    } else if (!named && name.size() < kLongestElement) {
      name += static_cast<char>(c);
    }
    before = c;
  }
  const bool empty = before == '/';
  if (depth_ > 0) {
    if (!empty && name == name_) ++depth_;
    return true;
  }
  if (std::find(names_.begin(), names_.end(), local_name(name)) == names_.end()) return true;
  element_ = piece_;
  found_line_ = tag_line_;
  name_ = std::move(name);
  in_head_ = false;
  if (empty)
    done_ = true;
  else
    depth_ = 1;
  return true;
}

XmlElements::Found XmlElements::next(std::string& element) {
  element_.clear();
  too_long_ = false;
  done_ = false;
  depth_ = 0;
  for (;;) {
    in_tag_ = false;
    int c = take();
    while (c >= 0 && c != '<') c = take();
    if (c < 0) break;
    tag_line_ = line_;
    in_tag_ = depth_ == 0;
    piece_ = "<";
    if (c = take(); c == '?') {
      until("?>");
    } else if (c == '!') {
      declaration();
    } else if (c == '/') {
      closing_tag();
    } else if (c >= 0 && !ends_name(c) && c != '>') {
      tag(static_cast<char>(c));
    }
    if (done_) {
      element.swap(element_);
      return too_long_ ? Found::too_long : Found::element;
    }
    // The tags of what comes before the first element belong to it.
    if (in_tag_ && in_head_ && head_.size() < kLongestHead) head_.append(piece_, 1);
  }
  return depth_ > 0 ? Found::cut : Found::none;
}

}  // namespace dragoman
