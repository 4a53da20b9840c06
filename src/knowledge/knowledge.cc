#include "knowledge/knowledge.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

namespace dragoman {

namespace {

constexpr const char* kRemedy = "build the program again, or remove the file to read data/ instead";

/// Whether a block of `size` bytes is whole. Offsets inside are trusted after the checksum.
bool whole(const std::byte* block, std::size_t size) {
  if (size < sizeof(PackedHeader)) return false;
  const auto& header = *reinterpret_cast<const PackedHeader*>(block);
  if (std::memcmp(header.magic, kPackedMagic, sizeof kPackedMagic) != 0 || header.size != size)
    return false;
  const std::string_view file(reinterpret_cast<const char*>(block), size);
  return header.checksum == packed_checksum(packed_guarded(file));
}

}  // namespace

Result<Knowledge> Knowledge::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{path, "the knowledge file cannot be read", kRemedy};
  struct stat about {};
  void* block = MAP_FAILED;
  if (::fstat(file, &about) == 0 && about.st_size > 0)
    block =
        ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (block == MAP_FAILED) return Error{path, "the knowledge file cannot be mapped", kRemedy};
  const auto size = static_cast<std::size_t>(about.st_size);
  Knowledge k;
  k.block_ = std::shared_ptr<const std::byte>(
      static_cast<const std::byte*>(block),
      [size](const std::byte* p) { ::munmap(const_cast<std::byte*>(p), size); });
  if (!whole(k.block_.get(), size))
    return Error{path, "is not a knowledge file of this version, or is damaged", kRemedy};
  return k;
}

Result<Knowledge> Knowledge::load(const std::string& directory) {
  Result<std::string> bytes = compile_knowledge(directory);
  if (!bytes.ok()) return bytes.error();
  Knowledge k;
  const std::size_t size = bytes.value().size();
  auto* block = static_cast<std::byte*>(::operator new (size, std::align_val_t{64}));
  std::memcpy(block, bytes.value().data(), size);
  k.block_ = std::shared_ptr<const std::byte>(block, [](const std::byte* p) {
    ::operator delete (const_cast<std::byte*>(p), std::align_val_t{64});
  });
  return k;
}

const PackedKey* Knowledge::lookup(const PackedTable& table, std::string_view key) const {
  const auto* slots = reinterpret_cast<const std::uint32_t*>(block_.get() + table.slots);
  const auto* keys = reinterpret_cast<const PackedKey*>(block_.get() + table.keys);
  for (std::uint64_t i = packed_hash(key) & (table.capacity - 1);;
       i = (i + 1) & (table.capacity - 1)) {
    if (slots[i] == 0) return nullptr;
    const PackedKey& candidate = keys[slots[i] - 1];
    if (candidate.text.view() == key) return &candidate;
  }
}

std::span<const NameEntry> Knowledge::run(const PackedTable& table, std::string_view key) const {
  const PackedKey* found = lookup(table, key);
  if (found == nullptr) return {};
  const auto* entries = reinterpret_cast<const NameEntry*>(block_.get() + header().entries);
  return {entries + found->first, found->count};
}

const NameEntry* Knowledge::longest(const Document& document, const FoldedTokens& folded,
                                    std::uint32_t first, std::uint32_t limit,
                                    std::uint32_t* length) const {
  const PackedKey* bound = lookup(header().phrase_lengths, folded.at(first));
  if (bound == nullptr) return nullptr;
  const NameEntry* best = nullptr;
  for (std::uint32_t n = 1; n <= bound->first && first + n <= limit; ++n) {
    const std::string_view surface =
        std::string_view(document.text)
            .substr(document.tokens[first].begin,
                    document.tokens[first + n - 1].end - document.tokens[first].begin);
    // Names start with a capital, or are written wholly as in the table.
    const bool lower = surface.front() >= 'a' && surface.front() <= 'z';
    for (const NameEntry& entry : run(header().names, folded.run(first, first + n))) {
      if (entry.exact_case ? surface != entry.surface.view() : lower) continue;
      best = &entry;
      *length = n;
      break;
    }
  }
  return best;
}

std::span<const NameEntry> Knowledge::find(std::string_view folded) const {
  return run(header().names, folded);
}

std::span<const NameEntry> Knowledge::places(std::string_view folded) const {
  return run(header().places, folded);
}

const NameEntry* Knowledge::place(std::string_view folded) const {
  const auto found = places(folded);
  return found.empty() ? nullptr : found.data();
}

const NameEntry* Knowledge::role(std::string_view lemma) const {
  const auto found = run(header().roles, lemma);
  return found.empty() ? nullptr : found.data();
}

char Knowledge::gender_of(std::string_view folded_given_name) const {
  const PackedKey* found = lookup(header().given_names, folded_given_name);
  return found == nullptr ? '-' : static_cast<char>(found->first);
}

std::span<const std::uint32_t> Knowledge::word_classes(std::string_view lemma, char pos) const {
  const PackedKey* found =
      lookup(pos == 'v' ? header().verb_classes : header().noun_classes, lemma);
  if (found == nullptr) return {};
  const auto* ids = reinterpret_cast<const std::uint32_t*>(block_.get() + header().class_ids);
  return {ids + found->first, found->count};
}

const NameEntry* Knowledge::country(std::string_view iso3) const {
  const auto found = run(header().countries, iso3);
  return found.empty() ? nullptr : found.data();
}

std::string_view Knowledge::country_name(std::string_view iso3) const {
  const NameEntry* found = country(iso3);
  return found == nullptr ? iso3 : found->name.view();
}

}  // namespace dragoman
