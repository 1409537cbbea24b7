// A record as a line of JSON, whoever holds its parts. Private to the rooms that make records.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "milepost/record.h"
#include "model/room.h"

namespace milepost {

/// What a Record holds, but for its document, as views.
struct RecordView {
  RecordType type = RecordType::kDocument;
  std::string_view id;
  Span bytes, chars;
  std::string_view text;
  std::uint32_t sentence = 0;
  std::string_view rule;
  std::span<const std::string_view> from;
  std::string_view body;
};

/// What all lines of a document have in common. Makes of a record what append_json() makes of it.
class LineFrame {
 public:
  LineFrame(std::string_view document, std::string_view pack);
  void add(Room& room, const RecordView& record) const;

 private:
  std::string document_, pack_;  ///< the fields up to the next that differs
};

}  // namespace milepost
