// Countries for parties that the text leaves without one: "police", "protesters", "two diplomats".
#pragma once

#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Where the action of an article lies: in a sentence, in a paragraph, and as a whole.
class CountryDefaults {
 public:
  /// O(mentions + places).
  CountryDefaults(const Tree& tree, const Reading& reading);

  /// The country an unnamed domestic party of `sentence` most likely belongs to: that of a place
  /// in the sentence, else the only state named in it, else the one where the paragraph so far
  /// plays, else that of the dateline, else the one the article is about. Empty when the article
  /// names none.
  [[nodiscard]] const std::string& of(std::uint32_t sentence) const;

  /// The country named inside the phrase that `head` heads: "diplomats at the Russian embassy",
  /// "elders on the Somali side", "two silos in the port of Odesa". Empty when there is none.
  /// O(places + mentions of the sentence).
  [[nodiscard]] std::string within(std::uint32_t head) const;

  /// The state that an article sets against `country`: the one it is about, or, for that one
  /// itself, the second that it tells much of; `country` where it tells of no other.
  [[nodiscard]] const std::string& opposite(const std::string& country) const;

  /// The state that the article is about; empty when it names none.
  [[nodiscard]] const std::string& focus() const { return focus_; }

  /// A second state that the article tells nearly as much of; empty for none.
  [[nodiscard]] const std::string& second() const { return second_; }

  /// The state other than `own` that was named last before the end of `sentence`; empty for none.
  [[nodiscard]] const std::string& other_than(const std::string& own, std::uint32_t sentence) const;

 private:
  /// True when `token` stands inside the phrase that `head` heads, clauses left out.
  [[nodiscard]] bool inside(std::uint32_t token, std::uint32_t head) const;
  void find_dateline();

  const Tree& tree_;
  const Reading& reading_;
  std::vector<std::string> by_sentence_;
  std::string dateline_;
  std::string focus_;
  std::string second_;  ///< told of nearly as much; empty for none
  struct Named {
    std::uint32_t sentence = 0;
    std::string country;
  };
  std::vector<Named> states_;  ///< in text order
  static const std::string kNone;
};

}  // namespace dragoman
