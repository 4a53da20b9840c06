#include "formats/input/markup_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/one_of.h"

namespace dragoman {

namespace {

using namespace std::string_view_literals;

/// Those that news text uses.
constexpr std::array kReferences = {
    std::pair{"amp"sv, "&"sv},    std::pair{"lt"sv, "<"sv},     std::pair{"gt"sv, ">"sv},
    std::pair{"quot"sv, "\""sv},  std::pair{"apos"sv, "'"sv},   std::pair{"nbsp"sv, " "sv},
    std::pair{"ndash"sv, "–"sv},  std::pair{"mdash"sv, "—"sv},  std::pair{"lsquo"sv, "‘"sv},
    std::pair{"rsquo"sv, "’"sv},  std::pair{"ldquo"sv, "“"sv},  std::pair{"rdquo"sv, "”"sv},
    std::pair{"laquo"sv, "«"sv},  std::pair{"raquo"sv, "»"sv},  std::pair{"hellip"sv, "…"sv},
    std::pair{"euro"sv, "€"sv},   std::pair{"pound"sv, "£"sv},  std::pair{"eacute"sv, "é"sv},
    std::pair{"aacute"sv, "á"sv}, std::pair{"iacute"sv, "í"sv}, std::pair{"oacute"sv, "ó"sv},
    std::pair{"uacute"sv, "ú"sv}, std::pair{"ntilde"sv, "ñ"sv}, std::pair{"uuml"sv, "ü"sv},
    std::pair{"ouml"sv, "ö"sv},   std::pair{"auml"sv, "ä"sv},   std::pair{"egrave"sv, "è"sv},
    std::pair{"ccedil"sv, "ç"sv}, std::pair{"copy"sv, "©"sv},   std::pair{"reg"sv, "®"sv},
};

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Appends the character that a reference at the front of `rest` stands for, and returns its
/// length; 0 when it is none.
std::size_t reference(std::string_view rest, std::string& out) {
  const std::size_t end = rest.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = rest.substr(1, end - 1);
  if (name.front() == '#') {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    if (error != std::errc() || stop != digits.data() + digits.size()) return 0;
    if (code < 0x20 && code != '\n' && code != '\t') code = ' ';
    std::array<utf8proc_uint8_t, 4> bytes{};
    if (code > 0x10FFFF || !utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code)))
      code = 0xFFFD;
    const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(n));
    return end + 1;
  }
  for (const auto& [known, character] : kReferences) {
    if (known != name) continue;
    out += character;
    return end + 1;
  }
  return 0;
}

/// Gathers text, with one space for white space and a blank line between paragraphs.
class Gathered {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        space_ = true;
        continue;
      }
      if (!out_.empty()) out_ += breaks_ > 1 ? "\n\n" : breaks_ == 1 ? "\n" : space_ ? " " : "";
      space_ = false;
      breaks_ = 0;
      out_ += c;
    }
  }
  void line_end(int count) { breaks_ = std::max(breaks_, count); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool space_ = false;
  int breaks_ = 0;
};

/// Where the tag that begins the markup ends: behind its '>', quotes observed.
std::size_t tag_end(std::string_view markup) {
  char quote = '\0';
  for (std::size_t p = 1; p < markup.size(); ++p) {
    const char c = markup[p];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '>') {
      return p + 1;
    } else if ((c == '"' || c == '\'') && markup[p - 1] == '=') {
      quote = c;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::string text_of_markup(std::string_view markup) {
  Gathered out;
  std::string piece;
  while (!markup.empty()) {
    const std::size_t at = std::min(markup.find_first_of("<&"), markup.size());
    out.add(markup.substr(0, at));
    markup.remove_prefix(at);
    if (markup.empty()) break;
    if (markup.front() == '&') {
      piece.clear();
      const std::size_t n = reference(markup, piece);
      out.add(n > 0 ? std::string_view(piece) : "&");
      markup.remove_prefix(std::max<std::size_t>(n, 1));
      continue;
    }
    if (markup.starts_with("<!--")) {
      const std::size_t end = markup.find("-->");
      markup.remove_prefix(end == std::string_view::npos ? markup.size() : end + 3);
      continue;
    }
    const bool closing = markup.size() > 1 && markup[1] == '/';
    const std::size_t first = closing ? 2 : 1;
    std::size_t last = first;
    while (last < markup.size() && last < first + 12 &&
           (letter(markup[last]) || (markup[last] >= '0' && markup[last] <= '9')))
      ++last;
    std::string name(markup.substr(std::min(first, markup.size()), last - first));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c < 'a' && letter(c) ? static_cast<char>(c + 32) : c; });
    const std::size_t end = tag_end(markup.substr(0, 1U << 16));
    if (name.empty() || end == std::string_view::npos) {
      out.add("<");  // "5 < 6" has no tag
      markup.remove_prefix(1);
      continue;
    }
    markup.remove_prefix(end);
    if (!closing && one_of(name, {"script", "style"})) {
      const std::size_t stop = markup.find("</" + name);
      markup.remove_prefix(std::min(stop, markup.size()));
    }
    if (name == "br" || name == "li" || name == "tr") out.line_end(1);
    if (one_of(name, {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table",
                      "blockquote", "section", "article", "figure", "figcaption", "hr", "pre"}))
      out.line_end(2);
  }
  return out.take();
}

}  // namespace dragoman
