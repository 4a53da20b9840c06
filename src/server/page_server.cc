#include "server/page_server.h"

#include <chrono>

namespace dragoman {

namespace {

constexpr std::chrono::seconds kPause{1};
constexpr int kHeartbeat = 15;  ///< pauses between comments, which keep a stream open

}  // namespace

Result<std::unique_ptr<PageServer>> PageServer::open(ApiOptions api, HttpServerOptions http,
                                                     int port, const Coder& coder) {
  std::unique_ptr<PageServer> out(new PageServer);
  auto opened = Api::open(std::move(api), coder);
  if (!opened.ok()) return opened.error();
  out->api_ = std::move(opened.value());
  out->api_->warm();
  Api* const answers = out->api_.get();
  out->http_ = std::make_unique<HttpServer>(
      http, [answers](HttpRequest& request) { return answers->answer(request); });
  const auto bound = out->http_->listen(port);
  if (!bound.ok()) return bound.error();
  out->port_ = bound.value();
  answers->serve_at(out->port_);
  HttpServer* const streams = out->http_.get();
  answers->on_write([answers, streams] {
    streams->send_to_streams("event: change\ndata: " + answers->change() + "\n\n");
  });
  return out;
}

PageServer::~PageServer() = default;

void PageServer::look() {
  int pauses = 0;
  std::unique_lock lock(mutex_);
  while (!end_.wait_for(lock, kPause, [this] { return ended_; })) {
    // A file that cannot be read now may be read at the next look.
    const auto changed = api_->refresh();
    if (changed.ok() && changed.value()) {
      http_->send_to_streams("event: change\ndata: " + api_->change() + "\n\n");
      api_->warm();
    } else if (++pauses % kHeartbeat == 0) {
      http_->send_to_streams(": here\n\n");
    }
  }
}

void PageServer::run() {
  std::jthread looking([this] { look(); });
  http_->run();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  end_.notify_all();
}

}  // namespace dragoman
