// Answers of web servers, as web archives keep them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/input/stream.h"

namespace dragoman {

/// `Name: value` lines.
class Headers {
 public:
  /// Reads lines up to a blank one; a line that begins with a space goes on with the one before.
  /// At most 64 KiB; what is longer is cut.
  void read(Buffered& in);
  /// The first value of a name, whatever its case; empty when there is none.
  [[nodiscard]] std::string get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

/// An answer without its envelope: transfer and content encodings are undone.
struct HttpAnswer {
  int status = 0;
  std::string type;     ///< media type in lower case, without parameters
  std::string charset;  ///< as declared; may be empty
  std::string body;
  std::string problem;  ///< why there is no body; empty when all is well
};

/// Takes apart what a server sent. Chunks that are cut short give what there is. A body of more
/// than `most` bytes, or in an encoding other than gzip, deflate and none, is a problem.
HttpAnswer read_http(std::string_view bytes, std::size_t most);

/// "text/html; charset=x" in its parts.
void read_content_type(std::string_view value, std::string& type, std::string& charset);

}  // namespace dragoman
