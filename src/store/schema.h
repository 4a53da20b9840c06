// The tables of a database file, and how an older file becomes a newer one.
#pragma once

#include "store/database.h"

namespace dragoman {

/// Version of the schema that this program writes (PRAGMA user_version).
inline constexpr int kSchemaVersion = 8;

/// "drgm": marks a file as ours (PRAGMA application_id).
inline constexpr int kApplicationId = 0x6472676d;

/// Makes the tables of a new file and migrates an older one, in one transaction. Error for a file
/// of a newer program, or one that is a database of something else. docs/store.md describes the
/// tables. `version`: how far to go; tests make older files.
Result<Done> migrate(Database& database, int version = kSchemaVersion);

/// Error unless the file is ours and of this version; for readers, who must not change it.
Result<Done> check_schema(const Database& database);

}  // namespace dragoman
