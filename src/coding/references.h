// What an event takes from the events and mentions that it refers back to.
#pragma once

#include <string_view>
#include <vector>

#include "coding/event.h"
#include "reading/reading.h"

namespace dragoman {

/// Whether those of a sector (PLOVER) act for a state towards others.
bool of_state(std::string_view sector);

/// Gives a party whose words tell neither country nor sector those of another mention of the same
/// chain. O(mentions).
void adopt_from_chain(const Reading& reading, const Mention& mention, Party& party);

/// "Tehran denied it", "the ministry refused": whom an answer without an addressee goes to. The
/// last of the `earlier` events, at most five sentences before, in which somebody accused, asked,
/// threatened or punished the one who answers; null when there is none. A denial answers
/// accusations before anything else.
const Event* answered(const Event& answer, bool denial, const std::vector<Event>& earlier);

/// "Condemned the bombing": the last of the `earlier` events of that act by a known actor, at most
/// six sentences before; null when there is none.
const Event* told_of(const std::string& act, const Event& reaction,
                     const std::vector<Event>& earlier);

/// "Mexico asked for money": the party that the actor of `event` was last told to deal with, at
/// most four sentences before. A state deals with another state; anybody else with the government
/// of his own. Empty when there is none.
std::vector<Party> counterpart(const Event& event, const std::vector<Event>& earlier);

}  // namespace dragoman
