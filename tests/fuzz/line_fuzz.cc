// Any text through the whole line: the laws hold, the same bytes whatever was read before, and the fast matcher agrees with the slow one.
#include "fuzz/law.h"
#include "pipeline/scanner.h"

namespace {

std::string lines_of(milepost::Line& line, const milepost::Document& document, bool slow) {
  milepost::match::Options options;
  options.slow = slow;
  line.read(document, "2024-05-02", options);
  std::vector<milepost::Record> records;
  line.write(document, {}, records);
  std::string out;
  for (const milepost::Record& r : records) milepost::append_json(out, r, "");
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace milepost;
  static Scanner scanner(fuzz::shipped_pack(), {});
  static Line fast(fuzz::shipped_pack().program()), slow(fuzz::shipped_pack().program());
  if (size > 1 << 16) return 0;
  const Document document = fuzz::document_of(data, size);
  const std::string once = fuzz::scan(scanner, document);  // behind another document
  MILEPOST_LAW(once == fuzz::scan(scanner, document), "two scans differ");
  if (size < 2048)
    MILEPOST_LAW(lines_of(fast, document, false) == lines_of(slow, document, true), "the fast matcher and the slow one differ");
  return 0;
}
