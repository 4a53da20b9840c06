#include "text/segmenter.h"

#include "text/boundaries.h"
#include "text/characters.h"
#include "text/tokenizer.h"

namespace dragoman {

Document cut_tokens(std::string text) {
  Document document;
  document.text = std::move(text);
  const std::string_view bytes = document.text;
  // News has about five bytes to a token.
  document.tokens.reserve(bytes.size() / 4 + 1);
  Tokenizer tokenizer(document);
  for (std::size_t p = 0; p < bytes.size();) {
    if (const std::size_t n = blank(bytes, p); n > 0) {
      p += n;
      continue;
    }
    const std::size_t chunk = p;
    while (p < bytes.size() && blank(bytes, p) == 0) p += sequence(bytes, p);
    tokenizer.cut(chunk, p);
  }
  return document;
}

Document segment(std::string text) {
  Document document = cut_tokens(std::move(text));
  find_sentences(document);
  return document;
}

}  // namespace dragoman
