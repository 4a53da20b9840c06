// What a page asks for beside events: happenings, stories, quotes, roles, phrases, decisions.
#pragma once

#include "store/database.h"

namespace dragoman::bench {

/// Fills the other tables of a database that `fill` made: happenings of one to a dozen reports, of
/// which one in thirty is disputed, stories of four articles, contexts, phrases and sentences,
/// quotes, roles and names, 500 decisions, three situations. The same database gives the same rows.
Result<Done> fill_told(Database& database);

}  // namespace dragoman::bench
