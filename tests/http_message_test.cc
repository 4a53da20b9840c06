// Heads of requests: what is taken, and with which status the rest is refused.
#include "server/http_message.h"

#include <gtest/gtest.h>

namespace dragoman {

namespace {

const std::string kHost = "\r\nHost: 127.0.0.1:1";

std::variant<HttpRequest, int> parsed(const std::string& head) { return parse_head(head, {}); }

int refused(const std::string& head) {
  const auto result = parsed(head);
  return std::holds_alternative<int>(result) ? std::get<int>(result) : 0;
}

TEST(HttpHead, MethodPathParametersAndHeaders_AreTaken) {
  const auto result = parsed("GET /actor/Jo%C3%A3o%20Teles?type=AID,ASSAULT&q=a+b%26&x HTTP/1.1" +
                             kHost + "\r\nX-One:  two \r\nCONNECTION: close");
  ASSERT_TRUE(std::holds_alternative<HttpRequest>(result));
  const auto& r = std::get<HttpRequest>(result);
  EXPECT_EQ(r.method, "GET");
  EXPECT_EQ(r.path, "/actor/João Teles");
  EXPECT_EQ(r.value("type"), "AID,ASSAULT");
  EXPECT_EQ(r.value("q"), "a b&");
  ASSERT_NE(r.parameter("x"), nullptr);
  EXPECT_EQ(r.parameter("y"), nullptr);
  ASSERT_NE(r.header("x-one"), nullptr);
  EXPECT_EQ(*r.header("x-one"), "two");
  EXPECT_FALSE(r.keep_alive);
}

TEST(HttpHead, WhatIsNoRequest_IsRefused) {
  for (const char* const head :
       {"", "GET", "GET /", "GET  HTTP/1.1", "get / HTTP/1.1", "GET x HTTP/1.1",
        "GET http://a/ HTTP/1.1", "GET /a b HTTP/1.1", "GET /%zz HTTP/1.1", "GET /%00 HTTP/1.1",
        "GET /%c3 HTTP/1.1", "GET /\xc3\xa9 HTTP/1.1", "\x16\x03\x01\x02"})
    EXPECT_EQ(refused(head + kHost), 400) << head;
  EXPECT_EQ(refused("GET / HTTP/2.0" + kHost), 505);
  EXPECT_EQ(refused("GET / HTTP/1.1"), 400) << "no host";
  EXPECT_EQ(refused("GET / HTTP/1.1" + kHost + kHost), 400) << "two hosts";
}

TEST(HttpHead, HeadersThatSmuggle_AreRefused) {
  EXPECT_EQ(refused("POST / HTTP/1.1" + kHost + "\r\nTransfer-Encoding: chunked"), 411);
  EXPECT_EQ(refused("POST / HTTP/1.1" + kHost + "\r\nContent-Length: 1\r\nContent-Length: 2"), 400);
  for (const char* const length : {"-1", "+1", "1,2", "0x1", "", "1 1"})
    EXPECT_EQ(refused("POST / HTTP/1.1" + kHost + "\r\nContent-Length: " + length), 400) << length;
  EXPECT_EQ(refused("GET / HTTP/1.1" + kHost + "\r\nA : b"), 400) << "space before the colon";
  EXPECT_EQ(refused("GET / HTTP/1.1" + kHost + "\r\n folded"), 400);
  EXPECT_EQ(refused("GET / HTTP/1.1" + kHost + "\r\nA: b\nC: d"), 400) << "a bare line feed";
}

TEST(HttpHead, WhatIsTooMuch_HasItsOwnStatus) {
  EXPECT_EQ(refused("GET /" + std::string(9000, 'a') + " HTTP/1.1" + kHost), 414);
  EXPECT_EQ(refused("GET / HTTP/1.1" + kHost + "\r\nA: " + std::string(20000, 'a')), 431);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "\r\nA: b";
  EXPECT_EQ(refused("GET / HTTP/1.1" + kHost + many), 431);
  EXPECT_EQ(refused("POST / HTTP/1.1" + kHost + "\r\nContent-Length: 99999999"), 413);
  EXPECT_EQ(refused("POST / HTTP/1.1" + kHost + "\r\nContent-Length: 99999999999999999999999"),
            413);
  std::string parameters = "a";
  for (int i = 0; i < 100; ++i) parameters += "&a";
  EXPECT_EQ(refused("GET /?" + parameters + " HTTP/1.1" + kHost), 400);
}

TEST(HttpResponse, Head_HasTheLengthAndNoBody) {
  HttpResponse r;
  r.body = "four";
  const std::string bytes = response_bytes(r, true, true);
  EXPECT_NE(bytes.find("Content-Length: 4\r\n"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n"));
  EXPECT_TRUE(response_bytes(r, false, false).ends_with("Connection: close\r\n\r\nfour"));
}

}  // namespace

}  // namespace dragoman
