#include "store/filter_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/filter_lists.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

/// Calls `list`, `text` or `number` with the name and the place of each condition.
template <typename Filter, typename List, typename Text, typename Number, typename Box>
void each_condition(Filter& f, const List& list, const Text& text, const Number& number,
                    const Box& box) {
  each_list(f, list);
  text("since", f.since);
  text("until", f.until);
  number("confidence", f.confidence);
  text("text", f.text);
  box("box", f.box);
  text("as-of", f.as_of);
}

}  // namespace

std::string filter_as_json(const EventFilter& filter) {
  Json out = Json::object();
  const auto list = [&](const char* name, const auto& values) {
    if (!values.empty()) out[name] = values;
  };
  each_condition(
      filter, list,
      [&](const char* name, const std::string& value) {
        if (!value.empty()) out[name] = value;
      },
      [&](const char* name, double value) {
        if (value > 0) out[name] = value;
      },
      list);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<EventFilter> filter_from_json(std::string_view json, const std::string& where) {
  const auto given = Json::parse(json, nullptr, false);
  EventFilter out;
  bool good = given.is_object();
  std::size_t known = 0;
  const auto find = [&](const char* name) -> const Json* {
    if (!good || !given.contains(name)) return nullptr;
    ++known;
    return &given[name];
  };
  const auto list = [&](const char* name, std::vector<std::string>& into) {
    const Json* const j = find(name);
    if (j == nullptr) return;
    good = j->is_array();
    for (const auto& value : *j) {
      good = good && value.is_string();
      if (good) into.push_back(value.template get<std::string>());
    }
  };
  const auto text = [&](const char* name, std::string& into) {
    const Json* const j = find(name);
    if (j == nullptr) return;
    good = j->is_string();
    if (good) into = j->template get<std::string>();
  };
  const auto number = [&](const char* name, double& into) {
    const Json* const j = find(name);
    if (j == nullptr) return;
    good = j->is_number();
    if (good) into = j->template get<double>();
  };
  const auto box = [&](const char* name, std::vector<double>& into) {
    const Json* const j = find(name);
    if (j == nullptr) return;
    good = j->is_array() && j->size() == 4;
    for (const auto& value : *j) {
      good = good && value.is_number();
      if (good) into.push_back(value.template get<double>());
    }
  };
  each_condition(out, list, text, number, box);
  if (!good || known != given.size())
    return Error{where, "holds a filter that this program does not know",
                 "define the situation again"};
  return out;
}

std::string filter_as_words(const EventFilter& filter) {
  std::string out;
  const auto add = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    const bool plain = value.find_first_of(" \t\"'") == std::string::npos;
    out +=
        fmt::format("{}--{} {}", out.empty() ? "" : " ", name, plain ? value : "'" + value + "'");
  };
  each_condition(
      filter,
      [&](const char* name, const std::vector<std::string>& values) {
        add(name, fmt::format("{}", fmt::join(values, ",")));
      },
      add,
      [&](const char* name, double value) {
        if (value > 0) add(name, fmt::format("{:g}", value));
      },
      [&](const char* name, const std::vector<double>& values) {
        if (values.empty()) return;
        // Four values of one option stand side by side.
        out += fmt::format("{}--{} {}", out.empty() ? "" : " ", name, fmt::join(values, " "));
      });
  return out;
}

}  // namespace dragoman
