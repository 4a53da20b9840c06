// A server on a port of its own and a client that may misbehave.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>

#include "server/page_server.h"
#include "support.h"

namespace dragoman::testing_support {

/// What came back.
struct HttpReply {
  int status = 0;                              ///< 0: nothing, or no HTTP
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  [[nodiscard]] nlohmann::ordered_json json() const {
    return nlohmann::ordered_json::parse(body, nullptr, false);
  }
};

/// A connection to 127.0.0.1.
class Client {
 public:
  static constexpr std::chrono::seconds kPatience{20};  ///< for what should come at once

  explicit Client(int port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Sends bytes as they are; false when the other side is gone.
  bool send(std::string_view bytes) const;
  /// Reads one response; waits so long for it. After HEAD, whose length is that of a body which
  /// does not come, the body is whatever comes until the other side closes.
  HttpReply read(std::chrono::milliseconds patience = kPatience, bool head = false);
  /// Reads whatever comes until `wanted` is among it; false when time is up.
  bool read_until(std::string_view wanted, std::chrono::milliseconds patience = kPatience);
  /// True when the other side closes within that time.
  bool closed(std::chrono::milliseconds patience);

 private:
  bool more(std::chrono::steady_clock::time_point until);

  int socket_ = -1;
  std::string in_;
};

/// Codes the shipped examples into a file.
void make_examples(const std::string& path);

/// A database of the shipped examples, or of what `make` writes to a path; served until the object
/// goes away.
class RunningServer {
 public:
  explicit RunningServer(bool edit = false, HttpServerOptions http = {},
                         const std::function<void(const std::string& path)>& make = make_examples);
  ~RunningServer();

  [[nodiscard]] int port() const { return server_->port(); }
  [[nodiscard]] std::string path() const { return folder_.path("s.db"); }
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port()); }

  /// A request as our page makes it, on a new connection; one of HEAD asks that it be closed.
  HttpReply ask(std::string_view method, std::string_view target, std::string_view body = "",
                const std::string& headers = "") const;
  HttpReply get(std::string_view target) const { return ask("GET", target); }
  /// GET, whose answer must be 200 and JSON.
  nlohmann::ordered_json data(std::string_view target) const;
  /// POST of JSON with the header of our page.
  HttpReply post(std::string_view target, const nlohmann::ordered_json& body) const;

 private:
  ScratchFolder folder_;
  std::unique_ptr<PageServer> server_;
  std::thread thread_;
};

}  // namespace dragoman::testing_support
