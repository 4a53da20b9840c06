#include "formats/input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "formats/input/compression.h"
#include "formats/input/folder.h"
#include "formats/input/kinds.h"
#include "formats/input/libarchive.h"
#include "formats/input/open.h"

namespace dragoman {

namespace {

/// An archive, and one inside it.
constexpr int kDeepest = 2;

struct OpenArchive {
  explicit OpenArchive(std::unique_ptr<ArchiveHandle> opened) : handle(std::move(opened)) {}
  std::unique_ptr<ArchiveHandle> handle;
  std::uint64_t out = 0;  ///< bytes unpacked
  bool stopped = false;   ///< it grew too much
};

/// The bytes of the entry that is current. Ends with the next call for a header.
class EntryStream final : public ByteStream {
 public:
  explicit EntryStream(OpenArchive& archive) : archive_(archive) {}

  std::size_t read(char* to, std::size_t n) override {
    if (trouble() != nullptr) return 0;
    const auto got = archive_read_data(archive_.handle->get(), to, n);
    if (got < 0) {
      fail("is damaged or cannot be unpacked: " + archive_.handle->message(),
           "fetch the archive again, or unpack it yourself");
      return 0;
    }
    archive_.out += static_cast<std::uint64_t>(got);
    if (!GrowthLimit::allows(archive_.handle->taken(), archive_.out)) {
      archive_.stopped = true;
      const Trouble t = GrowthLimit::trouble();
      fail(t.what, t.remedy);
      return 0;
    }
    return static_cast<std::size_t>(got);
  }

 private:
  OpenArchive& archive_;
};

/// The name of an entry, fit to be printed.
std::string name_of(archive_entry* entry, std::size_t number) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  if (name == nullptr || *name == '\0') return fmt::format("entry {}", number);
  std::string out = std::string(name).substr(0, 1000);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = '?';
  return out;
}

/// What systems put beside the files.
bool hidden(std::string_view name) {
  return last_part(name).starts_with('.') || name.starts_with("__MACOSX/");
}

class ArchiveReader final : public RecordReader {
 public:
  ArchiveReader(std::unique_ptr<ArchiveHandle> handle, std::string name,
                const InputOptions& options, int depth)
      : archive_(std::move(handle)), name_(std::move(name)), options_(options), depth_(depth) {}

  bool next(ReadReport& out) override {
    if (entry_ != nullptr) {
      if (!entry_->next(out)) entry_.reset();
      return true;
    }
    if (archive_.stopped) return end(out);
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_.handle->get(), &entry);
    if (status == ARCHIVE_RETRY) return true;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      damaged_ = status != ARCHIVE_EOF;
      if (damaged_)
        out.errors.push_back({name_, "is damaged or cut short: " + archive_.handle->message(),
                              "fetch it again; what came before was read"});
      return end(out);
    }
    ++number_;
    if (archive_entry_filetype(entry) == AE_IFREG) open_entry(entry, out);
    return true;
  }

 private:
  void open_entry(archive_entry* entry, ReadReport& out) {
    const std::string inner = name_of(entry, number_);
    if (hidden(inner)) return;
    const std::string where = name_ + "!" + inner;
    const Kind kind = kind_of_name(inner);
    if (kind == Kind::unknown) {
      if (unknown_count_++ < kUnknownNamed) unknown_.push_back(inner);
      return;
    }
    if (archive_entry_is_encrypted(entry) > 0) {
      out.errors.push_back({where, "is encrypted", "unpack it with its password first"});
      return;
    }
    auto bytes = unpacked(std::make_unique<EntryStream>(archive_));
    if (kind != Kind::archive)
      entry_ = open_records(kind, std::move(bytes), where, options_);
    else if (depth_ >= kDeepest)
      out.errors.push_back({where, "is an archive in an archive in an archive",
                            "unpack the outer one; archives are read two deep"});
    else
      entry_ = open_archive(std::move(bytes), where, options_, depth_ + 1, out);
  }

  bool end(ReadReport& out) {
    warn_of_unknown(name_, unknown_, unknown_count_, out);
    if (number_ == 0 && !damaged_)
      out.errors.push_back({name_, "is an archive without files", "put articles into it"});
    return false;
  }

  OpenArchive archive_;
  std::string name_;
  const InputOptions& options_;
  int depth_;
  std::unique_ptr<RecordReader> entry_;
  std::size_t number_ = 0;
  bool damaged_ = false;
  std::vector<std::string> unknown_;
  std::size_t unknown_count_ = 0;
};

std::unique_ptr<RecordReader> opened(std::unique_ptr<ArchiveHandle> handle, const std::string& name,
                                     const InputOptions& options, int depth, ReadReport& out) {
  archive_read_support_format_zip(handle->get());
  archive_read_support_format_tar(handle->get());
  archive_read_support_format_7zip(handle->get());
  if (!handle->open()) {
    out.errors.push_back({name, "cannot be read as an archive: " + handle->message(),
                          "unpack it first, or give zip, tar or 7z"});
    return nullptr;
  }
  return std::make_unique<ArchiveReader>(std::move(handle), name, options, depth);
}

}  // namespace

std::unique_ptr<RecordReader> open_archive(std::unique_ptr<ByteStream> bytes,
                                           const std::string& name, const InputOptions& options,
                                           int depth, ReadReport& out) {
  return opened(std::make_unique<ArchiveHandle>(std::move(bytes)), name, options, depth, out);
}

std::unique_ptr<RecordReader> open_archive_file(const std::string& path,
                                                const InputOptions& options, ReadReport& out) {
  return opened(std::make_unique<ArchiveHandle>(path), path, options, 1, out);
}

}  // namespace dragoman
