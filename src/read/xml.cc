// NITF, NewsML-G2, RSS and Atom by libxml2's pull reader: one item in memory at a time. No network, no external DTD, no entity is expanded;
// HTML's named characters are put in place before the parser sees them, since their DTD is never loaded.
#include <libxml/xmlreader.h>

#include <algorithm>

#include "base/json_scan.h"
#include "base/utf8.h"
#include "read/bytes.h"
#include "read/gate.h"
#include "read/markup.h"

namespace milepost::read {

namespace {

/// Named entities of HTML as numbers, control characters as spaces, invalid UTF-8 (where UTF-8 is promised) as U+FFFD.
class XmlGate : public ByteSource {
 public:
  XmlGate(std::unique_ptr<ByteSource> bytes, bool utf8) : bytes_(std::move(bytes)), utf8_(utf8) {}
  std::optional<Error> error;
  std::uint64_t taken = 0;

  Result<std::size_t> read(char* to, std::size_t n) override {
    while (at_ == out_.size() && !ended_) refill();
    const std::size_t take = std::min(n, out_.size() - at_);
    std::copy_n(out_.data() + at_, take, to);
    at_ += take;
    taken += take;
    return take;
  }

 private:
  void refill() {
    std::string raw = std::move(kept_);
    kept_.clear();
    const std::size_t had = raw.size();
    raw.resize(had + (1 << 15));
    const auto got = bytes_->read(raw.data() + had, raw.size() - had);
    if (!got) error = got.error();
    ended_ = !got || *got == 0;
    raw.resize(had + (got ? *got : 0));
    out_.clear();
    at_ = 0;
    if (!ended_) hold_back(raw);
    if (utf8_) repair_utf8(raw);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const auto c = static_cast<unsigned char>(raw[i]);
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
        out_ += ' ';
      } else if (c == '&') {
        i += reference(std::string_view(raw).substr(i, 12));
      } else {
        out_ += raw[i];
      }
    }
  }

  /// A reference or character that the end of the block may have cut waits for the next block.
  void hold_back(std::string& raw) {
    std::size_t cut = raw.rfind('&');
    if (cut == std::string::npos || raw.size() - cut > 12 || raw.find(';', cut) != std::string::npos) cut = raw.size();
    if (cut == raw.size())
      for (std::size_t k = 0; utf8_ && k < 3 && cut > 0 && static_cast<unsigned char>(raw[cut - 1]) >= 0x80; ++k) --cut;
    kept_ = raw.substr(cut);
    raw.resize(cut);
  }

  /// Writes what stands for the reference; returns the bytes taken behind the &.
  std::size_t reference(std::string_view s) {
    const std::size_t end = s.find(';');
    const std::string_view name = end == std::string_view::npos ? std::string_view() : s.substr(1, end - 1);
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos" || name.empty()) {
      out_ += '&';
      return 0;
    }
    if (name[0] == '#') {
      const bool sixteen = name.size() > 1 && (name[1] | 0x20) == 'x';
      const unsigned long v = std::strtoul(std::string(name.substr(sixteen ? 2 : 1)).c_str(), nullptr, sixteen ? 16 : 10);
      if (v >= 0x20 || v == '\n' || v == '\t' || v == '\r') {
        out_ += '&';
        return 0;
      }
      out_ += ' ';
      return end;
    }
    const std::uint32_t c = entity(name);
    out_ += c == 0 ? "&amp;" : "&#" + std::to_string(c) + ";";
    return c == 0 ? 0 : end;
  }

  std::unique_ptr<ByteSource> bytes_;
  bool utf8_, ended_ = false;
  std::string kept_, out_;
  std::size_t at_ = 0;
};

std::string text_at(const xmlNode* node, std::string_view path) {
  const xmlNode* n = child(node, path);
  return n == nullptr ? "" : words_of(n);
}

std::string html_at(const xmlNode* node, std::string_view path) { return text_of_html(text_at(node, path)); }

std::string first(std::initializer_list<std::string> values) {
  for (const std::string& v : values)
    if (!v.empty()) return v;
  return "";
}

struct Item {
  Fields fields;
  std::string flag;
};

/// The prefix that a feed uses for a name is its own; only dc:, content: and the like are told apart by namespace, and their local names
/// do.
Item from_rss(const xmlNode* item, const std::string& language) {
  Item out;
  Fields& f = out.fields;
  f.url = text_at(item, "link");
  f.id = first({text_at(item, "guid"), attribute(item, "about")});
  f.title = html_at(item, "title");
  f.published = first({text_at(item, "pubDate"), text_at(item, "date")});
  f.published_source = "feed";
  f.language = first({text_at(item, "language"), language});
  f.body = html_at(item, "encoded");
  if (f.body.empty()) {
    f.body = html_at(item, "description");
    out.flag = "summary_only";
  }
  return out;
}

std::string atom_text(const xmlNode* node) {
  if (node == nullptr) return "";
  return attribute(node, "type") == "html" ? text_of_html(words_of(node)) : words_of(node);
}

Item from_atom(const xmlNode* entry, const std::string& language) {
  Item out;
  Fields& f = out.fields;
  f.id = text_at(entry, "id");
  for (const xmlNode* c = entry->children; c != nullptr; c = c->next)
    if (named(c, "link") && (f.url.empty() || attribute(c, "rel") == "alternate")) f.url = attribute(c, "href");
  f.title = atom_text(child(entry, "title"));
  f.published = first({text_at(entry, "published"), text_at(entry, "issued"), text_at(entry, "updated")});
  f.published_source = "feed";
  f.language = first({attribute(entry, "lang"), language});
  f.body = atom_text(child(entry, "content"));
  if (f.body.empty()) {
    f.body = atom_text(child(entry, "summary"));
    out.flag = "summary_only";
  }
  return out;
}

/// The paragraphs of NITF. Where a block holds the whole text, the one that repeats its beginning is left out.
std::string nitf_body(const xmlNode* content) {
  if (content == nullptr) return "";
  const xmlNode* whole = nullptr;
  for (const xmlNode* c = content->children; c != nullptr; c = c->next)
    if (named(c, "block") && attribute(c, "class") == "full_text") whole = c;
  return words_of(whole == nullptr ? content : whole);
}

Item from_nitf(const xmlNode* nitf, const std::string&) {
  Item out;
  Fields& f = out.fields;
  f.id = attribute(child(nitf, "head/docdata/doc-id"), "id-string");
  f.url = attribute(child(nitf, "head/pubdata"), "ex-ref");
  f.title = first({text_at(nitf, "body/body.head/hedline/hl1"), text_at(nitf, "head/title")});
  f.published =
      first({attribute(child(nitf, "head/docdata/date.issue"), "norm"), attribute(child(nitf, "head/pubdata"), "date.publication")});
  f.language = attribute(nitf, "lang");
  const std::string dateline = text_at(nitf, "body/body.head/dateline");
  f.body = nitf_body(child(nitf, "body/body.content"));
  if (!dateline.empty()) f.body = dateline + "\n" + f.body;
  return out;
}

Item from_newsml(const xmlNode* item, const std::string&) {
  Item out;
  Fields& f = out.fields;
  f.id = attribute(item, "guid");
  f.language = attribute(item, "lang");
  f.title = first({text_at(item, "contentMeta/headline"), text_at(item, "itemMeta/title")});
  f.url = attribute(child(item, "itemMeta/link"), "href");
  f.published = first(
      {text_at(item, "contentMeta/contentCreated"), text_at(item, "itemMeta/firstCreated"), text_at(item, "itemMeta/versionCreated")});
  const xmlNode* inline_xml = child(item, "contentSet/inlineXML");
  const xmlNode* body = child(inline_xml, "nitf/body/body.content");
  if (body == nullptr) body = child(inline_xml, "html/body");
  f.body = body != nullptr ? words_of(body) : inline_xml != nullptr ? words_of(inline_xml) : text_at(item, "contentSet/inlineData");
  if (attribute(child(item, "itemMeta/pubStatus"), "qcode") == "stat:canceled") {  // withdrawn: nothing of it may stay in a database
    f.body.clear();
    f.title.clear();
    out.flag = "canceled";
  }
  return out;
}

struct Kind {
  const char *element, *format;
  Item (*read)(const xmlNode*, const std::string& language);
};
constexpr Kind kKinds[] = {
    {"item", "rss", from_rss}, {"entry", "atom", from_atom}, {"nitf", "nitf", from_nitf}, {"newsItem", "newsml", from_newsml}};

class XmlReader : public Reader {
 public:
  XmlReader(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options, bool utf8)
      : gate_(std::move(bytes), utf8), source_(std::move(source)), options_(options) {
    reader_ = xmlReaderForIO(
        [](void* self, char* to, int n) {
          auto* r = static_cast<XmlReader*>(self);
          if (r->gate_.taken - r->item_begin_ > r->options_.max_document_bytes + (1u << 20)) {
            r->too_long_ = true;
            return -1;
          }
          return static_cast<int>(*r->gate_.read(to, static_cast<std::size_t>(n)));
        },
        nullptr, this, nullptr, utf8 ? "UTF-8" : nullptr, XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  }
  ~XmlReader() override { xmlFreeTextReader(reader_); }
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  std::optional<Result<Document>> next() override {
    while (!done_) {
      const int code = skip_ ? xmlTextReaderNext(reader_) : xmlTextReaderRead(reader_);
      skip_ = false;
      if (code != 1) return finish(code);
      if (xmlTextReaderNodeType(reader_) != XML_READER_TYPE_ELEMENT) continue;
      const std::string name = reinterpret_cast<const char*>(xmlTextReaderConstLocalName(reader_));
      if (name == "language" && language_.empty()) {
        xmlChar* text = xmlTextReaderReadString(reader_);
        if (text != nullptr) language_ = reinterpret_cast<const char*>(text);
        xmlFree(text);
      }
      const Kind* kind = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& k) { return name == k.element; });
      if (kind == std::end(kKinds)) continue;
      source_.offset = static_cast<std::uint64_t>(std::max(0L, xmlTextReaderByteConsumed(reader_)));
      const xmlNode* node = xmlTextReaderExpand(reader_);
      if (node == nullptr) return finish(-1);
      item_begin_ = gate_.taken;
      skip_ = true;
      source_.format = kind->format;
      Item item = kind->read(node, language_);
      Document d = make_document(std::move(item.fields), {}, source_, options_);
      if (!item.flag.empty()) d.flags.insert(std::lower_bound(d.flags.begin(), d.flags.end(), item.flag), item.flag);
      ++source_.ordinal;
      return d;
    }
    return std::nullopt;
  }
  std::uint64_t bytes_read() const override { return gate_.taken; }

 private:
  std::optional<Result<Document>> finish(int code) {
    done_ = true;
    const auto at = static_cast<std::uint64_t>(std::max(0L, xmlTextReaderByteConsumed(reader_)));
    const auto failed = [&](Error e) { return Result<Document>(tl::unexpected(error_at(std::move(e), source_, at))); };
    if (gate_.error) return failed(*gate_.error);
    if (too_long_) return failed(too_long(options_.max_document_bytes));
    if (code < 0) return failed(damage("not well-formed XML", "what stood before is kept; the rest of the file is lost"));
    if (source_.ordinal == 0) return failed(damage("XML without an article", "read are RSS, Atom, NITF and NewsML-G2"));
    return std::nullopt;
  }

  XmlGate gate_;
  Source source_;
  ReadOptions options_;
  xmlTextReaderPtr reader_ = nullptr;
  std::string language_;
  std::uint64_t item_begin_ = 0;
  bool skip_ = false, done_ = false, too_long_ = false;
};

/// Whether the declaration promises UTF-8, as it does by saying nothing.
bool promises_utf8(std::string_view start) {
  if (start.starts_with("\xFE\xFF") || start.starts_with("\xFF\xFE")) return false;
  const std::size_t at = start.substr(0, start.find("?>")).find("encoding=");
  if (at == std::string_view::npos || !start.starts_with("<?xml")) return true;
  if (at + 10 >= start.size()) return true;
  const std::string_view name = start.substr(at + 10, 5);
  return (name[0] | 0x20) == 'u' && name.find('8') != std::string_view::npos;
}

}  // namespace

std::unique_ptr<Reader> read_xml(std::unique_ptr<ByteSource> bytes, Source source, const ReadOptions& options) {
  source.format = "xml";
  const std::string start = peek(bytes, 256);
  return std::make_unique<XmlReader>(std::move(bytes), std::move(source), options, promises_utf8(start));
}

}  // namespace milepost::read
