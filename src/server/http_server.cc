#include "server/http_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>

namespace dragoman {

namespace {

constexpr std::uint64_t kListener = 0;
constexpr std::uint64_t kBell = 1;
constexpr int kSweep = 500;  ///< milliseconds between looks for late clients
/// Connections beyond the limit that are told so at once; more are closed without a word.
constexpr std::size_t kMostRefused = 64;
constexpr std::size_t kMostWaiting = std::size_t{1} << 20;  ///< bytes a stream may be behind

HttpResponse refusal(int status) {
  HttpResponse r;
  r.status = status;
  r.body = fmt::format("{{\"error\":\"{}\",\"remedy\":\"\"}}\n", reason_of(status));
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return r;
}

}  // namespace

HttpServer::HttpServer(HttpServerOptions options, Handler handler)
    : options_(options), handler_(std::move(handler)) {}

HttpServer::~HttpServer() {
  stop();
  {
    const std::lock_guard lock(mutex_);
    work_.notify_all();
  }
  crew_.clear();
  for (const auto& [id, c] : connections_) ::close(c.socket);
  for (const int fd : {listener_, epoll_, bell_})
    if (fd >= 0) ::close(fd);
}

Result<int> HttpServer::listen(int port) {
  const auto failed = [&](const char* what) {
    return Error{fmt::format("127.0.0.1:{}", port),
                 fmt::format("{}: {}", what, std::strerror(errno)),
                 "name another --port, or 0 for any that is free"};
  };
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  bell_ = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (listener_ < 0 || epoll_ < 0 || bell_ < 0) return failed("no socket");
  const int yes = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, sizeof address) != 0) return failed("cannot be bound");
  if (::listen(listener_, 512) != 0) return failed("cannot be listened on");
  socklen_t size = sizeof address;
  if (::getsockname(listener_, any, &size) != 0) return failed("has no name");
  for (const auto& [id, fd] : {std::pair(kListener, listener_), std::pair(kBell, bell_)}) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = id;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
  }
  return int{ntohs(address.sin_port)};
}

void HttpServer::stop() {
  stopping_ = true;
  wake();
}

void HttpServer::wake() const {
  const std::uint64_t one = 1;
  if (bell_ >= 0) static_cast<void>(::write(bell_, &one, sizeof one) == sizeof one);
}

void HttpServer::send_to_streams(std::string_view bytes) {
  {
    const std::lock_guard lock(mutex_);
    to_streams_ += bytes;
  }
  wake();
}

void HttpServer::run() {
  for (unsigned i = 0; i < options_.threads; ++i) crew_.emplace_back([this] { answer_jobs(); });
  std::array<epoll_event, 64> events{};
  auto swept = Clock::now();
  while (!stopping_) {
    const int n = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kSweep);
    for (int i = 0; i < n; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      const std::uint64_t id = event.data.u64;
      if (id == kListener) {
        accept_all();
        continue;
      }
      if (id == kBell) {
        std::uint64_t rings = 0;
        static_cast<void>(::read(bell_, &rings, sizeof rings) == sizeof rings);
        continue;
      }
      const auto found = connections_.find(id);
      if (found == connections_.end()) continue;
      if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) {
        forget(id);
        continue;
      }
      if ((event.events & EPOLLOUT) != 0) write_some(id, found->second);
      const auto still = connections_.find(id);
      if ((event.events & EPOLLIN) != 0 && still != connections_.end())
        on_readable(id, still->second);
    }
    take_answers();
    if (Clock::now() - swept > std::chrono::milliseconds(kSweep)) {
      end_late_ones();
      swept = Clock::now();
    }
  }
  {
    const std::lock_guard lock(mutex_);
    work_.notify_all();
  }
  crew_.clear();
}

void HttpServer::accept_all() {
  for (;;) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    if (connections_.size() >= options_.connections + kMostRefused) {
      ::close(socket);
      continue;
    }
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const std::uint64_t id = next_id_++;
    Connection& c = connections_[id];
    c.socket = socket;
    c.deadline = Clock::now() + options_.head_time;
    watch(id, c, true);
    if (connections_.size() > options_.connections) refuse(id, c, 503);
  }
}

void HttpServer::watch(std::uint64_t id, const Connection& c, bool add) {
  epoll_event event{};
  event.data.u64 = id;
  // While a request is answered nothing more is read: the client's own buffer fills up and it
  // waits.
  if (c.state == State::reading || c.state == State::streaming) event.events = EPOLLIN;
  if (c.sent < c.out.size()) event.events |= EPOLLOUT;
  ::epoll_ctl(epoll_, add ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, c.socket, &event);
}

void HttpServer::forget(std::uint64_t id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  if (found->second.state == State::streaming) --streams_;
  ::close(found->second.socket);
  connections_.erase(found);
}

void HttpServer::on_readable(std::uint64_t id, Connection& c) {
  std::array<char, 16384> buffer{};
  const bool wanted = c.state == State::reading && !c.drained;
  for (int turns = 0; turns < 16; ++turns) {
    const ssize_t n = ::recv(c.socket, buffer.data(), buffer.size(), 0);
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) break;
    if (n <= 0) {
      forget(id);
      return;
    }
    if (!wanted) continue;
    // The first byte of a request starts its time.
    if (c.in.empty() && !c.reading_body) c.deadline = Clock::now() + options_.head_time;
    c.in.append(buffer.data(), static_cast<std::size_t>(n));
    if (c.in.size() > options_.limits.head + options_.limits.body) break;
  }
  if (wanted) advance(id, c);
}

void HttpServer::advance(std::uint64_t id, Connection& c) {
  if (c.state != State::reading || c.drained) return;
  if (!c.reading_body) {
    // An empty line before a request is forgiven (RFC 9112, 2.2).
    while (c.in.starts_with("\r\n")) c.in.erase(0, 2);
    const std::size_t end = c.in.find("\r\n\r\n");
    const std::size_t line = c.in.find("\r\n");
    if (std::min(line, c.in.size()) > options_.limits.line) {
      refuse(id, c, 414);
      return;
    }
    if (std::min(end, c.in.size()) > options_.limits.head) {
      refuse(id, c, 431);
      return;
    }
    if (end == std::string::npos) return;
    auto parsed = parse_head(std::string_view(c.in).substr(0, end), options_.limits);
    if (const int* const status = std::get_if<int>(&parsed)) {
      refuse(id, c, *status);
      return;
    }
    c.request = std::move(std::get<HttpRequest>(parsed));
    c.in.erase(0, end + 4);
    c.reading_body = true;
    c.deadline = Clock::now() + options_.body_time;
  }
  if (c.in.size() < c.request.length) return;
  c.request.body = c.in.substr(0, c.request.length);
  c.in.erase(0, c.request.length);
  c.in.shrink_to_fit();
  c.reading_body = false;
  c.state = State::answering;
  c.deadline = Clock::time_point::max();
  watch(id, c, false);
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({id, std::move(c.request)});
  }
  c.request = HttpRequest();
  work_.notify_one();
}

void HttpServer::refuse(std::uint64_t id, Connection& c, int status) {
  c.out = response_bytes(refusal(status), false, false);
  c.sent = 0;
  c.in.clear();
  c.close = true;
  c.drained = true;
  c.state = State::writing;
  c.deadline = Clock::now() + std::chrono::seconds(2);
  write_some(id, c);
}

void HttpServer::write_some(std::uint64_t id, Connection& c) {
  while (c.sent < c.out.size()) {
    const ssize_t n = ::send(c.socket, c.out.data() + c.sent, c.out.size() - c.sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      watch(id, c, false);
      return;
    }
    if (n <= 0) {
      forget(id);
      return;
    }
    c.sent += static_cast<std::size_t>(n);
  }
  after_answer(id, c);
}

void HttpServer::after_answer(std::uint64_t id, Connection& c) {
  c.out.clear();
  c.out.shrink_to_fit();
  c.sent = 0;
  if (c.state == State::streaming) {
    watch(id, c, false);
    return;
  }
  if (c.drained) {
    // Closed at once, bytes that are still on their way would reset the connection before the
    // client has read why it was refused. It has two seconds to read and close.
    ::shutdown(c.socket, SHUT_WR);
    c.state = State::reading;
    watch(id, c, false);
    return;
  }
  if (c.close) {
    forget(id);
    return;
  }
  c.state = State::reading;
  c.deadline = Clock::now() + (c.in.empty() ? options_.idle_time : options_.head_time);
  watch(id, c, false);
  advance(id, c);
}

void HttpServer::take_answers() {
  std::vector<Answer> answers;
  std::string news;
  {
    const std::lock_guard lock(mutex_);
    answers.swap(answers_);
    news.swap(to_streams_);
  }
  for (Answer& a : answers) {
    const auto found = connections_.find(a.connection);
    if (found == connections_.end()) continue;
    Connection& c = found->second;
    if (a.response.stream && streams_ >= options_.streams) {
      a.response = refusal(503);
      a.keep_alive = false;
    }
    c.out = response_bytes(a.response, a.keep_alive, a.head_only);
    c.close = !a.keep_alive;
    c.state = a.response.stream ? State::streaming : State::writing;
    if (a.response.stream) ++streams_;
    c.deadline = a.response.stream ? Clock::time_point::max() : Clock::now() + options_.write_time;
    write_some(a.connection, c);
  }
  if (news.empty()) return;
  std::vector<std::uint64_t> open;
  for (const auto& [id, c] : connections_)
    if (c.state == State::streaming) open.push_back(id);
  for (const std::uint64_t id : open) {
    Connection& c = connections_.at(id);
    c.out.erase(0, c.sent);
    c.sent = 0;
    c.out += news;
    if (c.out.size() > kMostWaiting)
      forget(id);
    else
      write_some(id, c);
  }
}

void HttpServer::end_late_ones() {
  const auto now = Clock::now();
  std::vector<std::uint64_t> late;
  for (const auto& [id, c] : connections_)
    if (c.deadline < now) late.push_back(id);
  for (const std::uint64_t id : late) {
    Connection& c = connections_.at(id);
    const bool begun = c.reading_body || !c.in.empty();
    if (c.state == State::reading && begun && !c.drained)
      refuse(id, c, 408);
    else
      forget(id);
  }
}

void HttpServer::answer_jobs() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    HttpResponse response;
    try {
      response = handler_(job.request);
    } catch (const std::exception&) {
      response = refusal(500);
    }
    {
      const std::lock_guard lock(mutex_);
      answers_.push_back({job.connection, std::move(response), job.request.keep_alive,
                          job.request.method == "HEAD"});
    }
    wake();
  }
}

}  // namespace dragoman
