// One article of plain text.
#pragma once

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// Plain text; an optional header of `Key: value` lines ends at the first blank line. `in` is
/// UTF-8.
class PlainTextReader final : public RecordReader {
 public:
  PlainTextReader(Buffered& in, std::string name, const InputOptions& options)
      : in_(in), name_(std::move(name)), fields_(options.map, name_) {}
  bool next(ReadReport& out) override;

 private:
  Buffered& in_;
  std::string name_;
  FieldFinder fields_;
};

}  // namespace dragoman
