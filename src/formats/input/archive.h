// Articles in zip, tar and 7z archives.
#pragma once

#include <memory>
#include <string>

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// Reads the entries of an archive one after another as what their names say they are. Names are
/// only names: nothing is written to disk. An archive among the entries is read, too; one inside
/// that is not. Null when the bytes are no archive; then `out` says so.
std::unique_ptr<RecordReader> open_archive(std::unique_ptr<ByteStream> bytes,
                                           const std::string& name, const InputOptions& options,
                                           int depth, ReadReport& out);

/// The same for a file, in which archives can be read that need to be looked into at any place
/// (7z).
std::unique_ptr<RecordReader> open_archive_file(const std::string& path,
                                                const InputOptions& options, ReadReport& out);

}  // namespace dragoman
