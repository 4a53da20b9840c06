// Compressed bytes and archives, made in tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dragoman::testing_support {

/// One member of gzip.
inline std::string gzip(std::string_view text) {
  z_stream z{};
  EXPECT_EQ(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&z, text.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

/// One frame of Zstandard.
inline std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

/// An archive in memory. `prepare` names the format and its options.
template <typename Prepare>
std::string pack(const Entries& entries, const Prepare& prepare) {
  std::string out(std::size_t{1} << 20, '\0');
  for (const auto& entry : entries) out.resize(out.size() + entry.second.size() * 2);
  std::size_t used = 0;
  archive* a = archive_write_new();
  prepare(a);
  archive_write_set_bytes_in_last_block(a, 1);
  EXPECT_EQ(archive_write_open_memory(a, out.data(), out.size(), &used), ARCHIVE_OK)
      << archive_error_string(a);
  for (const auto& [name, bytes] : entries) {
    archive_entry* e = archive_entry_new();
    archive_entry_set_pathname(e, name.c_str());
    archive_entry_set_size(e, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    EXPECT_EQ(archive_write_header(a, e), ARCHIVE_OK) << archive_error_string(a);
    archive_write_data(a, bytes.data(), bytes.size());
    archive_entry_free(e);
  }
  EXPECT_EQ(archive_write_close(a), ARCHIVE_OK);
  archive_write_free(a);
  out.resize(used);
  return out;
}

inline std::string zip(const Entries& entries) {
  return pack(entries, [](archive* a) { archive_write_set_format_zip(a); });
}
inline std::string tar(const Entries& entries) {
  return pack(entries, [](archive* a) { archive_write_set_format_ustar(a); });
}
inline std::string seven_zip(const Entries& entries) {
  return pack(entries, [](archive* a) { archive_write_set_format_7zip(a); });
}

/// xz or bzip2, as the function of libarchive that adds the filter has it.
inline std::string filtered(std::string_view text, int (*filter)(archive*)) {
  return pack({{"raw", std::string(text)}}, [&](archive* a) {
    archive_write_set_format_raw(a);
    filter(a);
  });
}

}  // namespace dragoman::testing_support
