// Articles in feeds (RSS, RDF, Atom) and in the XML of the PETRARCH coders.
#pragma once

#include <optional>

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"
#include "formats/input/xml_elements.h"

namespace dragoman {

/// What a feed says of all its items.
struct FeedHead {
  std::string title;
  std::string language;
};

/// Each `item` and `entry` is an article. Sentences that follow each other and are of one story
/// are an article. `in` is UTF-8.
class XmlArticleReader final : public RecordReader {
 public:
  XmlArticleReader(Buffered& in, std::string name, const InputOptions& options)
      : in_(in),
        name_(std::move(name)),
        fields_(options.map, name_),
        elements_(in, {"item", "entry", "Sentence"}) {}
  bool next(ReadReport& out) override;

 private:
  struct Story {
    Article article;
    std::string where;
    std::vector<std::pair<long, std::string>> sentences;  ///< number and text
    std::size_t bytes = 0;
  };

  void read(const std::string& element, ReadReport& out);
  void add_sentence(const std::string& element, const std::string& where, ReadReport& out);
  void end_story(ReadReport& out);

  Buffered& in_;
  std::string name_;
  FieldFinder fields_;
  XmlElements elements_;
  std::string element_;
  bool any_ = false;
  FeedHead head_;
  std::optional<Story> story_;
};

}  // namespace dragoman
