#include "milepost/json.h"
#include "model/bodies.h"

namespace milepost {

void append_body(std::string& out, const Document& document, const DocumentFacts& facts) {
  std::string source;
  source += '{';
  JsonFields(source)
      .text("path", document.source.path)
      .text("format", document.source.format)
      .text_or_null("member", document.source.member)
      .number("offset", static_cast<double>(document.source.offset))
      .number("ordinal", static_cast<double>(document.source.ordinal));
  source += '}';
  std::string flags = "[";
  for (const std::string& f : document.flags) {
    if (flags.size() > 1) flags += ',';
    append_json_string(flags, f);
  }
  flags += ']';
  JsonFields fields(out);
  fields.text_or_null("title", document.title)
      .text_or_null("url", document.url)
      .text_or_null("published", facts.published)
      .text_or_null("published_source", facts.published_source)
      .text_or_null("dateline", facts.dateline)
      .text_or_null("language", document.language)
      .raw("source", source)
      .text("text_sha256", facts.hash)
      .number("bytes", static_cast<double>(document.text.size()))
      .raw("flags", flags)
      .text_or_null("duplicate_of", document.duplicate_of)
      .text_or_null("cluster", document.cluster);
}

}  // namespace milepost
