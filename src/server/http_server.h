// Serves HTTP on the loopback interface to many clients with few threads.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/http_message.h"
#include "text/result.h"

namespace dragoman {

/// Bounds of time and number.
struct HttpServerOptions {
  HttpLimits limits;
  std::size_t connections = 512;                 ///< more are told 503
  std::size_t streams = 64;                      ///< open at once; more are told 503
  unsigned threads = 4;                          ///< that answer
  std::chrono::milliseconds head_time{10'000};   ///< from the first byte of a head to its last
  std::chrono::milliseconds body_time{30'000};   ///< for a whole body
  std::chrono::milliseconds write_time{30'000};  ///< for a whole answer
  std::chrono::milliseconds idle_time{60'000};   ///< between two requests of a connection
};

/// One thread reads and writes all sockets, none of which it waits for (epoll); a few others answer
/// whole requests. A slow client costs a buffer and no thread.
class HttpServer {
 public:
  using Handler = std::function<HttpResponse(HttpRequest&)>;

  /// `handler` is called by several threads at once and must not throw.
  HttpServer(HttpServerOptions options, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Binds 127.0.0.1 at `port` (0: any) and listens. The port.
  Result<int> listen(int port);
  /// Serves until `stop`.
  void run();
  /// Ends `run`; from any thread or a signal handler.
  void stop();
  /// Sends bytes to every connection whose response was a stream; from any thread.
  void send_to_streams(std::string_view bytes);

 private:
  using Clock = std::chrono::steady_clock;
  enum class State : std::uint8_t { reading, answering, writing, streaming };
  struct Connection {
    int socket = -1;
    State state = State::reading;
    std::string in, out;
    std::size_t sent = 0;
    bool close = false;  ///< after the answer
    bool reading_body = false;
    bool drained = false;  ///< nothing more is read: what comes is thrown away until it closes
    HttpRequest request;   ///< whose body is being read
    Clock::time_point deadline;
  };
  struct Job {
    std::uint64_t connection;
    HttpRequest request;
  };
  struct Answer {
    std::uint64_t connection;
    HttpResponse response;
    bool keep_alive, head_only;
  };

  void accept_all();
  void on_readable(std::uint64_t id, Connection& c);
  /// Takes what is complete out of the buffer of a connection.
  void advance(std::uint64_t id, Connection& c);
  void refuse(std::uint64_t id, Connection& c, int status);
  void write_some(std::uint64_t id, Connection& c);
  void after_answer(std::uint64_t id, Connection& c);
  void take_answers();
  void end_late_ones();
  void forget(std::uint64_t id);
  void watch(std::uint64_t id, const Connection& c, bool add);
  void answer_jobs();
  void wake() const;

  HttpServerOptions options_;
  Handler handler_;
  int listener_ = -1, epoll_ = -1, bell_ = -1;
  std::uint64_t next_id_ = 2;
  std::unordered_map<std::uint64_t, Connection> connections_;
  std::size_t streams_ = 0;
  std::atomic<bool> stopping_ = false;

  std::mutex mutex_;  ///< over the three below
  std::condition_variable work_;
  std::deque<Job> jobs_;
  std::vector<Answer> answers_;
  std::string to_streams_;
  std::vector<std::jthread> crew_;
};

}  // namespace dragoman
