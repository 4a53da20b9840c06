// What a server on the loopback interface must not fall for.
#include <gtest/gtest.h>

#include "server_support.h"

namespace dragoman {

namespace {

using testing_support::Client;
using testing_support::HttpReply;
using testing_support::RunningServer;
using namespace std::chrono_literals;

/// One server for the tests that only ask.
RunningServer& reading_server() {
  static RunningServer server;
  return server;
}

RunningServer& writing_server() {
  static RunningServer server(true);
  return server;
}

HttpReply raw(const RunningServer& server, const std::string& bytes) {
  Client client(server.port());
  client.send(bytes);
  return client.read();
}

TEST(HostileRequest, ForeignHost_IsNotServed) {
  RunningServer& s = reading_server();
  for (const char* host : {"evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "0.0.0.0",
                           "localhost.evil.example"})
    EXPECT_EQ(raw(s, std::string("GET /api/meta HTTP/1.1\r\nHost: ") + host + "\r\n\r\n").status,
              421)
        << host;
  const std::string local = "GET /api/meta HTTP/1.1\r\nHost: localhost:" + std::to_string(s.port());
  EXPECT_EQ(raw(s, local + "\r\n\r\n").status, 200);
}

TEST(HostileRequest, PagesOfOtherOrigins_NeitherReadNorWrite) {
  RunningServer& s = writing_server();
  const std::string fields = "X-Dragoman: 1\r\nContent-Type: application/json\r\n";
  const std::string body = R"({"event":"x","decision":"accept","who":"me"})";
  EXPECT_EQ(s.ask("GET", "/api/meta", "", "Origin: http://evil.example\r\n").status, 403);
  EXPECT_EQ(s.ask("GET", "/api/meta", "", "Origin: http://127.0.0.1:1\r\n").status, 403)
      << "another server of this machine";
  EXPECT_EQ(s.ask("GET", "/api/meta", "", "Origin: https://" + s.host() + "\r\n").status, 403);
  EXPECT_EQ(s.ask("GET", "/api/meta", "", "Origin: http://" + s.host() + "\r\n").status, 200);
  EXPECT_EQ(s.ask("GET", "/api/changes", "", "Origin: http://evil.example\r\n").status, 403);
  EXPECT_EQ(
      s.ask("POST", "/api/code", "{\"text\":\"a\"}", fields + "Origin: http://evil.example\r\n")
          .status,
      403);
  EXPECT_EQ(
      s.ask("GET", "/api/meta", "",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n")
          .status,
      403);
  EXPECT_EQ(s.ask("POST", "/api/reviews", body, fields + "Origin: http://evil.example\r\n").status,
            403);
  EXPECT_EQ(s.ask("POST", "/api/reviews", body, fields + "Origin: null\r\n").status, 403);
  EXPECT_EQ(s.ask("POST", "/api/reviews", body, fields + "Sec-Fetch-Site: cross-site\r\n").status,
            403);
  EXPECT_EQ(s.ask("POST", "/api/reviews", body, fields + "Sec-Fetch-Site: same-site\r\n").status,
            403);
  EXPECT_EQ(s.ask("POST", "/api/reviews", body, "Content-Type: application/json\r\n").status, 403)
      << "a form can send no header of ours";
  EXPECT_EQ(s.ask("DELETE", "/api/reviews/1", "", "").status, 403);
  EXPECT_EQ(s.ask("POST", "/api/reviews", body, fields).status, 404)
      << "ours, on a report that is not there";
}

TEST(HostileRequest, ALinkOnAnotherPage_MayOpenOurs) {
  const HttpReply page = reading_server().ask(
      "GET", "/situation", "",
      "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(reading_server()
                .ask("GET", "/situation", "",
                     "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: "
                     "iframe\r\n")
                .status,
            403);
}

TEST(HostileRequest, EveryAnswer_ForbidsScriptsOfOthersAndGuessing) {
  for (const char* target : {"/", "/api/meta", "/nothing", "/api/nothing"}) {
    const HttpReply r = reading_server().get(target);
    const std::string policy = r.headers.at("content-security-policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("script-src 'self';"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(r.headers.at("x-content-type-options"), "nosniff");
    EXPECT_FALSE(r.headers.contains("access-control-allow-origin"));
  }
}

TEST(HostileRequest, PathsThatClimb_FindNothing) {
  RunningServer& s = reading_server();
  for (const char* path :
       {"/../../etc/passwd", "/assets/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fetc%2fpasswd", "/assets/%5c..%5cetc", "//etc/passwd", "/etc/passwd",
        "/.git/config", "/api/../../etc/passwd", "/api/%2e%2e/meta", "/event/../../etc/passwd.json",
        "/article/..%2f..%2fetc%2fpasswd.csv", "/actor/%2e%2e%2f%2e%2e.json"})
    EXPECT_EQ(s.get(path).status, 404) << path;
  EXPECT_EQ(s.get("/assets/a%00.js").status, 400);
}

TEST(HostileRequest, WhatIsTooLong_IsRefusedAndTheConnectionEnds) {
  RunningServer& s = reading_server();
  EXPECT_EQ(raw(s, "GET /" + std::string(20000, 'a')).status, 414);
  EXPECT_EQ(raw(s, "GET / HTTP/1.1\r\nA: " + std::string(40000, 'a')).status, 431);
  EXPECT_EQ(raw(s, "POST /api/code HTTP/1.1\r\nHost: " + s.host() +
                       "\r\nContent-Length: 1000000000\r\n\r\n")
                .status,
            413);
  EXPECT_EQ(raw(s, "POST /api/code HTTP/1.1\r\nHost: " + s.host() +
                       "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                .status,
            411);
  const std::string line = "GET /api/meta HTTP/1.1\r\nHost: " + s.host() + "\r\n";
  std::string many = line;
  for (int i = 0; i < 70; ++i) many += "X-A: b\r\n";
  EXPECT_EQ(raw(s, many + "\r\n").status, 431);
  std::string parameters = "GET /api/meta?";
  for (int i = 0; i < 70; ++i) parameters += "a=b&";
  EXPECT_EQ(raw(s, parameters + " HTTP/1.1\r\nHost: " + s.host() + "\r\n\r\n").status, 400);
  EXPECT_EQ(raw(s, line + "Host: " + s.host() + "\r\n\r\n").status, 400) << "two hosts";
  EXPECT_EQ(raw(s, line + " folded\r\n\r\n").status, 400);
  EXPECT_EQ(raw(s, line + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc").status, 400);
  EXPECT_EQ(raw(s, line + "Accept-Encoding: " + std::string(12000, ',') + "\r\n\r\n").status, 200);
  EXPECT_EQ(raw(s, "\x16\x03\x01\x02\x01\xfc\x03\x03 hello\r\n\r\n").status, 400) << "TLS";
  Client client(s.port());
  client.send("nonsense\r\n\r\n");
  EXPECT_EQ(client.read().status, 400);
  EXPECT_TRUE(client.closed(5s));
}

TEST(HostileRequest, MethodsThatAreNotThere_AreNotAllowed) {
  RunningServer& s = reading_server();
  const std::string ours = "X-Dragoman: 1\r\n";
  EXPECT_EQ(s.ask("DELETE", "/api/meta", "", ours).status, 405);
  EXPECT_EQ(s.ask("PUT", "/", "", ours).status, 405);
  EXPECT_EQ(s.ask("POST", "/situation", "", ours).status, 405);
  EXPECT_EQ(s.ask("TRACE", "/api/meta", "", ours).status, 405);
  EXPECT_EQ(s.ask("OPTIONS", "/api/reviews", "", "").status, 403) << "no preflight succeeds";
  const HttpReply head = s.ask("HEAD", "/api/meta");
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.headers.at("content-length"), "0");
  EXPECT_EQ(head.body, "");
}

TEST(HostileRequest, BadJsonAndBadFields_AreTold) {
  RunningServer& s = writing_server();
  const std::string ours = "X-Dragoman: 1\r\nContent-Type: application/json\r\n";
  for (const char* body : {"{", "[]", "null", "\"x\"", "{\"event\":1}", "{\"decision\":\"accept\"}",
                           "{\"event\":\"a\",\"decision\":\"maybe\",\"who\":\"me\"}",
                           "{\"event\":\"a\",\"decision\":\"accept\",\"who\":\"\"}"}) {
    const HttpReply r = s.ask("POST", "/api/reviews", body, ours);
    EXPECT_EQ(r.status, 400) << body;
    EXPECT_TRUE(r.json().contains("error")) << body;
  }
  EXPECT_EQ(s.ask("POST", "/api/reviews", std::string(100000, '['), ours).status, 400);
  EXPECT_EQ(
      s.ask("POST", "/api/reviews", "x=1", "X-Dragoman: 1\r\nContent-Type: text/plain\r\n").status,
      415);
  EXPECT_EQ(s.ask("POST", "/api/code", "{\"text\":\"\xff\xfe\"}", ours).status, 400);
  EXPECT_EQ(s.ask("POST", "/api/code", "{\"text\":\"a\",\"published\":\"yesterday\"}", ours).status,
            400);
  EXPECT_EQ(
      s.ask("POST", "/api/code", "{\"text\":\"" + std::string(1100000, 'a') + "\"}", ours).status,
      413);
}

TEST(HostileRequest, BadFilters_AreTold) {
  RunningServer& s = reading_server();
  for (const char* query :
       {"since=tomorrow", "until=2026-02-30", "confidence=x", "confidence=nan", "box=1,2,3",
        "box=1,2,3,x", "text=%22", "text=NEAR(", "cursor=999999", "format=exe", "offsets=yards"})
    EXPECT_EQ(s.get(std::string("/api/search?") + query).status, 400) << query;
  EXPECT_EQ(s.get("/api/search?type=%27%20OR%201%3D1%20--").json()["total"], 0);
  EXPECT_EQ(s.get("/api/panel?unit=nothing").status, 400);
  EXPECT_EQ(s.get("/api/changed").status, 400);
  EXPECT_EQ(s.get("/api/search?limit=-1").status, 200);
  EXPECT_EQ(s.get("/api/timeline?since=0001-01-01&until=9999-12-31&unit=day").status, 200);
}

TEST(HostileRequest, ServerWithoutEdit_WritesNothing) {
  RunningServer& s = reading_server();
  EXPECT_EQ(s.post("/api/reviews", {{"event", "a"}, {"decision", "accept"}, {"who", "me"}}).status,
            403);
  EXPECT_EQ(s.ask("DELETE", "/api/reviews/1", "", "X-Dragoman: 1\r\n").status, 403);
  EXPECT_EQ(
      s.post("/api/code?keep=1", {{"text", "Ghana's president met the prime minister of Togo."}})
          .status,
      403);
}

TEST(SlowClient, ThatNeverEndsItsHead_IsToldAndLetGo) {
  HttpServerOptions http;
  http.head_time = 300ms;
  http.body_time = 300ms;
  http.idle_time = 300ms;
  RunningServer s(false, http);
  Client head(s.port());
  head.send("GET /api/meta HTTP/1.1\r\nHost: ");
  Client body(s.port());
  body.send("POST /api/code HTTP/1.1\r\nHost: " + s.host() + "\r\nContent-Length: 10\r\n\r\nabc");
  Client silent(s.port());
  // A byte now and then buys no time.
  for (int i = 0; i < 10; ++i) {
    std::this_thread::sleep_for(100ms);
    head.send("1");
  }
  EXPECT_EQ(head.read().status, 408);
  EXPECT_EQ(body.read().status, 408);
  EXPECT_TRUE(silent.closed(5s));
  EXPECT_EQ(s.get("/api/meta").status, 200) << "others are served meanwhile";
}

TEST(SlowClient, ThatDoesNotReadItsAnswer_IsLetGo) {
  HttpServerOptions http;
  http.write_time = 500ms;
  RunningServer s(false, http);
  Client greedy(s.port());
  std::string many;
  for (int i = 0; i < 400; ++i)
    many += "GET /api/search HTTP/1.1\r\nHost: " + s.host() + "\r\n\r\n";
  static_cast<void>(greedy.send(many));
  std::this_thread::sleep_for(2s);
  EXPECT_EQ(s.get("/api/meta").status, 200);
  int answers = 0;
  while (greedy.read(2s).status == 200) ++answers;
  EXPECT_LT(answers, 400);
}

TEST(ManyClients, BeyondTheLimit_AreTold503) {
  HttpServerOptions http;
  http.connections = 8;
  http.streams = 2;
  RunningServer s(false, http);
  std::vector<std::unique_ptr<Client>> open;
  for (int i = 0; i < 8; ++i) open.push_back(std::make_unique<Client>(s.port()));
  open[0]->send("GET /api/meta HTTP/1.1\r\nHost: " + s.host() + "\r\n\r\n");
  EXPECT_EQ(open[0]->read().status, 200);
  EXPECT_EQ(Client(s.port()).read().status, 503);
  open.clear();
  std::this_thread::sleep_for(100ms);
  for (int i = 0; i < 3; ++i) {
    open.push_back(std::make_unique<Client>(s.port()));
    open.back()->send("GET /api/changes HTTP/1.1\r\nHost: " + s.host() + "\r\n\r\n");
    EXPECT_EQ(open.back()->read().status, i < 2 ? 200 : 503);
  }
}

TEST(ManyClients, ForAShortWhile_AllAreAnswered) {
  const testing_support::ScratchFolder folder;
  testing_support::make_examples(folder.path("s.db"));
  const std::string beside = std::string(DRAGOMAN_BINARY) + "-bench-server";
  const auto outcome =
      testing_support::run_program({beside, DRAGOMAN_BINARY, folder.path("s.db"), "50", "2"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find(" 0 errors"), std::string::npos) << outcome.out;
}

TEST(Pipelining, RequestsSentAtOnce_AreAnsweredInOrder) {
  RunningServer& s = reading_server();
  Client client(s.port());
  const std::string host = " HTTP/1.1\r\nHost: " + s.host() + "\r\n\r\n";
  client.send("GET /api/meta" + host + "GET /nothing" + host + "GET /api/agenda" + host);
  EXPECT_EQ(client.read().status, 200);
  EXPECT_EQ(client.read().status, 404);
  EXPECT_TRUE(client.read().json().contains("contexts"));
}

}  // namespace

}  // namespace dragoman
