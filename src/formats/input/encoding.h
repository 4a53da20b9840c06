// Text in any encoding, read as UTF-8.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "formats/input/stream.h"
#include "formats/read_report.h"

namespace dragoman {

/// Reads bytes as text and gives UTF-8. What is UTF-8 stays as it is. Else the encoding is that of
/// a byte order mark, the declared one, or, from the first byte that is no UTF-8 on, the best guess
/// for what follows it. What cannot be converted becomes U+FFFD and is counted. O(bytes), in
/// constant memory.
class Utf8Stream final : public ByteStream {
 public:
  /// `declared`: the encoding that the input says it has; empty: none. It counts only where the
  /// bytes are not UTF-8.
  explicit Utf8Stream(std::unique_ptr<ByteStream> from, std::string declared = {});
  ~Utf8Stream() override;

  std::size_t read(char* to, std::size_t n) override;
  [[nodiscard]] const Trouble* trouble() const override { return from_.trouble(); }

  /// Tells, once, of a guess that was made; and of bytes without meaning once the end is reached.
  void report(const std::string& name, ReadReport& out);

 private:
  void start();
  void fill();
  void fill_utf8();
  void fill_converted();
  void replace(std::size_t bytes);
  void convert_from(std::string charset, bool guessed);

  Buffered from_;
  std::string declared_;
  std::string ready_;
  std::size_t at_ = 0;
  bool started_ = false;
  bool ended_ = false;
  bool decided_ = false;       ///< no other encoding is looked for any more
  void* converter_ = nullptr;  ///< an iconv_t; null: the bytes are UTF-8
  std::string charset_;
  bool guess_untold_ = false;
  std::size_t position_ = 0;  ///< bytes taken from the input
  std::size_t bad_ = 0;
  std::size_t first_bad_ = 0;
};

/// Puts U+FFFD for each byte that is no UTF-8; character references can make such.
void make_utf8(std::string& text);

/// The name of the encoding that these bytes, not UTF-8, are most likely in. Text with few bytes
/// beyond ASCII is taken for Windows-1252, on which statistics of letters have nothing to say.
std::string guess_charset(std::string_view bytes);

}  // namespace dragoman
