// Articles as JSON Lines: one object a line.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// `in` is UTF-8. Keys of fields are found by their names or by --map, where `a.b` is key b of the
/// object a. A list of strings is a text of paragraphs.
class JsonLinesReader final : public RecordReader {
 public:
  JsonLinesReader(Buffered& in, std::string name, const InputOptions& options)
      : in_(in), name_(std::move(name)), fields_(options.map, name_) {}
  bool next(ReadReport& out) override;

 private:
  Buffered& in_;
  std::string name_;
  FieldFinder fields_;
  std::string line_;
  std::size_t number_ = 0;  ///< of the line last read
  bool any_ = false;
};

/// The article of one JSON object; of anything else an error.
void read_article(const nlohmann::json& object, const std::string& where, FieldFinder& fields,
                  ReadReport& out);

}  // namespace dragoman
