#include "reading/reading.h"

#include "reading/background.h"
#include "reading/chains.h"
#include "reading/circumstances.h"
#include "reading/mentions.h"
#include "reading/places.h"
#include "reading/quantities.h"
#include "reading/quotes.h"
#include "reading/roles.h"
#include "reading/statements.h"
#include "reading/tree.h"
#include "reading/weigh_modality.h"

namespace dragoman {

namespace {

/// "Her government", "his troops": of the country of whoever "her" and "his" stand for.
void countries_of_owners(Reading& reading) {
  for (Mention& m : reading.mentions) {
    if (!m.country.empty() || m.named || m.owner < 0 || !m.actor || m.sector.empty()) continue;
    m.country = reading.mentions[static_cast<std::size_t>(m.owner)].country;
  }
}

}  // namespace

Reading read_document(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                      const ReadingLexicon& lexicon) {
  Reading reading;
  find_mentions(tree, knowledge, published, reading);
  resolve_coreference(tree, reading);
  join_chains(tree, knowledge, reading);
  countries_of_owners(reading);
  find_roles(tree, reading);
  find_statements(tree, reading);
  set_modality(tree, lexicon, reading);
  set_background(tree, published, lexicon, reading);
  weigh_modality(tree, published, knowledge, lexicon, reading);
  find_times(tree, published, lexicon.times, reading);
  find_places(tree, knowledge, lexicon.places, reading);
  find_quantities(tree, lexicon.quantities, reading);
  attach_circumstances(tree, published, reading);
  find_quotes(tree, lexicon, reading);
  return reading;
}

}  // namespace dragoman
