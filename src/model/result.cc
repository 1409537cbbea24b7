#include "milepost/result.h"

namespace milepost {

const char* code_name(Error::Code code) {
  switch (code) {
    case Error::Code::kIo:
      return "io";
    case Error::Code::kBadFormat:
      return "bad_format";
    case Error::Code::kTooLarge:
      return "too_large";
    case Error::Code::kTooDeep:
      return "too_deep";
    case Error::Code::kBadRules:
      return "bad_rules";
    case Error::Code::kBadInput:
      return "bad_input";
    case Error::Code::kStore:
      return "store";
  }
  return "unknown";
}

std::string describe(const Error& error) {
  std::string out = error.where;
  if (error.at != 0) out += ":" + std::to_string(error.at);
  if (!out.empty()) out += ": ";
  out += error.what;
  if (!error.cure.empty()) out += "; " + error.cure;
  return out;
}

}  // namespace milepost
