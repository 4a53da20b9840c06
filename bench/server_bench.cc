// How fast `dragoman serve` answers: each route alone, then many clients at once.
// Usage: dragoman-bench-server DRAGOMAN FILE CLIENTS SECONDS    (0 CLIENTS: the routes alone)
// Starts `DRAGOMAN serve FILE`. Exit status 1 when an answer was missing or not 200.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

extern char** environ;  // NOLINT: POSIX names it so

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

/// The server as a child, on a port of its own.
struct Child {
  pid_t id = 0;
  int port = 0;
};

Child start(const std::string& program, const std::string& file) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<std::string> words = {program, "serve", file, "--port", "0"};
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  Child child;
  const int failed = ::posix_spawn(&child.id, argv[0], &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) return {};
  FILE* const out = ::fdopen(ends[0], "r");
  if (out == nullptr || std::fscanf(out, "http://127.0.0.1:%d/", &child.port) != 1) child.port = 0;
  if (out != nullptr) std::fclose(out);
  return child;
}

/// Resident memory in MiB.
double memory(pid_t id) {
  std::ifstream status(fmt::format("/proc/{}/status", id));
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
  return 0;
}

int connected(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

/// A target that begins with this is asked for as browsers do, who can unpack.
constexpr std::string_view kPacked = "gzip ";

std::string request(int port, const std::string& target) {
  const bool packed = target.starts_with(kPacked);
  return fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{}\r\n",
                     std::string_view(target).substr(packed ? kPacked.size() : 0), port,
                     packed ? "Accept-Encoding: gzip\r\n" : "");
}

/// Bytes of the first whole response in a buffer; 0 while there is none.
std::size_t whole(const std::string& in) {
  const std::size_t end = in.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  const std::size_t at = in.find("Content-Length: ");
  if (at == std::string::npos || at > end) return 0;
  const std::size_t size = end + 4 + std::strtoul(in.c_str() + at + 16, nullptr, 10);
  return in.size() >= size ? size : 0;
}

/// One request on a connection of its own; the body, empty when it was not 200.
std::string ask(int port, const std::string& target) {
  const int socket = connected(port);
  if (socket < 0) return {};
  const std::string head = request(port, target);
  std::string in;
  if (::send(socket, head.data(), head.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(head.size())) {
    std::array<char, 65536> buffer{};
    while (whole(in) == 0) {
      const ssize_t n = ::recv(socket, buffer.data(), buffer.size(), 0);
      if (n <= 0) break;
      in.append(buffer.data(), static_cast<std::size_t>(n));
    }
  }
  ::close(socket);
  return in.starts_with("HTTP/1.1 200") ? in.substr(in.find("\r\n\r\n") + 4) : std::string();
}

/// Addresses as a person would ask for them.
std::vector<std::string> targets(int port) {
  const auto json = [&](const std::string& target) {
    return nlohmann::json::parse(ask(port, target), nullptr, false);
  };
  const auto meta = json("/api/meta");
  const auto search = json("/api/search?limit=1&order=-day");
  if (!meta.is_object() || !search.is_object() || search["events"].empty()) return {};
  const auto& event = search["events"][0];
  const auto text = [](const nlohmann::json& value) { return value.get<std::string>(); };
  std::string dyad = "USA,VEN";
  if (!meta["dyads"].empty())
    dyad = text(meta["dyads"][0]["actor"]) + "," + text(meta["dyads"][0]["recipient"]);
  const std::string year = "since=" + text(meta["last_day"]).substr(0, 4) + "-01-01";
  const std::string type = text(event["type"]);
  const std::string country =
      meta["countries"].empty() ? "USA" : text(meta["countries"][0]["value"]);
  const std::string id = text(event["id"]);
  const std::string mark = std::to_string(std::max(0, meta["mark"].get<int>() - 50));
  std::vector<std::string> out = {
      // What the page asks for first.
      "/",
      "gzip /assets/app.js",
      "/api/meta",
      "/api/timeline?limit=0",
      "/api/timeline?limit=1500",
      "gzip /api/timeline?limit=1500",
      "/api/map?limit=300",
      "/api/graph?limit=40&level=country",
      "/api/agenda?limit=10",
      "/api/disagreements?limit=20",
      // A window, a filter.
      "/api/timeline?limit=1500&" + year,
      "/api/agenda?limit=10&" + year,
      "/api/map?limit=300&dyad=" + dyad,
      "/api/timeline?limit=0&dyad=" + dyad,
      "/api/timeline?" + year + "&type=" + type,
      "/api/graph?level=actor&" + year,
      "/api/disagreements?" + year,
      "/api/changed?after=" + mark,
      "/api/changed?" + year + "&type=" + type,
      // The other pages.
      "/api/search",
      "/api/search?dyad=" + dyad,
      "/api/search?country=" + country + "&order=-confidence",
      "/api/search?text=dozo+AND+cha",
      "/api/search?review=none&order=confidence&limit=60",
      "/api/actors?limit=100",
      "/api/actors?q=ka",
      "/api/panel",
      "/api/panel?dyad=" + dyad,
      "/api/panel?unit=country-year",
      "/api/event/" + id,
      "/api/article/" + text(event["article"]["id"]),
      "/api/reviews",
      "/api/reviews/preview?event=" + id,
      "/api/situations",
      "/api/openapi.json",
      "/search.csv?dyad=" + dyad,
  };
  const auto actors = json("/api/actors?limit=1");
  if (actors.is_object() && !actors["actors"].empty())
    out.push_back("/api/actor/" + actors["actors"][0]["actor"].dump());
  return out;
}

/// The same address that no answer is kept for.
std::string fresh(const std::string& target, std::size_t n) {
  return target + (target.find('?') == std::string::npos ? "?" : "&") + "_=" + std::to_string(n);
}

bool time_routes(int port, const std::vector<std::string>& all) {
  constexpr std::size_t kTimes = 15;
  fmt::print("{:52} {:>8} {:>8} {:>8} {:>8} {:>9}\n", "ms, alone, every question a new one",
             "first", "p50", "max", "again", "kB");
  bool well = true;
  std::size_t number = 0;
  for (const std::string& target : all) {
    std::array<double, kTimes> times{};
    std::size_t bytes = 0;
    for (double& t : times) {
      const auto start = Clock::now();
      bytes = ask(port, fresh(target, ++number)).size();
      t = milliseconds(start);
      well = well && bytes > 0;
    }
    const double first = times[0];
    std::sort(times.begin(), times.end());
    static_cast<void>(ask(port, target));
    const auto start = Clock::now();
    static_cast<void>(ask(port, target));
    fmt::print("{:52} {:>8.1f} {:>8.1f} {:>8.1f} {:>8.1f} {:>9.1f}{}\n", target, first,
               times[kTimes / 2], times.back(), milliseconds(start),
               static_cast<double>(bytes) / 1000, bytes == 0 ? "  FAILED" : "");
    std::fflush(stdout);
  }
  return well;
}

/// One of many clients: asks, reads the answer, asks again.
struct Client {
  int socket = -1;
  std::string in;
  std::size_t next = 0;
  Clock::time_point asked;
};

bool many_clients(const Child& child, const std::vector<std::string>& all, std::size_t clients,
                  int seconds) {
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<Client> crowd(clients);
  std::vector<double> times;
  std::size_t errors = 0;
  std::size_t number = 0;
  const auto send_next = [&](Client& c) {
    const std::string& target = all[c.next++ % all.size()];
    // Every fourth question is one that was not asked before.
    const std::string head =
        request(child.port, ++number % 4 == 0 ? fresh(target, number + 1000000) : target);
    c.asked = Clock::now();
    return ::send(c.socket, head.data(), head.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(head.size());
  };
  for (std::size_t i = 0; i < clients; ++i) {
    Client& c = crowd[i];
    c.socket = connected(child.port);
    c.next = i;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    if (c.socket < 0 || ::epoll_ctl(epoll, EPOLL_CTL_ADD, c.socket, &event) != 0 || !send_next(c))
      ++errors;
  }
  const double before = memory(child.id);
  double middle = 0;
  const auto start = Clock::now();
  std::array<epoll_event, 64> events{};
  while (milliseconds(start) < seconds * 1000.0) {
    if (middle == 0 && milliseconds(start) > seconds * 500.0) middle = memory(child.id);
    const int n = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 200);
    for (int i = 0; i < n; ++i) {
      Client& c = crowd[events[static_cast<std::size_t>(i)].data.u64];
      std::array<char, 65536> buffer{};
      const ssize_t got = ::recv(c.socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) {
        ++errors;
        ::epoll_ctl(epoll, EPOLL_CTL_DEL, c.socket, nullptr);
        continue;
      }
      c.in.append(buffer.data(), static_cast<std::size_t>(got));
      const std::size_t size = whole(c.in);
      if (size == 0) continue;
      if (!c.in.starts_with("HTTP/1.1 200")) ++errors;
      times.push_back(milliseconds(c.asked));
      c.in.erase(0, size);
      if (!send_next(c)) ++errors;
    }
  }
  const double after = memory(child.id);
  for (const Client& c : crowd) ::close(c.socket);
  ::close(epoll);
  std::sort(times.begin(), times.end());
  const auto share = [&](double p) {
    return times.empty()
               ? 0
               : times[static_cast<std::size_t>(p * static_cast<double>(times.size() - 1))];
  };
  fmt::print(
      "{} clients for {} s: {} answers ({:.0f} a second), {} errors; p50 {:.1f} ms, p99 {:.1f} ms, "
      "slowest {:.1f} ms; memory {:.0f} MiB at the start, {:.0f} in the middle, {:.0f} at the "
      "end\n",
      clients, seconds, times.size(), static_cast<double>(times.size()) / seconds, errors,
      share(0.5), share(0.99), share(1), before, middle, after);
  return errors == 0 && !times.empty();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: dragoman-bench-server DRAGOMAN FILE CLIENTS SECONDS\n");
    return 2;
  }
  const auto begun = Clock::now();
  const Child child = start(argv[1], argv[2]);
  bool well = child.port != 0;
  if (well) {
    fmt::print("started in {:.0f} ms, {:.0f} MiB\n", milliseconds(begun), memory(child.id));
    const std::vector<std::string> all = targets(child.port);
    well = !all.empty() && time_routes(child.port, all);
    const auto clients = static_cast<std::size_t>(std::max(0, std::atoi(argv[3])));
    if (clients > 0)
      well = well && many_clients(child, all, clients, std::max(1, std::atoi(argv[4])));
  }
  if (child.id > 0) {
    ::kill(child.id, SIGTERM);
    int status = 0;
    ::waitpid(child.id, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) well = false;
  }
  return well ? 0 : 1;
}
