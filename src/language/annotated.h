// A document with tags, lemmas, a dependency tree for each sentence, and named entities.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace dragoman {

/// Annotation of one token. Label views point into the model (or other storage that outlives it).
struct Word {
  std::string lemma;
  std::string_view upos;    ///< Universal part of speech, e.g. "NOUN"
  std::string_view xpos;    ///< Penn Treebank tag, e.g. "NNS"
  std::string_view deprel;  ///< Universal Dependencies v2 relation, e.g. "nsubj:pass"
  std::int32_t head = -1;   ///< index of the head in Annotated::words (whole document), -1 for root
};

/// A named entity: tokens [first, last).
struct EntitySpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::string_view type;  ///< PER, LOC, ORG or MISC
};

/// Everything the language model says about a document; `words` is parallel to `document.tokens`.
struct Annotated {
  Document document;
  std::vector<Word> words;
  std::vector<EntitySpan> entities;
};

}  // namespace dragoman
