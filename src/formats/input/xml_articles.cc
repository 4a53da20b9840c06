#include "formats/input/xml_articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>

#include "formats/input/markup_text.h"

namespace dragoman {

namespace {

/// The first child with one of these names that says something, best name first.
pugi::xml_node child(const pugi::xml_node& of, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    for (const pugi::xml_node& found : of.children(name)) {
      if (found.first_child()) return found;
    }
  }
  return {};
}

/// All that stands in a node: text as it is, elements as markup.
std::string inner(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) {
      out += part.value();
    } else if (part.type() == pugi::node_element) {
      std::ostringstream markup;
      part.print(markup, "", pugi::format_raw);
      out += markup.str();
    }
  }
  return out;
}

/// Plain text of what may be HTML.
std::string plain(const pugi::xml_node& node) { return text_of_markup(inner(node)); }

std::string link_of(const pugi::xml_node& record) {
  for (const pugi::xml_node& link : record.children("link")) {
    const std::string rel = link.attribute("rel").value();
    if (const char* to = link.attribute("href").value();
        *to != '\0' && (rel.empty() || rel == "alternate"))
      return to;
    if (link.first_child()) return plain(link);
  }
  if (const pugi::xml_node id = record.child("guid"); id) {
    std::string text = plain(id);
    if (text.starts_with("http")) return text;
  }
  return record.attribute("rdf:about").value();
}

FeedHead read_head(const std::string& text) {
  // The tags of the head are not closed, and what was parsed until then is there all the same.
  pugi::xml_document document;
  document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  const pugi::xml_node channel = root.child("channel") ? root.child("channel") : root;
  FeedHead out;
  out.title = plain(channel.child("title"));
  out.language = plain(child(channel, {"language", "dc:language"}));
  if (out.language.empty()) out.language = root.attribute("xml:lang").value();
  return out;
}

/// The story of a sentence: its id without the number at the end.
std::pair<std::string, long> story_and_number(std::string_view id) {
  std::size_t end = id.size();
  while (end > 0 && id[end - 1] >= '0' && id[end - 1] <= '9') --end;
  long number = 0;
  if (end == id.size() || end < 2 || (id[end - 1] != '-' && id[end - 1] != '_'))
    return {std::string(id), 0};
  std::from_chars(id.data() + end, id.data() + id.size(), number);
  return {std::string(id.substr(0, end - 1)), number};
}

/// Reads one element; false, with an error in `out`, when it is no XML.
bool parse(const std::string& element, const std::string& where, pugi::xml_document& document,
           ReadReport& out) {
  const auto parsed = document.load_buffer(element.data(), element.size(), pugi::parse_default,
                                           pugi::encoding_utf8);
  if (!parsed) {
    out.errors.push_back(
        {where, fmt::format("is no XML: {}", parsed.description()), "check what wrote the file"});
  }
  return static_cast<bool>(parsed);
}

}  // namespace

void XmlArticleReader::add_sentence(const std::string& element, const std::string& where,
                                    ReadReport& out) {
  pugi::xml_document document;
  if (!parse(element, where, document, out)) return;
  const pugi::xml_node sentence = document.document_element();
  std::string text = text_of_markup(sentence.child("Text").child_value());
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (blank(text)) {
    out.errors.push_back({where, "has no text", "give the sentence in <Text>"});
    return;
  }
  const auto [story, number] = story_and_number(sentence.attribute("id").value());
  Article article;
  article.id = story;
  fields_.set(article, Field::published, sentence.attribute("date").value(), where, out);
  article.publisher = sentence.attribute("source").value();
  article.url = sentence.attribute("url").value();
  const bool same = story_ && !story.empty() && story_->article.id == story &&
                    story_->article.published == article.published &&
                    story_->bytes <= kLongestArticle;
  if (!same) {
    end_story(out);
    story_ = Story{std::move(article), where, {}, 0};
  }
  story_->bytes += text.size();
  story_->sentences.emplace_back(number, std::move(text));
}

void XmlArticleReader::end_story(ReadReport& out) {
  if (!story_) return;
  Story story = std::move(*story_);
  story_.reset();
  std::stable_sort(story.sentences.begin(), story.sentences.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& sentence : story.sentences) {
    if (!story.article.text.empty()) story.article.text += '\n';
    story.article.text += sentence.second;
  }
  admit(std::move(story.article), story.where, "give the sentences in <Text>", out);
}

void XmlArticleReader::read(const std::string& element, ReadReport& out) {
  const std::string where = fmt::format("{}:{}", name_, elements_.line());
  if (element.starts_with("<Sentence")) return add_sentence(element, where, out);
  pugi::xml_document document;
  if (!parse(element, where, document, out)) return;
  const pugi::xml_node record = document.document_element();
  Article article;
  article.title = plain(record.child("title"));
  article.text = plain(child(record, {"content:encoded", "content", "description", "summary"}));
  if (blank(article.text)) article.text = article.title;  // a headline alone is news, too
  article.id = plain(child(record, {"guid", "id", "dc:identifier"}));
  article.url = link_of(record);
  const pugi::xml_node date =
      child(record, {"pubDate", "published", "dc:date", "dcterms:created", "updated"});
  fields_.set(article, Field::published, inner(date), where, out);
  const pugi::xml_node source = child(record, {"source", "dc:publisher"});
  article.publisher = plain(source.child("title") ? source.child("title") : source);
  if (article.publisher.empty()) article.publisher = head_.title;
  article.language = plain(record.child("dc:language"));
  if (article.language.empty()) article.language = record.attribute("xml:lang").value();
  if (article.language.empty()) article.language = head_.language;
  admit(std::move(article), where, "give it a title, a description or content", out);
}

bool XmlArticleReader::next(ReadReport& out) {
  const XmlElements::Found found = elements_.next(element_);
  if (!any_ && found != XmlElements::Found::none) head_ = read_head(elements_.head());
  any_ = any_ || found != XmlElements::Found::none;
  const std::string where = fmt::format("{}:{}", name_, elements_.line());
  switch (found) {
    case XmlElements::Found::element:
      read(element_, out);
      return true;
    case XmlElements::Found::too_long:
      out.errors.push_back(record_too_long(where));
      return true;
    case XmlElements::Found::cut:
      out.errors.push_back({where, "an element that begins here does not end",
                            "fetch the file again; what came before was read"});
      end_story(out);
      return false;
    case XmlElements::Found::none:
      end_story(out);
      if (!any_ && in_.trouble() == nullptr)
        out.errors.push_back(
            {name_,
             blank(elements_.head()) ? "is empty" : "is XML without items, entries or sentences",
             "give RSS, Atom, RDF or the XML of PETRARCH"});
      return false;
  }
  return false;
}

}  // namespace dragoman
