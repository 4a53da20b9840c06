// Articles in the plain text that news databases let their users save.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

enum class NewsDatabase : std::uint8_t {
  none,
  lexis,    ///< LexisNexis: "1 of 20 DOCUMENTS" begins an article
  factiva,  ///< Factiva: lines that begin with HD, PD, LP, TD and so on
};

/// What a text is by its first lines.
NewsDatabase database_of(std::string_view first);

/// Many articles of one such file, in the memory of the longest. Lines that were cut to a width are
/// joined again; paragraphs have a blank line between. `in` is UTF-8.
class DatabaseTextReader final : public RecordReader {
 public:
  DatabaseTextReader(NewsDatabase database, Buffered& in, std::string name,
                     const InputOptions& options)
      : database_(database), in_(in), name_(std::move(name)), fields_(options.map, name_) {}
  bool next(ReadReport& out) override;

 private:
  void end_document(ReadReport& out);

  NewsDatabase database_;
  Buffered& in_;
  std::string name_;
  FieldFinder fields_;
  std::string line_;
  std::vector<std::string> document_;  ///< lines of the article being read
  std::size_t bytes_ = 0;              ///< in them
  std::size_t number_ = 0;             ///< of the line last read
  std::size_t first_line_ = 1;         ///< of the article
  bool open_ = false;                  ///< an article has begun
};

/// Fields of one document, from its lines; dates as they are written.
struct DatabaseDocument {
  std::string id;
  std::string title;
  std::string date;
  std::string publisher;
  std::string language;
  std::string url;
  std::string text;
};
DatabaseDocument read_lexis(const std::vector<std::string>& lines);
DatabaseDocument read_factiva(const std::vector<std::string>& lines);

}  // namespace dragoman
