// Bytes that come one after another: from a file, from memory, or out of another stream.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace dragoman {

/// Why a stream ended before its end.
struct Trouble {
  std::string what;
  std::string remedy;
};

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  /// Up to `n` bytes into `to`, as soon as there are any. 0 at the end and after trouble.
  virtual std::size_t read(char* to, std::size_t n) = 0;
  /// What ended the stream early; null while all is well.
  [[nodiscard]] virtual const Trouble* trouble() const {
    return trouble_.has_value() ? &*trouble_ : nullptr;
  }
  /// After trouble: goes on behind the damage where the format allows it. False when it cannot.
  virtual bool recover() { return false; }

 protected:
  void fail(std::string what, std::string remedy) {
    trouble_ = Trouble{std::move(what), std::move(remedy)};
  }
  void forget_trouble() { trouble_.reset(); }

 private:
  std::optional<Trouble> trouble_;
};

/// A file, or standard input for "-". Error when it cannot be opened or is a folder.
Result<std::unique_ptr<ByteStream>> open_bytes(const std::string& path);

/// Bytes that somebody else keeps for as long as the stream lives.
class ViewStream final : public ByteStream {
 public:
  explicit ViewStream(std::string_view bytes) : rest_(bytes) {}
  std::size_t read(char* to, std::size_t n) override {
    n = rest_.copy(to, n);
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
};

/// Another stream that can be looked into before it is read. Holds what was looked at and at most
/// 64 KiB more.
class Buffered final : public ByteStream {
 public:
  explicit Buffered(std::unique_ptr<ByteStream> from) : from_(std::move(from)) {}

  /// What is at hand; empty only at the end. The view holds until the next call.
  std::string_view available();
  /// The next `n` bytes, or fewer when there are no more.
  std::string_view peek(std::size_t n);
  /// Passes over `n` bytes that a view has shown.
  void skip(std::size_t n) { at_ += n; }
  /// Puts bytes back, to be read before all others.
  void put_back(std::string_view bytes);

  enum class Line : unsigned char { whole, too_long, none };
  /// The next line without its end (\n or \r\n). Of one with more than `most` bytes the first are
  /// given and the others passed over. `none`: there is no more.
  Line line(std::string& out, std::size_t most);

  std::size_t read(char* to, std::size_t n) override;
  [[nodiscard]] const Trouble* trouble() const override { return from_->trouble(); }
  bool recover() override { return from_->recover(); }

 private:
  bool fill();

  std::unique_ptr<ByteStream> from_;
  std::string buffer_;
  std::size_t at_ = 0;
};

/// All that is left, up to `most` bytes; `complete` says whether that was all.
std::string read_rest(ByteStream& from, std::size_t most, bool* complete);

}  // namespace dragoman
