#include "milepost/mention.h"

#include <algorithm>

namespace milepost {

void Chart::reset(std::size_t tokens) {
  mentions.clear();
  attributes.clear();
  children.clear();
  starts.assign(tokens + 1, kNone);
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
  const Attribute one{id, value};
  set(m, std::span(&one, 1));
}

void Chart::set(MentionId m, std::span<const Attribute> with) {
  Mention& mention = mentions[m];
  const std::uint32_t count = mention.attribute_count;
  const auto end = static_cast<std::uint32_t>(attributes.size());
  const bool of_pack = (mention.attributes & kOfPack) != 0;
  if (of_pack || mention.attributes + count != end) {  // those at the end can take more behind them
    attributes.resize(end + count);
    const Attribute* const kept = of_pack ? pack + (mention.attributes & ~kOfPack) : attributes.data() + mention.attributes;
    std::copy(kept, kept + count, attributes.data() + end);
    mention.attributes = end;
  }
  for (const Attribute& a : with) {
    Attribute* const begin = attributes.data() + mention.attributes;
    Attribute* const found = std::find_if(begin, begin + mention.attribute_count, [&](const Attribute& x) { return x.id == a.id; });
    if (found != begin + mention.attribute_count) {
      found->value = a.value;
      continue;
    }
    attributes.push_back(a);
    ++mention.attribute_count;
  }
}

}  // namespace milepost
