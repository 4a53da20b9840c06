// Errors as values: a value, or what went wrong, where, and what to do about it.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dragoman {

/// What went wrong with an input, in words for its user.
struct Error {
  std::string where;             ///< file, or file:line
  std::string what;              ///< what is wrong
  std::string remedy;            ///< what to do, may be empty
  std::vector<Error> more = {};  ///< others found on the way

  /// A line for each error, without the last line end.
  [[nodiscard]] std::string message() const {
    std::string out = where + ": " + what + (remedy.empty() ? "" : " (" + remedy + ")");
    for (const Error& e : more) out += "\n" + e.message();
    return out;
  }
};

/// Either a T or an Error. Ask `ok()` before `value()`.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  [[nodiscard]] T& value() { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const { return std::get<0>(state_); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace dragoman
