// Any bytes as a user's lexicon file, added to a small shipped one.
#include "coding/lexicon.h"

#include "check.h"
#include "coding/ontology.h"

using dragoman::fuzz::check;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dragoman::fuzz::Scratch scratch;
  static const std::string own = (scratch.path() / "own.tsv").string();
  static const auto ontology = dragoman::Ontology::load(DRAGOMAN_SOURCE_DIR "/data");
  check(ontology.ok(), "the shipped ontology can be read");
  std::filesystem::create_directories(scratch.path() / "lexicon");
  dragoman::fuzz::write(scratch.path() / "lexicon" / "verbs.tsv",
                        "praise\tv\tSUPPORT\t-\t-\t-\t-\npraise obj=*\tv\tSUPPORT\t-\t-\t-\t-\n");
  dragoman::fuzz::write(own, dragoman::fuzz::view(data, size));
  auto lexicon = dragoman::Lexicon::load(scratch.path().string());
  check(lexicon.ok(), "the lexicon of two lines can be read");
  const auto errors = lexicon.value().add(own, ontology.value());
  for (const auto& e : errors)
    check(e.where.starts_with(own) && !e.what.empty() && !e.remedy.empty(),
          "an error says where, what and what to do");
  check(errors.empty() || lexicon.value().entries().size() == 2, "a bad file adds nothing");
  for (const auto& e : lexicon.value().entries()) {
    check(!e.head.empty() && !e.where.empty(), "an entry has a head and a line");
    for (const auto& c : e.conditions) check(!c.values.empty(), "a condition has a value");
  }
  return 0;
}
