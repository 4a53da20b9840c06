#include "story/stage_words.h"

#include <string_view>
#include <unordered_map>

#include "knowledge/table.h"
#include "story/weight_table.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Steps up from the event's word: "agreed to start holding talks".
constexpr int kFarthest = 3;

const std::unordered_map<std::string_view, Stage>& governors() {
  static const auto words = [] {
    std::unordered_map<std::string_view, Stage> out;
    for (const std::string_view line : split(story_tables::stages, '\n')) {
      if (line.front() == '#') continue;
      const auto fields = split(line, '\t');
      Stage stage = Stage::occurred;
      if (fields.size() > 1 && parse_stage(fields[0], &stage)) out.emplace(fields[1], stage);
    }
    return out;
  }();
  return words;
}

/// Whether what is named so under a verb is what the verb is about.
bool complement(std::string_view relation) {
  return one_of(relation, {"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl", "nsubj:pass"});
}

/// Whether what is named so can end with the verb: "the strike ended", "lifted the blockade".
bool subject_or_object(std::string_view relation) {
  return one_of(relation, {"obj", "xcomp", "nsubj", "nsubj:pass"});
}

}  // namespace

Stage stage_in_words(const Annotated& annotated, std::uint32_t trigger, Stage said) {
  const bool ahead = said == Stage::planned;
  if (!ahead && said != Stage::occurred && said != Stage::ongoing) return said;
  std::uint32_t at = trigger;
  for (int step = 0; step < kFarthest; ++step) {
    const Word& word = annotated.words[at];
    if (word.head < 0) return said;
    const auto up = static_cast<std::uint32_t>(word.head);
    const auto found = governors().find(annotated.words[up].lemma);
    const Stage stage = found == governors().end() ? said : found->second;
    if (ahead) {
      if (!complement(word.deprel)) return said;
      if (stage == Stage::agreed) return stage;
    } else {
      // Only the word right above: "stopped a bus that had been shelled" ends no shelling.
      return step == 0 && stage == Stage::ended && subject_or_object(word.deprel) ? stage : said;
    }
    at = up;
  }
  return said;
}

}  // namespace dragoman
