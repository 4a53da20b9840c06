// SQLite with errors as values and statements that clean up after themselves.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dragoman {

/// Nothing, or what went wrong.
struct Done {};

/// How long a connection waits for another writer to end its transaction.
inline constexpr std::chrono::milliseconds kWriterPatience{15'000};

/// A prepared statement. Not thread-safe; must not outlive its Database.
class Query {
 public:
  Query(sqlite3_stmt* statement, sqlite3* database, std::string path)
      : statement_(statement), database_(database), path_(std::move(path)) {}

  /// Binds the next parameter, from the first on. Text and blobs are copied.
  Query& bind(std::int64_t value);
  Query& bind(double value);
  Query& bind(std::string_view text);
  Query& bind_blob(std::string_view bytes);
  Query& bind_null();
  /// Text, or NULL when it is empty.
  Query& bind_or_null(std::string_view text);

  /// Steps once: true while there is a row. After the last row, or an error, the statement is ready
  /// to be bound again.
  Result<bool> step();
  /// Runs a statement that gives no rows.
  Result<Done> run();
  /// Runs a SELECT: the first column of its first row, 0 when it has none.
  Result<std::int64_t> first_integer();

  /// Columns of the current row, from 0; views end with the next step.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  /// SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB or SQLITE_NULL. Ask before `text`.
  [[nodiscard]] int kind(int column) const;
  [[nodiscard]] int columns() const;
  [[nodiscard]] std::string_view name(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  sqlite3* database_;
  std::string path_;
  int next_ = 1;
};

/// How a database file is opened.
enum class Access : std::uint8_t { read, write };

/// One connection. Not thread-safe.
class Database {
 public:
  /// Opens a file; for writing it is made when absent, and set to WAL with foreign keys on. For
  /// reading it may lie in a folder that cannot be written to.
  static Result<Database> open(const std::string& path, Access access);

  /// Runs one or more statements without parameters.
  Result<Done> execute(const std::string& sql);
  Result<Query> prepare(std::string_view sql) const;
  [[nodiscard]] std::int64_t last_row() const;
  /// Rows that the last statement changed.
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] sqlite3* handle() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* d) const;
  };
  static Result<Database> open_as(const std::string& path, Access access, bool unchanging);
  Database(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}

  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

/// The error that a connection last met, with what to do about it: a locked file, a full disk, a
/// read-only file, something that is no database.
Error database_error(sqlite3* database, const std::string& path);

}  // namespace dragoman
