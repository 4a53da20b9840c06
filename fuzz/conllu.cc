// Any bytes: read or refused; what was read and written reads again as the same.
#include "formats/conllu.h"

#include "check.h"

using dragoman::fuzz::check;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto once = dragoman::read_conllu(dragoman::fuzz::view(data, size), "fuzz");
  if (!once.ok()) {
    check(!once.error().what.empty(), "an error says what is wrong");
    return 0;
  }
  const dragoman::Annotated& a = once.value().annotated;
  check(a.words.size() == a.document.tokens.size(), "one word a token");
  std::uint32_t end = 0;
  for (const auto& t : a.document.tokens) {
    check(t.begin >= end && t.end > t.begin, "tokens are in order and not empty");
    end = t.end;
  }
  check(end <= a.document.text.size(), "tokens lie in the text");
  const std::string written = dragoman::write_conllu(a);
  const auto twice = dragoman::read_conllu(written, "written");
  check(twice.ok(), "what was written can be read");
  const dragoman::Annotated& b = twice.value().annotated;
  check(b.document.tokens.size() == a.document.tokens.size(), "as many tokens");
  check(b.document.sentences.size() == a.document.sentences.size(), "as many sentences");
  for (std::size_t t = 0; t < a.words.size(); ++t) {
    check(a.words[t].head == b.words[t].head, "the same heads");
    check(a.words[t].deprel.empty() || a.words[t].deprel == b.words[t].deprel,
          "the same relations");
    check(a.words[t].upos.empty() || a.words[t].upos == b.words[t].upos, "the same tags");
  }
  // A line break inside a form is written as a space, so texts are the same from then on.
  const auto thrice = dragoman::read_conllu(dragoman::write_conllu(b), "written again");
  check(thrice.ok(), "what was written again can be read");
  check(thrice.value().annotated.document.text == b.document.text, "the same text");
  for (std::size_t t = 0; t < b.words.size(); ++t)
    check(thrice.value().annotated.words[t].lemma == b.words[t].lemma, "the same lemmas");
  return 0;
}
