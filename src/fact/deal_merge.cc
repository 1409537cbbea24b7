// One deal for what a text tells more than once.
#include <algorithm>

#include "fact/deal.h"

namespace milepost::fact {

namespace {

/// A deal is compared with the first deals of its text and the latest ones, so that a register of thousands costs no square.
constexpr std::size_t kFirst = 64, kLast = 192;
constexpr std::uint32_t kAfter = 3;  ///< sentences behind a deal in which helpers are its own

bool same_value(const Deal& a, const Deal& b) { return a.low == b.low && a.high == b.high && a.currency == b.currency; }

/// Are all parties of one deal parties of the other?
bool within(const Deal& a, const Deal& b) {
  return std::all_of(a.parties.begin(), a.parties.end(), [&](const Deal::Party& p) {
    return std::any_of(b.parties.begin(), b.parties.end(), [&](const Deal::Party& q) { return q.name == p.name; });
  });
}

/// One handing-over, several givers.
void join_givers(Deal& e, const Deal& d) {
  for (const Deal::Party& p : d.parties)
    if (std::none_of(e.parties.begin(), e.parties.end(), [&](const Deal::Party& q) { return q.name == p.name; })) e.parties.push_back(p);
  e.span = {std::min(e.span.begin, d.span.begin), std::max(e.span.end, d.span.end)};
}

/// "The offering will be managed by A": tells of the deal before who brings it to the market.
bool helps(const Deal& d) {
  return !d.low && std::all_of(d.parties.begin(), d.parties.end(), [](const Deal::Party& p) { return p.role == "underwriter"; });
}

void take_value(Deal& e, const Deal& d) {
  e.low = d.low;
  e.high = d.high;
  e.currency = d.currency;
  e.value_of = d.value_of;
  e.span.end = std::max(e.span.end, d.span.end);
  e.from.insert(e.from.end(), d.from.begin(), d.from.end());
}

/// May the second be the sum that a party puts in under the first?
bool may_carry(const Deal& e, const Deal& d) {
  return e.type == "agreement" || e.type == "contract" || e.type == "joint_venture" || e.type == d.type;
}

}  // namespace

void keep(std::vector<Deal>& deals, Deal d, bool head, bool assumed) {
  if (helps(d) && !deals.empty() && deals.back().type == d.type && d.sentence - deals.back().sentence <= kAfter) {
    join_givers(deals.back(), d);
    return;
  }
  for (std::size_t i = 0; i < deals.size(); ++i) {
    if (i == kFirst && deals.size() > kFirst + kLast) i = deals.size() - kLast;
    Deal& e = deals[i];
    const bool shared = within(d, e) || within(e, d);
    if (head && (e.type == d.type || shared || (d.low && same_value(d, e)))) return;
    if (d.type == "other" && e.type == "other" && d.sentence == e.sentence) return join_givers(e, d);
    if (d.low && same_value(d, e) && (shared || assumed)) return;
    const bool kin = e.type == d.type || e.type == "agreement" || d.type == "agreement" || d.type == "investment" || e.type == "contract";
    if (!shared || !kin) continue;
    const bool near = d.sentence - e.sentence <= 1;
    const bool repeats = !d.low && (e.type == d.type || near), adds = d.low && !e.low && near && may_carry(e, d);
    if (!repeats && !adds) continue;
    if (adds) take_value(e, d);
    if (within(e, d)) e.parties = d.parties;
    return;
  }
  deals.push_back(std::move(d));
}

}  // namespace milepost::fact
