#include "formats/input/libarchive.h"

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>

#include "formats/input/compression.h"

namespace dragoman {

ArchiveHandle::ArchiveHandle(std::unique_ptr<ByteStream> from)
    : from_(std::move(from)), archive_(archive_read_new()), buffer_(std::size_t{64} << 10, '\0') {}

ArchiveHandle::ArchiveHandle(const std::string& path) : path_(path), archive_(archive_read_new()) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  taken_ = error ? 0 : size;
}

ArchiveHandle::~ArchiveHandle() { archive_read_free(archive_); }

std::ptrdiff_t ArchiveHandle::give(archive* handle, void* self, const void** bytes) {
  auto* me = static_cast<ArchiveHandle*>(self);
  const std::size_t got = me->from_->read(me->buffer_.data(), me->buffer_.size());
  if (const Trouble* trouble = me->from_->trouble(); got == 0 && trouble != nullptr) {
    archive_set_error(handle, -1, "%s", trouble->what.c_str());
    return ARCHIVE_FATAL;
  }
  me->taken_ += got;
  *bytes = me->buffer_.data();
  return static_cast<std::ptrdiff_t>(got);
}

bool ArchiveHandle::open() {
  if (from_ == nullptr)
    return archive_read_open_filename(archive_, path_.c_str(), std::size_t{64} << 10) == ARCHIVE_OK;
  return archive_read_open(archive_, this, nullptr, &ArchiveHandle::give, nullptr) == ARCHIVE_OK;
}

std::string ArchiveHandle::message() const {
  const char* said = archive_error_string(archive_);
  return said == nullptr ? "unknown damage" : said;
}

namespace {

class FilterStream final : public ByteStream {
 public:
  explicit FilterStream(std::unique_ptr<ByteStream> from) : handle_(std::move(from)) {
    archive_read_support_filter_bzip2(handle_.get());
    archive_read_support_filter_xz(handle_.get());
    archive_read_support_filter_lzip(handle_.get());
    archive_read_support_format_raw(handle_.get());
    archive_entry* entry = nullptr;
    if (!handle_.open() || archive_read_next_header(handle_.get(), &entry) != ARCHIVE_OK) damaged();
  }

  std::size_t read(char* to, std::size_t n) override {
    if (trouble() != nullptr) return 0;
    const auto got = archive_read_data(handle_.get(), to, n);
    if (got < 0) {
      damaged();
      return 0;
    }
    out_ += static_cast<std::uint64_t>(got);
    if (!GrowthLimit::allows(handle_.taken(), out_)) {
      const Trouble t = GrowthLimit::trouble();
      fail(t.what, t.remedy);
      return 0;
    }
    return static_cast<std::size_t>(got);
  }

 private:
  void damaged() {
    fail("is damaged or cut short: " + handle_.message(),
         "fetch or copy it again; what came before was read");
  }

  ArchiveHandle handle_;
  std::uint64_t out_ = 0;
};

}  // namespace

std::unique_ptr<ByteStream> open_filter(std::unique_ptr<ByteStream> from) {
  return std::make_unique<FilterStream>(std::move(from));
}

}  // namespace dragoman
