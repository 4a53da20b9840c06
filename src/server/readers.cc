#include "server/readers.h"

#include "store/schema.h"

namespace dragoman {

Result<std::unique_ptr<Readers>> Readers::open(const std::string& path, std::size_t count) {
  auto out = std::make_unique<Readers>();
  for (std::size_t i = 0; i < count; ++i) {
    auto database = Database::open(path, Access::read);
    if (!database.ok()) return database.error();
    const auto checked = check_schema(database.value());
    if (!checked.ok()) return checked.error();
    // Several connections share the machine's cache of the file; each needs little of its own.
    const auto set = database.value().execute("PRAGMA cache_size=-8192");
    if (!set.ok()) return set.error();
    out->all_.push_back(std::make_unique<Database>(std::move(database.value())));
    out->free_.push_back(out->all_.back().get());
  }
  return out;
}

Readers::Lease Readers::lease() {
  std::unique_lock lock(mutex_);
  given_back_.wait(lock, [this] { return !free_.empty(); });
  Database* const database = free_.back();
  free_.pop_back();
  return {*this, database};
}

void Readers::give_back(Database* database) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(database);
  }
  given_back_.notify_one();
}

}  // namespace dragoman
