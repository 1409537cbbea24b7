#include "read/markup.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>

#include "base/json_scan.h"
#include "read/gate.h"

namespace milepost::read {

namespace {

constexpr std::array<std::string_view, 29> kBlocks = {
    "address", "article", "block", "blockquote", "br", "caption", "dd", "div", "dl",  "dt",      "figure", "h1", "h2", "h3", "h4",
    "h5",      "h6",      "hl1",   "hl2",        "hr", "li",      "ol", "p",   "pre", "section", "table",  "td", "tr", "ul"};
constexpr std::array<std::string_view, 6> kSilent = {"head", "noscript", "script", "style", "template", "iframe"};

bool one_of(const xmlNode* n, const auto& names) {
  return n->type == XML_ELEMENT_NODE && std::find(names.begin(), names.end(), reinterpret_cast<const char*>(n->name)) != names.end();
}

class Words {
 public:
  void text(std::string_view s) {
    for (const char c : s) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        space_ = true;
        continue;
      }
      if (space_ && !out.empty() && out.back() != '\n') out += ' ';
      space_ = false;
      out += c;
    }
  }
  void line() {
    if (!out.empty() && out.back() != '\n') out += '\n';
    space_ = false;
  }
  std::string out;

 private:
  bool space_ = false;
};

}  // namespace

bool named(const xmlNode* n, std::string_view name) {
  return n->type == XML_ELEMENT_NODE && reinterpret_cast<const char*>(n->name) == name;
}

const xmlNode* child(const xmlNode* node, std::string_view path) {
  while (node != nullptr && !path.empty()) {
    const std::size_t cut = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, cut);
    const xmlNode* c = node->children;
    while (c != nullptr && !named(c, name)) c = c->next;
    node = c;
    path.remove_prefix(std::min(path.size(), cut + 1));
  }
  return node;
}

std::string attribute(const xmlNode* node, const char* name) {
  if (node == nullptr) return "";
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string out = value == nullptr ? "" : reinterpret_cast<const char*>(value);
  xmlFree(value);
  return out;
}

std::string words_of(const xmlNode* root) {
  Words w;
  const xmlNode* n = root;
  while (n != nullptr) {
    const bool silent = one_of(n, kSilent);
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) w.text(reinterpret_cast<const char*>(n->content));
    if (one_of(n, kBlocks)) w.line();
    if (n->type != XML_ENTITY_REF_NODE && n->type != XML_DTD_NODE && !silent && n->children != nullptr) {
      n = n->children;
      continue;
    }
    while (n != root && n->next == nullptr) {
      n = n->parent;
      if (one_of(n, kBlocks)) w.line();
    }
    if (n == root) break;
    n = n->next;
  }
  while (!w.out.empty() && (w.out.back() == '\n' || w.out.back() == ' ')) w.out.pop_back();
  return w.out;
}

std::string text_of_html(const std::string& html) {
  if (html.find('<') == std::string::npos) {
    Words w;
    w.text(decode_entities(html));
    return w.out;
  }
  // XML_PARSE_HUGE: without it everything behind 256 levels is silently dropped. The input is valid UTF-8 here; a bad byte would swallow
  // the tag behind it.
  htmlDocPtr doc = htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | XML_PARSE_HUGE);
  if (doc == nullptr) return "";
  const xmlNode* root = xmlDocGetRootElement(doc);
  std::string out = root == nullptr ? "" : words_of(root);
  xmlFreeDoc(doc);
  return out;
}

std::uint32_t entity(std::string_view name) {
  const std::string key(name);
  const htmlEntityDesc* e = htmlEntityLookup(reinterpret_cast<const xmlChar*>(key.c_str()));
  return e == nullptr ? 0 : e->value;
}

std::string decode_entities(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    const std::size_t end = s[i] == '&' ? s.substr(i, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos || end < 2) {
      out += s[i];
      continue;
    }
    const std::string_view name = s.substr(i + 1, end - 1);
    std::uint32_t c = 0;
    if (name[0] == '#') {
      const bool sixteen = name.size() > 1 && (name[1] | 0x20) == 'x';
      const std::string digits(name.substr(sixteen ? 2 : 1));
      char* stop = nullptr;
      const unsigned long v = std::strtoul(digits.c_str(), &stop, sixteen ? 16 : 10);
      if (!digits.empty() && *stop == '\0' && v <= 0x10FFFF) c = static_cast<std::uint32_t>(v);
    } else {
      c = name == "apos" ? '\'' : entity(name);
    }
    if (c == 0) {
      out += s[i];
      continue;
    }
    append_utf8(out, c);
    i += end;
  }
  return out;
}

}  // namespace milepost::read
