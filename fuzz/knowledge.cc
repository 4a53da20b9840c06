// A valid knowledge file under a list of edits: every file that differs from it is refused.
#include "knowledge/knowledge.h"

#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

namespace {

using dragoman::fuzz::check;

std::string small_file() {
  const dragoman::fuzz::Scratch scratch;
  const auto folder = scratch.path() / "knowledge";
  std::filesystem::create_directories(folder);
  dragoman::fuzz::write(
      folder / "countries.tsv",
      "EXA\tExampleland\tRepublic of Exampleland\tExamplish|Examplers\tPort Example\t"
      "Long House\t1.5\t2.5\nOTH\tOtherland\t-\tOtherish\tOther City\t-\t-1\t3\n");
  dragoman::fuzz::write(folder / "organisations.tsv", "Council of Examples\tCoE\tIGO\tGOV\n");
  dragoman::fuzz::write(folder / "people.tsv",
                        "Ana Sample\tSample\tEXA\tGOV\tpresident\tf\t2020-01-01\t-\n");
  dragoman::fuzz::write(folder / "roles.tsv", "president\tGOV\toffice\t-\n");
  dragoman::fuzz::write(folder / "given_names.tsv", "ana\tf\n");
  dragoman::fuzz::write(folder / "word_classes.tsv", "president\tn\tleader.1\n");
  dragoman::fuzz::write(folder / "places.tsv",
                        "Port Example\tEXA\tCoast\t1\t2\t7\t5000\tExample Port\n");
  auto bytes = dragoman::compile_knowledge(scratch.path().string());
  check(bytes.ok(), "small tables compile");
  return std::move(bytes.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string whole = small_file();
  static const int file = ::memfd_create("knowledge", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  std::string bytes = whole;
  // Three bytes an edit: where and what to flip; the last pair of bytes cuts or lengthens.
  for (; size >= 3; data += 3, size -= 3)
    bytes[(data[0] + 256U * data[1]) % bytes.size()] ^= static_cast<char>(data[2]);
  if (size == 2) bytes.resize((data[0] + 256U * data[1]) % (2 * whole.size()));
  check(::ftruncate(file, 0) == 0 &&
            ::pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()),
        "scratch file can be written");
  const auto opened = dragoman::Knowledge::open(path);
  check(opened.ok() == (bytes == whole), "only the undamaged file is opened");
  if (!opened.ok()) {
    check(!opened.error().remedy.empty(), "an error says what to do");
    return 0;
  }
  check(opened.value().country_name("EXA") == "Exampleland", "lookups work");
  return 0;
}
