#include "segment/examples.h"

#include <algorithm>

#include "text/characters.h"
#include "text/segmenter.h"

namespace dragoman::training {

namespace {

constexpr std::size_t kColumns = 72;

bool free_for_every_use(const std::string& sentence_id) {
  return !sentence_id.starts_with("GUM_whow") && !sentence_id.starts_with("GUM_fiction");
}

/// Sentences are numbered within their document.
std::string_view document_of(std::string_view sentence_id) {
  return sentence_id.substr(0, sentence_id.rfind('-'));
}

void add_document(std::string text, const std::vector<std::uint32_t>& ends, float weight,
                  std::vector<GapExample>& out) {
  const Document mine = cut_tokens(std::move(text));
  const Boundaries boundaries(mine);
  std::size_t first = 0;
  for (std::size_t g = 0; g + 1 < mine.tokens.size(); ++g) {
    const bool end = std::binary_search(ends.begin(), ends.end(), mine.tokens[g].end);
    if (boundaries.verdict(g) == GapVerdict::open) {
      GapExample e;
      boundaries.features(g, first, e.cells);
      e.ends = end;
      e.weight = weight;
      out.push_back(e);
    }
    if (end) first = g + 1;
  }
}

/// Breaks the lines of `text` at the last space before the margin.
void wrap(std::string& text) {
  std::size_t line = 0;
  std::size_t space = 0;
  for (std::size_t p = 0; p < text.size(); ++p) {
    if (text[p] == '\n') {
      line = p + 1;
    } else if (text[p] == ' ') {
      space = p;
    }
    if (p - line >= kColumns && p >= line && space > line) {
      text[space] = '\n';
      line = space + 1;
    }
  }
}

}  // namespace

std::string laid_out(std::string text, Layout layout) {
  if (layout == Layout::one_line_each || layout == Layout::wrapped_tight) {
    for (std::size_t p = text.find("\n\n"); p != std::string::npos; p = text.find("\n\n", p)) {
      text[p] = ' ';
      ++p;
    }
  }
  if (layout == Layout::joined) {
    for (std::size_t p = text.find("\n\n"); p != std::string::npos; p = text.find("\n\n", p + 2)) {
      const char last = text[p - 1];
      if ((last == '.' || last == '!' || last == '?' || last == '"') && is_upper(text[p + 2]))
        text[p] = text[p + 1] = ' ';
    }
  }
  if (layout == Layout::wrapped || layout == Layout::wrapped_tight) wrap(text);
  return text;
}

void add_examples(const Treebank& gold, Layout layout, float weight, std::vector<GapExample>& out) {
  const Document& truth = gold.annotated.document;
  for (std::size_t from = 0; from < truth.sentences.size();) {
    const std::string_view name = document_of(gold.sentence_ids[from]);
    std::size_t to = from + 1;
    while (to < truth.sentences.size() && document_of(gold.sentence_ids[to]) == name) ++to;
    if (free_for_every_use(gold.sentence_ids[from])) {
      const std::uint32_t begin = truth.sentences[from].begin;
      const std::string text = truth.text.substr(begin, truth.sentences[to - 1].end - begin);
      std::vector<std::uint32_t> ends;
      for (std::size_t s = from; s < to; ++s) ends.push_back(truth.sentences[s].end - begin);
      add_document(laid_out(text, layout), ends, weight, out);
    }
    from = to;
  }
}

}  // namespace dragoman::training
