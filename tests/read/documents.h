// Documents of bytes, as lines that a table can hold.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "read/bytes.h"
#include "read/choose.h"

namespace milepost::read {

class Bytes : public ByteSource {
 public:
  explicit Bytes(std::string bytes, std::size_t step = SIZE_MAX) : bytes_(std::move(bytes)), step_(step) {}
  Result<std::size_t> read(char* to, std::size_t n) override {
    const std::size_t take = std::min({n, bytes_.size() - at_, step_});
    std::memcpy(to, bytes_.data() + at_, take);
    at_ += take;
    return take;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0, step_;
};

/// "id | published (source) | language | flags | text" of each document, "! code: what" of each error.
inline std::vector<std::string> shown(Reader& reader) {
  std::vector<std::string> out;
  while (auto d = reader.next()) {
    if (!*d) {
      out.push_back("! " + std::string(code_name(d->error().code)) + ": " + d->error().what);
      continue;
    }
    std::string line = (*d)->id + " | " + (*d)->published;
    if (!(*d)->published_source.empty()) line += " (" + (*d)->published_source + ")";
    line += " | " + (*d)->language + " | ";
    for (const std::string& f : (*d)->flags) line += (line.back() == ' ' ? "" : " ") + f;
    line += " | ";
    for (const char c : (*d)->text) line += c == '\n' ? std::string("/") : std::string(1, c);
    out.push_back(line);
  }
  return out;
}

inline std::vector<std::string> documents(const std::string& bytes, const std::string& name, ReadOptions options = {},
                                          std::size_t step = SIZE_MAX) {
  Source source;
  source.path = name;
  const FormatInfo* format = told(options.format, name, std::string_view(bytes).substr(0, 4096));
  if (format == nullptr) format = &formats().front();
  return shown(*format->open(std::make_unique<Bytes>(bytes, step), source, options));
}

}  // namespace milepost::read
