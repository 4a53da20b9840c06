// Any bytes as one of the tables under data/; the first byte says which. Others stay small.
#include <array>

#include "check.h"
#include "coding/lexicon.h"
#include "coding/ontology.h"
#include "knowledge/knowledge.h"
#include "reading/reading_lexicon.h"
#include "text/segmenter.h"

namespace {

using dragoman::fuzz::check;

struct File {
  const char* path;
  const char* content;
};

constexpr std::array<File, 20> kFiles = {
    {{"lexicon/verbs.tsv", "praise\tv\tSUPPORT\t-\t-\t-\t-\n"},
     {"lexicon/embedding.tsv", "plan\tv\tplanned\n"},
     {"lexicon/reporting.tsv", "say\n"},
     {"reading/times.tsv", "monday\tweekday\t0\n"},
     {"ontology/types.tsv", "SUPPORT\tverbal cooperation\t3\t-\n"},
     {"ontology/modes.tsv", "PROTEST\triot\t-7\n"},
     {"ontology/modality.tsv", "*\tplanned\tsame\n"},
     {"ontology/contexts.tsv", "military\tsoldier\n"},
     {"knowledge/countries.tsv", "EXA\tExampleland\t-\tExamplish\tPort Example\t-\t1\t2\n"},
     {"knowledge/organisations.tsv", "Council\tCoE\tIGO\tGOV\n"},
     {"knowledge/people.tsv", "Ana Sample\t-\tEXA\tGOV\tpresident\tf\t-\t-\n"},
     {"knowledge/roles.tsv", "president\tGOV\toffice\t-\n"},
     {"knowledge/given_names.tsv", "ana\tf\n"},
     {"knowledge/places.tsv", "Port Example\tEXA\tCoast\t1\t2\t7\t5000\t-\n"},
     {"knowledge/word_classes.tsv", "president\tn\tleader.1\n"},
     {"lexicon/sets.tsv", "$weapons\trifle|gun\n"},
     {"ontology/cameo.tsv", "050\tSupport\tSUPPORT\t-\t-\n"},
     {"ontology/goldstein.tsv", "050\t3.5\t3.5\t3.5\n"},
     {"ontology/crosswalk.tsv", "SUPPORT\t*\t*\t-\t050\n"},
     {"ontology/told_modes.tsv", "SUPPORT\t*\tPROTEST\triot\n"}}};

template <typename T>
void check_result(const dragoman::Result<T>& result) {
  if (result.ok()) return;
  check(!result.error().where.empty() && !result.error().what.empty(),
        "an error says where and what");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dragoman::fuzz::Scratch scratch;
  static const std::string base = [] {
    for (const char* folder : {"lexicon", "reading", "ontology", "knowledge"})
      std::filesystem::create_directories(scratch.path() / folder);
    for (const File& f : kFiles) dragoman::fuzz::write(scratch.path() / f.path, f.content);
    return scratch.path().string();
  }();
  if (size == 0) return 0;
  const File& file = kFiles[data[0] % kFiles.size()];
  dragoman::fuzz::write(scratch.path() / file.path, dragoman::fuzz::view(data + 1, size - 1));
  const std::string_view path = file.path;
  if (path.starts_with("lexicon") || path.starts_with("reading")) {
    check_result(dragoman::Lexicon::load(base));
    check_result(dragoman::load_reading_lexicon(base));
  } else if (path.starts_with("ontology")) {
    const auto ontology = dragoman::Ontology::load(base);
    check_result(ontology);
    if (ontology.ok()) {
      for (const auto& type : ontology.value().types())
        check(ontology.value().type(type.name) != nullptr, "a listed type is found");
      check(ontology.value().type_of("SUPPORT", dragoman::Modality::planned) != "",
            "every act has a type");
    }
  } else {
    const auto knowledge = dragoman::Knowledge::load(base);
    check_result(knowledge);
    if (knowledge.ok()) {
      // The names of the table itself, looked up as running text.
      const std::string text(dragoman::fuzz::view(data + 1, size - 1));
      const dragoman::Document d = dragoman::segment(text);
      const dragoman::FoldedTokens folded(d);
      const auto n = static_cast<std::uint32_t>(d.tokens.size());
      for (std::uint32_t t = 0; t < n; ++t) {
        std::uint32_t length = 0;
        const auto* entry = knowledge.value().longest(d, folded, t, n, &length);
        check(entry == nullptr || (length > 0 && t + length <= n), "a phrase ends in the text");
        if (entry != nullptr) check(!entry->surface.empty(), "an entry keeps its words");
        static_cast<void>(knowledge.value().place(folded.at(t)));
        static_cast<void>(knowledge.value().gender_of(folded.at(t)));
      }
    }
  }
  dragoman::fuzz::write(scratch.path() / file.path, file.content);
  return 0;
}
