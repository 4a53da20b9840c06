#include "formats/input/compression.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <array>

#include "formats/input/libarchive.h"

namespace dragoman {

namespace {

constexpr std::string_view kGzip = "\x1F\x8B\x08";
constexpr std::string_view kZstd("\x28\xB5\x2F\xFD", 4);
/// A frame that decoders pass over; the first of a .warc.zst holds the dictionary of the others.
constexpr std::string_view kDictionaryFrame("\x5D\x2A\x4D\x18", 4);

constexpr const char* kCut = "ends in the middle of compressed data";
constexpr const char* kFetch = "fetch or copy it again; what came before was read";

class GzipStream final : public ByteStream {
 public:
  explicit GzipStream(std::unique_ptr<Buffered> from) : from_(std::move(from)) {
    // 15 bits of window, and 16 for the header of gzip.
    open_ = inflateInit2(&z_, 15 + 16) == Z_OK;
    if (!open_) fail("cannot be unpacked", "free memory");
  }
  ~GzipStream() override {
    if (open_) inflateEnd(&z_);
  }

  std::size_t read(char* to, std::size_t n) override {
    while (trouble() == nullptr) {
      const std::string_view view = from_->available();
      if (view.empty()) {
        if (inside_) fail(kCut, kFetch);
        break;
      }
      if (!inside_ && !begin_member()) break;
      const std::size_t got = inflate_some(to, n);
      if (got > 0) return got;
    }
    return 0;
  }

  bool recover() override {
    if (grown_) return false;
    for (;;) {
      std::string_view view = from_->peek(std::size_t{64} << 10);
      if (view.size() < kGzip.size()) return false;
      const std::size_t at = view.find(kGzip);
      if (at != std::string_view::npos) {
        from_->skip(at);
        break;
      }
      from_->skip(view.size() - kGzip.size() + 1);
    }
    inflateReset(&z_);
    inside_ = false;
    forget_trouble();
    return true;
  }

 private:
  /// At the end of a member: true when there is another. Zeros are padding, and end the stream.
  bool begin_member() {
    inside_ = from_->peek(kGzip.size()).starts_with(kGzip);
    if (!inside_ && from_->peek(512).find_first_not_of('\0') != std::string_view::npos)
      fail("goes on with bytes that are not compressed", kFetch);
    return inside_;
  }

  std::size_t inflate_some(char* to, std::size_t n) {
    const std::string_view view = from_->available();
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(view.data()));  // NOLINT: not written
    z_.avail_in = static_cast<uInt>(view.size());
    z_.next_out = reinterpret_cast<Bytef*>(to);
    z_.avail_out = static_cast<uInt>(std::min<std::size_t>(n, 1U << 30));
    const uInt room = z_.avail_out;
    const int status = inflate(&z_, Z_NO_FLUSH);
    from_->skip(view.size() - z_.avail_in);
    in_ += view.size() - z_.avail_in;
    const std::size_t got = room - z_.avail_out;
    out_ += got;
    if (status == Z_STREAM_END) {
      inflateReset(&z_);
      inside_ = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      fail("is damaged: compressed data cannot be unpacked", kFetch);
    } else if (!GrowthLimit::allows(in_, out_)) {
      const Trouble t = GrowthLimit::trouble();
      fail(t.what, t.remedy);
      grown_ = true;
      return 0;
    }
    return got;
  }

  std::unique_ptr<Buffered> from_;
  z_stream z_{};
  bool open_ = false;
  bool inside_ = false;
  bool grown_ = false;  ///< too much; there is nothing to go on with
  std::uint64_t in_ = 0;
  std::uint64_t out_ = 0;
};

class ZstdStream final : public ByteStream {
 public:
  explicit ZstdStream(std::unique_ptr<Buffered> from)
      : from_(std::move(from)), context_(ZSTD_createDCtx()) {
    if (from_->peek(4) == kDictionaryFrame) load_dictionary();
  }
  ~ZstdStream() override { ZSTD_freeDCtx(context_); }

  std::size_t read(char* to, std::size_t n) override {
    while (trouble() == nullptr) {
      const std::string_view view = from_->available();
      ZSTD_inBuffer in{view.data(), view.size(), 0};
      ZSTD_outBuffer out{to, n, 0};
      const std::size_t status = ZSTD_decompressStream(context_, &out, &in);
      from_->skip(in.pos);
      in_ += in.pos;
      out_ += out.pos;
      if (ZSTD_isError(status) != 0) {
        fail(fmt::format("is damaged: {}", ZSTD_getErrorName(status)), kFetch);
      } else if (!GrowthLimit::allows(in_, out_)) {
        const Trouble t = GrowthLimit::trouble();
        fail(t.what, t.remedy);
      } else if (out.pos > 0) {
        whole_ = status == 0;
        return out.pos;
      } else if (view.empty()) {
        if (!whole_) fail(kCut, kFetch);
        return 0;
      } else {
        whole_ = status == 0;
      }
    }
    return 0;
  }

 private:
  void load_dictionary() {
    constexpr std::size_t kMost = std::size_t{16} << 20;
    const std::string_view head = from_->peek(8);
    if (head.size() < 8) return;
    std::size_t size = 0;
    for (std::size_t i = 8; i-- > 4;) size = size << 8 | static_cast<unsigned char>(head[i]);
    if (size > kMost) return;
    std::string_view bytes = from_->peek(8 + size);
    if (bytes.size() < 8 + size) return;
    bytes.remove_prefix(8);
    std::string unpacked_bytes;
    if (bytes.starts_with(kZstd)) {  // the dictionary is compressed itself
      const auto whole = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
      if (whole > kMost) return;
      unpacked_bytes.resize(whole);
      if (ZSTD_isError(ZSTD_decompress(unpacked_bytes.data(), whole, bytes.data(), bytes.size())) !=
          0)
        return;
      bytes = unpacked_bytes;
    }
    ZSTD_DCtx_loadDictionary(context_, bytes.data(), bytes.size());
    from_->skip(8 + size);
  }

  std::unique_ptr<Buffered> from_;
  ZSTD_DCtx* context_;
  bool whole_ = true;  ///< between frames
  std::uint64_t in_ = 0;
  std::uint64_t out_ = 0;
};

}  // namespace

Trouble GrowthLimit::trouble() {
  return {fmt::format("was not unpacked further: it grows more than {} times", kTimes),
          "unpack it yourself if you trust it"};
}

Compression compression_of(std::string_view first) {
  if (first.starts_with(kGzip)) return Compression::gzip;
  if (first.starts_with(kZstd) || first.starts_with(kDictionaryFrame)) return Compression::zstd;
  if (first.size() > 9 && first.starts_with("BZh") && first.substr(4, 6) == "1AY&SY")
    return Compression::other;
  if (first.starts_with(std::string_view("\xFD\x37zXZ\0", 6)) || first.starts_with("LZIP"))
    return Compression::other;
  return Compression::none;
}

std::unique_ptr<Buffered> unpacked(std::unique_ptr<ByteStream> from) {
  auto out = std::make_unique<Buffered>(std::move(from));
  for (int layer = 0; layer < 2; ++layer) {
    switch (compression_of(out->peek(16))) {
      case Compression::none:
        return out;
      case Compression::gzip:
        out = std::make_unique<Buffered>(std::make_unique<GzipStream>(std::move(out)));
        break;
      case Compression::zstd:
        out = std::make_unique<Buffered>(std::make_unique<ZstdStream>(std::move(out)));
        break;
      case Compression::other:
        out = std::make_unique<Buffered>(open_filter(std::move(out)));
        break;
    }
  }
  return out;
}

}  // namespace dragoman
