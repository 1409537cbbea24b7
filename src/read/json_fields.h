// The fields of an article in a JSON object: of a line, of an element, of a file beside a text. Private to the room.
#pragma once

#include <optional>

#include "read/bytes.h"
#include "read/gate.h"

namespace milepost::read {

struct JsonFields {
  Fields fields;
  bool has_text = false;       ///< a key for the text was there, be it empty
  std::uint64_t replaced = 0;  ///< escapes that are no characters (lone surrogates, NUL)
  std::optional<Error> error;
};
JsonFields fields_of_json(std::string_view json, const ReadOptions& options);

}  // namespace milepost::read
