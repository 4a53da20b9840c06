#include "formats/report/escape.h"

#include <utf8proc.h>

#include <algorithm>

#include "text/characters.h"

namespace dragoman {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Calls `use` for every character, as its bytes; control characters and bad bytes as U+FFFD, line
/// ends and tabs as spaces.
template <typename Use>
void each_character(std::string_view text, const Use& use) {
  for (std::size_t p = 0; p < text.size();) {
    utf8proc_int32_t code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + p),
                                    static_cast<utf8proc_ssize_t>(text.size() - p), &code);
    const std::size_t length = n > 0 ? static_cast<std::size_t>(n) : 1;
    if (n <= 0)
      use(kReplacement);
    else if (code == '\n' || code == '\r' || code == '\t')
      use(std::string_view(" "));
    // Marks that turn the direction of what follows could make a line say something else.
    else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
             (code >= 0x2066 && code <= 0x2069))
      use(kReplacement);
    else
      use(text.substr(p, length));
    p += length;
  }
}

std::string_view reference(std::string_view character) {
  if (character == "&") return "&amp;";
  if (character == "<") return "&lt;";
  if (character == ">") return "&gt;";
  if (character == "\"") return "&quot;";
  if (character == "'") return "&#39;";
  return character;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  each_character(text, [&](std::string_view c) { out += reference(c); });
  return out;
}

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_{}[]()#+!|~$@:";
  std::string out;
  each_character(text, [&](std::string_view c) {
    if (c == "&" || c == "<" || c == ">") {
      out += reference(c);
      return;
    }
    // A dash or a number with a point begins a list only at the start of a line.
    const bool first = out.empty() && (c == "-" || c == "=");
    if (c.size() == 1 && (first || kMarkup.find(c[0]) != std::string_view::npos)) out += '\\';
    out += c;
  });
  return out;
}

std::string_view web_address(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (url.size() > scheme.size() && equal_fold(url.substr(0, scheme.size()), scheme) &&
        std::none_of(url.begin(), url.end(), [](char c) {
          return static_cast<unsigned char>(c) < 0x21 || c == 0x7F || c == '<' || c == '>' ||
                 c == '"' || c == '`' || c == '\\';
        }))
      return url;
  }
  return {};
}

}  // namespace dragoman
