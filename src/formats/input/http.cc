#include "formats/input/http.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>

#include "formats/input/compression.h"
#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostHeaderBytes = std::size_t{64} << 10;

std::string_view unquoted(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\"'");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\"'") + 1 - first);
}

/// The body without its chunks; as it is where it has none, for some archives have undone them.
std::string dechunked(std::string_view bytes) {
  const std::string_view whole = bytes;
  std::string out;
  for (bool first = true;; first = false) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return out.empty() && first ? std::string(whole) : out;
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(bytes.data(), bytes.data() + end, size, 16);
    const bool number = error == std::errc() && stop != bytes.data() &&
                        one_of(std::string_view(stop, 1), {";", "\r", "\n", " "});
    if (!number) return first ? std::string(whole) : out;
    if (size == 0) return out;
    bytes.remove_prefix(end + 1);
    out += bytes.substr(0, size);
    if (size >= bytes.size()) return out;  // cut short
    bytes.remove_prefix(size);
    bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  }
}

/// zlib or raw deflate, for servers disagree on what deflate is.
bool inflate_all(std::string_view bytes, int window, std::size_t most, std::string& out) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) return false;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: not written
  z.avail_in = static_cast<uInt>(bytes.size());
  int status = Z_OK;
  out.clear();
  while (status == Z_OK && out.size() <= most) {
    const std::size_t have = out.size();
    out.resize(have + (std::size_t{64} << 10));
    z.next_out = reinterpret_cast<Bytef*>(out.data() + have);
    z.avail_out = std::uint32_t{64} << 10;
    status = inflate(&z, Z_NO_FLUSH);
    out.resize(out.size() - z.avail_out);
  }
  inflateEnd(&z);
  return status == Z_STREAM_END || (status == Z_BUF_ERROR && !out.empty()) || out.size() > most;
}

}  // namespace

void Headers::read(Buffered& in) {
  std::string line;
  std::size_t bytes = 0;
  while (bytes < kMostHeaderBytes && in.line(line, kMostHeaderBytes) == Buffered::Line::whole &&
         !line.empty()) {
    bytes += line.size();
    if ((line.front() == ' ' || line.front() == '\t') && !lines_.empty()) {
      lines_.back().second += ' ';
      lines_.back().second += unquoted(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    lines_.emplace_back(lower(unquoted(std::string_view(line).substr(0, colon))),
                        unquoted(std::string_view(line).substr(colon + 1)));
  }
}

std::string Headers::get(std::string_view name) const {
  for (const auto& [known, value] : lines_)
    if (known == name) return value;
  return {};
}

void read_content_type(std::string_view value, std::string& type, std::string& charset) {
  type = lower(unquoted(value.substr(0, value.find(';'))));
  const std::string all = lower(value);
  const std::size_t at = all.find("charset=");
  charset =
      at == std::string::npos
          ? std::string()
          : std::string(unquoted(value.substr(at + 8).substr(0, value.substr(at + 8).find(';'))));
}

HttpAnswer read_http(std::string_view bytes, std::size_t most) {
  HttpAnswer out;
  Buffered in(std::make_unique<ViewStream>(bytes));
  std::string line;
  in.line(line, kMostHeaderBytes);
  if (!line.starts_with("HTTP/")) {
    out.problem = "has no header of HTTP";
    return out;
  }
  if (const std::size_t space = line.find(' '); space != std::string::npos)
    std::from_chars(line.data() + space + 1, line.data() + line.size(), out.status);
  Headers headers;
  headers.read(in);
  read_content_type(headers.get("content-type"), out.type, out.charset);
  bool complete = true;
  out.body = read_rest(in, bytes.size(), &complete);
  if (lower(headers.get("transfer-encoding")).find("chunked") != std::string::npos)
    out.body = dechunked(out.body);
  const std::string encoding = lower(headers.get("content-encoding"));
  if (one_of(encoding, {"gzip", "x-gzip"}) &&
      compression_of(out.body) == Compression::gzip) {  // some archives have unpacked it
    auto stream = unpacked(std::make_unique<ViewStream>(out.body));
    std::string body = read_rest(*stream, most, &complete);
    stream.reset();
    out.body = std::move(body);
  } else if (encoding == "deflate") {
    std::string body;
    if (inflate_all(out.body, 15, most, body) || inflate_all(out.body, -15, most, body))
      out.body = std::move(body);
  } else if (!encoding.empty() && !one_of(encoding, {"identity", "gzip", "x-gzip", "none"})) {
    out.problem =
        fmt::format("is compressed with {}, which cannot be unpacked", encoding.substr(0, 20));
  }
  if (!complete || out.body.size() > most)
    out.problem = fmt::format("is longer than {} MiB", most >> 20);
  return out;
}

}  // namespace dragoman
