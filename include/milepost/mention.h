// What a rule recognised: typed spans with attributes, held in one chart a document.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "milepost/token.h"

namespace milepost {

using TypeId = std::uint16_t;       ///< index into Program::types; 0 is none
using AttributeId = std::uint16_t;  ///< index into Program::attributes; 0 is none
using RuleId = std::uint32_t;       ///< index into Program::rules (rules, frames and built-in scanners)
using MentionId = std::uint32_t;    ///< index into Chart::mentions
inline constexpr std::uint32_t kNone = 0xffffffff;

/// The value of an attribute. Text points into the document, the pack or the chart's arena and lives as long as they do.
struct Value {
  enum class Kind : std::uint8_t { kAbsent, kNumber, kText, kMention, kRow };
  Kind kind = Kind::kAbsent;
  std::uint32_t index = 0;  ///< kMention: MentionId; kRow: row of `lexicon`
  std::uint32_t lexicon = 0;
  double number = 0;
  std::string_view text;

  static Value of(double n) {
    Value v;
    v.kind = Kind::kNumber;
    v.number = n;
    return v;
  }
  static Value of(std::string_view t) {
    Value v;
    v.kind = Kind::kText;
    v.text = t;
    return v;
  }
  static Value mention(MentionId m) {
    Value v;
    v.kind = Kind::kMention;
    v.index = m;
    return v;
  }
  static Value row(std::uint32_t lexicon, std::uint32_t row) {
    Value v;
    v.kind = Kind::kRow;
    v.lexicon = lexicon;
    v.index = row;
    return v;
  }
  explicit operator bool() const { return kind != Kind::kAbsent; }
};

struct Attribute {
  AttributeId id = 0;
  Value value;
};

/// A typed span of tokens [first, last). Attributes and children (the mentions its rule captured) stand in the chart.
struct Mention {
  std::uint32_t first = 0, last = 0;
  TypeId type = 0;
  std::uint16_t attribute_count = 0, child_count = 0;
  RuleId rule = 0;
  std::uint32_t attributes = 0, children = 0;  ///< begin in Chart::attributes (or, with kOfPack, in Chart::pack), Chart::children
  MentionId next = kNone;                      ///< next mention that starts at the same token, longest first

  bool overlaps(const Mention& o) const { return first < o.last && o.first < last; }
  bool covers(const Mention& o) const { return first <= o.first && o.last <= last; }
};

/// All mentions of one document. Mentions are only added, never moved, so ids stay valid.
struct Chart {
  std::vector<Mention> mentions;
  std::vector<MentionId> starts;  ///< for each token the first mention that starts there, or kNone, as for the place behind the last one
  std::vector<Attribute> attributes;
  std::vector<MentionId> children;
  std::vector<std::uint32_t> classes;  ///< for each token its word classes (Program::class_of), and some zeros behind them
  const Attribute* pack = nullptr;     ///< attributes that stand in the compiled pack, shared by all mentions of one row of a lexicon
  static constexpr std::uint32_t kOfPack = 0x80000000;

  /// Empties the chart for a document of so many tokens.
  void reset(std::size_t tokens);
  /// Adds a mention of tokens [first, last); attributes and children are copied.
  MentionId add(std::uint32_t first, std::uint32_t last, TypeId type, RuleId rule, const std::vector<Attribute>& with,
                const std::vector<MentionId>& captured);
  /// Adds mentions whose attributes stand in the pack, one after the other: with `next` still to be set, all else as it will stand.
  void add(std::span<const Mention> all);
  /// Sets or replaces an attribute of a mention.
  void set(MentionId m, AttributeId id, Value value);
  /// The same of several, one after the other.
  void set(MentionId m, std::span<const Attribute> with);

  std::span<const Attribute> of(const Mention& m) const {
    if (m.attribute_count == 0) return {};
    return {(m.attributes & kOfPack) != 0 ? pack + (m.attributes & ~kOfPack) : attributes.data() + m.attributes, m.attribute_count};
  }
  /// An attribute's value in its place; null when the mention has none.
  const Value* find(const Mention& m, AttributeId id) const {
    for (const Attribute& a : of(m))
      if (a.id == id) return &a.value;
    return nullptr;
  }
  Value get(const Mention& m, AttributeId id) const {
    const Value* v = find(m, id);
    return v == nullptr ? Value{} : *v;
  }
  /// The text of an attribute, without the copy of all that a value may be; "" when it has none.
  std::string_view text(const Mention& m, AttributeId id) const {
    const Value* v = find(m, id);
    return v == nullptr ? std::string_view{} : v->text;
  }
  /// The same of a number; 0 when it has none.
  double number(const Mention& m, AttributeId id) const {
    const Value* v = find(m, id);
    return v == nullptr ? 0 : v->number;
  }

 private:
  MentionId place(const Mention& m);
  void chain(MentionId id);
  std::vector<MentionId> ends_;  ///< for each token the last mention of its chain
};

}  // namespace milepost
