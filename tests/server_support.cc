#include "server_support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "formats/article_reader.h"
#include "store/code_tables.h"

namespace dragoman::testing_support {

Client::Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

Client::~Client() { ::close(socket_); }

bool Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool Client::more(std::chrono::steady_clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      until - std::chrono::steady_clock::now());
  pollfd poll{socket_, POLLIN, 0};
  if (left.count() <= 0 || ::poll(&poll, 1, static_cast<int>(left.count())) <= 0) return false;
  std::array<char, 65536> buffer{};
  const ssize_t n = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (n <= 0) return false;
  in_.append(buffer.data(), static_cast<std::size_t>(n));
  return true;
}

HttpReply Client::read(std::chrono::milliseconds patience, bool head) {
  const auto until = std::chrono::steady_clock::now() + patience;
  HttpReply reply;
  std::size_t end = std::string::npos;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos)
    if (!more(until)) return reply;
  if (!in_.starts_with("HTTP/1.1 ")) return reply;
  reply.status = std::stoi(in_.substr(9, 3));
  for (std::string line : lines_of(in_.substr(0, end))) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) continue;
    if (line.ends_with('\r')) line.pop_back();
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), ::tolower);
    reply.headers[name] = line.substr(colon + 2);
  }
  in_.erase(0, end + 4);
  if (head) {
    closed(patience);
    reply.body = std::exchange(in_, {});
    return reply;
  }
  const auto length = reply.headers.find("content-length");
  const std::size_t size = length == reply.headers.end() ? 0 : std::stoul(length->second);
  while (in_.size() < size)
    if (!more(until)) break;
  reply.body = in_.substr(0, size);
  in_.erase(0, size);
  return reply;
}

bool Client::read_until(std::string_view wanted, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (in_.find(wanted) == std::string::npos)
    if (!more(until)) return false;
  return true;
}

bool Client::closed(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (more(until)) {
  }
  return std::chrono::steady_clock::now() < until;
}

void make_examples(const std::string& path) {
  auto opened = Store::open(path);
  ASSERT_TRUE(opened.ok()) << opened.error().message();
  Store& store = opened.value();
  const auto tables = CodeTables::load(DRAGOMAN_SOURCE_DIR "/data");
  ASSERT_TRUE(tables.ok());
  ASSERT_TRUE(keep_code_tables(store.database(), tables.value()).ok());
  const auto revision = store.revision({"1", "m", "r", "l", "k"}, "2026-03-05T00:00:00Z");
  ASSERT_TRUE(revision.ok());
  ASSERT_TRUE(store.begin().ok());
  for (const Article& a : read_articles(DRAGOMAN_SOURCE_DIR "/examples").articles) {
    const auto admission = store.admit(a, "examples", revision.value());
    ASSERT_TRUE(admission.ok());
    if (admission.value().kind != Admission::Kind::wanted) continue;
    ASSERT_TRUE(
        store.add(admission.value().article, revision.value(), shipped_coder().code(a)).ok());
  }
  ASSERT_TRUE(store.commit().ok());
}

RunningServer::RunningServer(bool edit, HttpServerOptions http,
                             const std::function<void(const std::string& path)>& make) {
  make(path());
  ApiOptions api;
  api.path = path();
  api.name = "s.db";
  api.user = "reader";
  api.edit = edit;
  api.card = {"1", "m", "r", "l", "k"};
  auto server = PageServer::open(std::move(api), http, 0, shipped_coder());
  if (!server.ok()) {
    ADD_FAILURE() << server.error().message();
    std::abort();
  }
  server_ = std::move(server.value());
  thread_ = std::thread([this] { server_->run(); });
}

RunningServer::~RunningServer() {
  server_->stop();
  thread_.join();
}

HttpReply RunningServer::ask(std::string_view method, std::string_view target,
                             std::string_view body, const std::string& headers) const {
  Client client(port());
  const bool head = method == "HEAD";
  std::string request = std::string(method) + " " + std::string(target) +
                        " HTTP/1.1\r\nHost: " + host() + "\r\n" + headers;
  if (head) request += "Connection: close\r\n";
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n";
  client.send(request + std::string(body));
  return client.read(Client::kPatience, head);
}

nlohmann::ordered_json RunningServer::data(std::string_view target) const {
  const HttpReply reply = get(target);
  EXPECT_EQ(reply.status, 200) << target << "\n" << reply.body;
  EXPECT_EQ(reply.headers.at("content-type"), "application/json") << target;
  auto json = reply.json();
  EXPECT_FALSE(json.is_discarded()) << target;
  return json;
}

HttpReply RunningServer::post(std::string_view target, const nlohmann::ordered_json& body) const {
  return ask("POST", target, body.dump(),
             "X-Dragoman: 1\r\nContent-Type: application/json\r\nOrigin: http://" + host() +
                 "\r\nSec-Fetch-Site: same-origin\r\n");
}

}  // namespace dragoman::testing_support
