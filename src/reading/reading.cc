#include "reading/reading.h"

#include "reading/background.h"
#include "reading/circumstances.h"
#include "reading/mentions.h"
#include "reading/quotes.h"
#include "reading/statements.h"
#include "reading/tree.h"

namespace dragoman {

Reading read_document(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                      const ReadingLexicon& lexicon) {
  Reading reading;
  find_mentions(tree, knowledge, reading);
  resolve_coreference(tree, knowledge, reading);
  find_statements(tree, reading);
  set_modality(tree, lexicon, reading);
  set_background(tree, published, lexicon, reading);
  find_times(tree, published, reading);
  find_places(tree, knowledge, reading);
  find_quantities(tree, reading);
  attach_circumstances(tree, reading);
  find_quotes(tree, lexicon, reading);
  return reading;
}

}  // namespace dragoman
