#include "server/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "server/assets.h"
#include "server/guard.h"
#include "server/meta.h"
#include "server/packing.h"
#include "server/views.h"
#include "store/filter_json.h"
#include "store/schema.h"
#include "store/situations.h"

namespace dragoman {

/// A route and who answers it.
struct Api::Route {
  enum class Kind : std::uint8_t { view, openapi, changes };
  std::string_view method;
  std::string_view pattern;
  Kind kind = Kind::view;
  Reply (*view)(const Asked&) = nullptr;
  Reply (Api::*own)(const Asked&) = nullptr;
  std::string_view rows;  ///< JSON pointer to what is a table
};

const std::vector<Api::Route>& Api::table() {
  using Kind = Route::Kind;
  static const std::vector<Route> routes = {
      {"GET", "/api/meta", Kind::view, nullptr, &Api::meta, "/types"},
      {"GET", "/api/timeline", Kind::view, timeline_view, nullptr, "/marks"},
      {"GET", "/api/map", Kind::view, map_view, nullptr, "/points"},
      {"GET", "/api/graph", Kind::view, graph_view, nullptr, "/edges"},
      {"GET", "/api/agenda", Kind::view, agenda_view, nullptr, "/contexts"},
      {"GET", "/api/disagreements", Kind::view, disagreements_view, nullptr, "/disagreements"},
      {"GET", "/api/changed", Kind::view, changed_view, nullptr, "/happenings/marks"},
      {"GET", "/api/situations", Kind::view, nullptr, &Api::situations, "/situations"},
      {"GET", "/api/event/{id}", Kind::view, event_view, nullptr, "/reports"},
      {"GET", "/api/article/{id}", Kind::view, article_view, nullptr, "/events"},
      {"GET", "/api/actor/{id}", Kind::view, actor_view, nullptr, "/dyads"},
      {"GET", "/api/actors", Kind::view, actors_view, nullptr, "/actors"},
      {"GET", "/api/search", Kind::view, search_view, nullptr, "/events"},
      {"GET", "/api/panel", Kind::view, panel_view, nullptr, "/rows"},
      {"GET", "/api/openapi.json", Kind::openapi, nullptr, nullptr, ""},
      {"GET", "/api/changes", Kind::changes, nullptr, nullptr, ""},
      {"POST", "/api/code", Kind::view, nullptr, &Api::code, ""},
      {"GET", "/api/reviews", Kind::view, reviews_view, nullptr, "/reviews"},
      {"POST", "/api/reviews", Kind::view, nullptr, &Api::review, ""},
      {"DELETE", "/api/reviews/{review}", Kind::view, nullptr, &Api::undo, ""},
      {"GET", "/api/reviews/preview", Kind::view, preview_view, nullptr, "/same_entry/reports"},
  };
  return routes;
}

namespace {

/// The {id} of a path; nothing when it does not fit the pattern.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos)
    return pattern == path ? std::optional<std::string>("") : std::nullopt;
  if (path.size() <= brace || path.substr(0, brace) != pattern.substr(0, brace))
    return std::nullopt;
  return std::string(path.substr(brace));
}

/// The page that an address opens, and the route that has its data.
constexpr std::pair<std::string_view, std::string_view> kPages[] = {
    {"/", "/api/timeline"},      {"/situation", "/api/timeline"},
    {"/event/", "/api/event/"},  {"/article/", "/api/article/"},
    {"/actor/", "/api/actor/"},  {"/search", "/api/search"},
    {"/review", "/api/reviews"}, {"/map", "/api/map"},
    {"/graph", "/api/graph"},    {"/agenda", "/api/agenda"},
    {"/actors", "/api/actors"},  {"/code", "/api/meta"},
};

/// Path of the data of a page; empty when the address is none.
std::string data_of(std::string_view path) {
  for (const auto& [page, data] : kPages) {
    if (page.size() > 1 && page.ends_with('/')) {
      if (path.starts_with(page) && path.size() > page.size())
        return std::string(data) + std::string(path.substr(page.size()));
    } else if (path == page) {
      return std::string(data);
    }
  }
  return {};
}

/// Everything a question depends on, as a key.
std::string question_of(const HttpRequest& request, const std::string& path) {
  std::string key = path;
  for (const auto& [name, value] : request.parameters) {
    key += '\n' + name;
    key += '=' + value;
  }
  return key;
}

/// The words of a text are the only part of a filter that SQLite may not understand.
std::optional<Refusal> refuse_words(const Asked& asked) {
  if (asked.filter.text.empty()) return std::nullopt;
  auto query =
      asked.database.prepare("SELECT 1 FROM article_search WHERE article_search MATCH ? LIMIT 1");
  if (!query.ok()) return Refusal{500, query.error().what, query.error().remedy};
  const auto found = query.value().bind(asked.filter.text).step();
  if (found.ok()) return std::nullopt;
  return Refusal{400, "text is not understood: " + found.error().what,
                 "put a phrase in quotes; OR, NOT and NEAR are operators"};
}

}  // namespace

std::vector<RouteName> Api::routes() {
  std::vector<RouteName> out;
  for (const Route& route : table()) out.push_back({route.method, route.pattern});
  return out;
}

Result<std::unique_ptr<Api>> Api::open(ApiOptions options, const Coder& coder) {
  std::unique_ptr<Api> api(new Api(std::move(options), coder));
  if (api->options_.edit) {
    auto store = Store::open(api->options_.path);
    if (!store.ok()) return store.error();
    api->store_ = std::make_unique<Store>(std::move(store.value()));
  }
  auto readers = Readers::open(api->options_.path, api->options_.readers);
  if (!readers.ok()) return readers.error();
  api->readers_ = std::move(readers.value());
  auto watcher = Database::open(api->options_.path, Access::read);
  if (!watcher.ok()) return watcher.error();
  api->watcher_ = std::make_unique<Database>(std::move(watcher.value()));
  const auto first = api->refresh();
  if (!first.ok()) return first.error();
  return api;
}

std::shared_ptr<const Snapshot> Api::snapshot() const {
  const std::lock_guard lock(snapshot_mutex_);
  return snapshot_;
}

Result<bool> Api::refresh() {
  const std::lock_guard lock(refresh_mutex_);
  const auto now = data_version();
  if (!now.ok()) return now.error();
  if (now.value() == seen_) return false;
  auto loaded = Snapshot::load(*watcher_);
  if (!loaded.ok()) return loaded.error();
  // Pages of the file that were read for it are of no more use.
  static_cast<void>(watcher_->execute("PRAGMA shrink_memory"));
  seen_ = now.value();
  const std::lock_guard swap(snapshot_mutex_);
  loaded.value().version = ++version_;
  snapshot_ = std::make_shared<const Snapshot>(std::move(loaded.value()));
  return true;
}

void Api::warm() {
  HttpRequest request;
  request.method = "GET";
  request.path = "/api/timeline";
  request.parameters = {{"limit", "0"}};
  try {
    static_cast<void>(answer_api(request, request.path));
  } catch (const std::exception&) {
    // Whoever asks will be told.
  }
}

std::string Api::change() const {
  const auto s = snapshot();
  return Json{{"mark", s->newest},
              {"articles", s->publisher_of.empty() ? 0 : s->publisher_of.size() - 1},
              {"events", s->reports.size()}}
      .dump();
}

HttpResponse Api::refused(const Refusal& refusal) const {
  HttpResponse r;
  r.status = refusal.status;
  r.body = dump({{"error", refusal.error}, {"remedy", refusal.remedy}});
  return r;
}

HttpResponse Api::answer(HttpRequest& request) {
  HttpResponse r;
  const auto foreign = refuse_foreign(request, port_);
  if (foreign)
    r = refused(*foreign);
  else if (request.path.starts_with("/api/"))
    r = answer_api(request, request.path);
  else
    r = answer_page(request);
  add_security_headers(r);
  return r;
}

HttpResponse Api::answer_page(HttpRequest& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    HttpResponse r = refused({405, "a page can only be read", ""});
    r.headers.emplace_back("Allow", "GET, HEAD");
    return r;
  }
  if (const Asset* const asset = find_asset(request.path)) return files_.answer(*asset, request);
  for (const std::string_view format : {"json", "csv", "jsonl"}) {
    const std::string ending = "." + std::string(format);
    if (!request.path.ends_with(ending)) continue;
    const std::string page = request.path.substr(0, request.path.size() - ending.size());
    const std::string data = data_of(page);
    if (data.empty()) continue;
    request.parameters.insert(request.parameters.begin(), {"format", std::string(format)});
    return answer_api(request, data);
  }
  if (!data_of(request.path).empty()) {
    if (const Asset* const index = find_asset("/index.html")) return files_.answer(*index, request);
    HttpResponse r;
    r.type = "text/plain; charset=utf-8";
    r.body = "This program was built without its page (web/dist). Its data are under /api/meta.\n";
    return r;
  }
  HttpResponse r = refused({404, "no such page", "begin at /"});
  // A person is told by the page itself, which leads on; a program, in JSON.
  const Asset* const index = find_asset("/index.html");
  const std::string* const accepts = request.header("accept");
  if (index != nullptr && accepts != nullptr && accepts->find("text/html") != std::string::npos) {
    r = files_.answer(*index, HttpRequest());
    r.status = 404;
  }
  return r;
}

HttpResponse Api::answer_api(HttpRequest& request, const std::string& path) {
  const std::string_view method =
      request.method == "HEAD" ? "GET" : std::string_view(request.method);
  std::string allowed;
  const Route* found = nullptr;
  std::string id;
  for (const Route& route : table()) {
    auto matched = match(route.pattern, path);
    if (!matched) continue;
    if (route.method != method) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
      continue;
    }
    // A path without a {name} in it is meant before one with.
    if (found != nullptr && route.pattern.find('{') != std::string_view::npos) continue;
    found = &route;
    id = std::move(*matched);
  }
  if (found == nullptr && allowed.empty())
    return refused({404, "no such address", "see /api/openapi.json"});
  if (found == nullptr) {
    HttpResponse r = refused({405, "this cannot be done here", ""});
    r.headers.emplace_back("Allow", allowed);
    return r;
  }
  const Packing packing = packing_of(request);
  HttpResponse r;
  r.headers.emplace_back("Cache-Control", "no-store");
  switch (found->kind) {
    case Route::Kind::openapi:
      r.body = openapi_json();
      pack(r, packing);
      return r;
    case Route::Kind::changes:
      r.type = "text/event-stream";
      r.stream = request.method == "GET";
      r.body = "retry: 2000\n\n";
      return r;
    case Route::Kind::view:
      break;
  }
  if (method != "GET") {
    r = answer_view(*found, request, id);
    pack(r, packing);
    return r;
  }
  std::uint64_t version = 0;
  {
    const std::lock_guard lock(snapshot_mutex_);
    version = version_;
  }
  const std::string question = question_of(request, path) + '\n' + std::string(name_of(packing));
  if (auto known = cache_.find(question, version)) return std::move(*known);
  r = answer_view(*found, request, id);
  pack(r, packing);
  if (r.status == 200) cache_.keep(question, version, r);
  return r;
}

HttpResponse Api::answer_view(const Route& route, const HttpRequest& request,
                              const std::string& id) {
  auto filter = filter_of(request);
  if (const auto* const refusal = std::get_if<Refusal>(&filter)) return refused(*refusal);
  const std::string_view format = request.value("format");
  const bool lines = format == "jsonl" && route.pattern == "/api/reviews";
  const bool csv = format == "csv" && !route.rows.empty();
  if (!format.empty() && format != "json" && !csv && !lines)
    return refused({400, "there is no such format here", "json or csv"});
  const std::string_view offsets = request.value("offsets");
  if (!offsets.empty() && offsets != "utf16" && offsets != "bytes")
    return refused({400, "offsets count nothing of that name", "utf16 or bytes"});
  const auto snapshot_now = snapshot();
  const auto lease = readers_->lease();
  const Asked asked{lease.database(),
                    *snapshot_now,
                    coder_,
                    workshop_,
                    request,
                    id,
                    std::move(std::get<EventFilter>(filter)),
                    csv,
                    offsets != "bytes"};
  if (const auto refusal = refuse_words(asked)) return refused(*refusal);
  Reply reply = route.view != nullptr ? route.view(asked) : (this->*route.own)(asked);
  if (!reply.ok()) return refused(reply.refusal());
  HttpResponse r;
  r.headers.emplace_back("Cache-Control", "no-store");
  if (route.method == "POST" && route.pattern == "/api/reviews") r.status = 201;
  if (lines) {
    r.type = "application/jsonl";
    for (const Json& line : reply.json()["reviews"]) r.body += dump(line);
  } else if (csv) {
    r.type = "text/csv; charset=utf-8";
    const Json& json = reply.json();
    Json rows = json.value(Json::json_pointer(std::string(route.rows)), Json::array());
    // A report comes before the others of its happening.
    if (json.contains("report")) rows.insert(rows.begin(), json["report"]);
    r.body = as_csv(rows);
  } else {
    r.body = dump(reply.json());
  }
  return r;
}

Reply Api::meta(const Asked& a) {
  Reply reply = meta_view(a);
  if (!reply.ok()) return reply;
  Json& j = reply.json();
  j["name"] = options_.name;
  j["edit"] = options_.edit;
  j["watch"] = options_.watch;
  j["examples"] = options_.examples;
  j["user"] = options_.user;
  return reply;
}

Reply Api::situations(const Asked& a) {
  const auto all = all_situations(a.database);
  if (!all.ok()) return all.error();
  Json out = Json::array();
  for (const NamedFilter& s : all.value())
    out.push_back({{"name", s.name},
                   {"filter", Json::parse(filter_as_json(s.filter), nullptr, false)},
                   {"created", s.created},
                   {"last_looked", or_null(s.looked)}});
  return Json{{"situations", std::move(out)}};
}

}  // namespace dragoman
