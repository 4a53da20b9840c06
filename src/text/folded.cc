#include "text/folded.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "text/characters.h"

namespace dragoman {

namespace {

void fold_onto(std::string_view text, std::string& out) {
  if (std::all_of(text.begin(), text.end(), is_ascii)) {
    const std::size_t before = out.size();
    out.resize(before + text.size());
    std::transform(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(before),
                   to_lower);
    return;
  }
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const utf8proc_ssize_t n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (n < 0) {
    out += text;
    return;
  }
  out.append(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(n));
  std::free(mapped);  // NOLINT: utf8proc allocates with malloc
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  fold_onto(text, out);
  return out;
}

FoldedTokens::FoldedTokens(const Document& document) {
  buffer_.reserve(document.text.size() + document.tokens.size());
  begin_.reserve(document.tokens.size() + 1);
  for (std::size_t t = 0; t < document.tokens.size(); ++t) {
    begin_.push_back(static_cast<std::uint32_t>(buffer_.size()));
    fold_onto(document.form(t), buffer_);
    buffer_ += ' ';
  }
  begin_.push_back(static_cast<std::uint32_t>(buffer_.size()));
}

}  // namespace dragoman
