// The local server as a whole: addresses, sockets, and a look now and then whether the file
// changed.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server/api.h"
#include "server/http_server.h"

namespace dragoman {

/// Serves one database on 127.0.0.1.
class PageServer {
 public:
  /// Opens the database and binds `port` (0: any).
  static Result<std::unique_ptr<PageServer>> open(ApiOptions api, HttpServerOptions http, int port,
                                                  const Coder& coder);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  /// Serves until `stop`.
  void run();
  /// From any thread or a signal handler.
  void stop() { http_->stop(); }

 private:
  PageServer() = default;
  /// Looks every second whether the file changed and tells the open streams.
  void look();

  std::unique_ptr<Api> api_;
  std::unique_ptr<HttpServer> http_;
  int port_ = 0;
  std::mutex mutex_;  ///< over `ended_`
  std::condition_variable end_;
  bool ended_ = false;
};

}  // namespace dragoman
