#include "read/records.h"

#include <array>
#include <charconv>

#include "base/json_scan.h"
#include "base/utf8.h"
#include "read/bytes.h"
#include "read/feed.h"

namespace milepost::read {

namespace {

constexpr std::uint64_t kMaxLine = 256u << 20;
constexpr std::array<std::string_view, 10> kEnvelope = {"schema", "type",     "id",   "document", "span",
                                                        "text",   "sentence", "rule", "pack",     "from"};

bool is_envelope(std::string_view key) {
  for (const std::string_view e : kEnvelope)
    if (key == e) return true;
  return false;
}

std::uint32_t number(std::string_view s) {
  std::uint32_t n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

/// {"bytes":[3,9],"chars":[3,8]}
void spans(std::string_view json, Record& r) {
  std::array<std::uint32_t, 4> n{};
  std::size_t i = 0;
  for (std::size_t at = 0; at < json.size() && i < n.size(); ++at) {
    if (json[at] < '0' || json[at] > '9') continue;
    n[i++] = number(json.substr(at));
    while (at + 1 < json.size() && json[at + 1] >= '0' && json[at + 1] <= '9') ++at;
  }
  r.bytes = {n[0], n[1]};
  r.chars = {n[2], n[3]};
}

class JsonRecords : public RecordReader {
 public:
  JsonRecords(std::unique_ptr<ByteSource> bytes, std::string path) : feed_(std::move(bytes)), path_(std::move(path)) {}

  std::optional<Result<RecordGroup>> next() override {
    RecordGroup group;
    for (;;) {
      if (!held_) {
        const Cut cut = cut_line(feed_, line_, kMaxLine);
        if (cut == Cut::kEnd) break;
        ++number_;
        if (cut == Cut::kDamaged) return fail(feed_.damage()->what);
        if (cut == Cut::kTooLong) return fail("a line longer than 256 MB");
        if (line_.empty()) continue;
        std::string why;
        if (!parse(why)) return fail(why);
      }
      const bool heads = record_.type == RecordType::kDocument || record_.type == RecordType::kError;
      if (heads && !group.records.empty()) {
        held_ = true;
        break;
      }
      held_ = false;
      if (!heads &&
          (group.records.empty() || group.records[0].type != RecordType::kDocument || group.records[0].document != record_.document))
        return fail("a record without the record of its document before it");
      group.json += line_;
      group.json += '\n';
      group.records.push_back(std::move(record_));
    }
    if (group.records.empty()) return std::nullopt;
    return group;
  }
  std::uint64_t bytes_read() const override { return feed_.offset(); }

 private:
  Result<RecordGroup> fail(std::string what) const {
    return tl::unexpected(Error{Error::Code::kBadFormat, path_, number_, std::move(what), "give what milepost scan wrote, whole"});
  }

  bool parse(std::string& why) {
    repair_utf8(line_);
    std::size_t at = 0;
    if (cut_object(line_, members_, at) != JsonFault::kNone) {
      why = "not valid JSON at byte " + std::to_string(at);
      return false;
    }
    record_ = Record{};
    std::string_view type;
    const char *body = nullptr, *body_end = nullptr;
    bool in_one_piece = true;
    for (const JsonMember& m : members_) {
      if (!is_envelope(m.key)) {
        if (body == nullptr) body = m.key.data() - 1;
        body_end = m.value.data() + m.value.size();
        continue;
      }
      in_one_piece = in_one_piece && body == nullptr;
      if (m.key == "type") type = m.value;
      if (m.key == "sentence") record_.sentence = number(m.value);
      if (m.key == "span") spans(m.value, record_);
      std::string* const to = m.key == "id"         ? &record_.id
                              : m.key == "document" ? &record_.document
                              : m.key == "text"     ? &record_.text
                              : m.key == "rule"     ? &record_.rule
                                                    : nullptr;
      if (to != nullptr && m.value[0] == '"') decode_json_string(m.value, *to);
    }
    if (body != nullptr && in_one_piece) record_.body.assign(body, body_end);
    if (!in_one_piece)
      for (const JsonMember& m : members_)
        if (!is_envelope(m.key)) record_.body += (record_.body.empty() ? "\"" : ",\"") + std::string(m.key) + "\":" + std::string(m.value);
    for (std::size_t t = 0; t < kRecordTypes; ++t) {
      record_.type = static_cast<RecordType>(t);
      if (type.size() > 2 && type.substr(1, type.size() - 2) == type_name(record_.type) && !record_.id.empty()) return true;
    }
    why = "not a record: no id, or a type that is unknown";
    return false;
  }

  Feed feed_;
  std::string path_, line_;
  std::vector<JsonMember> members_;
  Record record_;
  bool held_ = false;
  std::uint64_t number_ = 0;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> open_records(const std::string& path) {
  auto bytes = open_unpacked(path);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::make_unique<JsonRecords>(std::move(*bytes), path);
}

}  // namespace milepost::read
