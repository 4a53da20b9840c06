// HTTP/1.1 messages (RFC 9112), as strictly as a server may take them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dragoman {

/// A request whose head was read. Names of headers are in lower case.
struct HttpRequest {
  std::string method;
  std::string path;  ///< decoded, valid UTF-8, begins with a slash
  std::vector<std::pair<std::string, std::string>> parameters;  ///< of the query, decoded
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::size_t length = 0;  ///< of the body, as announced
  bool keep_alive = true;

  /// Value of the first header or parameter of a name; null for none.
  [[nodiscard]] const std::string* header(std::string_view name) const;
  [[nodiscard]] const std::string* parameter(std::string_view name) const;
  /// The same as text; empty for none.
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool stream = false;  ///< the connection stays open for what HttpServer::send_to_streams sends
};

/// Bounds of what is read.
struct HttpLimits {
  std::size_t line = 8192;     ///< bytes of the request line
  std::size_t head = 16384;    ///< bytes of request line and headers
  std::size_t headers = 64;    ///< their number
  std::size_t body = 9 << 20;  ///< bytes
  std::size_t parameters = 64;
};

/// Parses a head without the empty line that ends it. The status to refuse it with otherwise: 400,
/// 411, 413, 414, 431, 501 or 505. Lines end with CRLF; no folding, no chunks, one Host, one
/// length. O(bytes).
std::variant<HttpRequest, int> parse_head(std::string_view head, const HttpLimits& limits);

/// Undoes percent-encoding; false for a bad one, a zero byte, or what is no UTF-8. `plus`: a plus
/// sign is a space.
bool decode_percent(std::string_view encoded, bool plus, std::string& out);

/// The whole response as bytes; no body for HEAD.
std::string response_bytes(const HttpResponse& response, bool keep_alive, bool head_only);

/// "Not Found" of 404.
std::string_view reason_of(int status);

/// Without the spaces and tabs around it, which do not count in headers.
std::string_view trim(std::string_view text);

}  // namespace dragoman
