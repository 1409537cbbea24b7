#include "milepost/mention.h"

#include <algorithm>

namespace milepost {

void Chart::reset(std::size_t tokens) {
  mentions.clear();
  attributes.clear();
  children.clear();
  starts.assign(tokens, kNone);
  ends_.assign(tokens, kNone);
}

MentionId Chart::add(std::uint32_t first, std::uint32_t last, TypeId type, RuleId rule, const std::vector<Attribute>& with,
                     const std::vector<MentionId>& captured) {
  Mention m;
  m.first = first;
  m.last = last;
  m.type = type;
  m.rule = rule;
  m.attributes = static_cast<std::uint32_t>(attributes.size());
  m.attribute_count = static_cast<std::uint16_t>(with.size());
  m.children = static_cast<std::uint32_t>(children.size());
  m.child_count = static_cast<std::uint16_t>(captured.size());
  attributes.insert(attributes.end(), with.begin(), with.end());
  children.insert(children.end(), captured.begin(), captured.end());
  return place(m);
}

MentionId Chart::place(const Mention& m) {
  const auto id = static_cast<MentionId>(mentions.size());
  mentions.push_back(m);
  chain(id);
  return id;
}

void Chart::add(std::span<const Mention> all) {
  auto id = static_cast<MentionId>(mentions.size());
  mentions.insert(mentions.end(), all.begin(), all.end());
  for (; id < mentions.size(); ++id) chain(id);
}

/// Into the chain of its first token: longest first, then order of arrival.
inline void Chart::chain(MentionId id) {
  Mention* const all = mentions.data();
  Mention& m = all[id];
  MentionId& end = ends_[m.first];
  if (end == kNone || all[end].last >= m.last) {
    (end == kNone ? starts[m.first] : all[end].next) = id;
    end = id;
    return;
  }
  MentionId* at = &starts[m.first];
  while (all[*at].last >= m.last) at = &all[*at].next;
  m.next = *at;
  *at = id;
}

void Chart::set(MentionId m, AttributeId id, Value value) {
  Mention& mention = mentions[m];
  const auto moved = static_cast<std::uint32_t>(attributes.size());
  if ((mention.attributes & kOfPack) != 0) {  // its own from now on
    for (std::uint32_t i = 0; i < mention.attribute_count; ++i) attributes.push_back(pack[(mention.attributes & ~kOfPack) + i]);
    mention.attributes = moved;
  }
  for (std::uint32_t i = 0; i < mention.attribute_count; ++i) {
    if (attributes[mention.attributes + i].id == id) {
      attributes[mention.attributes + i].value = value;
      return;
    }
  }
  if (mention.attributes + mention.attribute_count != attributes.size()) {
    const auto end = static_cast<std::uint32_t>(attributes.size());
    for (std::uint32_t i = 0; i < mention.attribute_count; ++i) {
      const Attribute kept = attributes[mention.attributes + i];
      attributes.push_back(kept);
    }
    mention.attributes = end;
  }
  attributes.push_back({id, value});
  ++mention.attribute_count;
}

}  // namespace milepost
