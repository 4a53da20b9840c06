// Articles as rows of a table: CSV (RFC 4180) and TSV.
#pragma once

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// The first row names the columns. Separators are ',', ';', tab and '|', found in that row. Quoted
/// fields can hold separators, line breaks and doubled quotes. A row with more or fewer fields than
/// the first is a bad record. A quoted field that does not end is one too, and reading goes on at
/// the line after its first. `in` is UTF-8.
class CsvReader final : public RecordReader {
 public:
  /// `separator`: 0 when it is to be found.
  CsvReader(Buffered& in, std::string name, const InputOptions& options, char separator = '\0');
  bool next(ReadReport& out) override;

 private:
  enum class Row : unsigned char { whole, too_long, open_quote, none };
  struct Column {
    std::size_t index;
    std::string name;
  };

  bool read_header(ReadReport& out);
  Row read_row();
  void read_article(const std::string& where, ReadReport& out);
  bool resume(const std::string& where, ReadReport& out);

  Buffered& in_;
  std::string name_;
  FieldFinder fields_;
  char separator_;
  bool started_ = false;
  std::vector<std::string> row_;
  std::size_t width_ = 0;  ///< fields of the row; more than row_ has where it is too long
  std::array<std::vector<Column>, kFields> columns_;  ///< of each field, best first
  std::size_t columns_named_ = 0;
  std::string held_;            ///< what follows the first line of the row
  std::size_t line_ = 1;        ///< of the next byte
  std::size_t first_line_ = 1;  ///< of the row last read
  int resumed_ = 0;
};

/// Whether a first line names columns that hold articles.
bool looks_like_csv(std::string_view line);

}  // namespace dragoman
