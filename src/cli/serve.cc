// `serve`: a database on a local page.
#include <fmt/format.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "cli/coder_card.h"
#include "cli/verbs.h"
#include "server/page_server.h"

namespace dragoman::cli {

namespace {

/// Whom a signal ends.
std::atomic<PageServer*> g_served = nullptr;

extern "C" void end_serving(int /*signal*/) {
  if (PageServer* const server = g_served) server->stop();
}

/// A folder for the examples that goes away with its object.
class ScratchFolder {
 public:
  ~ScratchFolder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  /// Makes it, once; empty when it cannot be made.
  const std::string& make() {
    std::error_code error;
    std::string pattern =
        (std::filesystem::temp_directory_path(error) / "dragoman-serve-XXXXXX").string();
    if (path_.empty() && ::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    return path_;
  }

 private:
  std::string path_;
};

std::string user_name() {
  const passwd* const entry = ::getpwuid(::getuid());
  return entry == nullptr || entry->pw_name == nullptr ? "" : entry->pw_name;
}

/// Codes the shipped examples into a new file.
int take_examples(const Options& o, const Coder& coder) {
  Options examples = o;
  examples.inputs = {data_folder(Options{}) + "/../examples"};
  examples.watch.clear();
  return ingest_into(examples, coder, {});
}

}  // namespace

int serve(const Options& given) {
  Options o = given;
  if (o.db.empty() && !o.watch.empty())
    return fail({"--watch", "has no database to put articles into", "name a FILE"});
  const auto coder = open_coder(o);
  if (!coder) return 1;
  const auto card = coder_card(*coder, o);
  if (!card.ok()) return fail(card.error());
  ScratchFolder scratch;
  const bool examples = o.examples || o.db.empty();
  if (examples) {
    if (scratch.make().empty())
      return fail({"temporary folder", "cannot be made", "check the disk and TMPDIR"});
    o.db = scratch.make() + "/examples.db";
    if (take_examples(o, *coder) != 0) return 1;
  } else if (!o.watch.empty()) {
    const auto made = Store::open(o.db);
    if (!made.ok()) return fail(made.error());
  }
  ApiOptions api;
  api.path = o.db;
  api.name = std::filesystem::path(o.db).filename().string();
  api.user = user_name();
  api.edit = o.edit;
  api.watch = !o.watch.empty();
  api.examples = examples;
  api.card = card.value();
  HttpServerOptions http;
  http.threads = std::max(4U, std::thread::hardware_concurrency());
  api.readers = http.threads;
  auto server = PageServer::open(std::move(api), http, o.port, *coder);
  if (!server.ok()) return fail(server.error());
  g_served = server.value().get();
  std::signal(SIGINT, end_serving);
  std::signal(SIGTERM, end_serving);
  std::signal(SIGPIPE, SIG_IGN);
  fmt::print("http://127.0.0.1:{}/\n", server.value()->port());
  std::fflush(stdout);
  std::jthread watching;
  if (!o.watch.empty()) {
    o.inputs.clear();
    watching = std::jthread(
        [&](const std::stop_token& stop) { static_cast<void>(ingest_into(o, *coder, stop)); });
  }
  server.value()->run();
  g_served = nullptr;
  return 0;
}

}  // namespace dragoman::cli
