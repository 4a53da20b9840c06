// The names of one article agree with each other. The language model labels each sentence alone; an
// article tells elsewhere, or right beside a name, what kind of name it is.
#pragma once

#include "knowledge/knowledge.h"
#include "language/annotated.h"

namespace dragoman {

/// Relabels, cuts and adds entities of `annotated`, in this order:
/// - of an office of a state taken for one name, "Ambassador of the Kingdom of Norway", only the
///   state stays, as a place;
/// - a full name (two to four words) that is no listed place or organisation and does not stand
/// under
///   "in", "at" or "near" is a person when a title or the noun of a person's role stands right
///   before it or in apposition to it, or when its last word alone is a person elsewhere; so is
///   then every other occurrence of it;
/// - a full name that most of its three or more occurrences label alike takes that label
/// throughout;
/// - a proper noun without a label that is written as a place or an organisation of one word
///   elsewhere in the article takes its label.
/// Spans keep their order and do not overlap. Pure; O(tokens).
void agree_on_names(const Knowledge& knowledge, Annotated& annotated);

}  // namespace dragoman
