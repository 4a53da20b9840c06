#include "store/database.h"

#include <sqlite3.h>

#include <filesystem>

namespace dragoman {

namespace {

/// SQLite wants a destructor or the constant that says "copy it", a cast that is not ours to mend.
const sqlite3_destructor_type kCopy = SQLITE_TRANSIENT;  // NOLINT

/// A path as part of a URI (sqlite.org/uri.html).
std::string in_uri(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      static constexpr char kDigits[] = "0123456789ABCDEF";
      out += {'%', kDigits[static_cast<unsigned char>(c) >> 4], kDigits[c & 15]};
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Error database_error(sqlite3* database, const std::string& path) {
  const int code = database == nullptr ? SQLITE_NOMEM : sqlite3_errcode(database);
  const std::string what = database == nullptr ? "out of memory" : sqlite3_errmsg(database);
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {path, "is in use by another writer",
              "wait for it to end, then run the command again"};
    case SQLITE_FULL:
      return {path, "the disk is full; what was committed is safe",
              "make room, then run the command again: it goes on where it stopped"};
    case SQLITE_READONLY:
      return {path, "cannot be written: " + what,
              "check the permissions of the file and its folder"};
    case SQLITE_CANTOPEN:
      return {path, "cannot be opened", "check the path and its permissions"};
    case SQLITE_NOTADB:
      return {path, "is no SQLite database", "name a database that dragoman made, or a new file"};
    case SQLITE_CORRUPT:
      return {path, "is damaged: " + what,
              "restore a copy, or ingest the articles into a new file"};
    case SQLITE_IOERR:
      return {path, "cannot be read or written: " + what, "check the disk and the room on it"};
    default:
      return {path, what, ""};
  }
}

void Query::Finalize::operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
void Database::Close::operator()(sqlite3* d) const { sqlite3_close_v2(d); }

Query& Query::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), next_++, value);
  return *this;
}

Query& Query::bind(double value) {
  sqlite3_bind_double(statement_.get(), next_++, value);
  return *this;
}

Query& Query::bind(std::string_view text) {
  sqlite3_bind_text64(statement_.get(), next_++, text.data() == nullptr ? "" : text.data(),
                      text.size(), kCopy, SQLITE_UTF8);
  return *this;
}

Query& Query::bind_blob(std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), next_++, bytes.data() == nullptr ? "" : bytes.data(),
                      bytes.size(), kCopy);
  return *this;
}

Query& Query::bind_null() {
  sqlite3_bind_null(statement_.get(), next_++);
  return *this;
}

Query& Query::bind_or_null(std::string_view text) {
  return text.empty() ? bind_null() : bind(text);
}

Result<bool> Query::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  next_ = 1;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_.get());
    return false;
  }
  Error error = database_error(database_, path_);
  sqlite3_reset(statement_.get());
  return error;
}

Result<Done> Query::run() {
  for (;;) {
    const Result<bool> more = step();
    if (!more.ok()) return more.error();
    if (!more.value()) return Done{};
  }
}

Result<std::int64_t> Query::first_integer() {
  const Result<bool> row = step();
  if (!row.ok()) return row.error();
  if (!row.value()) return 0;
  const std::int64_t value = integer(0);
  const Result<Done> rest = run();
  if (!rest.ok()) return rest.error();
  return value;
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Query::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Query::text(int column) const {
  // The blob of a number is its text too (sqlite.org/c3ref/column_blob.html).
  const void* const bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(bytes), size);
}

int Query::kind(int column) const { return sqlite3_column_type(statement_.get(), column); }

bool Query::is_null(int column) const { return kind(column) == SQLITE_NULL; }

int Query::columns() const { return sqlite3_column_count(statement_.get()); }

std::string_view Query::name(int column) const {
  return sqlite3_column_name(statement_.get(), column);
}

Result<Database> Database::open(const std::string& path, Access access) {
  auto database = open_as(path, access, false);
  if (access == Access::write || database.ok()) return database;
  // A file in write-ahead mode wants two more beside it, which a read-only folder does not allow.
  // Where there is no log, nobody writes there, and the file can be read as it is.
  std::error_code error;
  if (!std::filesystem::exists(path, error) || std::filesystem::exists(path + "-wal", error))
    return database;
  auto alone = open_as(path, access, true);
  return alone.ok() ? std::move(alone) : std::move(database);
}

Result<Database> Database::open_as(const std::string& path, Access access, bool unchanging) {
  // Nobody asks how much memory SQLite uses, and counting takes a lock at each allocation. Refused,
  // and no harm, where the library is in use already.
  [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3* raw = nullptr;
  const int flags =
      access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const std::string name = unchanging ? "file:" + in_uri(path) + "?immutable=1" : path;
  const int code =
      sqlite3_open_v2(name.c_str(), &raw,
                      flags | SQLITE_OPEN_NOMUTEX | (unchanging ? SQLITE_OPEN_URI : 0), nullptr);
  Database database(raw, path);
  if (code != SQLITE_OK) return database_error(raw, path);
  sqlite3_busy_timeout(raw, static_cast<int>(kWriterPatience.count()));
  // Rows go to random places of the indexes by name and by hash. A writer that holds 160 MiB of
  // pages writes each of them once a transaction, where one of 64 MiB writes and reads them several
  // times.
  const auto set = database.execute(
      access == Access::write
          ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA "
            "cache_size=-163840; PRAGMA wal_autocheckpoint=32000; PRAGMA temp_store=MEMORY;"
          : "PRAGMA query_only=ON; PRAGMA cache_size=-65536; SELECT count(*) FROM sqlite_schema;");
  if (!set.ok()) return set.error();
  return database;
}

Result<Done> Database::execute(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return database_error(database_.get(), path_);
  return Done{};
}

Result<Query> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement,
                         nullptr) != SQLITE_OK)
    return database_error(database_.get(), path_);
  return Query(statement, database_.get(), path_);
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(database_.get()); }
std::int64_t Database::changes() const { return sqlite3_changes64(database_.get()); }

}  // namespace dragoman
