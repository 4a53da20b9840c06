// libarchive over our streams.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "formats/input/stream.h"

struct archive;

namespace dragoman {

/// A reader of libarchive fed by one of our streams, or by a file. Counts what it takes.
class ArchiveHandle {
 public:
  explicit ArchiveHandle(std::unique_ptr<ByteStream> from);
  explicit ArchiveHandle(const std::string& path);
  ArchiveHandle(const ArchiveHandle&) = delete;
  ArchiveHandle& operator=(const ArchiveHandle&) = delete;
  ~ArchiveHandle();

  [[nodiscard]] archive* get() const { return archive_; }
  /// Opens what the formats and filters enabled by then allow; false when it is none of them.
  bool open();
  /// Bytes taken from the stream; of a file, in which it may go back and forth, all.
  [[nodiscard]] std::uint64_t taken() const { return taken_; }
  /// What libarchive says is wrong.
  [[nodiscard]] std::string message() const;

 private:
  static std::ptrdiff_t give(archive*, void* self, const void** bytes);

  std::unique_ptr<ByteStream> from_;
  std::string path_;  ///< of a file, instead of a stream
  archive* archive_;
  std::string buffer_;
  std::uint64_t taken_ = 0;
};

/// bzip2, xz and lzip, unpacked.
std::unique_ptr<ByteStream> open_filter(std::unique_ptr<ByteStream> from);

}  // namespace dragoman
