#include "server/page_files.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "server/packing.h"

namespace dragoman {

namespace {

constexpr int kLevel = 6;  ///< 9 takes three times as long for one part in fifty

}  // namespace

PageFiles::PageFiles() {
  for (const Asset& asset : assets()) {
    const XXH128_hash_t hash = XXH3_128bits(asset.bytes.data(), asset.bytes.size());
    File& file = files_[asset.path];
    file.tag = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
    if (!shrinks(asset.type)) continue;
    if (auto smaller = packed(asset.bytes, Packing::gzip, kLevel)) {
      file.gzip = std::move(*smaller);
      file.shrinks = true;
    }
  }
}

HttpResponse PageFiles::answer(const Asset& asset, const HttpRequest& request) const {
  HttpResponse r;
  r.type = asset.type;
  // Kept by the browser, asked about each time: a new program has new files.
  r.headers.emplace_back("Cache-Control", "no-cache");
  const auto found = files_.find(asset.path);
  if (found == files_.end()) {
    r.body = asset.bytes;
    return r;
  }
  const File& file = found->second;
  const bool small = file.shrinks && packing_of(request) == Packing::gzip;
  if (file.shrinks) r.headers.emplace_back("Vary", "Accept-Encoding");
  // What is sent packed is another representation and has a tag of its own.
  r.headers.emplace_back("ETag", fmt::format("\"{}{}\"", file.tag, small ? "-gz" : ""));
  const std::string* const known = request.header("if-none-match");
  if (known != nullptr && names_tag(*known, file.tag)) {
    r.status = 304;
    return r;
  }
  if (small) r.headers.emplace_back("Content-Encoding", "gzip");
  r.body = small ? std::string_view(file.gzip) : asset.bytes;
  return r;
}

bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view one = trim(list.substr(0, comma));
    if (one == "*") return true;
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one.size() > 1 && one.front() == '"' && one.back() == '"') {
      one = one.substr(1, one.size() - 2);
      if (one.ends_with("-gz")) one.remove_suffix(3);
      if (one == tag) return true;
    }
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
  return false;
}

}  // namespace dragoman
