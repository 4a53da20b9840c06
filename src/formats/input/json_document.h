// Articles in one JSON document: an array of objects, an object around such an array, or one
// object.
#pragma once

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// Elements of an array at the top are read one by one, in the memory of the largest. An object at
/// the top is read as a whole: it is an article when it has a text, else the first array of objects
/// in it holds the articles. What turns out to be JSON Lines is read as such. `in` is UTF-8.
class JsonDocumentReader final : public RecordReader {
 public:
  JsonDocumentReader(Buffered& in, std::string name, const InputOptions& options)
      : in_(in), name_(std::move(name)), options_(options), fields_(options.map, name_) {}
  bool next(ReadReport& out) override;

 private:
  bool begin(ReadReport& out);
  void read_object(ReadReport& out);
  bool take_element(ReadReport& out);

  Buffered& in_;
  std::string name_;
  const InputOptions& options_;
  FieldFinder fields_;
  bool begun_ = false;
  std::size_t number_ = 0;  ///< of the element
  std::string element_;
  std::unique_ptr<RecordReader> lines_;  ///< JSON Lines
};

}  // namespace dragoman
