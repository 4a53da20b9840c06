#include "server/guard.h"

#include <fmt/format.h>

namespace dragoman {

namespace {

std::string_view header(const HttpRequest& request, std::string_view name) {
  const std::string* const found = request.header(name);
  return found == nullptr ? std::string_view() : std::string_view(*found);
}

}  // namespace

std::optional<Refusal> refuse_foreign(const HttpRequest& request, int port) {
  const std::string_view host = header(request, "host");
  if (host != fmt::format("127.0.0.1:{}", port) && host != fmt::format("localhost:{}", port))
    return Refusal{421, "this host is not served", fmt::format("ask http://127.0.0.1:{}", port)};
  const bool writes = request.method != "GET" && request.method != "HEAD";
  const std::string_view origin = header(request, "origin");
  if (!origin.empty() && origin != fmt::format("http://{}", host))
    return Refusal{403, "pages of other origins may not ask", ""};
  const std::string_view site = header(request, "sec-fetch-site");
  const bool own = site.empty() || site == "same-origin" || site == "none";
  // A link on another page may lead here; nothing else of it may.
  const bool followed = !writes && header(request, "sec-fetch-mode") == "navigate" &&
                        header(request, "sec-fetch-dest") == "document";
  if (!own && !followed) return Refusal{403, "pages of other origins may not ask", ""};
  if (writes && request.header("x-dragoman") == nullptr)
    return Refusal{403, "the header X-Dragoman is missing", "send it with any value"};
  return std::nullopt;
}

void add_security_headers(HttpResponse& response) {
  for (const auto& [name, value] :
       {std::pair("Content-Security-Policy",
                  "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
                  "'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
                  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
        std::pair("X-Content-Type-Options", "nosniff"), std::pair("X-Frame-Options", "DENY"),
        std::pair("Referrer-Policy", "no-referrer"),
        std::pair("Cross-Origin-Opener-Policy", "same-origin"),
        std::pair("Cross-Origin-Resource-Policy", "same-origin")})
    response.headers.emplace_back(name, value);
}

}  // namespace dragoman
