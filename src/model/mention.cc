#include "milepost/mention.h"

#include <algorithm>

namespace milepost {

void Chart::reset(std::size_t tokens) {
  mentions.clear();
  attributes.clear();
  children.clear();
  starts.assign(tokens, kNone);
}

MentionId Chart::add(std::uint32_t first, std::uint32_t last, TypeId type, RuleId rule, const std::vector<Attribute>& with,
                     const std::vector<MentionId>& captured) {
  const auto id = static_cast<MentionId>(mentions.size());
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
  MentionId* at = &starts[first];  // longest first, then order of arrival
  while (*at != kNone && mentions[*at].last >= last) at = &mentions[*at].next;
  m.next = *at;
  *at = id;
  mentions.push_back(m);
  return id;
}

void Chart::set(MentionId m, AttributeId id, Value value) {
  Mention& mention = mentions[m];
  for (std::uint32_t i = 0; i < mention.attribute_count; ++i) {
    if (attributes[mention.attributes + i].id == id) {
      attributes[mention.attributes + i].value = value;
      return;
    }
  }
  const auto moved = static_cast<std::uint32_t>(attributes.size());
  for (std::uint32_t i = 0; i < mention.attribute_count; ++i) {
    const Attribute kept = attributes[mention.attributes + i];
    attributes.push_back(kept);
  }
  attributes.push_back({id, value});
  mention.attributes = moved;
  ++mention.attribute_count;
}

}  // namespace milepost
