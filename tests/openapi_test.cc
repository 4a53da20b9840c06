// The description of the server against the server: every route, and the answers on the examples.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "server/assets.h"
#include "server_support.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;
using testing_support::RunningServer;

const Json& description() {
  static const Json d = Json::parse(openapi_json());
  return d;
}

/// The part of JSON Schema that the description uses: type, properties, required,
/// additionalProperties, items, enum, anyOf and $ref.
class Validator {
 public:
  /// What is wrong with a value; empty for nothing.
  std::string check(const Json& value, const Json& schema, const std::string& where) {
    if (schema.contains("$ref"))
      return check(
          value, description().at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))),
          where);
    if (schema.contains("anyOf")) {
      std::string first;
      for (const Json& one : schema["anyOf"]) {
        const std::string wrong = check(value, one, where);
        if (wrong.empty()) return {};
        if (first.empty()) first = wrong;
      }
      return first;
    }
    if (schema.contains("type") && !has_type(value, schema["type"]))
      return where + " is " + value.type_name() + ", not " + schema["type"].dump();
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      return where + " is " + value.dump() + ", which is none of " + schema["enum"].dump();
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        std::string wrong = check(value[i], schema["items"], where + "/" + std::to_string(i));
        if (!wrong.empty()) return wrong;
      }
    }
    return value.is_object() ? check_object(value, schema, where) : std::string();
  }

 private:
  static bool has_type(const Json& value, const Json& type) {
    if (type.is_array())
      return std::any_of(type.begin(), type.end(),
                         [&](const Json& t) { return has_type(value, t); });
    const auto name = type.get<std::string>();
    return (name == "object" && value.is_object()) || (name == "array" && value.is_array()) ||
           (name == "string" && value.is_string()) || (name == "boolean" && value.is_boolean()) ||
           (name == "null" && value.is_null()) || (name == "number" && value.is_number()) ||
           (name == "integer" && value.is_number_integer());
  }

  std::string check_object(const Json& value, const Json& schema, const std::string& where) {
    if (schema.contains("required"))
      for (const Json& key : schema["required"])
        if (!value.contains(key.get<std::string>()))
          return where + " has no " + key.get<std::string>();
    for (const auto& [key, inner] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(key)) {
        std::string wrong = check(inner, schema["properties"][key], where + "/" + key);
        if (!wrong.empty()) return wrong;
      } else if (schema.contains("additionalProperties")) {
        return where + " has " + key + ", which is not described";
      }
    }
    return {};
  }
};

/// The schema of what an operation answers.
Json answer_schema(const std::string& path, const std::string& method, const std::string& status) {
  return description()["paths"][path][method]["responses"][status]["content"]["application/json"]
                      ["schema"];
}

void expect_described(const Json& answer, const std::string& path,
                      const std::string& method = "get", const std::string& status = "200") {
  EXPECT_EQ(Validator().check(answer, answer_schema(path, method, status), path), "");
}

TEST(OpenApi, DescribesEveryRoute_AndNoOther) {
  std::set<std::string> served;
  for (const RouteName& route : Api::routes())
    served.insert(std::string(route.method) + " " + std::string(route.pattern));
  std::set<std::string> described;
  for (const auto& [path, methods] : description()["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string name = method;
      std::transform(name.begin(), name.end(), name.begin(), ::toupper);
      described.insert(name + " " + path);
    }
  }
  EXPECT_EQ(served, described);
}

TEST(OpenApi, EveryReference_LeadsSomewhere) {
  const auto look = [](const auto& self, const Json& json) -> void {
    if (json.is_object() && json.contains("$ref")) {
      const auto to = json["$ref"].get<std::string>();
      EXPECT_TRUE(description().contains(Json::json_pointer(to.substr(1)))) << to;
    }
    if (json.is_structured())
      for (const Json& inner : json) self(self, inner);
  };
  look(look, description());
}

TEST(OpenApi, AnswersOnTheExamples_AreAsDescribed) {
  const RunningServer s(true);
  const Json search = s.data("/api/search");
  ASSERT_FALSE(search["events"].empty());
  const std::string day = search["events"][0]["day"].get<std::string>();
  for (const char* path :
       {"/api/meta", "/api/timeline", "/api/map", "/api/graph", "/api/agenda", "/api/disagreements",
        "/api/situations", "/api/actors", "/api/search", "/api/panel", "/api/reviews"})
    expect_described(s.data(path), path);
  expect_described(s.data("/api/graph?level=actor"), "/api/graph");
  expect_described(s.data("/api/timeline?dyads=3&unit=week"), "/api/timeline");
  expect_described(s.data("/api/timeline?type=NONE"), "/api/timeline");
  expect_described(s.data("/api/changed?after=0"), "/api/changed");
  expect_described(s.data("/api/changed?since=" + day), "/api/changed");
  for (const Json& e : search["events"]) {
    const auto id = e["id"].get<std::string>();
    expect_described(s.data("/api/event/" + id), "/api/event/{id}");
    expect_described(s.data("/api/article/" + e["article"]["id"].get<std::string>()),
                     "/api/article/{id}");
    expect_described(s.data("/api/reviews/preview?event=" + id), "/api/reviews/preview");
    for (const Json& a : e["actors"])
      expect_described(s.data("/api/actor/" + a["actor"].dump()), "/api/actor/{id}");
  }
  const auto coded =
      s.post("/api/code", {{"text", "Police in Accra arrested a journalist on Monday."}});
  expect_described(coded.json(), "/api/code", "post");
  const Json review = {{"event", search["events"][0]["id"]}, {"decision", "accept"}, {"who", "me"}};
  const auto kept = s.post("/api/reviews", review);
  EXPECT_EQ(kept.status, 201) << kept.body;
  expect_described(kept.json(), "/api/reviews", "post", "201");
  expect_described(s.data("/api/reviews"), "/api/reviews");
  expect_described(s.data("/api/event/" + search["events"][0]["id"].get<std::string>()),
                   "/api/event/{id}");
  const auto undone = s.ask("DELETE", "/api/reviews/1", "", "X-Dragoman: 1\r\n");
  expect_described(undone.json(), "/api/reviews/{review}", "delete");
  const Json error = s.get("/api/nothing").json();
  EXPECT_EQ(Validator().check(error, description()["components"]["schemas"]["Error"], "error"), "");
}

}  // namespace

}  // namespace dragoman
