// Articles in treebanks.
#pragma once

#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// Text rebuilt from `# text` lines (from the words where there are none), one sentence a line and
/// a blank line between paragraphs. `# newdoc` begins an article; without one, all is one article.
/// Trees are not used: the text is read like any other.
class ConlluArticleReader final : public RecordReader {
 public:
  ConlluArticleReader(Buffered& in, std::string name, const InputOptions&)
      : in_(in), name_(std::move(name)) {}
  bool next(ReadReport& out) override;

 private:
  bool take_line(ReadReport& out);
  void comment(std::string_view text);
  void word(std::string_view line, ReadReport& out);
  void end_sentence(ReadReport& out);

  Buffered& in_;
  std::string name_;
  std::string line_;
  std::size_t number_ = 0;
  std::string next_id_;
  bool next_ready_ = false;  ///< `# newdoc` was read
  Article article_;
  std::size_t first_line_ = 1;  ///< of the article
  std::string given_;           ///< `# text` of the sentence
  std::string built_;           ///< from its words
  std::string fused_until_;     ///< last word of the token that has been written
  bool space_ = false;
  bool paragraph_ = false;
  bool bad_ = false;  ///< a line of this sentence was no CoNLL-U
  bool any_ = false;
  bool told_ = false;  ///< an error of a line
};

}  // namespace dragoman
