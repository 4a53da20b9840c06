#include "server/packing.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace dragoman {

namespace {

/// What is smaller goes over the wire as fast as it is packed.
constexpr std::size_t kLarge = std::size_t{16} << 10;
constexpr int kFast = 1;

/// One of the codings of Accept-Encoding, in small letters, and whether its weight is above 0.
struct Accepted {
  std::string name;
  bool wanted = true;
};

Accepted accepted_of(std::string_view item) {
  const std::size_t semicolon = item.find(';');
  Accepted out{std::string(trim(item.substr(0, semicolon)))};
  std::transform(out.name.begin(), out.name.end(), out.name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (semicolon == std::string_view::npos) return out;
  const std::string_view weight = trim(item.substr(semicolon + 1));
  if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return out;
  double q = 1;
  const std::string_view number = weight.substr(2);
  std::from_chars(number.data(), number.data() + number.size(), q);
  out.wanted = q > 0;
  return out;
}

}  // namespace

Packing packing_of(const HttpRequest& request) {
  const std::string* const header = request.header("accept-encoding");
  if (header == nullptr) return Packing::none;
  std::optional<bool> gzip;
  std::optional<bool> deflate;
  bool any = false;
  std::string_view rest = *header;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const Accepted one = accepted_of(rest.substr(0, comma));
    if (one.name == "gzip" || one.name == "x-gzip") gzip = one.wanted;
    if (one.name == "deflate") deflate = one.wanted;
    if (one.name == "*") any = one.wanted;
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  if (gzip.value_or(any)) return Packing::gzip;
  return deflate.value_or(any) ? Packing::deflate : Packing::none;
}

std::string_view name_of(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return "gzip";
    case Packing::deflate:
      return "deflate";
    case Packing::none:
      break;
  }
  return "";
}

bool shrinks(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") ||
         type == "image/svg+xml";
}

std::optional<std::string> packed(std::string_view bytes, Packing packing, int level) {
  if (packing == Packing::none || bytes.size() > (std::size_t{1} << 30)) return std::nullopt;
  z_stream stream{};
  // 16 more than the largest window asks for the header of gzip.
  const int window = packing == Packing::gzip ? MAX_WBITS + 16 : MAX_WBITS;
  if (::deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return std::nullopt;
  std::string out(::deflateBound(&stream, bytes.size()), '\0');
  // zlib reads through a pointer that is not const and writes nothing there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  if (ended != Z_STREAM_END || out.size() >= bytes.size()) return std::nullopt;
  out.shrink_to_fit();
  return out;
}

void pack(HttpResponse& response, Packing packing) {
  if (response.stream || response.body.size() < kLarge || !shrinks(response.type)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  auto smaller = packed(response.body, packing, kFast);
  if (!smaller) return;
  response.body = std::move(*smaller);
  response.headers.emplace_back("Content-Encoding", name_of(packing));
}

}  // namespace dragoman
