// The type's own fields of each kind of record, as JSON text without braces, keys in the schema's order.
#pragma once

#include <string_view>

#include "milepost/fact.h"
#include "milepost/linked.h"
#include "milepost/token.h"
#include "model/room.h"

namespace milepost {

void add_body(Room& room, const Quantity& quantity);
void add_body(Room& room, const Time& time);
void add_body(Room& room, const Entity& entity, const Text& text, const Linked& linked);
void add_body(Room& room, const Statement& statement, const Text& text, const Linked& linked);
/// `attribution`: id of the statement it stands in, "" when the narrator says it.
void add_body(Room& room, const Goal& goal, std::string_view attribution);
void add_body(Room& room, const Deal& deal, std::string_view attribution);

/// {"bytes":[3,9],"chars":[3,8]}
void add_spans(Room& room, Span bytes, Span chars);

/// The body of a document record. `published` and its source after the header was read; `hash` is the text's SHA-256 in hex.
struct DocumentFacts {
  std::string_view published, published_source, dateline, hash;
};
void add_body(Room& room, const Document& document, const DocumentFacts& facts);

}  // namespace milepost
