// Every address that is served, and what stands behind it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/answer.h"
#include "server/answer_cache.h"
#include "server/page_files.h"
#include "server/readers.h"
#include "store/store.h"

namespace dragoman {

/// What is served and how.
struct ApiOptions {
  std::string path;       ///< the database
  std::string name;       ///< what the page calls it
  std::string user;       ///< proposed as who decides
  bool edit = false;      ///< decisions and articles may be written
  bool watch = false;     ///< new articles are to be expected
  bool examples = false;  ///< the shipped examples are shown
  CoderCard card;         ///< of the coder, for articles that are kept
  std::size_t readers = 4;
};

/// A method and a path with {names} in it, as in the OpenAPI file.
struct RouteName {
  std::string_view method;
  std::string_view pattern;
};

/// Answers requests. Thread-safe after opening.
class Api {
 public:
  /// Opens a database (for writing with `edit`, which brings its tables up to date) and reads what
  /// the views count. `coder` must outlive it.
  static Result<std::unique_ptr<Api>> open(ApiOptions options, const Coder& coder);

  /// The port of the address, which the Host of every request must name.
  void serve_at(int port) { port_ = port; }

  /// Never throws on any input; faults of the program may.
  HttpResponse answer(HttpRequest& request);

  /// Reads again what the views count when the file was changed, by whomever. True when it was.
  Result<bool> refresh();

  /// Answers what every page asks first, so that what costs most of it is kept.
  void warm();

  /// The data of a `change` of /api/changes.
  [[nodiscard]] std::string change() const;

  /// Called after each write.
  void on_write(std::function<void()> listener) { listener_ = std::move(listener); }

  /// Every route under /api.
  static std::vector<RouteName> routes();

 private:
  Api(ApiOptions options, const Coder& coder)
      : options_(std::move(options)), coder_(coder), cache_(std::size_t{16} << 20) {}

  struct Route;
  static const std::vector<Route>& table();

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
  HttpResponse answer_page(HttpRequest& request);
  HttpResponse answer_api(HttpRequest& request, const std::string& path);
  HttpResponse answer_view(const Route& route, const HttpRequest& request, const std::string& id);
  HttpResponse refused(const Refusal& refusal) const;

  Reply meta(const Asked& asked);
  Reply situations(const Asked& asked);
  Reply code(const Asked& asked);
  Reply review(const Asked& asked);
  Reply undo(const Asked& asked);
  /// Writes a decision without reading again what the views count.
  Result<std::int64_t> write_review(const std::function<Result<std::int64_t>(Database&)>& write);
  /// Changes when another connection changed the file. Under refresh_mutex_.
  Result<std::int64_t> data_version();
  /// Keeps coded articles; the error of the database otherwise.
  Result<std::vector<bool>> keep(const std::vector<Article>& articles);

  ApiOptions options_;
  const Coder& coder_;
  int port_ = 0;
  std::unique_ptr<Readers> readers_;
  AnswerCache cache_;
  PageFiles files_;
  Workshop workshop_;
  std::function<void()> listener_;

  mutable std::mutex snapshot_mutex_;  ///< over the two below
  std::shared_ptr<const Snapshot> snapshot_;
  std::uint64_t version_ = 0;

  std::mutex refresh_mutex_;  ///< over the two below
  std::unique_ptr<Database> watcher_;
  std::int64_t seen_ = -1;  ///< PRAGMA data_version

  std::mutex write_mutex_;  ///< over the store
  std::unique_ptr<Store> store_;
};

}  // namespace dragoman
