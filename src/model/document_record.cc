#include "model/bodies.h"

namespace milepost {

void add_body(Room& room, const Document& document, const DocumentFacts& facts) {
  Fields f(room);
  f.text_or_null("title", document.title)
      .text_or_null("url", document.url)
      .text_or_null("published", facts.published)
      .text_or_null("published_source", facts.published_source)
      .text_or_null("dateline", facts.dateline)
      .text_or_null("language", document.language);
  f.key("source").add("{");
  Fields(room)
      .text("path", document.source.path)
      .text("format", document.source.format)
      .text_or_null("member", document.source.member)
      .number("offset", static_cast<double>(document.source.offset))
      .number("ordinal", static_cast<double>(document.source.ordinal));
  room.add("}");
  f.text("text_sha256", facts.hash).number("bytes", static_cast<double>(document.text.size()));
  add_list(f.key("flags"), document.flags);
  f.text_or_null("duplicate_of", document.duplicate_of).text_or_null("cluster", document.cluster);
}

}  // namespace milepost
