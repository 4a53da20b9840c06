// What is sent smaller, and what is not sent again.
#include <gtest/gtest.h>
#include <zlib.h>

#include "server/packing.h"
#include "server/page_files.h"
#include "server_support.h"

namespace dragoman {

namespace {

using testing_support::HttpReply;
using testing_support::RunningServer;

RunningServer& server() {
  static RunningServer s;
  return s;
}

/// What zlib makes of packed bytes; finds out itself whether they are gzip or deflate.
std::string unpacked(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, MAX_WBITS + 32), Z_OK);
  std::string in = bytes;
  std::string out(std::size_t{8} << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  return out;
}

HttpReply accepting(std::string_view target, const std::string& codings,
                    std::string_view method = "GET") {
  return server().ask(method, target, "", "Accept-Encoding: " + codings + "\r\n");
}

Packing packing_for(const std::string& header) {
  HttpRequest request;
  request.headers.emplace_back("accept-encoding", header);
  return packing_of(request);
}

TEST(Packing, IsTheBestThatIsAccepted) {
  EXPECT_EQ(packing_of(HttpRequest()), Packing::none);
  EXPECT_EQ(packing_for("gzip, deflate, br, zstd"), Packing::gzip);
  EXPECT_EQ(packing_for("deflate"), Packing::deflate);
  EXPECT_EQ(packing_for("br"), Packing::none);
  EXPECT_EQ(packing_for("GZIP;q=0.5"), Packing::gzip);
  EXPECT_EQ(packing_for("gzip;q=0, deflate;q=0.1"), Packing::deflate);
  EXPECT_EQ(packing_for("*"), Packing::gzip);
  EXPECT_EQ(packing_for("gzip;q=0, *"), Packing::deflate);
  EXPECT_EQ(packing_for("identity"), Packing::none);
  EXPECT_EQ(packing_for(",;, ;q=,"), Packing::none);
}

TEST(Packing, LargeJson_IsTheSamePackedAndPlain) {
  const HttpReply plain = server().get("/api/timeline");
  ASSERT_GT(plain.body.size(), 20000U);
  EXPECT_FALSE(plain.headers.contains("content-encoding"));
  for (const char* coding : {"gzip", "deflate"}) {
    const HttpReply small = accepting("/api/timeline", coding);
    EXPECT_EQ(small.headers.at("content-encoding"), coding);
    EXPECT_EQ(small.headers.at("vary"), "Accept-Encoding");
    EXPECT_EQ(small.headers.at("content-type"), "application/json");
    EXPECT_LT(small.body.size() * 3, plain.body.size());
    EXPECT_EQ(unpacked(small.body), plain.body);
  }
  EXPECT_EQ(server().get("/api/timeline").body, plain.body) << "packed answers are kept apart";
  const HttpReply head = accepting("/api/timeline", "gzip", "HEAD");
  EXPECT_EQ(head.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(head.body, "");
}

TEST(Packing, SmallAnswers_ErrorsAndStreams_AreSentAsTheyAre) {
  EXPECT_FALSE(accepting("/api/situations", "gzip").headers.contains("content-encoding"));
  EXPECT_FALSE(accepting("/api/nothing", "gzip").headers.contains("content-encoding"));
  testing_support::Client news(server().port());
  news.send("GET /api/changes HTTP/1.1\r\nHost: " + server().host() +
            "\r\nAccept-Encoding: gzip\r\n\r\n");
  EXPECT_TRUE(news.read_until("retry: 2000"));
}

TEST(PageFile, IsPackedForWhoAcceptsIt_AndTheSameBytes) {
  for (const Asset& asset : assets()) {
    const std::string path(asset.path);
    const HttpReply plain = server().get(path);
    ASSERT_EQ(plain.status, 200) << path;
    EXPECT_EQ(plain.body, asset.bytes) << path;
    const HttpReply small = accepting(path, "gzip");
    ASSERT_EQ(small.status, 200) << path;
    if (small.headers.contains("content-encoding")) {
      EXPECT_EQ(unpacked(small.body), plain.body) << path;
      EXPECT_NE(small.headers.at("etag"), plain.headers.at("etag")) << path;
    } else {
      EXPECT_EQ(small.body, plain.body) << path;
    }
  }
}

TEST(PageFile, ThatTheClientHas_IsNotSentAgain) {
  ASSERT_FALSE(assets().empty());
  for (const char* path : {"/", "/situation", "/assets/app.js"}) {
    const HttpReply first = accepting(path, "gzip");
    ASSERT_EQ(first.status, 200) << path;
    const std::string tag = first.headers.at("etag");
    EXPECT_EQ(first.headers.at("cache-control"), "no-cache") << path;
    for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
      testing_support::Client client(server().port());
      std::string head = std::string("GET ") + path;
      head.append(" HTTP/1.1\r\nHost: ").append(server().host());
      head.append("\r\nAccept-Encoding: gzip\r\n");
      std::string asked = head;
      asked.append("If-None-Match: ").append(known).append("\r\n\r\n");
      client.send(asked);
      const HttpReply again = client.read();
      EXPECT_EQ(again.status, 304) << path << " " << known;
      EXPECT_EQ(again.headers.at("etag"), tag);
      EXPECT_FALSE(again.headers.contains("content-length"));
      client.send(head + "\r\n");
      EXPECT_EQ(client.read().status, 200) << "nothing followed the head of the 304";
    }
    EXPECT_EQ(server().ask("GET", path, "", "If-None-Match: \"other\"\r\n").status, 200);
  }
  EXPECT_NE(server().get("/").headers.at("etag"),
            server().get("/assets/app.js").headers.at("etag"));
}

TEST(PageFile, TagsOfAList_AreFound) {
  EXPECT_TRUE(names_tag("\"ab\"", "ab"));
  EXPECT_TRUE(names_tag("\"ab-gz\"", "ab"));
  EXPECT_TRUE(names_tag(" W/\"x\" , W/\"ab\" ", "ab"));
  EXPECT_TRUE(names_tag("*", "ab"));
  for (const char* list : {"", "ab", "\"abc\"", "\"", ",,", "\"a\",b\""})
    EXPECT_FALSE(names_tag(list, "ab")) << list;
}

}  // namespace

}  // namespace dragoman
