#include "formats/import/lines.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <filesystem>

namespace dragoman {

namespace {

constexpr std::size_t kBlock = std::size_t{64} << 10;
constexpr std::size_t kLongest = std::size_t{1} << 20;

}  // namespace

void LineSource::Close::operator()(archive* a) const { archive_read_free(a); }

Error LineSource::error() const {
  const char* const what = archive_error_string(archive_.get());
  return {path_, std::string("cannot be read: ") + (what == nullptr ? "unknown error" : what),
          "check the name and whether the file is whole"};
}

std::string LineSource::where() const {
  return path_ + (member_.empty() ? "" : "/" + member_) + ":" + std::to_string(number_);
}

Result<LineSource> LineSource::open(const std::string& path) {
  archive* const a = archive_read_new();
  LineSource out(a, path);
  archive_read_support_filter_all(a);
  archive_read_support_format_zip(a);
  archive_read_support_format_raw(a);
  archive_read_support_format_empty(a);
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored))
    return Error{path, "is a folder", "name the files in it"};
  const int code = path == "-" ? archive_read_open_fd(a, 0, kBlock)
                               : archive_read_open_filename(a, path.c_str(), kBlock);
  if (code != ARCHIVE_OK) return out.error();
  return out;
}

Result<bool> LineSource::fill() {
  if (done_) return false;
  for (;;) {
    if (!in_file_) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(archive_.get(), &entry);
      if (code == ARCHIVE_EOF) {
        done_ = true;
        return false;
      }
      if (code < ARCHIVE_WARN) return error();
      const char* const name = archive_entry_pathname(entry);
      const bool zip =
          (archive_format(archive_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
      member_ = zip && name != nullptr ? name : "";
      in_file_ = true;
      number_ = 0;
    }
    block_.resize(kBlock);
    const auto n = archive_read_data(archive_.get(), block_.data(), kBlock);
    if (n < 0) return error();
    block_.resize(static_cast<std::size_t>(n));
    at_ = 0;
    if (n > 0) return true;
    in_file_ = false;
    return true;  // an end of file ends its last line
  }
}

Result<bool> LineSource::next(std::string& line) {
  line.clear();
  bool any = false;
  for (;;) {
    if (at_ == block_.size()) {
      const bool inside = in_file_;
      auto more = fill();
      if (!more.ok()) {
        done_ = true;
        return more;
      }
      if (!more.value() || (inside && !in_file_)) {
        block_.clear();
        at_ = 0;
        if (any) break;
        if (!more.value()) return false;
      }
      continue;
    }
    any = true;
    const std::size_t end = block_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? block_.size() : end;
    const std::size_t room = kLongest - std::min(kLongest, line.size());
    line.append(block_, at_, std::min(stop - at_, room));
    at_ = end == std::string::npos ? stop : end + 1;
    if (end != std::string::npos) break;
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  ++number_;
  return true;
}

}  // namespace dragoman
