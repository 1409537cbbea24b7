// Any bytes as any format (the first byte chooses; from 253 on as a container): documents are valid UTF-8, errors have a message, readers
// end.
#include "fuzz/law.h"
#include "read/bytes.h"
#include "read/readers.h"

namespace {

class Memory : public milepost::read::ByteSource {
 public:
  Memory(const std::uint8_t* data, std::size_t size, std::size_t piece) : data_(data), left_(size), piece_(piece) {}
  milepost::Result<std::size_t> read(char* to, std::size_t n) override {
    n = std::min({n, left_, piece_});
    std::copy_n(reinterpret_cast<const char*>(data_), n, to);
    data_ += n;
    left_ -= n;
    return n;
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_, piece_;
};

bool valid_utf8(const std::string& s) {
  return !nlohmann::json::parse(nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::ignore), nullptr, false)
              .is_discarded() &&
         nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::ignore) ==
             nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void drain(milepost::Reader& reader) {
  for (int i = 0; i < 10000; ++i) {
    auto next = reader.next();
    if (!next) return;
    if (!*next) {
      MILEPOST_LAW(!next->error().what.empty(), "an error says nothing");
      continue;
    }
    const milepost::Document& d = **next;
    MILEPOST_LAW(valid_utf8(d.text) && valid_utf8(d.title), "a document is no valid UTF-8");
    MILEPOST_LAW(d.title_bytes <= d.text.size(), "a title is longer than its text");
    MILEPOST_LAW(!d.id.empty(), "a document has no id");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace milepost;
  if (size < 2 || size > 1 << 16) return 0;
  const auto& formats = read::formats();
  const std::size_t piece = data[1] % 2 == 0 ? std::size_t{1} << 20 : std::size_t{1} + data[1];
  auto bytes = std::make_unique<Memory>(data + 2, size - 2, piece);
  Source source;
  source.path = "fuzz";
  if (data[0] >= 253) {  // tar, zip, xz and bzip2
    auto archive = data[0] == 253 ? read::open_tar(std::move(bytes)) : data[0] == 254 ? read::open_zip(std::move(bytes)) : nullptr;
    if (!archive)
      drain(*formats[0].open(read::decompress(data[1] % 4 < 2 ? read::Container::kXz : read::Container::kBzip2, std::move(bytes)), source,
                             {}));
    for (int i = 0; archive && i < 100; ++i) {
      auto entry = archive->next();
      if (!entry) break;
      if (*entry && (*entry)->bytes) drain(*formats[0].open(std::move((*entry)->bytes), source, {}));
    }
    return 0;
  }
  drain(*formats[data[0] % formats.size()].open(std::move(bytes), source, {}));
  return 0;
}
