#include "reading/reading_lexicon.h"

#include <algorithm>
#include <array>

#include "knowledge/table.h"

namespace dragoman {

namespace {
constexpr std::array<std::string_view, 10> kModalities = {
    "occurred",   "ongoing", "planned", "possible",  "demanded",
    "threatened", "refused", "denied",  "cancelled", "background"};

ReportingFrame frame_of(const Table::Row& row) {
  ReportingFrame frame;
  frame.attitude = row.at(1) == "attitude";
  for (const std::string_view part : split(row.at(3), ',')) {
    if (part == "clause") {
      frame.clause = true;
    } else if (part == "inf") {
      frame.infinitive = true;
    } else if (part == "obj") {
      frame.object = true;
    } else {
      frame.prepositions.emplace_back(part);
    }
  }
  return frame;
}

}  // namespace

std::string_view to_string(Modality modality) {
  return kModalities[static_cast<std::size_t>(modality)];
}

std::string_view to_string(Source source) {
  static constexpr std::array<std::string_view, 6> kSources = {"clause",    "governor", "sentence",
                                                               "narrative", "dateline", ""};
  return kSources[static_cast<std::size_t>(source)];
}

bool parse_modality(std::string_view name, Modality* out) {
  for (std::size_t i = 0; i < kModalities.size(); ++i) {
    if (kModalities[i] == name) {
      *out = static_cast<Modality>(i);
      return true;
    }
  }
  return false;
}

const Modality* ReadingLexicon::find(std::string_view lemma, std::string_view particle,
                                     char pos) const {
  std::array<char, 64> key{};
  if (lemma.size() + particle.size() + 3 > key.size()) return nullptr;
  char* end = std::copy(lemma.begin(), lemma.end(), key.data());
  if (!particle.empty()) {
    *end++ = '_';
    end = std::copy(particle.begin(), particle.end(), end);
  }
  *end++ = '/';
  *end++ = pos;
  const auto found =
      embedding.find(std::string_view(key.data(), static_cast<std::size_t>(end - key.data())));
  return found == embedding.end() ? nullptr : &found->second;
}

Result<ReadingLexicon> load_reading_lexicon(const std::string& directory) {
  ReadingLexicon lexicon;
  Result<Table> embedding = read_table(directory + "/lexicon/embedding.tsv", 3);
  if (!embedding.ok()) return embedding.error();
  for (const auto& row : embedding.value().rows) {
    if (row.at(2) == "carried") lexicon.carriers.emplace(row.at(0));
    Modality modality{};
    if (!parse_modality(row.at(2), &modality)) continue;  // "none": transparent
    lexicon.embedding.emplace(std::string(row.at(0)) + "/" + std::string(row.at(1)), modality);
  }
  Result<Table> reporting = read_table(directory + "/lexicon/reporting.tsv", 4);
  if (!reporting.ok()) return reporting.error();
  for (const auto& row : reporting.value().rows) {
    const std::string_view pos = row.at(2);
    ReportingWords& words = pos == "v"   ? lexicon.verbs
                            : pos == "n" ? lexicon.nouns
                            : pos == "a" ? lexicon.adjectives
                            : pos == "l" ? lexicon.light
                            : pos == "m" ? lexicon.media
                                         : lexicon.adverbs;
    words.emplace(row.at(0), frame_of(row));
  }
  Result<TimeLexicon> times = TimeLexicon::load(directory);
  if (!times.ok()) return times.error();
  lexicon.times = std::move(times.value());
  Result<QuantityLexicon> quantities = QuantityLexicon::load(directory);
  if (!quantities.ok()) return quantities.error();
  lexicon.quantities = std::move(quantities.value());
  Result<PlaceLexicon> places = PlaceLexicon::load(directory);
  if (!places.ok()) return places.error();
  lexicon.places = std::move(places.value());
  Result<CueLexicon> cues = CueLexicon::load(directory);
  if (!cues.ok()) return cues.error();
  lexicon.cues = std::move(cues.value());
  Result<ModalityModel> modality = ModalityModel::parse(ModalityModel::built_in());
  if (!modality.ok()) return modality.error();
  lexicon.modality = std::move(modality.value());
  return lexicon;
}

}  // namespace dragoman
