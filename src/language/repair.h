// Repairs of readings that newswire has often and treebanks seldom, after the network has spoken.
#pragma once

#include "language/annotated.h"

namespace dragoman {

/// Mends five constructions in one annotated sentence, in place:
/// - "helped promote trade": a bare infinitive right after "help" is its complement;
/// - "plans to free prisoners": after "to" and a noun or verb of intention, a word that can be a
///   verb is one, and the noun it seemed to qualify its object;
/// - "ordered the convoy of trucks to be stopped": the order is of the stopping;
/// - "denied that it had fired and accused the rebels": the second verb is of the first's speaker;
/// - "the minister called on both sides": without a form of "be" this is no passive.
/// Heads stay a tree. O(tokens).
void repair(const Sentence& sentence, Annotated& annotated);

}  // namespace dragoman
