// Deals: every cue of a sentence, its parties, its sum; then one deal for what is told more than once.
#include "fact/deal.h"

#include <algorithm>

#include "fact/attribution.h"
#include "fact/kept.h"

namespace milepost::fact {

namespace {

constexpr std::uint32_t kLongest = 1500;  ///< tokens of a sentence; what is longer is a list without stops

/// A deal before it is written: parties still as entities.
struct Draft {
  const Cue* cue = nullptr;
  std::vector<Seat> seats;
  std::uint32_t sum = kNone, begin = 0, end = 0;  ///< tokens of the evidence
  std::string_view value_of, stage;
  Span subject;
  bool assumed = false;  ///< its doer stands in an earlier sentence
};

class Reader {
 public:
  Reader(const Scene& scene, Facts& facts)
      : scene_(scene),
        facts_(facts),
        words_(scene.kept->deals),
        names_(scene.kept->names.all()),
        attribution_(facts.statements),
        classes_(scene.words) {}

  void read() {
    if (words_.cue == 0) return;
    std::vector<MentionId> cues;
    for (const bool head : {false, true})
      for (std::uint32_t s = 0; s < scene_.text.sentences.size(); ++s) {
        if (!holds_cue(s) || is_head(s) != head || scene_.text.sentences[s].last - scene_.text.sentences[s].first > kLongest) continue;
        scene_.kept->openers.deals(scene_, s, cues);
        std::sort(cues.begin(), cues.end(),
                  [&](MentionId a, MentionId b) { return scene_.chart.mentions[a].first < scene_.chart.mentions[b].first; });
        survey(scene_, words_, names_, s, cues, ground_);
        read_sentence(head);
      }
    std::stable_sort(facts_.deals.begin(), facts_.deals.end(), [](const Deal& a, const Deal& b) { return a.span < b.span; });
  }

 private:
  bool holds_cue(std::uint32_t s) const { return (scene_.kept->openers.hints(s) & Openers::kDeal) != 0; }
  bool is_head(std::uint32_t s) const {
    const Sentence& x = scene_.text.sentences[s];
    return x.ordinal == 0 || x.block == Sentence::Block::kHead || scene_.text.tokens[x.first].begin < scene_.text.document->title_bytes;
  }
  const Entity& entity(std::uint32_t e) const { return party_at(scene_, ground_, e); }

  void read_sentence(bool head) {
    for (std::size_t i = 0; i < ground_.cues.size(); ++i) {
      const Cue& cue = ground_.cues[i];
      const std::uint32_t until = i + 1 < ground_.cues.size() ? ground_.cues[i + 1].first : ground_.last;
      Draft d;
      d.cue = &cue;
      d.stage = stage_before(scene_, ground_, cue);
      if (d.stage == "none") continue;
      if (has_no_doer(scene_, classes_, ground_, cue)) continue;
      const std::uint32_t said = attribution_.of(scene_.text.span(cue.first, cue.last));
      ground_.speaker = said == kNone ? kNone : speaker_of(facts_.statements[said]);
      ground_.speaker_text = said == kNone ? std::string_view{} : capitals_of(facts_.statements[said].speaker_text);
      d.seats = seats_of(scene_, names_, ground_, cue, ground_.first, until);
      if (split(d, until, head)) continue;
      d.sum = sum_of(scene_, ground_, cue, ground_.first, until, d.value_of);
      d.subject = subject_of(scene_, classes_, ground_, cue, cue.last, until);
      if (d.sum == kNone && !head && i + 1 == ground_.cues.size()) d.sum = sequel(d);
      settle(d);
      if (enough(d)) keep(facts_.deals, write(d), head, d.assumed);
    }
  }

  /// The words of a speaker when all of them are capitalised: "Fjordlinjen".
  static std::string_view capitals_of(std::string_view words) {
    bool begins = true;
    for (const char c : words) {
      if (begins && (c < 'A' || c > 'Z')) return {};
      begins = c == ' ' || c == '\n';
    }
    return words;
  }

  /// Who speaks, or for whom: "a Norland Power spokesman".
  std::uint32_t speaker_of(const Statement& s) const {
    if (s.speaker != kNone || s.speaker_text.empty()) return s.speaker;
    const auto begin = static_cast<std::uint32_t>(s.speaker_text.data() - scene_.text.document->text.data());
    const auto end = begin + static_cast<std::uint32_t>(s.speaker_text.size());
    const auto& tokens = scene_.text.tokens;
    auto at = std::partition_point(names_.begin(), names_.end(), [&](const Named& n) { return tokens[n.first].begin < begin; });
    for (; at != names_.end() && tokens[at->first].begin < end; ++at)
      if (entity(at->entity).type == Entity::Type::kOrganization) return at->entity;
    return kNone;
  }

  /// The sum of a deal without one that the next sentence tells: "The order is worth $310 million."
  std::uint32_t sequel(Draft& d) const {
    const std::uint32_t next = ground_.sentence + 1;
    if (next >= scene_.text.sentences.size() || holds_cue(next) || d.cue->needs == "money" || d.cue->kind == "other") return kNone;
    const Sentence& s = scene_.text.sentences[next];
    for (std::uint32_t t = s.first; t < s.last; ++t)
      for (MentionId m = scene_.chart.starts[t]; m != kNone; m = scene_.chart.mentions[m].next) {
        if (scene_.chart.mentions[m].type != words_.sequel) continue;
        const std::uint32_t end = scene_.text.tokens[scene_.chart.mentions[m].last - 1].end;
        const auto& quantities = scene_.linked.quantities;
        const auto q = std::find_if(quantities.begin(), quantities.end(), [&](const Quantity& x) { return x.span.end == end; });
        if (q == quantities.end() || q->mention == kNone) continue;
        d.value_of = "deal";
        return static_cast<std::uint32_t>(q - quantities.begin());
      }
    return kNone;
  }

  /// "agreements with A on x, B on y and C on z": one deal each, the doers shared, the sum never.
  bool split(const Draft& whole, std::uint32_t until, bool head) {
    if (whole.cue->with.empty()) return false;
    std::vector<std::size_t> heads;
    for (std::size_t i = 0; i < ground_.names.size(); ++i) {
      const Named& n = ground_.names[i];
      if (n.first < whole.cue->last || n.last >= until) continue;
      const bool aims = std::any_of(ground_.roles.begin(), ground_.roles.end(),
                                    [&](const Sign& s) { return is_aim(s) && s.first >= n.last && s.first - n.last <= 1; });
      if (aims) heads.push_back(owner_of(i));
    }
    if (heads.size() < 2) return false;
    for (std::size_t h = 0; h < heads.size(); ++h) {
      const Named& n = ground_.names[heads[h]];
      Draft d;
      d.cue = whole.cue;
      d.stage = whole.stage;
      for (const Seat& s : whole.seats)
        if (s.last <= whole.cue->first) d.seats.push_back(s);
      d.seats.push_back({n.entity, whole.cue->with, n.first, n.last, {}});
      const std::uint32_t end = h + 1 < heads.size() ? phrase_begin(ground_.names[heads[h + 1]]) : until;
      Cue part = *whole.cue;
      part.first = phrase_begin(n);
      part.last = n.last;
      d.sum = sum_of(scene_, ground_, part, part.first, end, d.value_of);
      if (d.sum != kNone) d.value_of = "ambiguous";
      d.subject = subject_of(scene_, classes_, ground_, part, n.last, end);
      settle(d);
      d.begin = part.first;
      d.cue = whole.cue;
      if (enough(d)) keep(facts_.deals, write(d), head, d.assumed);
    }
    return true;
  }

  /// "Helio Holding of Norland": the body before the state behind "of", else the name itself.
  std::size_t owner_of(std::size_t i) const {
    if (i == 0 || entity(ground_.names[i].entity).type != Entity::Type::kPlace) return i;
    const Named &body = ground_.names[i - 1], &state = ground_.names[i];
    if (entity(body.entity).type != Entity::Type::kOrganization) return i;
    const bool of = std::any_of(ground_.roles.begin(), ground_.roles.end(), [&](const Sign& s) {
      return s.word == "of" && s.first == body.last && s.last <= state.first && state.first - s.last <= 1;
    });
    return of ? i - 1 : i;
  }

  /// The first token of the phrase a name ends: behind the comma or word of role before it.
  std::uint32_t phrase_begin(const Named& n) const {
    std::uint32_t t = n.first;
    for (; t > ground_.first && n.first - t < 6; --t) {
      if (scene_.text.tokens[t - 1].is(Token::kPunct) && mark_at(scene_.text, t - 1) == ',') break;
      const bool role = std::any_of(ground_.roles.begin(), ground_.roles.end(), [&](const Sign& s) { return s.last == t; });
      if (role) break;
    }
    return t;
  }

  /// Persons give way to whom they speak for, a missing doer comes from the sentences before, and the evidence is measured.
  void settle(Draft& d) {
    const Cue& cue = *d.cue;
    if (cue.kind != "acquisition")
      for (Seat& s : d.seats)
        if (s.name.empty()) s.entity = stands_for(scene_, s.entity);
    std::erase_if(d.seats, [](const Seat& s) { return s.entity == kNone && s.name.empty(); });
    std::vector<Seat> once;
    for (const Seat& s : d.seats) {
      const auto same = std::find_if(once.begin(), once.end(), [&](const Seat& o) { return same_party(o, s); });
      if (same == once.end())
        once.push_back(s);
      else if (s.entity != kNone && same->entity != kNone && entity(s.entity).name.size() > entity(same->entity).name.size())
        same->entity = s.entity;
    }
    d.seats = std::move(once);
    std::stable_sort(d.seats.begin(), d.seats.end(), [](const Seat& a, const Seat& b) { return a.first < b.first; });
    const bool pair = d.seats.size() >= 2 && cue.agent == "party";
    const bool doer = !pair && !cue.agent.empty() && cue.agent != "none";
    if (doer && std::none_of(d.seats.begin(), d.seats.end(), [&](const Seat& s) { return s.last <= cue.first; })) recall(d);
    d.begin = cue.first;
    d.end = cue.last;
    for (const Seat& s : d.seats) {
      if (s.first < ground_.first || s.last > ground_.last) continue;
      d.begin = std::min(d.begin, s.first);
      d.end = std::max(d.end, s.last);
    }
    if (d.sum != kNone) {
      const Mention& m = scene_.chart.mentions[scene_.linked.quantities[d.sum].mention];
      d.begin = std::min(d.begin, m.first);
      d.end = std::max(d.end, m.last);
    }
    while (!d.subject.empty() && d.end < ground_.last && scene_.text.tokens[d.end].end <= d.subject.end) ++d.end;
  }

  /// One entity, one pointing word, or one country under two names, its government's among them.
  bool same_party(const Seat& a, const Seat& b) const {
    if (a.entity == b.entity && a.name == b.name) return true;
    if (a.entity == kNone && b.entity == kNone) return false;
    if (a.entity == kNone || b.entity == kNone)  // "Norland" and "the Norland government"
      return a.entity == kNone ? a.name.starts_with(entity(b.entity).name) : b.name.starts_with(entity(a.entity).name);
    const Entity &x = entity(a.entity), &y = entity(b.entity);
    const auto governs = [](const Entity& e) { return e.kind == "country" || e.kind == "government"; };
    return (x.kind == "country" || y.kind == "country") && governs(x) && governs(y) && !x.country.empty() && x.country == y.country;
  }

  /// The doer of a sentence that names none: who gave in the deal just before, who speaks, or the first name of up to three sentences
  /// before that is no object of a preposition and owns nothing.
  void recall(Draft& d) {
    if (has_unnamed_doer(*d.cue)) return;
    const std::uint32_t here = ground_.sentence;
    if (!facts_.deals.empty() && !d.seats.empty()) {
      const Deal& last = facts_.deals.back();
      const bool same =
          last.type == d.cue->kind && here - last.sentence <= 1 &&
          std::any_of(last.parties.begin(), last.parties.end(), [&](const Deal::Party& p) { return p.name == name_of(d.seats[0]); });
      for (const Deal::Party& p : last.parties)
        if (same && p.role == d.cue->agent && p.name != name_of(d.seats[0])) {
          d.seats.insert(d.seats.begin(), {kNone, p.role, kNone, kNone, p.name});
          d.assumed = true;
          return;
        }
    }
    if (ground_.speaker != kNone && seat_first(d, stands_for(scene_, ground_.speaker), {kNone, kNone, kNone})) return;
    for (std::uint32_t back = 1; back <= 3 && back <= here; ++back) {
      const Sentence& s = scene_.text.sentences[here - back];
      auto at = std::lower_bound(names_.begin(), names_.end(), s.first, [](const Named& n, std::uint32_t t) { return n.first < t; });
      for (; at != names_.end() && at->first < s.last; ++at) {
        if (at->first - s.first > 6 || possessive_at(at->last)) continue;
        if (seat_first(d, at->entity, *at)) return;
      }
    }
  }

  /// "The state oil company acquired", "the ministry terminated": a doer that nobody names is nobody named before.
  bool has_unnamed_doer(const Cue& cue) const {
    if (cue.shape != "active") return false;
    if (std::any_of(ground_.actors.begin(), ground_.actors.end(), [&](const Sign& a) { return a.last <= cue.first && a.word == "office"; }))
      return true;
    const TypeId types[] = {scene_.program.type("CompanyNoun"), scene_.program.type("SpeakerNoun")};
    std::uint32_t t = cue.first;
    while (t > ground_.first && (classes_.auxiliary(t - 1) || classes_.adverb(t - 1))) --t;
    if (t == ground_.first || !scene_.text.tokens[t - 1].is(Token::kLower)) return false;
    for (MentionId m = scene_.chart.starts[t - 1]; m != kNone; m = scene_.chart.mentions[m].next)
      if (std::find(std::begin(types), std::end(types), scene_.chart.mentions[m].type) != std::end(types)) return true;
    return false;
  }

  /// Seats a remembered doer before the rest, if it may be one.
  bool seat_first(Draft& d, std::uint32_t e, const Named& where) {
    if (e == kNone) return false;
    const Entity& x = entity(e);
    const bool fits = x.type == Entity::Type::kOrganization || (x.type == Entity::Type::kPlace && x.kind == "country");
    if (!fits || x.kind == "media" || std::any_of(d.seats.begin(), d.seats.end(), [&](const Seat& s) { return s.entity == e; }))
      return false;
    d.seats.insert(d.seats.begin(), {e, d.cue->agent, where.first, where.last, {}});
    d.assumed = true;
    return true;
  }

  bool possessive_at(std::uint32_t token) const {
    if (token >= scene_.text.tokens.size()) return false;
    const std::string_view w = scene_.text.view(scene_.text.tokens[token]);
    return w.starts_with('\'') || w.starts_with("\u2019");
  }

  std::string_view name_of(const Seat& s) const { return s.entity == kNone ? s.name : entity(s.entity).name; }

  bool enough(const Draft& d) const {
    const std::string_view needs = d.cue->needs;
    const bool sum = d.sum != kNone;
    if (d.seats.empty()) return false;
    const bool target = std::any_of(d.seats.begin(), d.seats.end(), [](const Seat& s) { return s.role == "target"; });
    const bool person = d.seats[0].entity != kNone && entity(d.seats[0].entity).type == Entity::Type::kPerson;
    if (person && d.cue->kind == "acquisition" && !sum && !target) return false;  // somebody shops
    if (needs == "money") return sum;
    if (needs == "pair") {  // two firms that do something together
      const auto does = [&](const Seat& s) {
        return s.entity != kNone && entity(s.entity).kind == "company" && s.last <= d.cue->first && in_sentence(s);
      };
      return std::count_if(d.seats.begin(), d.seats.end(), does) >= 2;
    }
    if (needs == "two")
      return d.seats.size() >= 2 && std::any_of(d.seats.begin(), d.seats.end(), [&](const Seat& s) { return in_sentence(s); });
    if (needs == "two_or_money") return d.seats.size() >= 2 || (sum && in_sentence(d.seats[0]));
    return true;
  }

  bool in_sentence(const Seat& s) const { return s.first >= ground_.first && s.last <= ground_.last; }

  Deal write(const Draft& d) const {
    Deal out;
    out.span = scene_.text.span(d.begin, d.end);
    out.cue = scene_.text.span(scene_.chart.mentions[d.cue->mention].first, scene_.chart.mentions[d.cue->mention].last);
    out.sentence = ground_.sentence;
    out.type = kind_of(d);
    out.stage = !d.stage.empty() ? d.stage : d.cue->stage;
    if (d.cue->stage == "memorandum" && d.stage.empty()) out.stage = d.cue->stage;
    for (const Seat& s : d.seats) {
      if (s.entity == kNone)
        out.parties.push_back({s.name, s.role, {}});
      else
        out.parties.push_back({full_name(entity(s.entity)), s.role, entity(s.entity).country});
    }
    if (d.sum != kNone) {
      const Quantity& q = scene_.linked.quantities[d.sum];
      out.low = q.low;
      out.high = q.high;
      out.currency = q.unit;
      out.value_of = d.value_of;
      out.from.push_back(q.mention);
    }
    if (!d.subject.empty()) out.subject = scene_.text.view(d.subject);
    out.rule = scene_.chart.mentions[d.cue->mention].rule;
    locate(out);
    return out;
  }

  /// The fullest name that the text has for a short form: "Department of Roads" where "DOR" stood before it was explained.
  std::string_view full_name(const Entity& e) const {
    constexpr std::size_t kShort = 8, kLook = 64;
    const bool abbreviated = e.type == Entity::Type::kOrganization && e.name.size() <= kShort &&
                             std::all_of(e.name.begin(), e.name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!abbreviated) return e.name;
    const auto& all = scene_.linked.entities;
    for (std::size_t i = 0; i < all.size() && i < kLook; ++i)
      if (all[i].type == e.type && all[i].name.size() > kShort &&
          std::any_of(all[i].spans.begin(), all[i].spans.end(), [&](Span s) { return scene_.text.view(s) == e.name; }))
        return all[i].name;
    return e.name;
  }

  /// Money that a government puts in is financing, a firm's is an investment.
  std::string_view kind_of(const Draft& d) const {
    if (d.cue->kind != "investment" || d.seats.empty()) return d.cue->kind;
    if (d.seats[0].entity == kNone) return "financing";
    const Entity& e = entity(d.seats[0].entity);
    const bool state = e.type == Entity::Type::kPlace || e.kind == "government" || e.kind == "intergovernmental" || e.kind == "ministry";
    return state ? std::string_view("financing") : d.cue->kind;
  }

  void locate(Deal& d) const {
    const Span sentence = scene_.text.span(ground_.first, ground_.last);
    for (const Time& t : scene_.linked.times) {
      if (t.span.begin < sentence.begin || t.span.end > sentence.end) continue;
      if (t.granularity == "day" && t.role == TimeRole::kEvent) {
        d.date = scene_.arena.copy(t.value);
        break;
      }
    }
    for (const Named& n : ground_.names) {
      const Entity& e = entity(n.entity);
      if (e.type != Entity::Type::kPlace || e.kind == "country") continue;
      const bool in = std::any_of(ground_.roles.begin(), ground_.roles.end(),
                                  [&](const Sign& s) { return s.word == "in" && s.last <= n.first && n.first - s.last <= 2; });
      if (in && d.place.empty()) d.place = e.name;
    }
  }

  const Scene& scene_;
  Facts& facts_;
  const DealWords& words_;
  const std::vector<Named>& names_;
  Attribution attribution_;
  const link::Words& classes_;
  Ground ground_;
};

}  // namespace

void gather_deals(const Scene& scene, Facts& facts) { Reader(scene, facts).read(); }

}  // namespace milepost::fact
