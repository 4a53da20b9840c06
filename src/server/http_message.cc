#include "server/http_message.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <charconv>

namespace dragoman {

namespace {

/// A character of a token (RFC 9110, 5.6.2).
bool is_token(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_control(char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 127; }

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                    static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (n <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// Path and query of a target in origin form; 0, or the status to refuse it with.
int parse_target(std::string_view target, const HttpLimits& limits, HttpRequest& out) {
  if (target.empty() || target.front() != '/') return 400;
  const std::size_t mark = target.find('?');
  if (!decode_percent(target.substr(0, mark), false, out.path)) return 400;
  if (mark == std::string_view::npos) return 0;
  std::string_view query = target.substr(mark + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    if (out.parameters.size() == limits.parameters) return 400;
    const std::size_t equals = pair.find('=');
    auto& [name, value] = out.parameters.emplace_back();
    if (!decode_percent(pair.substr(0, equals), true, name)) return 400;
    if (equals != std::string_view::npos && !decode_percent(pair.substr(equals + 1), true, value))
      return 400;
  }
  return 0;
}

int parse_line(std::string_view line, const HttpLimits& limits, HttpRequest& out) {
  if (line.size() > limits.line) return 414;
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == 0 || first == last) return 400;
  const std::string_view method = line.substr(0, first);
  if (!std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return 400;
  out.method = method;
  const std::string_view version = line.substr(last + 1);
  if (version == "HTTP/1.0")
    out.keep_alive = false;
  else if (version != "HTTP/1.1")
    return version.starts_with("HTTP/") ? 505 : 400;
  const std::string_view target = line.substr(first + 1, last - first - 1);
  // Only visible ASCII (RFC 3986); everything else is percent-encoded.
  if (!std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 127; }))
    return 400;
  return parse_target(target, limits, out);
}

int parse_header(std::string_view line, HttpRequest& out) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return 400;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim(line.substr(colon + 1));
  if (!std::all_of(name.begin(), name.end(), is_token)) return 400;
  if (std::any_of(value.begin(), value.end(), is_control)) return 400;
  out.headers.emplace_back(lower(name), value);
  return 0;
}

/// What the headers say about the message itself.
int check_headers(const HttpLimits& limits, HttpRequest& out) {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  for (const auto& [name, value] : out.headers) {
    if (name == "host") ++hosts;
    if (name == "transfer-encoding") return 411;
    if (name == "expect") return 417;
    if (name == "content-length") {
      ++lengths;
      const char* const end = value.data() + value.size();
      const auto [at, error] = std::from_chars(value.data(), end, out.length);
      if (error == std::errc::result_out_of_range) return 413;
      if (error != std::errc() || at != end) return 400;
    }
    if (name == "connection") {
      const std::string tokens = lower(value);
      if (tokens.find("close") != std::string::npos) out.keep_alive = false;
    }
  }
  if (hosts != 1 || lengths > 1) return 400;
  return out.length > limits.body ? 413 : 0;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

const std::string* HttpRequest::header(std::string_view name) const {
  for (const auto& [key, text] : headers)
    if (key == name) return &text;
  return nullptr;
}

const std::string* HttpRequest::parameter(std::string_view name) const {
  for (const auto& [key, text] : parameters)
    if (key == name) return &text;
  return nullptr;
}

std::string_view HttpRequest::value(std::string_view name) const {
  const std::string* const found = parameter(name);
  return found == nullptr ? std::string_view() : std::string_view(*found);
}

bool decode_percent(std::string_view encoded, bool plus, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    char c = encoded[i];
    if (c == '%') {
      if (i + 2 >= encoded.size()) return false;
      const int high = hex(encoded[i + 1]);
      const int low = hex(encoded[i + 2]);
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus) {
      c = ' ';
    }
    if (c == '\0') return false;
    out += c;
  }
  return is_utf8(out);
}

std::variant<HttpRequest, int> parse_head(std::string_view head, const HttpLimits& limits) {
  HttpRequest out;
  const std::size_t end = head.find("\r\n");
  int refused = parse_line(head.substr(0, end), limits, out);
  if (refused != 0) return refused;
  std::string_view rest = end == std::string_view::npos ? "" : head.substr(end + 2);
  if (head.size() > limits.head) return 431;
  while (!rest.empty()) {
    const std::size_t stop = rest.find("\r\n");
    if (out.headers.size() == limits.headers) return 431;
    refused = parse_header(rest.substr(0, stop), out);
    if (refused != 0) return refused;
    rest.remove_prefix(stop == std::string_view::npos ? rest.size() : stop + 2);
  }
  refused = check_headers(limits, out);
  if (refused != 0) return refused;
  return out;
}

std::string response_bytes(const HttpResponse& r, bool keep_alive, bool head_only) {
  std::string out =
      fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n", r.status, reason_of(r.status), r.type);
  // A 304 has the length of what it stands for, or none.
  if (!r.stream && r.status != 304) out += fmt::format("Content-Length: {}\r\n", r.body.size());
  for (const auto& [name, value] : r.headers) out += fmt::format("{}: {}\r\n", name, value);
  out += keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
  if (!head_only && r.status != 304) out += r.body;
  return out;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

}  // namespace dragoman
