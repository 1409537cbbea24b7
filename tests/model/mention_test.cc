// Attributes of mentions that are set later: those of the pack are shared, so that a mention takes its own before it changes them.
#include "milepost/mention.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace milepost {
namespace {

std::string shown(const Chart& chart, MentionId m) {
  std::string out;
  for (const Attribute& a : chart.of(chart.mentions[m]))
    out += std::to_string(a.id) + "=" + std::to_string(static_cast<int>(a.value.number)) + " ";
  return out;
}

TEST(Chart, SetsAttributesOfItsOwnOneByOneOrTogether) {
  const std::array<Attribute, 2> shared{{{1, Value::of(10.0)}, {2, Value::of(20.0)}}};
  const std::array<Attribute, 3> with{{{2, Value::of(21.0)}, {3, Value::of(30.0)}, {1, Value::of(11.0)}}};
  for (const bool together : {false, true}) {
    Chart chart;
    chart.reset(8);
    chart.pack = shared.data();
    Mention of_pack;
    of_pack.last = 1, of_pack.attributes = Chart::kOfPack, of_pack.attribute_count = 2;
    chart.add(std::span(&of_pack, 1));
    const MentionId own = chart.add(1, 2, 1, 0, {{4, Value::of(40.0)}}, {});
    chart.add(2, 3, 1, 0, {{5, Value::of(50.0)}}, {});  // stands behind it
    for (const MentionId m : {MentionId{0}, own}) {
      if (together) {
        chart.set(m, with);
      } else {
        for (const Attribute& a : with) chart.set(m, a.id, a.value);
      }
    }
    EXPECT_EQ(shown(chart, 0), "1=11 2=21 3=30 ");
    EXPECT_EQ(shown(chart, own), "4=40 2=21 3=30 1=11 ");
    EXPECT_EQ(shown(chart, 2), "5=50 ");
    EXPECT_EQ(shared[1].value.number, 20);
  }
}

}  // namespace
}  // namespace milepost
