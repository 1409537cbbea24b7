// Any bytes as any format (the first byte chooses; from 250 on as a container): documents are valid UTF-8, errors have a message, readers
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

/// Every member is read as the first format; an archive goes on behind damage and yet ends.
void drain_archive(std::unique_ptr<milepost::read::Archive> archive, std::size_t size) {
  milepost::Source source;
  source.path = "fuzz";
  for (std::size_t i = 0;; ++i) {
    MILEPOST_LAW(i <= size, "an archive has more members than bytes");
    auto entry = archive->next();
    if (!entry) return;
    if (!*entry) MILEPOST_LAW(!entry->error().what.empty(), "an error says nothing");
    if (*entry && (*entry)->bytes) drain(*milepost::read::formats()[0].open(std::move((*entry)->bytes), source, {}));
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
  using enum read::Container;
  constexpr read::Container kFrom250[] = {kGzip, kZstd, kXz, kTar, kZip, kBzip2};
  if (data[0] >= 250) {
    const read::Container how = kFrom250[data[0] - 250];
    if (how == kTar || how == kZip)
      drain_archive(how == kTar ? read::open_tar(std::move(bytes)) : read::open_zip(std::move(bytes)), size);
    else
      drain(*formats[0].open(read::decompress(how, std::move(bytes)), source, {}));
    return 0;
  }
  drain(*formats[data[0] % formats.size()].open(std::move(bytes), source, {}));
  return 0;
}
