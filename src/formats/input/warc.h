// Articles in web archives: WARC (ISO 28500), WET.
#pragma once

#include "formats/input/http.h"
#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// Pages in `response` and `resource` records, plain text in `conversion` records; others are
/// passed over, and so are answers other than 200 and media other than pages, feeds and text. The
/// address is WARC-Target-URI. A page that does not say when it was published gets the day on which
/// it was fetched, and one note tells how many did. Damage loses its record only.
class WarcReader final : public RecordReader {
 public:
  WarcReader(std::unique_ptr<Buffered> in, std::string name, const InputOptions& options)
      : in_(std::move(in)), name_(std::move(name)), options_(options) {}
  bool next(ReadReport& out) override;

 private:
  struct Record {
    std::string kind;
    std::string url;
    std::string day;
    std::string type;
    std::string charset;
  };

  bool find_record(ReadReport& out);
  void read_record(ReadReport& out);
  bool take_block(std::size_t length, std::string* block, ReadReport& out);
  void read_block(Record record, std::string block, ReadReport& out);
  void read_body(const Record& record, std::string_view body, ReadReport& out);
  bool end(ReadReport& out);

  std::unique_ptr<Buffered> in_;
  std::string name_;
  const InputOptions& options_;
  std::size_t number_ = 0;   ///< of the record
  std::string where_;        ///< file and record
  std::size_t fetched_ = 0;  ///< articles with the day of fetching
  std::size_t without_article_ = 0;
  std::size_t too_long_ = 0;
  std::size_t warnings_ = 0;
  bool lost_ = false;  ///< between records that can be read
};

}  // namespace dragoman
