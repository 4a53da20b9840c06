// One article in a web page.
#pragma once

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// Reads a page as a whole: bytes in the encoding that it declares, or UTF-8, or a guess.
class HtmlPageReader final : public RecordReader {
 public:
  /// `url`: where the page was found; empty when not known. `declared`: its encoding by what came
  /// with it; empty: what the page says.
  HtmlPageReader(std::unique_ptr<Buffered> bytes, std::string name, std::string url = {},
                 std::string declared = {})
      : bytes_(std::move(bytes)),
        name_(std::move(name)),
        url_(std::move(url)),
        declared_(std::move(declared)) {}
  bool next(ReadReport& out) override;

 private:
  std::unique_ptr<Buffered> bytes_;
  std::string name_;
  std::string url_;
  std::string declared_;
};

}  // namespace dragoman
