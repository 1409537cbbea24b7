// The type's own fields of each kind of record, as JSON text without braces, keys in the schema's order.
#pragma once

#include <string>
#include <string_view>

#include "milepost/fact.h"
#include "milepost/linked.h"
#include "milepost/token.h"

namespace milepost {

void append_body(std::string& out, const Quantity& quantity);
void append_body(std::string& out, const Time& time);
void append_body(std::string& out, const Entity& entity, const Text& text, const Linked& linked);
void append_body(std::string& out, const Statement& statement, const Text& text, const Linked& linked);
/// `attribution`: id of the statement it stands in, "" when the narrator says it.
void append_body(std::string& out, const Goal& goal, std::string_view attribution);
void append_body(std::string& out, const Deal& deal, std::string_view attribution);

/// {"bytes":[3,9],"chars":[3,8]}
void append_spans(std::string& out, Span bytes, Span chars);

/// The body of a document record. `published` and its source after the header was read; `hash` is the text's SHA-256 in hex.
struct DocumentFacts {
  std::string_view published, published_source, dateline, hash;
};
void append_body(std::string& out, const Document& document, const DocumentFacts& facts);

}  // namespace milepost
