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
  const Stage sought = ahead ? Stage::agreed : Stage::ended;
  // Only the word right above ends: "stopped a bus that had been shelled" ends no shelling.
  const int farthest = ahead ? kFarthest : 1;
  std::uint32_t at = trigger;
  for (int step = 0; step < farthest; ++step) {
    const Word& word = annotated.words[at];
    if (word.head < 0 || !(ahead ? complement : subject_or_object)(word.deprel)) return said;
    at = static_cast<std::uint32_t>(word.head);
    const auto found = governors().find(annotated.words[at].lemma);
    if (found != governors().end() && found->second == sought) return sought;
  }
  return said;
}

}  // namespace dragoman
