#include "cli/coder_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "store/signature.h"
#include "text/file.h"

namespace dragoman::cli {

namespace {

Result<std::string> file_hash(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  return content_hash(bytes.value());
}

/// Names and contents of all tables of a folder.
Result<std::string> folder_hash(const std::string& folder, const std::vector<std::string>& rooms) {
  std::string all;
  for (const std::string& room : rooms) {
    std::vector<std::string> files;
    std::error_code error;
    const std::string path = fmt::format("{}/{}", folder, room);
    for (const auto& entry : std::filesystem::directory_iterator(path, error))
      if (entry.path().extension() == ".tsv") files.push_back(entry.path().string());
    if (error) return Error{path, "cannot be listed: " + error.message(), ""};
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      const auto hash = file_hash(file);
      if (!hash.ok()) return hash.error();
      all += std::filesystem::path(file).filename().string() + ' ' + hash.value() + '\n';
    }
  }
  return content_hash(all);
}

}  // namespace

Result<CoderCard> coder_card(const Coder& coder, const Options& o) {
  CoderCard card;
  card.version = DRAGOMAN_VERSION;
  card.knowledge = fmt::format("{:016x}", coder.knowledge().checksum());
  const auto model = file_hash(model_path(o));
  if (!model.ok()) return model.error();
  card.model = model.value();
  const auto ranker = file_hash(ranker_path(o));
  if (!ranker.ok()) return ranker.error();
  card.ranker = ranker.value();
  const auto tables = folder_hash(data_folder(o), {"lexicon", "ontology", "reading"});
  if (!tables.ok()) return tables.error();
  card.lexicon = tables.value();
  // A user's own entries are part of what the results depend on.
  for (const std::string& own : o.lexicons) {
    const auto hash = file_hash(own);
    if (!hash.ok()) return hash.error();
    card.lexicon = content_hash(card.lexicon + hash.value());
  }
  return card;
}

}  // namespace dragoman::cli
