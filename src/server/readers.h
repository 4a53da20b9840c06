// A few connections for reading, lent to whoever answers.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// Thread-safe.
class Readers {
 public:
  /// Opens `count` read-only connections to a file whose tables are of this version.
  static Result<std::unique_ptr<Readers>> open(const std::string& path, std::size_t count);

  /// A connection of one's own until the lease ends. Waits for one.
  class Lease {
   public:
    Lease(Readers& readers, Database* database) : readers_(readers), database_(database) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { readers_.give_back(database_); }
    [[nodiscard]] const Database& database() const { return *database_; }

   private:
    Readers& readers_;
    Database* database_;
  };
  [[nodiscard]] Lease lease();

 private:
  void give_back(Database* database);

  std::vector<std::unique_ptr<Database>> all_;
  std::mutex mutex_;  ///< over `free_`
  std::condition_variable given_back_;
  std::vector<Database*> free_;
};

}  // namespace dragoman
