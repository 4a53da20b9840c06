// `dragoman serve --watch` as people run it: a file put into the folder appears on open pages.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "server_support.h"

extern char** environ;  // NOLINT: POSIX names it so

namespace dragoman {

namespace {

using testing_support::Client;
using testing_support::HttpReply;
using testing_support::ScratchFolder;
using namespace std::chrono_literals;

/// A program that serves until the object goes away.
class ServedProcess {
 public:
  explicit ServedProcess(std::vector<std::string> words) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    EXPECT_EQ(::posix_spawn(&id_, argv[0], &actions, nullptr, argv.data(), environ), 0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    FILE* const out = ::fdopen(ends[0], "r");
    EXPECT_EQ(std::fscanf(out, "http://127.0.0.1:%d/", &port_), 1);
    std::fclose(out);
  }
  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;
  ~ServedProcess() {
    ::kill(id_, SIGTERM);
    int status = 0;
    ::waitpid(id_, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "a signal ends it in order";
  }

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string head(const std::string& target) const {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n\r\n";
  }
  [[nodiscard]] nlohmann::ordered_json data(const std::string& target) const {
    Client client(port_);
    client.send(head(target));
    const HttpReply reply = client.read();
    EXPECT_EQ(reply.status, 200) << target;
    return reply.json();
  }

 private:
  pid_t id_ = 0;
  int port_ = 0;
};

TEST(Watch, AnArticlePutIntoTheFolder_IsCodedAndToldToOpenPages) {
  const ScratchFolder folder;
  std::filesystem::create_directory(folder.path("in"));
  const ServedProcess served(
      {DRAGOMAN_BINARY, "serve", folder.path("s.db"), "--watch", folder.path("in"), "--port", "0"});
  ASSERT_GT(served.port(), 0);
  const auto before = served.data("/api/meta");
  EXPECT_EQ(before["counts"]["articles"], 0);
  EXPECT_TRUE(before["watch"].get<bool>());
  Client news(served.port());
  news.send(served.head("/api/changes"));
  ASSERT_TRUE(news.read_until("retry: 2000"));
  // Written beside and moved, so that no half of it is read.
  static_cast<void>(
      folder.write("a.txt", "Police in Lima arrested 40 protesters on Tuesday, officials said."));
  std::filesystem::rename(folder.path("a.txt"), folder.path("in/a.txt"));
  ASSERT_TRUE(news.read_until("event: change\ndata: {", 20s));
  const auto after = served.data("/api/meta");
  EXPECT_EQ(after["counts"]["articles"], 1);
  EXPECT_GT(after["counts"]["events"], 0);
  const auto changed = served.data("/api/changed?after=" + before["mark"].dump());
  EXPECT_EQ(changed["articles"]["total"], 1);
  EXPECT_FALSE(changed["happenings"]["marks"].empty());
  EXPECT_EQ(served.data("/api/search")["events"][0]["type"], "COERCE");
  // A second one is news again, and answers given before it are not given any more.
  static_cast<void>(folder.write("b.txt", "The president of Ghana met the president of Togo."));
  std::filesystem::rename(folder.path("b.txt"), folder.path("in/b.txt"));
  ASSERT_TRUE(news.read_until("\"articles\":2", 20s));
  EXPECT_EQ(served.data("/api/meta")["counts"]["articles"], 2);
}

}  // namespace

}  // namespace dragoman
