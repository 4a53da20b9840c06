// The conditions of a filter that are lists of words, by the names of their options.
#pragma once

namespace dragoman {

/// Calls `list(name, values)` for each, in the order of the command line's help. `Filter` is an
/// EventFilter, const or not.
template <typename Filter, typename List>
void each_list(Filter& f, const List& list) {
  list("actor", f.actors);
  list("recipient", f.recipients);
  list("party", f.parties);
  list("actor-country", f.actor_countries);
  list("recipient-country", f.recipient_countries);
  list("country", f.countries);
  list("actor-sector", f.actor_sectors);
  list("recipient-sector", f.recipient_sectors);
  list("sector", f.sectors);
  list("dyad", f.dyad);
  list("type", f.types);
  list("act", f.acts);
  list("mode", f.modes);
  list("context", f.contexts);
  list("modality", f.modalities);
  list("quad", f.quads);
  list("publisher", f.publishers);
  list("place", f.places);
}

}  // namespace dragoman
