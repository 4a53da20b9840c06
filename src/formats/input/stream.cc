#include "formats/input/stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace dragoman {

namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;

/// Reads by system calls, so that a slow pipe gives what it has.
class FileStream final : public ByteStream {
 public:
  FileStream(int handle, bool ours) : handle_(handle), ours_(ours) {}
  ~FileStream() override {
    if (ours_) ::close(handle_);
  }

  std::size_t read(char* to, std::size_t n) override {
    if (trouble() != nullptr) return 0;
    for (;;) {
      const ssize_t got = ::read(handle_, to, n);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EINTR) continue;
      fail("cannot be read to its end", "check the disk");
      return 0;
    }
  }

 private:
  int handle_;
  bool ours_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_bytes(const std::string& path) {
  if (path == "-") return std::unique_ptr<ByteStream>(new FileStream(STDIN_FILENO, false));
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return Error{path, "is a folder", "name a file in it"};
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0)
    return Error{path, std::filesystem::exists(path, error) ? "cannot be read" : "no such file",
                 "check the name and its permissions"};
  return std::unique_ptr<ByteStream>(new FileStream(handle, true));
}

bool Buffered::fill() {
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t have = buffer_.size();
  buffer_.resize(have + kChunk);
  const std::size_t got = from_->read(buffer_.data() + have, kChunk);
  buffer_.resize(have + got);
  return got > 0;
}

std::string_view Buffered::available() {
  if (at_ == buffer_.size()) fill();
  return std::string_view(buffer_).substr(at_);
}

std::string_view Buffered::peek(std::size_t n) {
  while (buffer_.size() - at_ < n && fill()) {
  }
  return std::string_view(buffer_).substr(at_, n);
}

void Buffered::put_back(std::string_view bytes) {
  buffer_.replace(0, at_, bytes);
  at_ = 0;
}

Buffered::Line Buffered::line(std::string& out, std::size_t most) {
  out.clear();
  bool any = false;
  bool too_long = false;
  for (std::string_view view = available(); !view.empty(); view = available()) {
    any = true;
    const std::size_t end = view.find('\n');
    const std::string_view part = view.substr(0, end);
    const std::size_t room = most - out.size();
    too_long = too_long || part.size() > room;
    out.append(part.substr(0, room));
    skip(end == std::string_view::npos ? view.size() : end + 1);
    if (end != std::string_view::npos) break;
  }
  if (!any) return Line::none;
  if (too_long) return Line::too_long;
  if (!out.empty() && out.back() == '\r') out.pop_back();
  return Line::whole;
}

std::size_t Buffered::read(char* to, std::size_t n) {
  if (at_ == buffer_.size() && n >= kChunk) return from_->read(to, n);
  const std::string_view view = available();
  n = view.copy(to, n);
  skip(n);
  return n;
}

std::string read_rest(ByteStream& from, std::size_t most, bool* complete) {
  std::string out;
  std::size_t have = 0;
  for (;;) {
    // One byte more than wanted, to know whether there is more.
    const std::size_t want = std::min(most + 1, std::max(2 * have, kChunk));
    if (have > most) break;
    out.resize(std::max(want, have));
    const std::size_t got = from.read(out.data() + have, out.size() - have);
    if (got == 0) break;
    have += got;
  }
  *complete = have <= most;
  out.resize(std::min(have, most));
  return out;
}

}  // namespace dragoman
