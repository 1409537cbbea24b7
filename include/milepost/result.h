// Errors are values, written for the person who can mend them. No exception crosses a room.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace milepost {

/// What went wrong, where, why, what to do.
///   {kBadFormat, "news.jsonl", 7, "JSON ends inside a string", "repair or remove the line"}
struct Error {
  enum class Code : std::uint8_t {
    kIo,         ///< the operating system refused: open, read, write, rename
    kBadFormat,  ///< the bytes are not what the format promises
    kTooLarge,   ///< a documented limit was exceeded
    kTooDeep,    ///< nesting beyond the documented limit
    kBadRules,   ///< the rule pack does not compile
    kBadInput,   ///< an argument, option or field that cannot be used
    kStore       ///< a database refused
  };
  Code code = Code::kIo;
  std::string where;     ///< file, member, document or rule id
  std::uint64_t at = 0;  ///< line (text formats) or byte offset in `where`; 0 when neither is known
  std::string what;      ///< one clause, lower case, no full stop
  std::string cure;      ///< what to do; "" when nothing helps
};

template <class T>
using Result = tl::expected<T, Error>;

/// "io", "bad_format" …: the word that stands in an `error` record and in messages.
const char* code_name(Error::Code code);

/// "news.jsonl:7: JSON ends inside a string; repair or remove the line"
std::string describe(const Error& error);

}  // namespace milepost
