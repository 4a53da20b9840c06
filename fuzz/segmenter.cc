// Any bytes: tokens lie in the text, in order, without overlap; sentences cover them all.
#include "text/segmenter.h"

#include "check.h"

using dragoman::fuzz::check;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(dragoman::fuzz::view(data, size));
  const dragoman::Document d = dragoman::segment(text);
  check(d.text == text, "the text is never changed");
  std::uint32_t end = 0;
  for (const auto& t : d.tokens) {
    check(t.begin >= end && t.end > t.begin, "tokens are in order and not empty");
    end = t.end;
  }
  check(end <= text.size(), "tokens lie in the text");
  std::uint32_t next = 0;
  for (const auto& s : d.sentences) {
    check(s.first == next && s.last > s.first, "sentences follow each other");
    check(s.begin == d.tokens[s.first].begin && s.end == d.tokens[s.last - 1].end,
          "a sentence covers its tokens");
    check(s.last - s.first <= 500, "no sentence has more than 500 tokens");
    next = s.last;
  }
  check(next == d.tokens.size(), "every token is in a sentence");
  return 0;
}
